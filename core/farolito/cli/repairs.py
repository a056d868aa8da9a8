"""``farolito repairs``: what there is to mend, in the host and in its plugins; the same list as the page."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from farolito.services.repairs import Repair

WORDS = {"stop": "FIX NOW", "fix_soon": "fix soon", "tip": "tip"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def repairs(as_json: bool) -> None:
    """Say what is wrong, why it matters to families, and what to do. Changes nothing.

    Reads every audit as well. Exits with 1 when there is more than a tip.
    """
    from farolito.app import create_app
    from farolito.domain.access import SYSTEM
    from farolito.services.repairs import repairs as look
    from farolito.web.host import host_of

    works = host_of(create_app(load_settings(os.environ, FILE))).works
    with works.open(SYSTEM, write=False) as work:
        found = look(work, thorough=True)
    works.close()
    if as_json:
        click.echo(json.dumps([described(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            _say(one)
        click.echo("Nothing to fix." if not found else f"To fix: {len(found)}.")
    if any(one.severity != "tip" for one in found):
        raise SystemExit(1)


def described(repair: Repair) -> dict[str, object]:
    """A repair for programs, with its English words."""
    return {
        "id": repair.id,
        "severity": repair.severity,
        "kind": repair.kind,
        "plugin": repair.plugin,
        "hook": repair.hook,
        "what": what(repair),
        "why": repair.why,
        "said": list(repair.said),
        "how": repair.words.how,
        "line": repair.line,
        "values": dict(repair.values),
    }


def what(repair: Repair) -> str:
    """What is wrong, with the names and numbers that belong to it, in English."""
    values = {**repair.values, "hook": repair.hook, "plugin": repair.plugin}
    return f"{repair.words.what} {repair.words.fact}".strip() % values


def _say(repair: Repair) -> None:
    click.echo(f"{WORDS[repair.severity]:9} {what(repair)}")
    for line in (repair.why, *repair.said):
        click.echo(f"          {line}")
    if repair.words.how:
        click.echo(f"          {repair.words.how} {repair.line}".rstrip())
