"""XLSForms become forms of ours, and whatever does not is named with its sheet, row and column."""

from __future__ import annotations

import json

import pytest

from farolito.domain.carrying import NotCarried
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.imports.opening import imported
from farolito.imports.schools import with_placeholders
from tests.imports.workbooks import from_sheets, notes, questions, workbook

HEADER = ("type", "name", "label")
YES_NO = (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No"))


def test_questions_get_our_types() -> None:
    found = from_sheets(
        survey=[
            HEADER,
            ("text", "who", "Who?"),
            ("integer", "many", "How many?"),
            ("date", "since", "Since when?"),
            ("select_one yn", "one", "One?"),
            ("select_multiple yn", "some", "Some?"),
            ("note", "hello", "Hello"),
        ],
        choices=YES_NO,
    )
    types = {name: question["type"] for name, question in questions(found).items()}
    assert types == {
        **{"who": "text", "many": "integer", "since": "date", "one": "choice"},
        **{"some": "choices", "hello": "note"},
    }
    assert not notes(found)


def test_what_was_imported_is_a_form_once_the_school_has_said_its_part() -> None:
    found = from_sheets(survey=[HEADER, ("text", "who", "Who?")])
    assert {"purpose", "regime", "retention"}.isdisjoint(found.document)
    asked = [note.construct for note in found.report.notes if note.code == "asked_for"]
    assert asked == ["purpose", "regime", "retention", "consent"]
    whole, _ = with_placeholders(found.document)
    assert not isinstance(read_form(json.dumps(whole), question_types=CORE_QUESTION_TYPES), list)


def test_a_school_can_say_its_part_in_the_sheet() -> None:
    found = from_sheets(
        survey=[HEADER, ("text", "who", "Who?")],
        settings=[("form_title", "purpose", "regime"), ("Hello", "survey", "anonymouse")],
    )
    assert found.document["purpose"] == "survey"
    assert "regime" not in found.document
    (note,) = notes(found)
    assert note.where == "settings, column regime"
    assert "anonymous" in note.became


def test_every_language_of_ours_is_taken_and_others_are_named() -> None:
    found = from_sheets(
        survey=[
            ("type", "name", "label::English (en)", "label::Español (es)", "label::Kiswahili (sw)"),
            ("text", "who", "Who?", "¿Quién?", "Nani?"),
        ],
        settings=[("form_title", "default_language"), ("Hello", "Español (es)")],
    )
    assert found.document["languages"] == ["es", "en"]
    assert questions(found)["who"]["label"] == {"en": "Who?", "es": "¿Quién?"}
    (note,) = notes(found)
    assert "Kiswahili" in note.construct
    assert "Nani?" in note.became


def test_a_form_only_in_a_language_that_we_do_not_write_is_refused() -> None:
    with pytest.raises(NotCarried, match=r"Kiswahili.*label::English"):
        from_sheets(survey=[("type", "name", "label::Kiswahili (sw)"), ("text", "who", "Nani?")])


def test_typographic_quotes_stay_as_they_were_written() -> None:
    found = from_sheets(survey=[HEADER, ("text", "who", "Say “hello”, it’s free")])
    assert questions(found)["who"]["label"] == {"en": "Say “hello”, it’s free"}


def test_groups_become_sections_and_pages_with_their_rules() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "relevant", "appearance"),
            ("select_one yn", "rent", "Do you rent?", "", ""),
            ("begin_group", "home", "Home", "${rent} = 'yes'", ""),
            ("text", "street", "Street", "", ""),
            ("begin_group", "money", "Money", "${street} != ''", "field-list"),
            ("integer", "due", "How much is due?", "", ""),
            ("integer", "paid", "How much is paid?", "", ""),
            ("text", "late", "Why late?", "${paid} < ${due}", ""),
            ("end_group", "", "", "", ""),
            ("end_group", "", "", "", ""),
        ],
        choices=YES_NO,
    )
    asked = questions(found)
    assert asked["street"]["section"]["relevant"] == "rent == 'yes'"
    assert asked["due"]["page"] is asked["paid"]["page"]
    assert asked["due"]["page"]["title"] == {"en": "Money"}
    assert asked["due"]["page"]["relevant"] == "answered(street)"
    assert asked["late"]["relevant"] == "paid < due"
    (note,) = notes(found)
    assert note.where == "survey, row 5"
    assert "divided before late" in note.became


