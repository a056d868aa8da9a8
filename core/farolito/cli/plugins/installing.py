"""``farolito plugins install | upgrade``: a package is looked into, tried, and only then used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json
from farolito.cli.plugins.switches import agreed, done, ending, here, planned, tried, yes
from farolito.plugins.packages import make_package
from farolito.services.plugins import sets, switching

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.cli.plugins.switches import Here
    from farolito.plugins.sets import Package
    from farolito.services.work import Work

hash_option = click.option(
    "--hash",
    "hash256",
    default="",
    metavar="sha256:…",
    help="The SHA-256 that the wheel must have.",
)
wheels_option = click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take what is needed from this folder of wheels, not from the index.",
)


@click.command()
@click.argument("source")
@hash_option
@wheels_option
@click.option("--enable", is_flag=True, help="Turn it on everywhere as well.")
@as_json
def install(source: str, hash256: str, wheels: Path | None, enable: bool, as_json: bool) -> None:
    """Install a plugin from SOURCE: a folder, a wheel, or NAME==VERSION together with --hash.

    It is looked into before anything of it runs, then tried in a process of its own. Farolito's own packages are
    never changed. It is not turned on: families notice nothing.
    """
    with here(as_json=as_json) as one:
        package = _package(one, source, hash256, wheels)

        def make(work: Work) -> switching.Switch:
            return switching.to_install(work, package, enable=enable)

        switch = _looked(one, package, make)
        if switch is None:
            return
        planned(one, switch, tried(one, switch))
        done(one, make)
        one.tell(f"{package.distribution} {package.version} is installed. {ending(one)}")
        if not enable and not switch.plugins.scope(package.plugins[0]):
            one.tell(f"To turn it on, type: farolito plugins enable {package.plugins[0]}")


@click.command()
@click.argument("source")
@hash_option
@wheels_option
@yes
@as_json
def upgrade(source: str, hash256: str, wheels: Path | None, yes: bool, as_json: bool) -> None:
    """Put the version in SOURCE in the place of the one that is installed, after saying what changes.

    SOURCE is a folder, a wheel, or NAME==VERSION together with --hash. The version before is kept:
    “farolito plugins rollback NAME” goes back to it.
    """
    with here(as_json=as_json) as one:
        package = _package(one, source, hash256, wheels)

        def make(work: Work) -> switching.Switch:
            return switching.to_upgrade(work, package)

        switch = _looked(one, package, make)
        if switch is None:
            return
        newer = switching.migrations_in(one.folder, switch.old)  # it may be an older one that comes
        plan = planned(one, switch, tried(one, switch, newer=newer))
        agreed(one, f"Change {plan.plugin} to {plan.new_version}?", yes=yes)
        done(one, make)
        one.tell(f"{package.distribution} is {package.version} now. {ending(one)}")
        one.tell(f"To go back, type: farolito plugins rollback {plan.plugin}")


def _package(one: Here, source: str, hash256: str, wheels: Path | None) -> Package:
    others = one.look(sets.here).packages
    return make_package(
        source, one.folder, hash256=hash256, wheels=wheels, others=others, say=one.say
    )


def _looked(
    one: Here, package: Package, make: Callable[[Work], switching.Switch]
) -> switching.Switch | None:
    """What would change; None when this very package is installed already, which it says."""
    switch: switching.Switch = one.look(make)
    one.result |= {
        "plugin": package.plugins[0],
        "distribution": package.distribution,
        "version": package.version,
        "sha256": package.sha256,
    }
    if switch.changes:
        return switch
    one.result["says"] = "It is installed already."
    one.tell(f"{package.distribution} {package.version} is installed already, word for word.")
    return None
