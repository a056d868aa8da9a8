"""``farolito forms words …``: the texts of a form go to translators and come back, and how far each language is."""

from __future__ import annotations

from pathlib import Path

import click

from farolito.cli.bank import bank_for
from farolito.domain.languages import WRITTEN
from farolito.domain.lint import problems_of
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import document_of, read_form
from farolito.domain.translatable import merged, progress, sheet_of
from farolito.errors import FarolitoError
from farolito.services.packs import read_text
from farolito.translations import FORMATS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST_BYTES = 20_000_000  # of a sheet that comes back


@click.group()
def words() -> None:
    """Send the words of a form to translators, take them back, see how far each language is."""


@words.command(name="progress")
@click.argument("files", nargs=-1, required=True, type=FILE)
def show_progress(files: tuple[Path, ...]) -> None:
    """For each language of FILES: how many texts are missing, stale, by machine, drafts, reviewed."""
    for path in files:
        document = document_of(_well_made(path))
        click.echo(f"{path}: {len(sheet_of(document, document['languages'][0]).units)} texts")
        for language in document["languages"][1:]:
            counted = progress(sheet_of(document, language).units)
            said = ", ".join(f"{number} {state}" for state, number in counted.items())
            click.echo(f"  {language:8} {said}")


@words.command(name="out")
@click.argument("file", type=FILE)
@click.option("--language", required=True, type=click.Choice(WRITTEN), help="Into which language.")
@click.option("--to", "kind", required=True, type=click.Choice(sorted(FORMATS)), help="The format.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write.")
def write_out(file: Path, language: str, kind: str, out: Path | None) -> None:
    """Write the texts of the form in FILE for a translator; the form need not have the language yet."""
    document = document_of(_well_made(file))
    if language == document["languages"][0]:
        raise click.BadParameter(f"{language} is the language the form was written in.")
    sheet = sheet_of(document, language)
    target = out or file.with_suffix(f".{language}{FORMATS[kind].ending}")
    target.write_bytes(FORMATS[kind].write(sheet))
    click.echo(f"{target}: {len(sheet.units)} texts.")


@words.command(name="in")
@click.argument("file", type=FILE)
@click.argument("sheet_file", metavar="SHEET", type=FILE)
def take_in(file: Path, sheet_file: Path) -> None:
    """Put the words of SHEET, which a translator filled in, into the form in FILE."""
    kind = next((one for one in FORMATS.values() if sheet_file.name.endswith(one.ending)), None)
    if kind is None:
        endings = ", ".join(one.ending for one in FORMATS.values())
        raise FarolitoError(f"{sheet_file} is of no format we read. Name it with one of {endings}.")
    if sheet_file.stat().st_size > MOST_BYTES:
        raise FarolitoError(f"{sheet_file} is larger than the words of any form: {MOST_BYTES:,}.")
    text, sheet = _well_made(file).decode("utf-8-sig"), kind.read(sheet_file.read_bytes())
    document = document_of(text)
    if (sheet.form, sheet.source_language) != (document["name"], document["languages"][0]):
        raise FarolitoError(
            f"{sheet_file} has the words of the form {sheet.form} from {sheet.source_language}, "
            f"and {file} is {document['name']} in {document['languages'][0]}."
        )
    if sheet.language not in WRITTEN or sheet.language == sheet.source_language:
        raise FarolitoError(f"{sheet_file} is for the language {sheet.language}, which is none.")
    found = merged(text, sheet)
    bank = bank_for(found.text.encode())
    read = read_form(found.text, question_types=CORE_QUESTION_TYPES, bank=bank)
    if isinstance(read, list):
        said = "\n".join(str(fault) for fault in read)
        raise FarolitoError(f"With these words the form has faults; nothing was written:\n{said}")
    file.write_text(found.text, encoding="utf-8", newline="")
    click.echo(f"{file}: {len(found.changed)} texts changed.")
    for key in found.outdated:
        click.echo(f"  stale, its source words are others by now: {key}")
    for key in found.unknown:
        click.echo(f"  not taken, the form has no such text: {key}")


def _well_made(path: Path) -> bytes:
    text = read_text(path)
    faults = [
        fault
        for fault in problems_of(text, question_types=CORE_QUESTION_TYPES, bank=bank_for(text))
        if fault.code in ("json", "definition", "rule")
    ]
    if faults:
        raise FarolitoError(f"{path} has faults; mend them first (farolito forms check).")
    return text