def test_a_repeat_becomes_a_list_and_one_inside_of_it_a_list_of_each_entry() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "relevant"),
            ("begin_repeat", "kids", "Children", ""),
            ("text", "kid", "Name", ""),
            ("integer", "kid_age", "Age", ""),
            ("begin_repeat", "pets", "Pets", "${kid_age} > 3"),
            ("text", "pet", "Pet", "${kid_age} > 9"),
            ("end_repeat", "", "", ""),
            ("text", "school", "School", ""),
            ("end_repeat", "", "", ""),
            ("text", "end", "Anything else?", "count(${kids}) > 1 and count(${pets}) > 2"),
        ]
    )
    asked = questions(found)
    repeat = asked["kid"]["section"]["repeat"]
    assert (repeat["name"], repeat["entry_label"], repeat["max"]) == ("kids", "kid", 50)
    (pets,) = asked["kid"]["section"]["sections"]
    assert (pets["repeat"]["name"], pets["repeat"]["max"]) == ("pets", 25)
    assert pets["relevant"] == "kid_age > 3"
    assert asked["pet"]["relevant"] == "kid_age > 9"
    assert asked["school"]["section"]["repeat"] == repeat
    assert asked["end"]["relevant"] == (
        "coalesce(count(kids), 0) > 1 and sum(kids, coalesce(count(pets), 0)) > 2"
    )
    said = [(note.where, note.became) for note in notes(found, "changed")]
    assert any(where == "survey, row 8" and "before the lists" in became for where, became in said)
    assert any("2,000 entries in all" in became for _, became in said)


def test_lists_deeper_than_three_and_lists_that_ask_nothing_are_named() -> None:
    rows = [("begin_repeat", f"r{n}", f"R{n}") for n in range(5)]
    asks = [("text", f"t{n}", f"T{n}") for n in range(1, 5)]
    mixed = [rows[0]] + [row for pair in zip(rows[1:], asks, strict=True) for row in pair]
    found = from_sheets(survey=[HEADER, *mixed, *[("end_repeat", "", "")] * 5])
    said = {note.construct: note.became for note in notes(found, "changed")}
    assert "asks nothing itself" in said["the list r0"]
    assert "at most 3 deep" in said["the list r4"]
    asked = questions(found)
    assert asked["t3"]["section"]["repeat"]["name"] == "r3"
    assert asked["t4"]["section"] is asked["t3"]["section"]


def test_a_group_in_a_field_list_is_a_group_on_the_page_with_its_rule() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "relevant", "appearance"),
            ("select_one yn", "rent", "Do you rent?", "", ""),
            ("begin_group", "home", "Home", "", "field-list"),
            ("text", "street", "Street", "", ""),
            ("begin_group", "owner", "Your landlord", "${rent} = 'yes'", ""),
            ("text", "called", "Name", "", ""),
            ("text", "told", "Told?", "", ""),
            ("end_group", "", "", "", ""),
            ("begin_group", "more", "More", "${street} != ''", ""),
            ("text", "since", "Since?", "", ""),
            ("text", "why", "Why?", "${since} != ''", ""),
            ("end_group", "", "", "", ""),
            ("end_group", "", "", "", ""),
        ],
        choices=YES_NO,
    )
    asked = questions(found)
    assert asked["called"]["group"] is asked["told"]["group"]
    assert asked["called"]["group"]["label"] == {"en": "Your landlord"}
    assert asked["called"]["group"]["relevant"] == "rent == 'yes'"
    assert asked["called"]["page"] is asked["street"]["page"]
    assert asked["since"]["page"] is not asked["street"]["page"]
    assert asked["since"]["group"]["relevant"] == asked["why"]["group"]["relevant"]
    assert asked["why"]["page"] is not asked["since"]["page"]
    divided = [note.became for note in notes(found) if "divided" in note.became]
    assert [said.split(",")[0].split()[-1] for said in divided] == ["more", "why"]


def test_a_choice_filter_becomes_a_rule_of_each_choice() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "choice_filter"),
            ("select_one state", "state", "State", ""),
            ("select_one city", "city", "City", "in=${state}"),
        ],
        choices=[
            ("list_name", "name", "label", "in"),
            ("state", "ca", "California", ""),
            ("state", "nv", "Nevada", ""),
            ("city", "la", "Los Angeles", "ca"),
            ("city", "reno", "Reno", "nv"),
        ],
    )
    rules = {choice["name"]: choice["relevant"] for choice in questions(found)["city"]["choices"]}
    assert rules == {"la": "'ca' == state", "reno": "'nv' == state"}


def test_a_rule_that_cannot_be_read_refuses_the_form_with_its_cell() -> None:
    with pytest.raises(NotCarried) as refused:
        from_sheets(
            survey=[
                (*HEADER, "relevant", "constraint"),
                ("integer", "n", "N", "", ". >"),
                ("text", "a", "A", "1 +", ""),
            ]
        )
    assert [note.where for note in refused.value.notes] == [
        "survey, row 2, column constraint",
        "survey, row 3, column relevant",
    ]
    assert "1 +" in refused.value.notes[1].became


