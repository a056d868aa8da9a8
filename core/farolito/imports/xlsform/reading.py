"""Reading a workbook with pyxform, in a child process with little memory and time.

What comes back is plain data. pyxform's own nested dict has no row numbers, so the rows come along.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from farolito.domain.carrying import refusal
from farolito.errors import LimitExceeded
from farolito.imports.xlsform.preflight import checked_size, checked_zip
from farolito.sandbox import ChildFailed, run

MEMORY, CPU, WALL = 384, 20, 40.0
MOST_ROWS = 3_000
MOST_COLUMNS = 200
STRAIGHT = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
KINDS = (".xlsx", ".xlsm", ".xls", ".csv", ".md")


@dataclass(frozen=True)
class Workbook:
    """``survey`` is pyxform's nested dict; ``rows`` are the survey rows as written, from row 2 on."""

    survey: dict[str, Any]
    rows: list[dict[str, str]] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    curly: dict[str, str] = field(default_factory=dict)
    """Texts with typographic quotes, by what pyxform makes of them: it straightens quotes."""


class Unreadable(Exception):
    """What pyxform, or we, found wrong with the workbook."""


def read_workbook(data: bytes, suffix: str) -> Workbook:
    """The workbook in ``data``; ``suffix`` is one of :data:`KINDS`.

    Raises NotCarried, in words, for what is no XLSForm, for what is too large and for what is an attack.
    """
    checked_size(data)
    if suffix in {".xlsx", ".xlsm"}:
        checked_zip(data)
    elif suffix in {".csv", ".md"}:
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise refusal("the file", "The file is not UTF-8. Save it as “CSV UTF-8”.") from error
    try:
        found = run(unpacked, data, suffix, memory=MEMORY, cpu=CPU, wall=WALL)
    except LimitExceeded as error:
        says = f"The file is too large to be a form. {error}"
        raise refusal("the file", says) from error
    except ChildFailed as error:
        raise refusal(
            "the file", "The file cannot be read. Save it again as .xlsx and try once more."
        ) from error
    if isinstance(found, str):
        raise refusal("the workbook", found)
    return found


def unpacked(data: bytes, suffix: str) -> Workbook | str:
    """In the child: the workbook, or one sentence about what is wrong with it."""
    import warnings

    from pyxform.builder import create_survey_element_from_dict  # type: ignore[import-untyped]
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]
    from pyxform.xls2json import workbook_to_json  # type: ignore[import-untyped]
    from pyxform.xls2json_backends import get_xlsform  # type: ignore[import-untyped]

    warnings.simplefilter("ignore")  # openpyxl tells of extensions that it does not keep
    try:
        if suffix in {".xlsx", ".xlsm"}:
            _look_inside(data)
        found = get_xlsform(data, file_type=suffix)
        if found.survey is None:
            return "There is no sheet named “survey”, so this is no XLSForm."
        rows = [dict(row) for row in found.survey]
        settings = dict(found.settings[0]) if found.settings else {}
        sheets = list(found.sheet_names or [])
        curly = _curly([*rows, *(found.choices or []), settings])
        if len(rows) > MOST_ROWS or len(found.choices or ()) > MOST_ROWS * 5:
            return (
                f"The workbook has more than {MOST_ROWS:,} questions or {MOST_ROWS * 5:,} choices."
            )
        survey = workbook_to_json(
            workbook_dict=found, form_name=None, fallback_form_name="form", warnings=[]
        )
        create_survey_element_from_dict(survey).to_xml(validate=False, warnings=[])
    except Unreadable as error:
        return str(error)
    except PyXFormError as error:
        return _sentence(error)
    except MemoryError:
        raise
    except Exception as error:  # a damaged workbook can make the readers raise anything
        return f"The file cannot be read as an XLSForm ({type(error).__name__}). Save it again and try once more."
    return Workbook(_plain(survey), _plain(rows), _plain(settings), sheets, curly)


def _curly(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Texts as they were written, by their text with straight quotes and single spaces."""
    found: dict[str, str] = {}
    for row in rows:
        for value in row.values():
            straight = " ".join(str(value).translate(STRAIGHT).split())
            if straight != value:
                found.setdefault(straight, str(value).strip())
    return found


def _look_inside(data: bytes) -> None:
    """Refuse sheets that are too long, and XML that names entities or outside files, before openpyxl reads them."""
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, iterparse  # type: ignore[import-untyped]

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels")):
                continue
            rows = 0
            try:
                with archive.open(entry) as part:
                    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
                        if event == "start":
                            continue
                        tag = element.tag.rpartition("}")[2]
                        if tag == "row" and len(element):  # programmes keep thousands of empty ones
                            rows += 1
                            if rows > MOST_ROWS * 5:
                                says = f"A sheet has more than {MOST_ROWS * 5:,} rows. A form has fewer."
                                raise Unreadable(says)
                        if tag == "Relationship" and _is_outside(element.attrib):
                            says = "The workbook takes data from another file. Copy the values into it and save it."
                            raise Unreadable(says)
                        if tag in {"row", "si"}:
                            element.clear()
            except DefusedXmlException as error:
                says = (
                    "The file holds XML that names other files or entities, so it was not opened."
                )
                raise Unreadable(says) from error
            except (ParseError, zipfile.BadZipFile) as error:
                says = f"The file is damaged (in {entry.filename[:60]}). Save it again as .xlsx."
                raise Unreadable(says) from error


def _is_outside(attributes: dict[str, str]) -> bool:
    """A hyperlink is only words; every other part outside of the file would be fetched."""
    outside = attributes.get("TargetMode", "").lower() == "external"
    return outside and not attributes.get("Type", "").endswith("/hyperlink")


def _sentence(error: Exception) -> str:
    """pyxform's message without its codes, for someone who writes forms."""
    says = (
        " ".join(str(error).split())
        .replace("[row : ", "Row ")
        .replace("]", ":", 1 if "[row :" in str(error) else 0)
    )
    return says if says.endswith((".", "?", "!")) else f"{says}."


def _plain(value: Any) -> Any:
    """Only dicts, lists, texts, numbers and truth values: what may leave a sandbox."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
