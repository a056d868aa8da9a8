"""A roster of students as a school's system gives it: a table in some encoding, with some headers, in some order.

read(data: bytes) -> Sheet         # never raises; what can not be read is a fault of the sheet or of a row

Only what stands in ``COLUMNS`` is read. Every other column is named in the report and is not kept.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from farolito.api import LANGUAGES
from farolito_contact_log import phones

MOST_ROWS, LARGEST, LONGEST = 6000, 1024 * 1024, 200

COLUMNS = {
    "number": "studentid studentnumber id permid permnumber permanentid localid localstudentid stuid stunum "
    "studentno idnumber sid numerodeestudiante matricula",
    "name": "student studentname name fullname studentfullname lastfirst lastfirstmiddle namelastfirst "
    "studentlastfirst "
    "studentnamelastfirst pupil pupilname nombre nombrecompleto "
    "nombredelestudiante estudiante",
    "given": "first firstname given givenname studentfirstname studentfirst fname nombres legalfirst legalfirstname",
    "family": "last lastname surname familyname studentlastname studentlast lname apellido apellidos legallast "
    "legallastname",
    "grade": "grade gr gradelevel grd gradelvl currentgrade grado",
    "born": "dob birthdate birthday dateofbirth birthdt bday fechadenacimiento nacimiento",
    "language": "language homelanguage primarylanguage contactlanguage correspondencelanguage corrlang homelang lang "
    "languagetohome idioma idiomadelhogar",
    "guardian": "parent guardian parentguardian parentname guardianname contactname contact1name contact1 "
    "primarycontact parent1 parentguardianname parentguardian1 padre madre tutor padremadreotutor",
    "phone": "phone phonenumber homephone primaryphone parentphone guardianphone contactphone contact1phone telephone "
    "tel telefono phone1 parentguardianphone numerodetelefono",
    "phone2": "cell cellphone mobile mobilephone phone2 otherphone workphone parentcell celular contact2phone",
}
"""What is read of a row, and the headers under which it stands, without spaces, accents and signs."""

DATES = ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y", "%Y%m%d", "%b %d, %Y")


@dataclass(frozen=True)
class Line:
    """A student as the roster tells of them. ``at`` is the number of the row in the file, from 1."""

    at: int
    number: str = ""
    name: str = ""
    grade: str = ""
    born: str = ""
    language: str = ""
    guardian: str = ""
    phones: tuple[str, ...] = ()
    fault: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What a file holds. ``fault``: why nothing of it can be read: empty, large, many, no_header, no_name."""

    lines: tuple[Line, ...] = ()
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    fault: str = ""
    seen: dict[str, int] = field(default_factory=dict)


def read(data: bytes) -> Sheet:
    """The rows of a file, each with what is wrong with it (``fault``) or was left out of it (``notes``).

    Faults of a row: ``no_name``, ``no_key`` (neither a number nor a birth date), ``twice:<row>``. Notes: ``born``,
    ``phone``, ``language``, ``long``: what stood there is no day, no phone number of this country, no language that
    we know (it is kept as it is written), or too long and cut.
    """
    if len(data) > LARGEST:
        return Sheet(fault="large")
    text = _decoded(data)
    rows = [row for row in _rows(text) if len(row[1]) > 0]
    if not rows:
        return Sheet(fault="empty")
    found = next(
        ((n, _known(row)) for n, (_, row) in enumerate(rows[:12]) if _is_header(row)), None
    )
    if found is None:
        return Sheet(fault="no_header")
    start, columns = found
    if "name" not in columns and not {"given", "family"} & columns.keys():
        return Sheet(fault="no_name")
    header = rows[start][1]
    body = [(at, row) for at, row in rows[start + 1 :] if any(cell.strip() for cell in row)]
    if len(body) > MOST_ROWS:
        return Sheet(fault="many")
    seen: dict[str, int] = {}
    lines = []
    for at, row in body:
        line = _line(at, row, columns)
        key = key_of(line)
        if not line.fault and key in seen:
            line = Line(at, line.number, line.name, fault=f"twice:{seen[key]}")
        elif not line.fault:
            seen[key] = at
        lines.append(line)
    at_of = {n for some in columns.values() for n in some}
    return Sheet(
        lines=tuple(lines),
        used=tuple(cell.strip() for n, cell in enumerate(header) if n in at_of),
        unused=tuple(
            cell.strip()[:40] for n, cell in enumerate(header) if n not in at_of and cell.strip()
        ),
    )


