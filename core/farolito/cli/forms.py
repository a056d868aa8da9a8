"""``farolito forms …``: check definitions, list them, stamp their translations, write the JSON Schema.

What publishes and compares versions is in :mod:`.versions`; no other command needs a database. Exit codes: 0 all is
well, 1 something is wrong and was named, 2 the command itself was mistyped.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli import versions
from farolito.cli.bank import bank_for, blocks, form_folders, hooks_at_hand
from farolito.cli.doors import exporting, import_form
from farolito.cli.words import words
from farolito.domain import schema as schema_module
from farolito.domain.blocks import NO_BLOCKS
from farolito.domain.faults import Fault
from farolito.domain.languages import WRITTEN
from farolito.domain.lint import problems_of, problems_of_block
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.reference import reference as reference_text
from farolito.domain.schema import block_schema_text, schema_text
from farolito.domain.stamping import stamped
from farolito.errors import FarolitoError
from farolito.services.blocks import block_files, is_block
from farolito.services.packs import PACK_FILE, pack_folders, read_pack, read_text
from farolito.services.sounds import sound_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from farolito.domain.definitions import Form

SCHEMA_FILE = Path(schema_module.__file__).with_name("form.schema.json")
BLOCK_FILE = SCHEMA_FILE.with_name("block.schema.json")


@click.group()
def forms() -> None:
    """Look after form definitions: check, list, stamp, compare and publish them."""


for command in (
    words,
    blocks,
    versions.diff,
    versions.publish,
    versions.retire,
    versions.versions,
):
    forms.add_command(command)

paths_given = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))


@forms.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each file, a line each.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Say everything that is wrong in the forms of PATHS, and what would keep them from being published.

    PATHS are forms, blocks of a question bank, packs or folders of packs; without any, the host's forms and blocks and
    those of its plugins. The exit code is 0 when all is fine and 1 when there is something to mend.
    """
    wrong = checked = banked = 0
    for path, found, of_bank in _checked(paths):
        checked += 1
        banked += of_bank
        wrong += bool(found)
        if as_json:
            click.echo(_as_json(path, found))
        elif found:
            click.echo(f"{path}: {_counted(len(found), 'thing')} to mend")
            for fault in found:
                click.echo(f"  {fault}")
    if not as_json:
        click.echo(_verdict(wrong, checked, banked))
    if wrong:
        raise SystemExit(1)


@forms.command(name="list")
@paths_given
def list_forms(paths: tuple[Path, ...]) -> None:
    """List the forms of PATHS: name, title, regime, questions, languages, version."""
    unreadable = 0
    for path in _files(paths):
        if is_block(read_text(path)):
            continue
        read = _read(path)
        if isinstance(read, list):
            unreadable += 1
            click.echo(f"{path.stem:32} cannot be read: {_counted(len(read), 'fault')}")
        else:
            click.echo(_line(read))
    if unreadable:
        click.echo("Type \u201cfarolito forms check\u201d to see what is wrong.")
        raise SystemExit(1)


@forms.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--reviewed",
    multiple=True,
    type=click.Choice(WRITTEN),
    help="A language somebody has read beside the source as it is now.",
)
def stamp(files: tuple[Path, ...], reviewed: tuple[str, ...]) -> None:
    """Note in FILES which source words their translations belong to.

    A reviewed translation whose source has changed becomes a draft, unless you say that it was read again.
    """
    for path in files:
        text, read = read_text(path), _read(path)
        if isinstance(read, list):
            raise click.ClickException(
                f"{path} has faults; mend them first (farolito forms check)."
            )
        path.write_text(stamped(text.decode(), reviewed, bank_for(text)), encoding="utf-8")
        click.echo(f"{path}: stamped.")


