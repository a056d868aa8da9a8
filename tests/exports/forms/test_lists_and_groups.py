"""Lists within lists and groups on pages are said in each format's own words, and are read from those alone."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from farolito.domain.checks.outline import sections
from farolito.domain.standards import MEMBERS
from farolito.exports.forms.fhir_questionnaire import to_fhir
from farolito.exports.forms.surveyjs import to_surveyjs
from farolito.exports.forms.xlsform import to_xlsform
from farolito.imports.opening import imported
from tests.exports.forms.test_there_and_back import FORMATS
from tests.web_support.nested_form import nested_form

if TYPE_CHECKING:
    from collections.abc import Iterator

BEYOND = "sum(members, sum(jobs, coalesce(pay, 0))) < 500"


@pytest.mark.parametrize("name", FORMATS)
def test_a_form_with_both_comes_back_as_it_went(name: str) -> None:
    write, file = FORMATS[name]
    found = imported(write(nested_form()).data, file)
    assert found.document == nested_form()
    assert not found.report


@pytest.mark.parametrize("name", FORMATS)
def test_without_anything_of_ours_beside_it_the_format_says_the_same(name: str) -> None:
    write, file = FORMATS[name]
    sent = write(nested_form())
    assert any(BEYOND in note.became for note in sent.report.notes)
    found = imported(bare(sent.data, file), file).document
    assert told(found) == told(nested_form(), cannot_say=BEYOND)
    if name == "surveyjs":  # a panel of others on a page of others is a page
        reach = next(page for page in found["sections"][1]["pages"] if page["name"] == "safe_ways")
        assert reach["title"] == {"en": "Safe ways to reach you", "es": "Cómo hablarle sin riesgo"}
        assert reach["intro"] == {"en": "Only if you want.", "es": "Solo si usted quiere."}
    else:
        hints = "hint" not in {note.construct for note in sent.report.notes}
        assert pages(found) == pages(nested_form(), hints=hints)


def told(document: dict[str, Any], cannot_say: str = "") -> list[dict[str, Any]]:
    """Of each question: its words, how deep in lists it is, and every rule on the way to it."""
    return [
        {
            "asked": (question["name"], question["label"]),
            "lists": [one.get("relevant", "") for one in (*around, section) if "repeat" in one],
            "rules": [
                part["relevant"]
                for part in (section, page, group or {}, question)
                if part.get("relevant", cannot_say) != cannot_say and "repeat" not in part
            ],
        }
        for _, section, around in sections(document)
        for page in section["pages"]
        for group, question in asked_on(page)
    ]


def asked_on(page: dict[str, Any]) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any]]]:
    for item in page["questions"]:
        for question in item["questions"] if "group" in item else [item]:
            yield (item if "group" in item else None), question


def pages(document: dict[str, Any], *, hints: bool = True) -> list[list[Any]]:
    """Of each page its questions, each with its group."""
    return [
        [
            (question["name"], group and (group["label"], group.get("hint", "") if hints else ""))
            for group, question in asked_on(page)
        ]
        for _, section, _ in sections(document)
        for page in section["pages"]
    ]


def bare(data: bytes, file: str) -> bytes:
    """The file without what only Farolito reads."""
    if not file.endswith(".xlsx"):
        return json.dumps(without(json.loads(data))).encode()
    book = load_workbook(io.BytesIO(data))
    for sheet in book:
        for cell in sheet[1]:
            if str(cell.value).startswith("farolito"):
                sheet.delete_cols(cell.column)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def without(part: Any) -> Any:
    if isinstance(part, list):
        return [without(item) for item in part if not is_ours(item)]
    if isinstance(part, dict):
        return {key: without(value) for key, value in part.items() if key != "farolito"}
    return part


def is_ours(part: Any) -> bool:
    return isinstance(part, dict) and part.get("url") == MEMBERS


def test_xlsform_has_begin_repeat_in_begin_repeat_and_a_group_in_a_field_list() -> None:
    data = to_xlsform(nested_form()).data
    rows = list(load_workbook(io.BytesIO(data))["survey"].iter_rows(values_only=True))
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    way = [row["type"] for row in named if str(row["type"]).endswith(("_repeat", "_group"))]
    assert way[:6] == ["begin_group"] * 2 + ["end_group", "begin_group", "begin_group", "end_group"]
    assert way.count("begin_repeat") == 3
    first = way.index("begin_repeat")
    assert "end_repeat" not in way[first : len(way) - 1 - way[::-1].index("begin_repeat")]
    group = next(row for row in named if row["name"] == "safe_ways")
    assert group["relevant"] == "${consent} = 'with_name'"
    assert "<h:html" in convert(data).xform


def test_fhir_has_repeating_groups_in_repeating_groups() -> None:
    data = to_fhir(nested_form()).data
    assert Questionnaire.model_validate_json(data)
    items = {item["linkId"]: item for item in every(json.loads(data)["item"])}
    inner = {item["linkId"] for item in items["section/people"]["item"]}
    assert {"section/people", "section/jobs_section"} - inner == {"section/people"}
    assert items["section/jobs_section"]["repeats"] is True
    [line] = items["section/jobs_section"]["enableWhen"]
    assert (line["question"], line["operator"], line["answerInteger"]) == ("member_age", ">=", 14)
    assert items["group/safe_ways"]["enableWhen"][0]["question"] == "consent"
    assert items["group/safe_ways"]["item"][0]["text"] == "Only if you want."


def every(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from every(item.get("item", []))


def test_surveyjs_has_dynamic_panels_in_dynamic_panels_and_rules_that_look_outward() -> None:
    sent = json.loads(to_surveyjs(nested_form()).data)
    people = next(p for p in sent["pages"] if p["name"] == "members_list")["elements"][0]
    jobs = next(e for e in people["templateElements"] if e["name"] == "jobs")
    shifts = next(e for e in jobs["templateElements"] if e["name"] == "shifts")
    assert {people["type"], jobs["type"], shifts["type"]} == {"paneldynamic"}
    assert jobs["visibleIf"] == "{panel.member_age} >= 14"
    pay = next(e for e in jobs["templateElements"] if e["name"] == "pay_page")
    rule = pay["elements"][1]["visibleIf"]
    assert rule == "{parentPanel.member_age} >= 18 and {consent} = 'with_name'"
    reach = next(p for p in sent["pages"] if p["name"] == "reach_page")
    panel = reach["elements"][1]
    assert (panel["type"], panel["visibleIf"]) == ("panel", "{consent} = 'with_name'")


def test_a_rule_that_looks_two_lists_outward_is_beyond_surveyjs_and_named() -> None:
    form = nested_form()
    [people] = [section for section in form["sections"] if section["name"] == "people"]
    [shift] = people["sections"][0]["sections"][0]["pages"]
    shift["questions"][0]["relevant"] = rule = "member_age >= 16"
    named = {note.construct for note in to_xlsform(form).report.notes if rule in note.became}
    assert not named
    sent = to_surveyjs(form)
    assert [note.where for note in sent.report.notes if rule in note.became] == ["shift_kind"]
    assert imported(sent.data, "form.json").document == form


def test_a_list_added_up_over_another_is_one_sum_or_count_in_odk() -> None:
    form = nested_form()
    rule = "sum(members, coalesce(count(jobs), 0)) > 2 and sum(members, sum(jobs, pay)) > 9"
    form["sections"][2]["pages"][0]["relevant"] = rule
    rows = list(
        load_workbook(io.BytesIO(to_xlsform(form).data))["survey"].iter_rows(values_only=True)
    )
    column = rows[0].index("relevant")
    assert "count(${jobs}) > 2 and sum(${pay}) > 9" in [row[column] for row in rows]