def key_of(line: Line) -> str:
    """What makes a student the same at the next import: the school's number, or name and birth date."""
    return (
        f"number|{line.number.casefold()}"
        if line.number
        else f"born|{folded(line.name)}|{line.born}"
    )


def folded(text: str) -> str:
    """``text`` without accents, signs, spaces and capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    text = text.replace("\x00", "")
    head = "\n".join(text.splitlines()[:12])
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
            if len(rows) > MOST_ROWS + 20:
                break
    except csv.Error:  # a cell longer than any name: what was read so far is shown
        pass
    return rows


def _known(row: list[str]) -> dict[str, list[int]]:
    """Which of our columns stand where; of two that are the same, both."""
    names = {header: name for name, some in COLUMNS.items() for header in some.split()}
    found: dict[str, list[int]] = {}
    for n, cell in enumerate(row):
        name = names.get(folded(cell))
        if name:
            found.setdefault(name, []).append(n)
    return found


def _is_header(row: list[str]) -> bool:
    return len(_known(row)) >= 2


def _line(at: int, row: list[str], columns: dict[str, list[int]]) -> Line:
    notes: list[str] = []

    def cell(name: str) -> str:
        for n in columns.get(name, ()):
            words = " ".join(row[n].split()) if n < len(row) else ""
            if words:
                if len(words) > LONGEST:
                    notes.append("long")
                return words[:LONGEST]
        return ""

    name = cell("name") or " ".join(filter(None, (cell("given"), cell("family"))))
    if name.count(",") == 1 and not cell("given"):
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}".strip()
    born, numbers = cell("born"), []
    day = _day(born)
    if born and not day:
        notes.append("born")
    for which in ("phone", "phone2"):
        written = cell(which)
        known = phones.typed(written)
        if written and not known:
            notes.append("phone")
        numbers += known
    language, known_language = _language(cell("language"))
    if language and not known_language:
        notes.append("language")
    number = re.sub(r"\.0+\Z", "", cell("number"))  # a spreadsheet took it for a number
    fault = "" if name else "no_name"
    if name and not number and not day:
        fault = "no_key"
    return Line(
        at=at,
        number=number,
        name=name,
        grade=cell("grade")[:20],
        born=day,
        language=language,
        guardian=cell("guardian"),
        phones=tuple(dict.fromkeys(numbers))[:3],
        fault=fault,
        notes=tuple(dict.fromkeys(notes)),
    )


def _day(written: str) -> str:
    written = written.split(" 0:00")[0].split("T00:")[0]
    for form in DATES:
        try:
            found = datetime.strptime(written, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        if date(1990, 1, 1) <= found <= date(2100, 1, 1):
            return found.isoformat()
    return ""


def _language(written: str) -> tuple[str, bool]:
    """The tag of a language that is written by its name, its own name or its tag; else the words themselves."""
    wanted = folded(written)
    for tag, one in LANGUAGES.items():
        if (
            not one.pseudo
            and wanted
            and wanted in (folded(tag), folded(one.english), folded(one.autonym))
        ):
            return tag, True
    for tag, others in (
        ("es", "spa espanol castellano"),
        ("en", "eng ingles"),
        ("zh-Hant", "cantonese chinese"),
        ("zh-Hans", "mandarin"),
        ("tl", "filipino pilipino tagalog"),
        ("km", "khmer cambodian"),
        ("hy", "armenian hye"),
        ("fa", "farsi persian"),
        ("ko", "kor"),
        ("vi", "vie"),
    ):
        if wanted in others.split() and tag in LANGUAGES:
            return tag, True
    return written[:40], not written
