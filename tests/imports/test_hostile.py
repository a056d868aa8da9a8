"""Files that mean harm are refused in a sentence, before they can do any."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.carrying import NotCarried
from farolito.imports.opening import imported
from tests.imports.workbooks import from_json, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(survey=[("type", "name", "label"), ("text", "a", "A")])
DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LINK = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" '
    'Target="http://elsewhere.example/x.xlsx" TargetMode="External"/></Relationships>'
)


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The good workbook with its parts changed."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return data.getvalue()


def with_part(wanted: str, old: str, new: str) -> bytes:
    return repacked(
        lambda name, part: part.decode().replace(old, new, 1).encode() if name == wanted else part
    )


def bomb() -> bytes:
    return repacked(
        lambda name, part: b"<x>" + b"0" * (55 << 20) + b"</x>" if name == SHEET else part
    )


def crowd() -> bytes:
    data = io.BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as archive:
        for number in range(600):
            archive.writestr(f"xl/{number}", "")
    return data.getvalue()


def overlapping() -> bytes:
    """Two names in the directory for one part: each would be unpacked."""
    data = bytearray(GOOD)
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def test_the_workbook_is_good_before_it_is_spoilt() -> None:
    assert imported(GOOD, "form.xlsx").document["sections"]


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        pytest.param(bomb, "unpack to far more", id="55 MiB in 60 KiB"),
        pytest.param(overlapping, "unpack to far more", id="overlapping parts"),
        pytest.param(crowd, "600|6[0-9][0-9] parts", id="hundreds of parts"),
        pytest.param(
            lambda: with_part(SHEET, "?>\n", f"?>\n{DTD}"), "entities", id="an entity from outside"
        ),
        pytest.param(
            lambda: with_part("xl/_rels/workbook.xml.rels", "</Relationships>", LINK),
            "another file",
            id="a link",
        ),
        pytest.param(lambda: with_part(SHEET, "</row>", "</rowe>"), "damaged", id="broken XML"),
        pytest.param(lambda: GOOD[: len(GOOD) // 2], "damaged", id="half a file"),
        pytest.param(lambda: b"hello", "damaged", id="no zip"),
        pytest.param(lambda: b"", "empty", id="empty"),
        pytest.param(lambda: b"PK" + b"0" * (9 << 20), "larger than 8 MiB", id="too large"),
    ],
)
def test_a_spoilt_workbook_is_refused(spoilt: Callable[[], bytes], said: str) -> None:
    with pytest.raises(NotCarried, match=said):
        imported(spoilt(), "form.xlsx")


def test_a_sheet_of_a_hundred_thousand_rows_is_refused() -> None:
    pick = random.Random(1)  # noqa: S311 - a seed, so that it is the same every time
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{pick.randbytes(6).hex()}</t></is></c></row>'
        for _ in range(100_000)
    )
    with pytest.raises(NotCarried, match=r"more than 15,000 rows"):
        imported(with_part(SHEET, "</sheetData>", rows + "</sheetData>"), "form.xlsx")


def test_a_csv_of_a_hundred_thousand_rows_is_refused() -> None:
    rows = "".join(f'\n,"text","a{number}","A"' for number in range(100_000))
    with pytest.raises(NotCarried, match=r"more than 3,000 questions|too large"):
        imported(f'"survey",,,\n,"type","name","label"{rows}'.encode(), "form.csv")


def test_a_form_of_too_many_questions_is_refused_in_words() -> None:
    rows = [("type", "name", "label"), *(("text", f"a{number}", "A") for number in range(1_600))]
    with pytest.raises(NotCarried, match="1,600 questions"):
        imported(workbook(survey=rows), "form.xlsx")


@pytest.mark.parametrize("suffix", [".xls", ".csv", ".md", ".xlsm"])
def test_noise_is_refused(suffix: str) -> None:
    with pytest.raises(NotCarried):
        imported(random.Random(7).randbytes(20_000), f"form{suffix}")  # noqa: S311


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"resourceType": "Questionnaire", "item": ' + "[" * 100_000, "nested too deep"),
        ('{"pages": ' + '{"a":' * 50_000, "nested too deep"),
        ('{"pages": [1, 1' + ",1" * 250_000 + "]}", "too many"),
        ('{"pages": "' + "x" * (4 << 20) + '"}', "too long"),
        ('{"a": 1, "a": 2}', "a"),
        ("[]", "Nobody can tell"),
        ("{", "line 1"),
    ],
)
def test_json_without_measure_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotCarried, match=said):
        imported(text.encode(), "form.json")


def test_rules_that_go_in_circles_are_named() -> None:
    def item(link: str, other: str) -> dict[str, Any]:
        when = {"question": other, "operator": "=", "answerBoolean": True}
        return {"linkId": link, "type": "boolean", "text": link, "enableWhen": [when]}

    found = from_json({"resourceType": "Questionnaire", "item": [item("a", "b"), item("b", "a")]})
    assert any("asked later" in note.became for note in found.report.notes)


def test_value_sets_that_hold_each_other_are_not_followed() -> None:
    sets = [
        {
            "resourceType": "ValueSet",
            "id": one,
            "compose": {"include": [{"valueSet": [f"#{other}"]}]},
        }
        for one, other in (("a", "b"), ("b", "a"))
    ]
    item = {"linkId": "q", "type": "choice", "text": "Q", "answerValueSet": "#a"}
    found = from_json({"resourceType": "Questionnaire", "contained": sets, "item": [item]})
    assert any("not followed" in note.became for note in found.report.notes)


QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "title": "T",
    "extension": [{"url": "u", "valueString": "v"}],
    "item": [
        {
            "linkId": "g",
            "type": "group",
            "text": "G",
            "repeats": True,
            "item": [
                {
                    "linkId": "a",
                    "type": "choice",
                    "text": "A",
                    "answerOption": [
                        {"valueString": "x"},
                        {"valueCoding": {"code": "y", "display": "Y"}},
                    ],
                },
                {
                    "linkId": "b",
                    "type": "integer",
                    "text": "B",
                    "enableWhen": [{"question": "a", "operator": "=", "answerString": "x"}],
                },
            ],
        },
        {"linkId": "o", "type": "open-choice", "text": "O", "code": [{"system": "s", "code": "c"}]},
    ],
}
SURVEY = {
    "title": "T",
    "pages": [
        {
            "name": "p",
            "elements": [
                {
                    "type": "checkbox",
                    "name": "a",
                    "choices": ["x", {"value": "y", "text": {"default": "Y"}}],
                },
                {"type": "matrix", "name": "m", "rows": ["r", "s"], "columns": ["c", "d"]},
                {"type": "rating", "name": "r", "rateMax": 4},
                {
                    "type": "paneldynamic",
                    "name": "d",
                    "templateElements": [{"type": "text", "name": "t"}],
                },
                {
                    "type": "text",
                    "name": "b",
                    "visibleIf": "{a} contains 'x'",
                    "validators": [{"type": "numeric", "minValue": 1}],
                },
            ],
        }
    ],
}
WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e300,
    "",
    "x" * 300,
    "${",
    [],
    {},
    [[]],
    {"a": [None]},
    ["a", "a"],
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(place for key, item in inside for place in places(item, (*path, key)))]


@pytest.mark.parametrize("whole", [QUESTIONNAIRE, SURVEY], ids=["fhir", "surveyjs"])
@pytest.mark.parametrize("seed", range(4))
def test_a_form_with_anything_anywhere_is_taken_or_refused(
    whole: dict[str, Any], seed: int
) -> None:
    pick = random.Random(seed)  # noqa: S311 - a seed, so that it is the same every time
    for _ in range(60):
        document = copy.deepcopy(whole)
        for _ in range(pick.randint(1, 3)):
            path = pick.choice([place for place in places(document) if place])
            inside: Any = document
            for key in path[:-1]:
                inside = inside[key]
            inside[path[-1]] = copy.deepcopy(pick.choice(WRONG))
        with contextlib.suppress(NotCarried):  # and nothing else
            assert imported(json.dumps(document).encode(), "form.json").document["sections"]
