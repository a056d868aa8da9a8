"""One table over all versions: every answer in a column of its question, and none in a column of another."""

from __future__ import annotations

import copy
from typing import Any

from farolito.domain.cells import RowMaker, Wording
from farolito.domain.columns import Table, aligned
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from tests.domain.versions.edits import DOCUMENTS

TYPES = CORE_QUESTION_TYPES
Document = dict[str, Any]


def choice(name: str, **more: Any) -> Document:
    return {"name": name, "label": {"en": name.title(), "es": f"{name} (es)"}, **more}


def question(name: str, type: str = "text", **more: Any) -> Document:
    return {"name": name, "type": type, "label": {"en": f"{name}?"}, **more}


def form(
    *questions: Document, members: tuple[Document, ...] = (), repeat: str = "members", **more: Any
) -> Any:
    words = {"en": "x"}
    sections: list[Document] = [
        {"name": "all", "title": words, "pages": [{"name": "page", "questions": list(questions)}]}
    ]
    if members:
        listed = {
            "name": repeat, "max": 9, "entry_label": members[0]["name"], "entry": words, "add": words,
            "empty": words, **more,
        }  # fmt: skip
        pages = [{"name": "member", "questions": list(members)}]
        sections.append({"name": "household", "title": words, "pages": pages, "repeat": listed})
    document = copy.deepcopy(DOCUMENTS["quick-check-in"])
    return trusted_form({**document, "sections": sections, "scores": [], "needs": []})


FOOD = question("food", "choice", choices=[choice("often"), choice("never")])


def table(*versions: Any, path: tuple[str, ...] = ()) -> Table:
    return next(one for one in aligned(versions, TYPES) if one.path == path)


def cells(of: Table, version: Any, answers: Document, wording: Wording | None = None) -> Document:
    """What stands in the row, empty cells left out."""
    made, _ = RowMaker(of, version.hash, TYPES, wording).row(answers)
    return {name: cell for name, cell in zip(of.columns, made, strict=True) if cell is not None}


def test_a_renamed_question_that_says_so_keeps_its_column() -> None:
    old, new = form(question("tel", "phone")), form(question("phone", "phone", was=["tel"]))
    both = table(old, new)
    assert both.columns == ("phone", "phone.none")
    assert cells(both, old, {"tel": "+12135550142"}) == {"phone": "+12135550142", "phone.none": 0}
    assert cells(both, new, {"phone": "+12135550142"}) == {"phone": "+12135550142", "phone.none": 0}


def test_a_renamed_question_that_does_not_say_so_has_two_columns() -> None:
    old, new = form(question("tel", "phone")), form(question("phone", "phone"))
    assert table(old, new).columns == ("tel", "tel.none", "phone", "phone.none")


def test_a_retyped_question_gets_a_second_column_that_says_its_type() -> None:
    old, new = form(question("people", "text")), form(question("people", "integer"))
    both = table(old, new)
    assert both.columns == ("people~text", "people")
    assert cells(both, old, {"people": "four"}) == {"people~text": "four"}
    assert cells(both, new, {"people": 4}) == {"people": 4}


def test_a_question_that_is_only_written_longer_keeps_its_column() -> None:
    old, new = form(question("more", "text")), form(question("more", "long_text"))
    assert table(old, new).columns == ("more",)


def test_choices_of_all_versions_have_columns_and_one_that_was_not_offered_is_an_empty_cell() -> (
    None
):
    old = form(question("help", "choices", choices=[choice("rent"), choice("food")]))
    new = form(question("help", "choices", choices=[choice("food"), choice("rides")]))
    both = table(old, new)
    assert both.columns == ("help", "help.food", "help.rides", "help.rent")
    assert cells(both, old, {"help": ["rent"]}) == {"help": "rent", "help.food": 0, "help.rent": 1}
    assert cells(both, new, {"help": ["food"]}) == {"help": "food", "help.food": 1, "help.rides": 0}


def test_a_renamed_choice_that_says_so_is_one_choice_over_three_versions() -> None:
    one = form(question("help", "choices", choices=[choice("rent"), choice("food")]))
    two = form(
        question("help", "choices", choices=[choice("housing", was=["rent"]), choice("food")])
    )
    three = form(
        question("help", "choices", choices=[choice("home", was=["housing"]), choice("food")])
    )
    all_three = table(one, two, three)
    assert all_three.columns == ("help", "help.home", "help.food")
    for version, name in ((one, "rent"), (two, "housing"), (three, "home")):
        expected = {"help": "home", "help.home": 1, "help.food": 0}
        assert cells(all_three, version, {"help": [name]}) == expected


def test_a_question_that_moved_into_a_repeat_stays_where_it_was_asked() -> None:
    name = question("who")
    old = form(question("age", "integer"), members=(name,))
    new = form(FOOD, members=(name, question("age", "integer")))
    main, members = aligned([old, new], TYPES)
    assert (main.columns, members.columns) == (("food", "age"), ("who", "age"))
    assert cells(main, old, {"age": 4}) == {"age": 4}


def test_a_renamed_repeat_is_one_table() -> None:
    old = form(FOOD, members=(question("who"),))
    new = form(FOOD, members=(question("who"),), repeat="people", was=["members"])
    people = table(old, new, path=("people",))
    assert len(aligned([old, new], TYPES)) == 2
    stored = {"members": {"entries": [{"id": "a", "answers": {"who": "Ana"}}], "done": True}}
    assert list(RowMaker(people, old.hash, TYPES).entries(stored)) == [((1,), {"who": "Ana"})]


def test_a_question_that_was_gone_for_a_version_comes_back_to_its_column() -> None:
    one, two, three = form(FOOD, question("x")), form(FOOD), form(question("x"), FOOD)
    assert table(one, two, three).columns == ("x", "food")


def test_words_are_those_of_the_version_that_was_answered() -> None:
    old = form(FOOD)
    new = form(
        {**FOOD, "choices": [{**choice("often"), "label": {"en": "Very often"}}, choice("never")]}
    )
    both, english = table(old, new), Wording("en", str.upper)
    assert cells(both, old, {"food": "often"}, english) == {"food": "Often"}
    assert cells(both, new, {"food": "often"}, english) == {"food": "Very often"}
    assert cells(both, old, {"food": "often"}, Wording("es", str.upper)) == {"food": "often (es)"}


def test_what_is_no_answer_of_its_type_is_exported_as_it_is_stored() -> None:
    strange = form(question("later", "of_a_plugin"), FOOD)
    both = table(strange)
    assert cells(both, strange, {"later": {"a": 1}, "food": "sometimes"}) == {
        "later": '{"a": 1}',
        "food": "sometimes",
    }


def test_a_skipped_question_is_named_and_its_cell_is_empty() -> None:
    one = form(FOOD, question("x"))
    row = RowMaker(table(one), one.hash, TYPES).row({"food": {"skipped": True}, "x": "y"})
    assert row == ([None, "y"], ["food"])


def test_a_question_left_out_in_one_version_is_left_out_of_all() -> None:
    old, new = form(FOOD, question("x")), form(FOOD, question("x", sensitivity="private"))
    kept = aligned([old, new], TYPES, keep=lambda one: one.sensitivity == "normal")
    assert kept[0].columns == ("food",)
