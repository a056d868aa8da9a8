"""What installing, upgrading, going back and removing have in common: tried, said, asked, done, taken up, tidied."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from farolito.cli.plugins.common import print_json
from farolito.cli.plugins.plan_words import plan_lines
from farolito.cli.plugins.turning import site_here
from farolito.domain.access import SYSTEM
from farolito.errors import FarolitoError
from farolito.plugins.children import kept_warm
from farolito.plugins.packages.folders import one_change, sweep
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.trial import Wish, try_out
from farolito.services.plugins import switching
from farolito.services.plugins.grounds import ground
from farolito.services.plugins.plans import plan_of
from farolito.services.plugins.reloading import reload_server, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.plugins.trial import Trial
    from farolito.services.plugins.plans import Plan
    from farolito.services.plugins.switching import Switch
    from farolito.services.work import Work, Works
    from farolito.settings import Settings

LIGHT = ("load", "forms")
"""The steps that find out what a version brings, without trying it."""

yes = click.option("--yes", is_flag=True, help="Do it without asking.")


class Untrusted(FarolitoError):
    """The trial found faults: every one a sentence, and a sentence that says what to do."""

    def __init__(self, trial: Trial) -> None:
        lines = [f"{fault.says} {fault.remedy}" for fault in trial.faults]
        super().__init__("\n".join(lines))
        self.trial = trial


@dataclass
class Here:
    """The site, held for one change; ``folder`` is the one of packages. What is said goes to stderr."""

    settings: Settings
    works: Works
    folder: Path
    as_json: bool
    result: dict[str, Any] = field(default_factory=lambda: {"done": False})

    def say(self, words: str) -> None:
        """How far it is."""
        click.echo(words, err=True)

    def tell(self, words: str) -> None:
        """What came of it, for people; programs get ``result``."""
        if not self.as_json:
            click.echo(words)

    def look(self, question: Callable[[Work], Any]) -> Any:
        """Ask the database something, without changing it."""
        with self.works.open(SYSTEM, write=False) as work:
            return question(work)

    def tidy(self) -> None:
        """Remove the folders that no set needs."""
        sweep(self.folder, self.look(switching.kept))


@contextmanager
def here(*, as_json: bool) -> Iterator[Here]:
    """The site for one change. Whatever goes wrong is said, in JSON too, and ends with 1; no leftover stays."""
    with kept_warm(), site_here() as (settings, works, _), one_change(settings.data) as folder:
        one = Here(settings, works, folder, as_json)
        try:
            yield one
        except FarolitoError as error:
            if not one.result["done"]:
                one.tidy()
            if not as_json:
                raise _with_detail(error) from error
            print_json(one.result | _described(error))
            raise SystemExit(1) from error
    if as_json:
        print_json(one.result)


def tried(one: Here, switch: Switch, *, newer: Path | None = None) -> Trial:
    """The trial of what would come. Raises :class:`Untrusted`."""
    names = one.settings.plugins
    enabled = switch.plugins.names if names is None else names
    if switch.plugin not in enabled:
        enabled = (*enabled, switch.plugin)
    folders = tuple(
        path
        for package in switch.plugins.packages
        if (path := one.folder / package.folder).is_dir()
    )
    stored = switching.migrations_in(one.folder, switch.new) is not None
    with ground(one.works, one.folder, stored=stored) as where:
        trial = try_out(Wish(switch.plugin, enabled, folders, newer=newer), where, say=one.say)
    if trial.faults:
        raise Untrusted(trial)
    return trial


def facts_now(one: Here, switch: Switch) -> dict[str, Any]:
    """What the version that is used now brings; empty when there is none, or it cannot even be loaded."""
    if switch.old is None:
        return {}
    folders = tuple(one.folder / package.folder for package in switch.before.packages)
    with ground(one.works, one.folder, stored=False) as where:
        wish = Wish(switch.plugin, (switch.plugin,), folders, steps=LIGHT)
        return dict(try_out(wish, where).facts)


def planned(one: Here, switch: Switch, trial: Trial) -> Plan:
    """What will happen, said to whoever decides."""
    one.say("Looking what it changes here")
    before = facts_now(one, switch)
    with one.works.open(SYSTEM) as work:  # counting stored answers is recorded
        plan = plan_of(work, before, trial.facts, switch.old)
    one.result["plan"] = plan.described()
    if not one.as_json:
        for line in plan_lines(plan):
            click.echo(line)
    return plan


def agreed(one: Here, question: str, *, yes: bool) -> None:
    """Ask, unless it was said before. Raises :class:`PackageRefused` where nobody can be asked."""
    if yes:
        return
    if one.as_json or not sys.stdin.isatty():
        raise PackageRefused(
            "not_agreed", "Nothing was changed: nobody here can be asked.", "Add --yes to do it."
        )
    if not click.confirm(question, err=True):
        raise PackageRefused("not_agreed", "Nothing was changed.", "")


def done(one: Here, make: Callable[[Work], Switch]) -> int:
    """Make the change, let a server that runs take it up, and tidy; the number of the set."""
    with one.works.open(SYSTEM) as work:
        switch = make(work)
        number = switching.carry_out(work, switch, one.folder)
    one.result |= {"done": True, "number": number}
    one.say(
        "Done in the database. Letting the server take it up" if running(one.settings) else "Done"
    )
    one.result["taken_up"] = reload_server(one.settings, number)
    one.tidy()  # not before: a server that goes on as it was needs what it was started with
    return number


def ending(one: Here) -> str:
    """The sentence that ends every change."""
    taken = "The server has taken it up." if one.result["taken_up"] else "No server runs here."
    return f"Plugin set {one.result['number']}. {taken}"


def _with_detail(error: FarolitoError) -> click.ClickException:
    lines = [str(error)]
    if isinstance(error, PackageRefused) and error.detail:
        lines += [f"    | {line}" for line in error.detail.splitlines()]
    if isinstance(error, Untrusted):
        lines = ["Nothing was changed: the trial found this."]
        for fault in error.trial.faults:
            lines += [f"    {fault.says}", f"        What to do: {fault.remedy}"]
            lines += [f"        | {line}" for line in fault.detail.splitlines()]
    return click.ClickException("\n".join(lines))


def _described(error: FarolitoError) -> dict[str, Any]:
    if isinstance(error, Untrusted):
        faults = [
            {"step": one.step, "says": one.says, "remedy": one.remedy, "detail": one.detail}
            for one in error.trial.faults
        ]
        return {"code": "trial", "says": "The trial found faults.", "faults": faults}
    return {
        "code": getattr(error, "code", "failed"),
        "says": str(error),
        "detail": getattr(error, "detail", ""),
    }
