"""``farolito forms diff | publish | retire | versions``: what a change would do, said before it is done.

A version is written ``name`` (the published one), ``name@3`` or ``name@<first digits of its hash>``, or is a file.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli.bank import bank_for, whole_document
from farolito.errors import FarolitoError, NotFound
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.definitions import Form
    from farolito.services.differences import Effect, Report
    from farolito.services.work import Work, Works

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
no_questions = click.option("--yes", is_flag=True, help="Do it without asking.")


@contextmanager
def works_here() -> Iterator[Works]:
    """The works of this site. Raises FarolitoError where there is none yet."""
    from farolito.app import create_app
    from farolito.web.host import host_of

    settings = load_settings(os.environ, FILE)
    if not settings.data.is_dir():
        raise FarolitoError(f"There is no site in {settings.data}. Type: farolito init")
    works = host_of(create_app(settings)).works
    try:
        yield works
    finally:
        works.close()


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--no-count", is_flag=True, help="Do not open stored answers to count them.")
@as_json
def diff(old: str, new: str, no_count: bool, as_json: bool) -> None:
    """Say what changes from OLD to NEW, and what becomes of answers that are stored.

    Each is a file or a published version: name, name@3, name@4f1c0a. What stored answers do not survive is marked
    LOSES ANSWERS. Counting opens every stored answer of the form, and that is recorded. Exits with 0 in any case.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import differences

    if Path(old).is_file() and Path(new).is_file() and (no_count or not _is_a_site()):
        report = _of_files(Path(old), Path(new))
    else:
        with works_here() as works, works.open(SYSTEM, write=not no_count) as work:
            before, after = _meant(work, old), _meant(work, new)
            count = not no_count and _was_published(work, before.name)
            report = (
                differences.counted(work, before, after)
                if count
                else differences.compared(work.hooks, work.types, before, after)
            )
    if as_json:
        click.echo(json.dumps(report.described(), ensure_ascii=False, indent=2))
    else:
        for line in described(report):
            click.echo(line)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@no_questions
def publish(file: Path, yes: bool) -> None:
    """Make the form in FILE the published version, after saying what changes.

    The version before is retired: who has begun finishes on it, and what was sent stays as it was answered.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import differences, forms
    from farolito.services.packs import read_text
    from farolito.services.sounds import sound_faults

    text = read_text(file)
    document = whole_document(text)
    with works_here() as works:
        with works.open(SYSTEM) as work:
            new = forms.readable(work, document)
            for fault in sound_faults(text, work.hooks, bank_for(text)):
                click.echo(f"Nobody will hear: {fault}")
            try:
                old = forms.current(work, new.name)
            except NotFound:
                click.echo(f"{new.name} is not published now.")
            else:
                if old.hash == new.hash:
                    click.echo(f"{new.name} is published already, word for word.")
                    return
                for line in described(differences.counted(work, old, new)):
                    click.echo(line)
        if not yes:
            click.confirm(f"Publish {new.name} as {new.hash[:12]}?", abort=True)
        with works.open(SYSTEM) as work:
            forms.publish(work, document, forms.BY_HAND)
    click.echo(f"{new.name} is published: {new.hash[:12]}.")


@click.command()
@click.argument("name")
@no_questions
def retire(name: str, yes: bool) -> None:
    """Take the form NAME out of use: its links open nothing, nobody begins it any more.

    Who has begun finishes. What was sent stays, and is shown, printed and exported as it was answered.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import forms

    if not yes:
        click.confirm(f"Take {name} out of use?", abort=True)
    with works_here() as works, works.open(SYSTEM) as work:
        forms.retire(work, name)
    click.echo(f"{name} is retired. Type “farolito forms publish FILE” to bring it back.")


@click.command()
@click.argument("name")
@as_json
def versions(name: str, as_json: bool) -> None:
    """List the versions of the form NAME: number, hash, state, since when."""
    from farolito.domain.access import SYSTEM
    from farolito.services.versions import of_form

    with works_here() as works, works.open(SYSTEM, write=False) as work:
        found = of_form(work, name)
    if as_json:
        listed = [
            {
                "number": one.number,
                "hash": one.hash,
                "status": one.status,
                "source": one.source,
                "published_at": one.published_at.isoformat(),
            }
            for one in found
        ]
        click.echo(json.dumps(listed, indent=2))
        return
    for one in found:
        since = one.published_at.date()
        click.echo(f"{name}@{one.number:<4} {one.hash[:12]}  {one.status:10} {since}  {one.source}")


def described(report: Report) -> Iterator[str]:
    """The report in words, a line for each thing."""
    old, new = report.old, report.new
    yield f"{new.name}: {old.hash[:12]} to {new.hash[:12]}"
    if not report.effects:
        yield "  Nothing changes."
        return
    for effect in report.effects:
        yield from _effect(effect)
    if report.columns_added:
        yield f"  Exports get the columns {', '.join(report.columns_added)}."
    if report.columns_ended:
        yield f"  Exports keep, for old answers only, {', '.join(report.columns_ended)}."
    lossy = len(report.lossy)
    yield (
        f"  {len(report.effects)} changes, {lossy} of them lose answers."
        if lossy
        else (f"  {len(report.effects)} changes. No stored answer is lost.")
    )
    if report.responses is None:
        yield "  Stored answers were not counted."
    else:
        yield (
            f"  {report.responses:,} responses are stored, and stay as they were answered. "
            f"{report.open_drafts:,} begun, which finish on their version."
        )
    if report.uncounted:
        yield "  Counseling records and students' own records are in no number here. Take them as touched too."


def _effect(effect: Effect) -> Iterator[str]:
    change = effect.change
    of = f" of {change.question}" if change.what == "choice" else ""
    mark = "LOSES ANSWERS " if change.lossy else ""
    yield f"  {mark}{change.kind} {change.what} {change.name}{of}: {change.says}  [{change.pointer}]"
    if change.why:
        yield f"      {change.why}"
    if effect.answers:
        yield f"      {effect.answers:,} stored answers."
    if effect.used_by and change.kind != "added":
        yield f"      Used by {', '.join(effect.used_by)}."


def _is_a_site() -> bool:
    return load_settings(os.environ, FILE).data.is_dir()


def _of_files(old: Path, new: Path) -> Report:
    from farolito.domain.question_types import CORE_QUESTION_TYPES
    from farolito.plugins.hooks import Hooks
    from farolito.services import differences

    return differences.compared(Hooks(), CORE_QUESTION_TYPES, _form_in(old), _form_in(new))


def _form_in(path: Path) -> Form:
    from farolito.domain.question_types import CORE_QUESTION_TYPES
    from farolito.domain.reading import read_form
    from farolito.services.packs import read_text

    text = read_text(path)
    read = read_form(text, question_types=CORE_QUESTION_TYPES, bank=bank_for(text))
    if isinstance(read, list):
        raise FarolitoError(f"{path} has faults; mend them first (farolito forms check).")
    return read


def _meant(work: Work, reference: str) -> Form:
    from farolito.services.versions import find

    path = Path(reference)
    return _form_in(path) if path.is_file() else find(work, reference)


def _was_published(work: Work, name: str) -> bool:
    from farolito.services.versions import of_form

    try:
        return bool(of_form(work, name))
    except NotFound:
        return False
