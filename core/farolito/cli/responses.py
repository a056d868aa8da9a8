"""``farolito responses export``: the answers to a form at a place, in a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli.versions import works_here
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.services.exports import Plan

FORMATS = ("csv", "xlsx", "jsonl", "fhir")
FEW = 2_000  # responses that are written before anybody wonders


@click.group()
def responses() -> None:
    """Take answers out."""


@responses.command()
@click.argument("form")
@click.option("--place", required=True, help="The place, as its addresses begin: duarte-high.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--words", metavar="LANGUAGE", help="Write choices out in this language, not as codes."
)
@click.option("--private", is_flag=True, help="Private answers too.")
@click.option(
    "--repeat", metavar="NAME", help="CSV of the entries of one repeat, and nothing else."
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Say how far it is. Without this: on a terminal only.",
)
def export(
    form: str,
    place: str,
    kind: str,
    out: Path,
    words: str | None,
    private: bool,
    repeat: str | None,
    progress: bool | None,
) -> None:
    """Write the answers to FORM at a place, over all its versions, into a file that must not be there yet.

    What is left out, and why, is said here and in the file's own page about it. CSV: one table when OUT ends with
    .csv, a ZIP with every table otherwise. Counseling information is never exported. Every export is recorded.
    """
    from farolito.domain.access import SYSTEM
    from farolito.domain.languages import WRITTEN
    from farolito.services import exports
    from farolito.services.exports import FORMATS as KNOWN
    from farolito.services.exports import Wanted

    if words is not None and words not in WRITTEN:
        raise click.BadParameter(f"one of {', '.join(WRITTEN)}", param_hint="--words")
    if repeat is not None and kind != "csv":
        raise click.UsageError("--repeat is for --format csv.")
    if out.exists():
        raise FarolitoError(f"{out} is there already. Move it away, or name another file.")
    alone = kind == "csv" and (repeat is not None or out.suffix.lower() == ".csv")
    wanted = Wanted(
        place, form, KNOWN[KNOWN.index(kind)], words, private, (repeat or "") if alone else None
    )
    with works_here() as works:
        with works.open(SYSTEM) as work:
            plan = exports.plan(work, wanted)
            exports.begin(work, plan)
        for line in _said(plan, alone):
            click.echo(line, err=True)
        says = sys.stderr.isatty() if progress is None else progress
        told = _progress(plan.total) if says else _nothing
        _write(out, exports.pieces(works, plan, SYSTEM, told))
    click.echo(f"{out} is written.")


def _write(out: Path, pieces: Iterator[bytes]) -> None:
    """The whole file or none: it gets its name when its last byte is on the disk. Only its owner may read it."""
    half = out.with_name(f"{out.name}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        half.rename(out)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def _progress(total: int) -> Callable[[int], None]:
    """Says how far a long export is, on one line of a terminal, on a line of its own elsewhere."""
    end = "\r" if sys.stderr.isatty() else "\n"

    def say(done: int) -> None:
        if total > FEW and (done % FEW == 0 or done >= total):
            click.echo(f"{done:,} of {total:,} responses{end}", err=True, nl=False)

    return say


def _nothing(done: int) -> None:
    """Says nothing: what runs by itself at night fills no mailbox with numbers."""


def _said(plan: Plan, alone: bool) -> Iterator[str]:
    from farolito.services.exports.about import about

    if alone:
        yield from about(plan)  # the other files hold this page themselves
        return
    yield f"{plan.total:,} responses to {plan.form.name} at {plan.place.name}."
    for one in plan.left_out:
        yield f"Left out: {one.question.name} ({one.reason})."
