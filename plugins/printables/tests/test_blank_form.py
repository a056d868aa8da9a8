"""Any form on paper: consent first, boxes before words, written directions, room for four people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import LANGUAGES
from farolito.testing.factories import form_in, make_form, make_question
from farolito.testing.paper import pages_of, printed, structure
from farolito_printables.blank_form import render
from farolito_printables.samples import blank

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.api import Form

SHIPPED = sorted((Path(__file__).parents[3] / "forms").glob("*/*.json"))
FORMS = [path for path in SHIPPED if path.name != "pack.json" and path.parent.name != "blocks"]
BLOCKS = [
    path.stem
    for path in sorted((Path(__file__).parents[3] / "forms" / "blocks").rglob("*.json"))
    if path.parent.name != "examples"
]
FAMILY_NEEDS = next(path for path in FORMS if path.name == "family-needs.json")

YES_NO = {"name": "rides", "type": "yes_no"}
CHOICE = {
    "name": "food",
    "type": "choice",
    "choices": [{"name": "often", "label": {"en": "Often"}}, {"name": "never", "label": {"en": "Never"}}],
}  # fmt: skip
SCORED = [
    {"name": "often", "label": {"en": "Often"}, "score": 1},
    {"name": "never", "label": {"en": "Never"}, "score": 0},
]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_of_the_question_bank_is_printed_with_its_copyright_line(
    tmp_path: Path, block: str
) -> None:
    others = {*LANGUAGES} - {"en", "es"}  # which the block has no words in
    document = json.loads(
        FAMILY_NEEDS.read_text(encoding="utf-8"),
        object_hook=lambda one: {key: value for key, value in one.items() if key not in others},
    )
    document |= {"languages": ["en", "es"], "needs": [], "attributions": []}
    document |= {"sections": [{"use": block}]}
    path = tmp_path / "form.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    of = form_in(path)

    text = " ".join(pages_of(printed(render(blank(of, "en")))))
    [attribution] = of.attributions
    assert attribution[:40] in " ".join(text.split())
    for question in of.all_questions():
        assert question.label["en"][:25] in " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_that_ships_is_printed(path: Path, language: str) -> None:
    of = form_in(path)
    made = printed(render(blank(of, language)), language)

    text = " ".join(pages_of(made))
    assert of.title[language] in text
    for question in of.all_questions():
        assert question.label[language] in text
    assert len(made) <= 400_000


def test_consent_comes_first_with_its_points_its_boxes_and_a_line_for_a_name() -> None:
    html = render(blank(form_in(FAMILY_NEEDS)))

    first = html[: html.index('<span class="number">2</span>')]
    assert "You choose what to answer." in first
    assert first.count('<span class="box"></span>') == 3
    assert "Your name, initials or mark:" in first
    assert '<span class="rule"></span>' in first


def test_a_signature_is_a_line_to_sign_and_a_line_for_the_date(form: Callable[..., Form]) -> None:
    html = render(blank(form({"name": "sign", "type": "signature", "drawing": True})))
    asked = html[html.index("Your full name and signature") :]
    assert asked.index('<span class="rule"></span>') < asked.index("Date")
    assert asked.index("Date") < asked.index('<span class="rule short"></span>')


def test_directions_stand_before_what_they_are_about() -> None:
    pages = " ".join(pages_of(printed(render(blank(form_in(FAMILY_NEEDS))))))

    direction = (
        "If you marked With my name, so someone can contact me in question 1, "
        "answer questions 13 to 19. If not, you are at the end."
    )
    assert pages.index("How to reach you") < pages.index(direction)
    assert pages.index(direction) < pages.index("What is your full name?")


def test_a_repeat_has_room_for_four_people_and_says_where_to_go_on() -> None:
    text = " ".join(pages_of(printed(render(blank(form_in(FAMILY_NEEDS))))))

    assert [text.count(f"Person {number}") for number in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 0]
    assert text.count("10a What do you call this person?") == 4
    assert "More than 4? Write on the back of this sheet." in text


def test_every_sheet_names_the_form_its_version_its_language_and_has_a_line_for_a_number() -> None:
    of = form_in(FAMILY_NEEDS)
    pages = pages_of(printed(render(blank(of, "es")), "es"))

    for number, page in enumerate(pages, start=1):
        assert f"family-needs · {of.hash[:8]} · es · Número de hoja: ____" in page
        assert f"Página {number} de {len(pages)}" in page


def test_a_sensitive_form_is_not_named_on_its_sheets(form: Callable[..., Form]) -> None:
    of = form(YES_NO, name="margarets-place", neutral_title={"en": "School form"})
    html = render(blank(of))

    assert "margarets-place" not in html
    assert "<title>School form</title>" in html


def test_only_sensitive_questions_have_a_box_to_skip(form: Callable[..., Form]) -> None:
    private = {**CHOICE, "name": "private", "sensitivity": "private"}
    html = render(blank(form(CHOICE, private)))

    assert html.count("Skip this question") == 1
    assert html.index("Skip this question") > html.index(">2</span>")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"type": "date"}, ["Month, in words", "Day", "Year"]),
        ({"type": "birth_date"}, ["Month, in words", "Or the age in years"]),
        ({"type": "yes_no"}, ["Yes", "No"]),
        ({"type": "phone", "none": True}, ["I don't have a phone"]),
        ({"type": "address"}, ["Street and number", "No fixed address"]),
        ({"type": "long_text"}, ['<span class="rule"></span>' * 4]),
        ({"type": "text"}, ['<span class="rule"></span>']),
        ({"type": "email"}, ['<span class="rule"></span>']),
        ({"type": "full_name"}, ['<span class="rule"></span>']),
        ({"type": "integer"}, ['<span class="cell"></span>' * 3]),
        ({"type": "decimal"}, ['<span class="cell"></span>' * 3, ">.</b>"]),
        (
            {"type": "money", "ranges": [0, 500, 1000], "period": "month"},
            [
                "Less than $500 a month",
                "$500 to $999 a month",
                "$1,000 or more a month",
                "Mark one",
            ],
        ),
        (
            {"type": "rating", "from": 0, "to": 2, "from_label": {"en": "Never"}},
            ["Never", '<span class="box"></span>0', '<span class="box"></span>2'],
        ),
        (
            {"type": "rating", "choices": SCORED},
            ['<span class="box"></span>Often', "Mark one box."],
        ),
        ({"type": "month"}, ["Month, in words", "Year"]),
        ({"type": "time"}, ["AM (morning)", "PM (afternoon or night)"]),
        ({"type": "language"}, ['<span class="rule"></span>']),
        ({"type": "language", "of": "read"}, ["I don't read much"]),
        ({"type": "child"}, ["Name or initials", "Or the age in years", "Grade and school"]),
        ({"type": "barcode"}, ['<span class="rule"></span>']),
        ({"type": "barcode", "pattern": "LL-99"}, ['<span class="cell"></span>' * 2, ">-</b>"]),
        ({"type": "phone", "safe_contact": True}, ["Is it safe to send a text?"]),
        ({"type": "long_choice", "choices": CHOICE["choices"]}, ['<span class="rule"></span>']),
        ({"type": "location"}, ["Name of the school or place", '<span class="rule"></span>']),
        (
            {"type": "ranking", "choices": CHOICE["choices"], "most": 1},
            ["then 2, up to 1.", '<li><span class="cell"></span>Often</li>'],
        ),
    ],
    ids=lambda value: value.get("type") if isinstance(value, dict) else "",
)
def test_there_is_a_place_to_write_for_each_type(
    form: Callable[..., Form], question: dict[str, Any], words: list[str]
) -> None:
    html = render(blank(form({"name": "asked", **question})))

    for part in words:
        assert part in html


def test_a_question_of_a_plugin_that_is_gone_has_a_line() -> None:
    html = render(blank(make_form(questions=[make_question("odd", "moon_phase")])))
    assert "Tell us: odd" in html
    assert '<span class="rule"></span>' in html


def test_boxes_are_five_millimeters_drawn_by_borders_and_come_before_the_words(
    form: Callable[..., Form],
) -> None:
    html = render(blank(form(CHOICE)))

    assert "width: 5mm; height: 5mm; border:" in html
    assert '<li><span class="box"></span>Often</li>' in html
    assert "☐" not in html


def test_headings_and_lists_are_tagged() -> None:
    found = structure(printed(render(blank(form_in(FAMILY_NEEDS)))))

    assert found.count("H1") == 1
    assert {"H2", "H3", "L", "LI", "P"} <= set(found)


def test_large_print_has_boxes_of_eight_millimeters(form: Callable[..., Form]) -> None:
    html = render(blank(form(CHOICE), large_print=True))

    assert 'class="form large"' in html
    assert ".large .box { width: 8mm; height: 8mm" in html


def matrix(**more: Any) -> dict[str, Any]:
    rows = [{"name": name, "label": {"en": name.title()}} for name in ("bus", "yard")]
    return {**CHOICE, "name": "safe", "type": "matrix", "rows": rows, **more}


def test_a_matrix_is_one_table_with_a_number_for_each_row(form: Callable[..., Form]) -> None:
    made = printed(render(blank(form(YES_NO, matrix()))))
    text, tags = " ".join(pages_of(made)), structure(made)

    assert text.index("Mark one box in each row.") < text.index("2 Bus") < text.index("3 Yard")
    assert text.count("Often") == 1
    assert (tags.count("Table"), tags.count("TR"), tags.count("TH")) == (1, 3, 4)


def test_the_direction_of_a_matrix_stands_once_and_governs_all_its_rows(
    form: Callable[..., Form],
) -> None:
    asked = form(YES_NO, matrix(relevant="rides"), {"name": "last", "type": "text"})
    text = " ".join(pages_of(printed(render(blank(asked)))))

    assert text.count("answer questions 2 to 3. If not, go to question 4.") == 1


def test_only_a_sensitive_matrix_has_a_column_to_skip(form: Callable[..., Form]) -> None:
    assert ">Skip</th>" not in render(blank(form(matrix())))
    assert ">Skip</th>" in render(blank(form(matrix(sensitivity="private"))))


def test_a_rule_about_a_long_choice_speaks_of_what_was_written(form: Callable[..., Form]) -> None:
    asked = form({**CHOICE, "type": "long_choice"}, {**YES_NO, "relevant": "food == 'often'"})
    assert "you wrote <b>Often</b> in question" in render(blank(asked))
