"""``farolito forms import`` and ``farolito forms export``: forms from and for other programmes, with a report.

Exit codes: 0 everything was carried over, 1 something was named in the report, 2 refused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from farolito.cli.bank import bank_for, whole_document
from farolito.domain.carrying import NotCarried, Note
from farolito.domain.languages import WRITTEN
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import document_of, read_form
from farolito.services.packs import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from farolito.domain.carrying import Report
    from farolito.exports.forms.parts import Exported
    from farolito.imports.opening import Source
    from farolito.imports.outline import Imported

FORMATS = ("xlsform", "fhir", "surveyjs", "farolito")
MOST_FILE = 8 * 1024 * 1024
CARRIED, NAMED, REFUSED = 0, 1, 2
out_option = click.option("--out", type=click.Path(path_type=Path, allow_dash=True), required=True)
report_option = click.option(
    "--report",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the report as JSON to this file, - for the terminal.",
)


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Choice(FORMATS),
    help="What FILE is, if its ending does not say it.",
)
@click.option(
    "--language", type=click.Choice(WRITTEN), default="en", help="Of words that name none."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where the form goes; left out, only the report is shown.",
)
@report_option
def import_form(
    file: Path, source: Source | None, language: str, out: Path | None, report: Path | None
) -> None:
    """Make a form of FILE: an XLSForm (.xlsx, .xls, .csv, .md), a FHIR Questionnaire or a SurveyJS form.

    Whatever cannot be carried over as it is, is named; so is what a school must add before families may see it.
    """
    from farolito.imports.opening import imported

    with file.open("rb") as opened:
        data = opened.read(MOST_FILE + 1)
    try:
        found = imported(data, file.name, source, language)
    except NotCarried as refused:
        _refuse(refused, report)
    if out:
        _write_form(found, out)
    _tell(found.report, report)


def exporting(files: Callable[[], Iterable[Path]]) -> click.Command:
    """The command ``export``; ``files`` finds every definition of this host and its plugins."""

    @click.command(name="export")
    @click.argument("name")
    @click.option("--to", "target", type=click.Choice(FORMATS), required=True)
    @click.option(
        "--like",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="For fhir: the Questionnaire it was imported from; what a form has no place for is taken from there.",
    )
    @out_option
    @report_option
    def export_form(
        name: str, target: str, like: Path | None, out: Path, report: Path | None
    ) -> None:
        """Write the form NAME (or the form in the file NAME) for another programme.

        Our own import reads everything again; the report says what the other programme does not see.
        """
        path = _form_file(name, files)
        text = read_text(path)
        read = read_form(text, question_types=CORE_QUESTION_TYPES, bank=bank_for(text))
        if isinstance(read, list):
            _refuse(
                NotCarried(Note(str(path), "", str(fault), "refused") for fault in read), report
            )
        made = _exported(target, text, path, read.name, like)
        if str(out) == "-":
            sys.stdout.buffer.write(made.data)
        else:
            out.write_bytes(made.data)
        _tell(made.report, report)

    return export_form


def _exported(target: str, text: bytes, path: Path, name: str, like: Path | None) -> Exported:
    if target == "xlsform":
        from farolito.exports.forms.xlsform import to_xlsform

        return to_xlsform(whole_document(text))
    if target == "surveyjs":
        from farolito.exports.forms.surveyjs import to_surveyjs

        return to_surveyjs(whole_document(text))
    if target == "farolito":
        from farolito.exports.forms.farolito_json import to_farolito

        examples = sorted((path.parent / "examples" / name).glob("*.json"))
        return to_farolito(text, {example.stem: read_text(example) for example in examples})
    from farolito.exports.forms.fhir_like import alike
    from farolito.exports.forms.fhir_questionnaire import to_fhir

    made = to_fhir(whole_document(text))
    return alike(made, document_of(read_text(like))) if like else made


def _form_file(name: str, files: Callable[[], Iterable[Path]]) -> Path:
    """The definition that is meant: a file, or a form's name."""
    if Path(name).is_file():
        return Path(name)
    known: list[str] = []
    for path in files():
        if path.stem == name:
            return path
        known.append(path.stem)
    message = f"There is no form “{name}”. There are {', '.join(sorted(known))}."
    raise click.BadParameter(message, param_hint="NAME")


def _write_form(found: Imported, out: Path) -> None:
    text = found.text
    if text is None:
        text = (json.dumps(found.document, ensure_ascii=False, indent=2) + "\n").encode()
    out.write_bytes(text)
    folder = out.parent / "examples" / str(found.document.get("name", out.stem))
    for case, example in found.examples.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{case}.json").write_bytes(example)


def _tell(report: Report, where: Path | None) -> NoReturn:
    """Show the report, and end with the status it stands for."""
    _write_report(report.notes, where)
    if not report:
        click.echo("Everything was carried over.", err=True)
    raise SystemExit(NAMED if report else CARRIED)


def _refuse(refused: NotCarried, where: Path | None) -> NoReturn:
    _write_report(refused.notes, where)
    click.echo("The form was refused: nothing was made.", err=True)
    raise SystemExit(REFUSED)


def _write_report(notes: Iterable[Note], where: Path | None) -> None:
    notes = list(notes)
    for line in _lines(notes):
        click.echo(line, err=True)
    if where is None:
        return
    text = json.dumps([note.as_json() for note in notes], ensure_ascii=False, indent=2)
    if str(where) == "-":
        click.echo(text)
    else:
        where.write_text(f"{text}\n", encoding="utf-8")


def _lines(notes: list[Note]) -> Iterator[str]:
    """The report in words. What the author has to do comes last."""
    for note in sorted(notes, key=lambda note: note.code == "asked_for"):
        yield str(note)
