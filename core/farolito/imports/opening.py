"""One way in: the bytes of a file, and what they are, to a definition and its report."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

from farolito.domain.carrying import refusal
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE

if TYPE_CHECKING:
    from farolito.imports.outline import Imported

Source = Literal["xlsform", "fhir", "surveyjs", "farolito"]
SOURCES: tuple[Source, ...] = get_args(Source)
XLSFORM = (".xlsx", ".xlsm", ".xls", ".csv", ".md")


def imported(
    data: bytes, filename: str, source: Source | None = None, language: str = "en"
) -> Imported:
    """The definition in a file. ``language``: of words that name none.

    Raises NotCarried, whose notes say in plain words what is wrong and where, for everything that is no form.
    """
    suffix = PurePath(filename).suffix.lower()
    source = source or source_of(data, suffix)
    if source == "xlsform":
        from farolito.imports.assembling import assembled
        from farolito.imports.xlsform.mapping import outline_of
        from farolito.imports.xlsform.reading import read_workbook

        if suffix not in XLSFORM:
            raise refusal("the file", f"An XLSForm ends in {', '.join(XLSFORM)}.")
        return assembled(outline_of(read_workbook(data, suffix), language))
    if source == "fhir":
        from farolito.imports.fhir.questionnaire import from_fhir

        return from_fhir(data, language)
    if source == "surveyjs":
        from farolito.imports.surveyjs.reading import from_surveyjs

        return from_surveyjs(data, language)
    from farolito.imports.farolito_json import from_farolito

    return from_farolito(data)


def source_of(data: bytes, suffix: str) -> Source:
    """What a file is. Raises NotCarried when that cannot be seen."""
    if suffix in XLSFORM:
        return "xlsform"
    if suffix == ".zip":
        return "farolito"
    located = read_json(data)
    if located.value is UNREADABLE:
        raise refusal("the file", "\n".join(str(fault) for fault in located.told()))
    if isinstance(located.value, dict):
        if located.value.get("resourceType"):
            return "fhir"
        if "sections" in located.value:
            return "farolito"
        if "pages" in located.value or "elements" in located.value:
            return "surveyjs"
    says = (
        "Nobody can tell what this file is. Say it with --from xlsform, fhir, surveyjs or farolito."
    )
    raise refusal("the file", says)