def test_a_rule_that_we_cannot_say_is_named_with_its_text() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "relevant", "constraint"),
            ("text", "zip", "ZIP", "", "regex(., '^[0-9]{5}$')"),
            ("text", "a", "A", "pulldata('x', 'y', 'z', ${zip}) = '1'", ""),
            ("text", "b", "B", "${c} = '1'", ""),
            ("text", "c", "C", "instance('x')/root/item[name = ${zip}]/q = 1", ""),
        ]
    )
    left = {note.where: note.became for note in notes(found, "left_out")}
    assert "regex(., '^[0-9]{5}$')" in left["survey, row 2, column constraint"]
    assert "pulldata" in left["survey, row 3, column relevant"]
    assert "${c} = '1'" in left["survey, row 4, column relevant"]
    assert "instance(" in left["survey, row 5, column relevant"]
    assert not {"relevant", "constraint"} & questions(found)["a"].keys()


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        ("start", "begun and sent"),
        ("deviceid", "devices"),
        ("username", "devices"),
        ("geopoint", "where a family is"),
        ("audio", "no sound"),
        ("audit", "audit"),
    ],
)
def test_what_a_school_does_not_collect_is_named_and_not_asked(type_: str, said: str) -> None:
    name = "audit" if type_ == "audit" else "it"
    found = from_sheets(survey=[HEADER, ("text", "a", "A"), (type_, name, "It")])
    assert list(questions(found)) == ["a"]
    assert any(said in note.became for note in notes(found, "left_out"))


def test_members_without_a_place_are_named_with_what_they_said() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "default", "guidance_hint", "required_message", "media::image", "colour"),
            ("text", "a", "A", "abc", "more help", "You must", "a.png", "blue"),
        ],
        settings=[("form_title", "submission_url", "style"), ("T", "https://a.example", "pages")],
    )
    named = {note.construct: note.became for note in notes(found, "left_out")}
    assert {
        "guidance_hint",
        "required_message",
        "media",
        "colour",
        "submission_url",
        "style",
    } <= named.keys()
    assert "more help" in named["guidance_hint"]


def test_names_are_made_ours_and_rules_follow() -> None:
    found = from_sheets(
        survey=[
            (*HEADER, "relevant"),
            ("select_one Yes-No", "Has-Car", "Car?", ""),
            ("text", "and", "Which?", "${Has-Car} = 'Yes Sir'"),
        ],
        choices=[
            ("list_name", "name", "label"),
            ("Yes-No", "Yes Sir", "Yes"),
            ("Yes-No", "N", "No"),
        ],
    )
    asked = questions(found)
    assert asked["q_and"]["relevant"] == "has_car == 'yes_sir'"
    renamed = [note.construct for note in notes(found, "renamed")]
    assert renamed == ["the name Has-Car", "the choice Yes Sir", "the choice N", "the name and"]


def test_a_loop_is_written_out_and_named() -> None:
    found = from_sheets(
        survey=[
            HEADER,
            ("begin loop over places", "at", "At"),
            ("integer", "days", "Days at %(label)s?"),
            ("end loop", "", ""),
        ],
        choices=[
            ("list_name", "name", "label"),
            ("places", "home", "home"),
            ("places", "work", "work"),
        ],
    )
    labels = {name: question["label"]["en"] for name, question in questions(found).items()}
    assert labels == {"days_home": "Days at home?", "days_work": "Days at work?"}
    assert any("written out" in note.became for note in notes(found))


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ('"survey",,,\n,"type","name","label"\n,"text","a","A"\n', ".csv"),
        ("| survey |\n| | type | name | label |\n| | text | a | A |\n", ".md"),
    ],
)
def test_csv_and_markdown_are_read_too(text: str, suffix: str) -> None:
    assert list(questions(imported(text.encode(), f"form{suffix}"))) == ["a"]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"survey": [HEADER, ("select_one no", "a", "A")]}, "choices sheet"),
        ({"survey": [HEADER, ("text", "a", "A"), ("text", "a", "B")]}, "a"),
        ({"survey": [HEADER, ("texxt", "a", "A")]}, "texxt"),
        ({"other": [HEADER], "third": [HEADER]}, "survey"),
        ({"survey": [HEADER, ("begin_group", "g", "G"), ("text", "a", "A")]}, "group"),
        ({"survey": [(*HEADER, "relevant"), ("text", "a", "A", "${z} = 1")]}, "z"),
    ],
)
def test_a_form_that_odk_refuses_is_refused_in_a_sentence(
    sheets: dict[str, list[tuple[str, ...]]], said: str
) -> None:
    with pytest.raises(NotCarried, match=said) as refused:
        imported(workbook(**sheets), "form.xlsx")
    assert str(refused.value).endswith((".", "?"))
    assert "Traceback" not in str(refused.value)


def test_a_form_of_which_nothing_can_be_asked_is_refused_with_the_reasons() -> None:
    with pytest.raises(NotCarried, match="Nothing that Farolito could ask") as refused:
        from_sheets(survey=[HEADER, ("geopoint", "at", "Where?")])
    assert any("where a family is" in note.became for note in refused.value.notes)