@forms.command()
@click.option(
    "--write", is_flag=True, help="Write form.schema.json and block.schema.json beside the code."
)
def schema(write: bool) -> None:
    """Print the JSON Schema of form definitions, or write those of forms and blocks."""
    if write:
        for file, text in ((SCHEMA_FILE, schema_text()), (BLOCK_FILE, block_schema_text())):
            file.write_text(text, encoding="utf-8")
            click.echo(f"{file} is written.")
    else:
        click.echo(schema_text(), nl=False)


@forms.command()
def reference() -> None:
    """Print the tables of docs/writing-a-form.md."""
    click.echo(reference_text(), nl=False)


def _checked(paths: Sequence[Path]) -> Iterator[tuple[Path, list[Fault], bool]]:
    """Each file that is meant, with what is wrong with it, and whether it is a block of the question bank.

    A pack that cannot be read is a file too.
    """
    for path in paths or form_folders():
        try:
            if not path.exists():
                raise FarolitoError(f"there is no file {path}")
            for file in _files([path]):
                text = read_text(file)
                yield file, _problems_of(text), is_block(text)
        except (FarolitoError, OSError) as error:
            reason = str(error) if isinstance(error, FarolitoError) else "it cannot be read"
            yield path, [Fault("", reason, line=1, code="unreadable")], False


def _problems_of(text: bytes) -> list[Fault]:
    if is_block(text):
        found = problems_of_block(text, question_types=CORE_QUESTION_TYPES)
        return (
            [*found, *sound_faults(text, hooks_at_hand(), NO_BLOCKS)] if _has_audio(text) else found
        )
    bank = bank_for(text)
    found = problems_of(text, question_types=CORE_QUESTION_TYPES, bank=bank)
    if any(fault.code == "plugin_missing" for fault in found):
        functions = hooks_at_hand().functions  # plugins are only looked at when a rule needs one
        found = problems_of(
            text, question_types=CORE_QUESTION_TYPES, functions=functions, bank=bank
        )
    if _has_audio(text) or bank:
        found = sorted([*found, *sound_faults(text, hooks_at_hand(), bank)], key=_place)
    return found


def _has_audio(text: bytes) -> bool:
    """Plugins are only looked at where a sound of one is named, or a block of one is used."""
    return b'"audio"' in text


def _place(fault: Fault) -> tuple[int, int]:
    return fault.line or 0, fault.column or 0


def _as_json(path: Path, found: Sequence[Fault]) -> str:
    problems = [
        {
            "pointer": fault.pointer,
            "line": fault.line,
            "code": fault.code,
            "message": str(replace(fault, pointer="", line=None)),
        }
        for fault in found
    ]
    report = {"file": str(path), "ok": not found, "problems": problems}
    return json.dumps(report, ensure_ascii=False)


def _verdict(wrong: int, checked: int, banked: int) -> str:
    if not checked:
        return "There are no forms here."
    counted = _counted(checked - banked, "form")
    if banked:
        counted += f" and {_counted(banked, 'block')}"
    if wrong:
        return f"{wrong} of {counted} cannot be published as written."
    return f"{counted} checked: nothing to mend."


def _read(path: Path) -> Form | list[Fault]:
    text = read_text(path)
    return read_form(text, question_types=CORE_QUESTION_TYPES, bank=bank_for(text))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The definitions that are meant, in the order given."""
    for path in paths or form_folders():
        if path.is_file():
            yield path
            continue
        yield from block_files(path)
        folders = pack_folders(path)
        for folder in folders:
            read_pack(folder)  # says what is wrong with the pack itself and its examples
        for folder in folders or [path]:
            yield from (file for file in sorted(folder.glob("*.json")) if file.name != PACK_FILE)


def _line(form: Form) -> str:
    languages = ", ".join(
        tag if tag == form.languages[0] else f"{tag} {form.translations[tag].state}"
        for tag in form.languages
    )
    questions = _counted(len(form.questions), "question")
    return f"{form.name:32} {form.regime:17} {questions:14} {languages:24} {form.hash[:12]}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


forms.add_command(import_form)
forms.add_command(exporting(lambda: _files(())))
