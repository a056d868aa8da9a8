"""The JSON Schema and the reader come from one table, and judge alike."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import farolito.domain
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import structure_faults
from farolito.domain.schema import block_schema, block_schema_text, form_schema, schema_text
from farolito.domain.shapes import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.domain.shapes import Record

ROOT = Path(__file__).parents[3]
SHIPPED = [
    path
    for folder in (ROOT / "forms", ROOT / "plugins")
    for path in sorted(folder.rglob("*.json"))
    if path.parent.name == "forms" or path.parent.parent == ROOT / "forms"
    if path.name != "pack.json" and path.parent.name != "blocks"
]
VALIDATOR = Draft202012Validator(form_schema())


def judged(document: Any) -> tuple[bool, bool]:
    """Whether the schema and whether the reader accept the structure."""
    by_reader = structure_faults(deepcopy(document), CORE_QUESTION_TYPES)
    return VALIDATOR.is_valid(document), not by_reader


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(form_schema())


def test_the_file_that_is_shipped_is_the_schema_of_the_code() -> None:
    folder = Path(farolito.domain.__path__[0])
    shipped = {"form.schema.json": schema_text(), "block.schema.json": block_schema_text()}
    for name, text in shipped.items():
        assert (folder / name).read_text(encoding="utf-8") == text, "farolito forms schema --write"


def test_the_schema_of_blocks_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(block_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_form_is_accepted_by_schema_and_reader(path: Path) -> None:
    assert judged(json.loads(path.read_text(encoding="utf-8"))) == (True, True)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_every_member_of_a_record_is_one_of_its_class_and_has_a_meaning(record: Record) -> None:
    computed = {"Form": {"hash"}, "Question": {"options", "group"}, "Group": {"name"}}
    named = {field.name for field in record.fields} - {"$schema"}
    if record.name == "Group":
        named -= {"group", "questions"}  # its name, and what its questions say themselves
    assert named == {field.name for field in fields(record.of)} - computed.get(record.name, set())
    assert all(field.meaning.endswith(".") for field in record.fields)


def step(d: Any) -> Any:
    return d.whole["needs"][0]["next_steps"][0]


def consent(d: Any, **more: Any) -> Any:
    two = [{"name": n, "label": {"en": n}} for n in ("yes", "no")]
    d.question("words").update(**{"type": "consent", "text": "v1", "choices": two, **more})
    return d.question("words")


def matrix(d: Any, **more: Any) -> Any:
    rows = [{"name": name, "label": {"en": name}} for name in ("bus", "yard")]
    d.question("words").update(type="matrix", rows=rows, choices=rows)
    d.question("words").update(more)
    return d.question("words")


RIGHT: dict[str, Callable[[Any], object]] = {
    "nothing spoilt": lambda d: None,
    "a whole number written with a point": lambda d: d.whole.update(minutes=5.0),
    "no schema address": lambda d: d.whole.pop("$schema"),
    "no scores, no needs": lambda d: [d.whole.pop("scores"), d.whole.pop("needs")],
    "an empty list of print copies": lambda d: d.question("words").update(audience_print=[]),
    "required as a rule": lambda d: d.question("words").update(required="worried == 'often'"),
    "an option of a type": lambda d: d.question("words").update(max=500),
    "consent with everything": lambda d: consent(
        d, declines=["no"], points=[{"en": "a"}], more={"en": "b"}
    ),
    "an unknown type with members of its own": lambda d: (
        d.question("words").update(type="drawing", pens=[1, {"a": None}], choices=[])
        or d.question("words").pop("choices")
    ),
    "many languages": lambda d: d.whole.update(title={"en": "a", "zh-Hant": "b", "km": "c"}),
    "a score with a fraction": lambda d: d.question("worried")["choices"][0].update(score=-0.5),
    "translations": lambda d: d.whole.update(
        translations={"es": {"state": "draft", "of": "0" * 32}}
    ),
    "codes": lambda d: d.question("words").update(codes={"loinc": "88122-7"}),
    "a matrix": lambda d: matrix(d),
    "a rule that cannot be read": lambda d: d.page("words").update(relevant="== =="),
}

WRONG: dict[str, Callable[[Any], object]] = {
    "no name": lambda d: d.whole.pop("name"),
    "an unknown member of the form": lambda d: d.whole.update(titel={"en": "x"}),
    "an unknown member of a section": lambda d: d.sections[0].update(colour="red"),
    "an unknown member of a page": lambda d: d.page("words").update(label={"en": "x"}),
    "an unknown member of a question": lambda d: d.question("words").update(min=3),
    "an unknown member of a choice": lambda d: d.question("worried")["choices"][0].update(value=1),
    "an unknown member of a repeat": lambda d: d.sections[1]["repeat"].update(min=1),
    "an unknown member of a next step": lambda d: step(d).update(adress="x"),
    "a capital in a name": lambda d: d.question("words").update(name="Words"),
    "a name that is too long": lambda d: d.page("words").update(name="w" * 41),
    "a dash in a question's name": lambda d: d.question("words").update(name="my-words"),
    "an underscore in a form's name": lambda d: d.whole.update(name="small_form"),
    "an unknown purpose": lambda d: d.whole.update(purpose="fun"),
    "an unknown regime": lambda d: d.whole.update(regime="public"),
    "a text that is no map": lambda d: d.whole.update(thanks="Thank you"),
    "an empty map of words": lambda d: d.whole.update(thanks={}),
    "empty words": lambda d: d.whole.update(thanks={"en": ""}),
    "blank words": lambda d: d.whole.update(thanks={"en": " \t"}),
    "words that are a number": lambda d: d.whole.update(thanks={"en": 1}),
    "an unknown language": lambda d: d.whole.update(thanks={"en": "a", "xx": "b"}),
    "words without end": lambda d: d.whole.update(thanks={"en": "a" * 4001}),
    "null": lambda d: d.whole.update(minutes=None),
    "a fraction of a minute": lambda d: d.whole.update(minutes=1.5),
    "true for a number": lambda d: d.whole.update(minutes=True),
    "too many minutes": lambda d: d.whole.update(minutes=121),
    "a word for yes": lambda d: d.whole.update(stop_here="yes"),
    "one for yes": lambda d: d.whole.update(stop_here=1),
    "a language twice": lambda d: d.whole.update(languages=["en", "en"]),
    "no languages": lambda d: d.whole.update(languages=[]),
    "no pages": lambda d: d.sections[0].update(pages=[]),
    "a page that is text": lambda d: d.sections[0].update(pages=["worry"]),
    "one choice": lambda d: d.question("worried")["choices"].pop(),
    "a choice question without choices": lambda d: d.question("worried").pop("choices"),
    "a text question with choices": lambda d: d.question("words").update(
        choices=d.question("worried")["choices"]
    ),
    "consent without its text": lambda d: consent(d).pop("text"),
    "an option of the wrong kind": lambda d: consent(d, points={"en": "a"}),
    "an option of another type": lambda d: consent(d, max=3),
    "an unknown role": lambda d: d.question("words").update(audience_view=["mayor"]),
    "a copy twice": lambda d: d.question("words").update(audience_print=["family_copy"] * 2),
    "a script as an address": lambda d: step(d).update(url="javascript:alert(1)"),
    "words for a phone": lambda d: step(d).update(phone="ask us"),
    "an unknown state": lambda d: d.whole.update(translations={"es": {"state": "perfect"}}),
    "retention without answers": lambda d: d.whole["retention"].pop("answers_months"),
    "a band without a start": lambda d: d.whole["scores"][0]["bands"][0].pop("at_least"),
    "a score that is text": lambda d: d.question("worried")["choices"][0].update(score="1"),
    "required as a number": lambda d: d.question("words").update(required=1),
    "a matrix without rows": lambda d: matrix(d).pop("rows"),
    "a row without words": lambda d: matrix(d)["rows"][0].pop("label"),
    "a row with choices of its own": lambda d: matrix(d)["rows"][0].update(choices=[]),
    "too many choices in a row": lambda d: matrix(
        d, choices=[{"name": f"c{n}", "label": {"en": "c"}} for n in range(11)]
    ),
    "an empty rule": lambda d: d.page("words").update(relevant=""),
}


@pytest.mark.parametrize("spoil", RIGHT.values(), ids=RIGHT)
def test_schema_and_reader_accept_the_same(draft: Any, spoil: Callable[[Any], object]) -> None:
    spoil(draft)
    assert judged(draft.whole) == (True, True)


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_schema_and_reader_refuse_the_same(draft: Any, spoil: Callable[[Any], object]) -> None:
    spoil(draft)
    assert judged(draft.whole) == (False, False)


@pytest.mark.parametrize("value", [None, [], "form", 1, True], ids=str)
def test_what_is_no_object_is_no_form(value: Any) -> None:
    assert judged(value) == (False, False)
