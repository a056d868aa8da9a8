"""How questions are asked: every type has a widget, and what arrives is bound letter for letter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from farolito.domain.definitions import Choice, Question
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.attached import AttachedType
from farolito.domain.question_types.base import OfferedPlace, ParseContext, QuestionType
from farolito.domain.question_types.matrix import MatrixRow
from farolito.domain.question_types.searched import SearchedType
from farolito.web.i18n import speaking
from farolito.web.respond.attaching import FILE, attached_part
from farolito.web.respond.compiling import compile_question
from farolito.web.respond.filling import Filling
from farolito.web.respond.found import found_part
from farolito.web.widgets import CORE_WIDGETS, Widget, Widgets, bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from farolito.domain.question_types.base import Raw

WIDGETS = Widgets(CORE_WIDGETS)
NO_TYPE = QuestionType()
CHOICES = (
    Choice("often", {"en": "Often"}),
    Choice("never", {"en": "Never <3"}, exclusive=True),
)

OPTIONS: Mapping[str, Mapping[str, object]] = {
    "phone": {"none": True, "safe_contact": True},
    "money": {"ranges": [0, 500, 1000], "period": "month"},
    "rating": {"from": 1, "to": 5, "from_label": {"en": "Not at all"}},
    "barcode": {"pattern": "LL-9999"},
    "long_choice": {"other": True},
    "location": {"other": True},
    "matrix": {"row": MatrixRow("q", {"en": "This row"}, {"en": "What?"}, 0, 1)},
    "signature": {"drawing": True},
}


@pytest.fixture
def app(words_app: Flask) -> Flask:
    return words_app


def asked(kind: str, **more: object) -> Question:
    of_type = CORE_QUESTION_TYPES.get(kind, NO_TYPE)
    choices = CHOICES if of_type.has_choices and of_type.needs_choices else ()
    more = {"options": OPTIONS.get(kind, {}), **more}
    return Question("q", kind, {"en": "What?"}, choices=choices, **more)  # type: ignore[arg-type]


def drawn(app: Flask, question: Question, **filling: object) -> str:
    with app.test_request_context("/"), speaking("en"):
        skeleton = compile_question(
            question, "en", types=CORE_QUESTION_TYPES, widgets=WIDGETS, heading=True, about_me=True
        )
        return "".join(skeleton.filled_by(Filling("q", filling.pop("raw", {}), **filling)))  # type: ignore[arg-type]


def test_every_type_of_the_core_has_a_widget() -> None:
    drawn = {name for name, kind in CORE_QUESTION_TYPES.items() if not kind.is_calculated}
    assert {widget.question_type for widget in CORE_WIDGETS} == drawn


def test_two_widgets_for_one_question_are_refused() -> None:
    with pytest.raises(ValueError, match="Two widgets for text"):
        Widgets([Widget("text", "a.html"), Widget("text", "b.html")])


def test_an_appearance_chooses_a_widget_and_an_unknown_one_the_usual() -> None:
    small = Widget("text", "small.html", appearance="small")
    widgets = Widgets([*CORE_WIDGETS, small])
    assert widgets.of(asked("text", appearance="small")) is small
    assert widgets.of(asked("text", appearance="huge")).template == "widgets/text.html"


@pytest.mark.parametrize("kind", sorted(CORE_QUESTION_TYPES))
def test_every_field_of_a_type_is_on_its_page(app: Flask, kind: str) -> None:
    question, of_type = asked(kind), CORE_QUESTION_TYPES[kind]
    found = ""
    if isinstance(of_type, SearchedType):
        places = tuple(OfferedPlace(f"p{n}", f"School {n}") for n in range(20))
        context = ParseContext(date(2026, 11, 23), "en", places=places)
        with app.test_request_context("/"), speaking("en"):
            found = found_part(of_type, question, {}, context, wrong=False)
    fields = of_type.fields(question) if of_type.is_asked else ()
    if isinstance(
        of_type, AttachedType
    ):  # what it holds the server knows; a browser only sends files
        fields = (FILE,)
        with app.test_request_context("/"), speaking("en"):
            found = attached_part(of_type, question, {}, "", wrong=False)
    html = drawn(app, question, found=found)
    for suffix in fields:
        assert f'name="q.{suffix}"' in html or (not suffix and 'name="q"' in html), suffix
    assert html.count("<h1>") == 1 or kind == "consent"
    assert "\ue000" not in html


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("text", {"": ('"<b>&',)}),
        ("long_text", {"": ("a\n\n b",)}),
        ("choices", {"": ("often", "never")}),
        ("birth_date", {"month": ("3",), "day": ("x",), "year": ("2015",), "unsure": ("1",)}),
        ("phone", {"": ("٢١٣",), "none": ("1",)}),
        ("address", {"street": ("Calle 1",), "city": ("L.A.",), "zip": ("90001",)}),
        ("choice", {"": ("_skip",)}),
        ("text", {"": ("x",), "skip": ("1",)}),
        ("phone", {"": ("213 555 0142",), "call": ("yes",), "message": ("no",)}),
        ("money", {"": ("500_999",)}),
        ("rating", {"": ("4",)}),
        ("time", {"hour": ("٢",), "minute": ("30",), "half": ("pm",)}),
        ("language", {"": ("zap",), "other": ("Mixteco",)}),
        ("child", {"name": ("Ana",), "age": ("9",), "grade": ("k",), "school": ("<Lincoln>",)}),
        ("barcode", {"": ("ab-12",)}),
        ("signature", {"": ("Rosa",), "drawing": ("M1 2L3 4",)}),
    ],
)
def test_what_arrives_is_bound_letter_for_letter(
    kind: str, raw: Mapping[str, tuple[str, ...]]
) -> None:
    fields = MultiDict(
        (f"q.{suffix}" if suffix else "q", value)
        for suffix, values in raw.items()
        for value in values
    )
    question = asked(kind, options={"none": True})
    assert bound([question], CORE_QUESTION_TYPES, WIDGETS, fields) == {"q": raw}


def test_fields_of_other_questions_are_not_taken() -> None:
    fields = MultiDict([("q", "a"), ("other", "b"), ("q.admin", "c")])
    assert bound([asked("text")], CORE_QUESTION_TYPES, WIDGETS, fields) == {"q": {"": ("a",)}}


def test_a_flood_of_values_is_cut(app: Flask) -> None:
    fields = MultiDict([("q", str(n)) for n in range(5000)])
    raw: Raw = bound([asked("choices")], CORE_QUESTION_TYPES, WIDGETS, fields)["q"]
    assert len(raw[""]) <= 100


def test_typed_text_is_escaped(app: Flask) -> None:
    html = drawn(app, asked("text"), raw={"": ('"><script>alert(1)</script>',)})
    assert "<script>" not in html
    assert "&#34;&gt;&lt;script&gt;" in html


def test_a_long_text_keeps_its_first_line_break(app: Flask) -> None:
    # a browser drops one line break after the tag, so one stands there for it to drop
    assert ">\n\n second</textarea>" in drawn(app, asked("long_text"), raw={"": ("\n second",)})


def test_words_of_the_form_are_escaped(app: Flask) -> None:
    assert "Never &lt;3" in drawn(app, asked("choice"))


def test_words_in_another_language_than_the_page_are_marked(app: Flask) -> None:
    question = Question("q", "text", {"es": "¿Qué?"})
    assert '<span lang="es" dir="ltr">¿Qué?</span>' in drawn(app, question)


def test_no_text_of_a_form_can_look_like_a_hole(app: Flask) -> None:
    question = Question("q", "text", {"en": "\ue0000\ue001 \ue000value|\ue001"})
    html = drawn(app, question, raw={"": ("typed",)})
    assert html.count("typed") == 1


def test_a_choice_that_is_not_offered_now_is_not_drawn(app: Flask) -> None:
    html = drawn(app, asked("choice"), hidden=frozenset({"often"}))
    assert "Often" not in html
    assert "Never" in html


def test_skip_is_a_choice_like_the_others_unless_the_answer_is_needed(app: Flask) -> None:
    assert 'value="_skip"' in drawn(app, asked("choice"))
    assert 'value="_skip"' not in drawn(app, asked("choice"), required=True)


def test_an_optional_field_says_that_it_may_stay_empty(app: Flask) -> None:
    html = drawn(app, asked("text"))
    assert "You can leave this empty." in html
    assert 'aria-describedby="o-q"' in html
    assert "leave this empty" not in drawn(app, asked("text"), required=True)


def test_a_question_whose_plugin_is_gone_is_a_notice_without_fields(app: Flask) -> None:
    html = drawn(app, asked("body_map"))
    assert "This question is not available now. You can go on." in html
    assert "<input" not in html


def test_a_folded_part_opens_when_something_in_it_is_filled_in_or_wrong(app: Flask) -> None:
    question = asked("birth_date")
    assert "<details>" in drawn(app, question)
    assert "<details open>" in drawn(app, question, raw={"age": ("9",)})
    assert "<details open>" in drawn(app, question, problems={"age": "Write the age"})


def test_phones_emails_and_zip_codes_run_left_to_right(app: Flask) -> None:
    for kind in ("phone", "email"):
        assert 'dir="ltr"' in drawn(app, asked(kind))
    assert 'dir="auto"' in drawn(app, asked("text"))
    assert 'name="q.zip" type="text" dir="ltr"' in drawn(app, asked("address"))
