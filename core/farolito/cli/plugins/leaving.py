"""``farolito plugins rollback | remove``: back to the version before, or without the plugin; its data stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json
from farolito.cli.plugins.switches import agreed, done, ending, here, planned, tried, yes
from farolito.services.plugins import switching

if TYPE_CHECKING:
    from farolito.cli.plugins.switches import Here
    from farolito.services.work import Work


@click.command()
@click.argument("name")
@click.option(
    "--backup",
    "backup_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a backup of the database into this file first.",
)
@yes
@as_json
def rollback(name: str, backup_file: Path | None, yes: bool, as_json: bool) -> None:
    """Go back to the version of the plugin NAME that was used before, its tables included.

    What only the newer version stored may have to go; that is said first, with how many rows.
    """
    with here(as_json=as_json) as one:

        def make(work: Work) -> switching.Switch:
            return switching.to_roll_back(work, name, one.folder)

        switch = one.look(make)
        newer = switching.migrations_in(one.folder, switch.old)
        plan = planned(one, switch, tried(one, switch, newer=newer))
        if plan.loses and backup_file is None:
            one.say(
                "Rows or columns go. Keep a backup of what is stored now: add --backup FILE, or type before: "
                "farolito backup FILE"
            )
        agreed(one, f"Go back to {name} {plan.new_version}?", yes=yes)
        if backup_file is not None:
            _back_up(one, backup_file)
        done(one, make)
        one.tell(f"{name} is {plan.new_version} again. {ending(one)}")


@click.command()
@click.argument("name")
@yes
@as_json
def remove(name: str, yes: bool, as_json: bool) -> None:
    """Turn the plugin NAME off and take its package away. What it stored stays, and what families sent.

    “farolito plugins data NAME” shows, exports and deletes what it stored.
    """
    with here(as_json=as_json) as one:

        def make(work: Work) -> switching.Switch:
            return switching.to_remove(work, name)

        switch = one.look(make)
        old = switch.old
        one.result |= {"plugin": name, "version": old.version if old else ""}
        if switch.before.scope(name) is not None:
            one.tell(
                f"{name} is on: it is turned off. Its forms are no longer offered to families."
            )
        one.tell(
            "What it stored stays in the database, and every answer can be read, printed and exported."
        )
        agreed(one, f"Remove {name}?", yes=yes)
        done(one, make)
        one.tell(f"{name} is removed. {ending(one)}")
        one.tell(f"To see what it stored, type: farolito plugins data {name}")


def _back_up(one: Here, file: Path) -> None:
    from farolito.cli.backup import write_backup

    one.say(f"Writing a backup into {file}")
    write_backup(one.settings, file)
    one.result["backup"] = str(file)
