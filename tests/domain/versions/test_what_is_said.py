"""A change of each kind on a form of a few questions: what it says, whether it loses answers, and why."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.changes import Change, changes
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form

if TYPE_CHECKING:
    from collections.abc import Callable

    Document = dict[str, Any]


def ask(name: str, type: str, **more: Any) -> Document:
    return {"name": name, "type": type, "label": {"en": f"{name}?"}, **more}


def choice(name: str, **more: Any) -> Document:
    return {"name": name, "label": {"en": name.title()}, **more}


def section(name: str, *questions: Document, **more: Any) -> Document:
    pages = [{"name": f"p_{one['name']}", "questions": [one]} for one in questions]
    return {"name": name, "title": {"en": name}, "pages": pages, **more}


REPEAT = {
    "name": "members",
    "max": 5,
    "entry_label": "who",
    "entry": {"en": "person"},
    "add": {"en": "Add?"},
    "empty": {"en": "None."},
}
BEFORE: Document = {
    "name": "form",
    "title": {"en": "Form"},
    "purpose": "survey",
    "regime": "anonymous",
    "languages": ["en"],
    "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
    "uses": ["song", "tune"],
    "sections": [
        section(
            "one",
            ask("hello", "note"),
            ask("words", "text"),
            ask("home", "choice", choices=[choice("rent"), choice("own"), choice("other")]),
            ask("tune", "song", choices=[choice("waltz"), choice("polka")]),
        ),
        section("two", ask("who", "text"), ask("age", "integer"), repeat=REPEAT),
        section("three", ask("end", "text")),
    ],
}


def questions(document: Document) -> dict[str, Document]:
    return {
        one["name"]: one
        for part in document["sections"]
        for page in part["pages"]
        for one in page["questions"]
    }


def after(edit: Callable[[Document], Any], before: Document = BEFORE) -> list[Change]:
    document = copy.deepcopy(before)
    edit(document)
    return list(changes(trusted_form(before), trusted_form(document), CORE_QUESTION_TYPES))


def told(found: list[Change]) -> list[tuple[str, str, bool, str]]:
    return [(one.kind, one.says, one.lossy, one.why) for one in found]


def without(place: int) -> Callable[[Document], Any]:
    return lambda document: document["sections"][0]["pages"].pop(place)


def test_what_went_is_lost_where_it_had_answers() -> None:
    assert told(after(without(0))) == [("removed", "a question of type note", False, "")]
    lost = "Nothing in the new version reads its answers."
    assert told(after(without(1))) == [("removed", "a question of type text", True, lost)]
    assert told(after(without(3))) == [("removed", "a question of type song", True, lost)]


def rename(name: str, **more: Any) -> Callable[[Document], Any]:
    return lambda document: questions(document)[name].update(name="renamed", **more)


def test_another_name_says_whether_the_form_or_its_words_say_what_it_was() -> None:
    assert told(after(rename("words", was=["words"]))) == [("renamed", "was words", False, "")]
    [(kind, says, lossy, why)] = told(after(rename("words")))
    assert (kind, says, lossy) == ("renamed", "looks like words, which is gone", True)
    assert "“was”: [“words”]" in why
    assert told(after(rename("hello"))) == [
        ("renamed", "looks like hello, which is gone", False, "")
    ]


def retype(name: str, type: str, **more: Any) -> Callable[[Document], Any]:
    return lambda document: questions(document)[name].update(type=type, **more)


def test_another_type_keeps_what_the_new_one_reads() -> None:
    assert told(after(retype("words", "long_text"))) == [
        ("retyped", "text to long_text", False, "")
    ]
    assert told(after(retype("words", "integer"))) == [
        ("retyped", "text to integer", True, "An answer of type text is none of type integer.")
    ]
    assert told(after(retype("hello", "integer"))) == [("retyped", "note to integer", False, "")]


def test_what_another_type_loses_is_said_once() -> None:
    found = after(retype("words", "integer", hint={"en": "A number"}))
    assert [(one.kind, one.lossy) for one in found] == [("retyped", True), ("changed", False)]
    assert found[1].why == ""


def test_of_a_type_that_nobody_knows_no_answer_of_another_is_one() -> None:
    assert told(after(retype("words", "song"))) == [
        ("retyped", "text to song", True, "An answer of type text is none of type song.")
    ]
    assert told(after(retype("tune", "tune"))) == [
        ("retyped", "song to tune", True, "An answer of type song is none of type tune.")
    ]


def test_a_choice_of_what_is_not_read_any_more_is_not_lost_again() -> None:
    def both(document: Document) -> None:
        retype("home", "ranking")(document)
        questions(document)["home"]["choices"].pop()

    retyped, removed = after(both)
    assert (retyped.kind, retyped.lossy) == ("retyped", True)
    assert (removed.kind, removed.lossy, removed.why) == ("removed", False, "")


def test_a_choice_of_a_type_that_nobody_knows_is_lost() -> None:
    found = after(lambda d: questions(d)["tune"]["choices"].pop())
    assert told(found) == [
        ("removed", "“Polka”", True, "Who chose it has no answer in the new version.")
    ]


def test_another_name_of_a_choice_says_what_it_was() -> None:
    def edit(**more: Any) -> Callable[[Document], Any]:
        return lambda d: questions(d)["home"]["choices"][0].update(name="rents", **more)

    assert told(after(edit(was=["rent"]))) == [("renamed", "was rent", False, "")]
    assert told(after(edit())) == [
        (
            "renamed",
            "looks like rent, which is gone",
            True,
            "Write “was”: [“rent”] beside it to keep its answers with it.",
        )
    ]


@pytest.mark.parametrize("name", ["end", "hello"])
def test_a_question_that_moves_into_a_list_leaves_its_answers_behind(name: str) -> None:
    def move(document: Document) -> None:
        asked = questions(document)[name]
        for part in document["sections"]:
            part["pages"] = [page for page in part["pages"] if page["questions"] != [asked]]
        document["sections"][1]["pages"].append({"name": "p_new", "questions": [asked]})
        if name == "end":
            document["sections"].pop()

    lossy = name == "end"
    why = "Its answers stay where they were given." if lossy else ""
    assert ("moved", "outside every repeat to in members", lossy, why) in told(after(move))


def test_a_question_on_another_page_says_from_where_to_where() -> None:
    found = after(lambda d: d["sections"][2]["pages"][0].update(name="p_last"))
    assert told(found) == [("moved", "from page three/p_end to page three/p_last", False, "")]


def repeat(**more: Any) -> Callable[[Document], Any]:
    return lambda document: document["sections"][1]["repeat"].update(more)


def test_another_name_of_a_list_says_what_it_was() -> None:
    declared, guessed = after(repeat(name="people", was=["members"])), after(repeat(name="people"))
    assert [one for one in told(declared) if one[0] == "renamed"] == [
        ("renamed", "was members", False, "")
    ]
    [(_, says, lossy, why)] = [one for one in told(guessed) if one[0] == "renamed"]
    assert (says, lossy) == ("looks like members, which is gone", True)
    assert "“was”: [“members”]" in why


def test_what_else_differs_in_a_list_is_one_change() -> None:
    found = after(repeat(max=9, add={"en": "More?"}))
    assert told(found) == [("changed", "max, add", False, "")]
    fewer, words = after(repeat(max=2, add={"en": "More?"}))
    assert (fewer.members, fewer.lossy) == (("max",), True)
    assert (words.members, words.lossy) == (("add",), False)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (
            ask("asked", "money", ranges=[0, 500, 1000]),
            {"ranges": [0, 1000]},
            "Whoever chose 0_499 or 500_999 has no answer in the new version.",
        ),
        (ask("asked", "money", ranges=[0, 500]), {"period": "week"}, ""),
        (
            ask("asked", "rating", **{"from": 1, "to": 5}),
            {"to": 3},
            "Whoever chose 4 or 5 has no answer in the new version.",
        ),
        (ask("asked", "rating", **{"from": 1, "to": 5}), {"from": 0, "to": 9}, ""),
        (
            ask("asked", "rating", **{"from": 1, "to": 2}),
            {"from": None, "to": None, "choices": [choice("a", score=1), choice("b", score=2)]},
            "Whoever chose 1 or 2 has no answer in the new version.",
        ),
        (ask("asked", "language"), {"of": "spoken", "hint": {"en": "x"}}, ""),
        (
            ask("asked", "language"),
            {"of": "read"},
            "3 languages that could be chosen can not be any more.",
        ),
    ],
)
def test_what_may_not_be_answered_any_more_is_said(
    before: Document, now: Document, why: str
) -> None:
    whole = copy.deepcopy(BEFORE)
    whole["sections"][2]["pages"][0]["questions"].append(before)

    def edit(document: Document) -> None:
        asked = {**questions(document)["asked"], **now}
        document["sections"][2]["pages"][0]["questions"][-1] = {
            key: value for key, value in asked.items() if value is not None
        }

    changed = next(one for one in after(edit, whole) if one.what == "question")
    assert (changed.lossy, changed.why) == (bool(why), why)


def test_other_words_of_a_choice_ask_to_look_whether_it_means_the_same() -> None:
    words = after(lambda d: questions(d)["home"]["choices"][0]["label"].update(en="Other"))
    assert told(words) == [
        ("changed", "label (en)", False, "Look whether who chose it before still means this.")
    ]
    score = after(lambda d: questions(d)["home"]["choices"][0].update(score=2))
    assert told(score) == [("changed", "score none to 2", False, "")]


@pytest.mark.parametrize(
    ("name", "now", "says"),
    [
        ("age", {"max": 9}, "max none to 9"),
        ("age", {"required": True}, "required no to yes"),
        ("age", {"required": "who == 'x'"}, "required no to “who == 'x'”"),
        ("age", {"ppra": ["income"]}, "ppra none to income"),
        ("end", {"codes": {"loinc": "1-8"}}, "codes"),
        ("end", {"hint": {"en": "Really"}}, "hint (en)"),
        ("end", {"some_words": {"en": "x"}}, "some_words"),
        ("end", {"some_list": [1]}, "some_list"),
    ],
)
def test_what_differs_is_said_shortly_and_never_as_code(
    name: str, now: Document, says: str
) -> None:
    assert [one.says for one in after(lambda d: questions(d)[name].update(now))] == [says]
    changed = copy.deepcopy(BEFORE)
    questions(changed)[name].update(now)

    def back(document: Document) -> None:
        for key in now:
            del questions(document)[name][key]

    [undone] = after(back, changed)
    assert undone.says.split(" ")[0] == says.split(" ")[0]
    assert not {"{", "["} & set(undone.says)


SCORED = {
    **BEFORE,
    "scores": [{"name": "risk", "label": {"en": "Risk"}, "questions": ["home"], "multiply": 2}],
    "needs": [{"name": "rent", "label": {"en": "Rent"}, "when": "home == 'rent'"}],
}


@pytest.mark.parametrize(
    ("edit", "kind", "what", "says"),
    [
        (lambda d: d.update(name="other"), "changed", "form", "form to other"),
        (lambda d: d.update(minutes=7), "changed", "form", "differs"),
        (lambda d: d.update(title={"en": "x"}), "changed", "form", "differs"),
        (lambda d: d["scores"][0].update(multiply=4), "changed", "score", "multiply"),
        (lambda d: d["scores"][0].update(name="sum"), "added", "score", "a score"),
        (lambda d: d["scores"].pop(), "removed", "score", "a score"),
        (lambda d: d["needs"][0].update(when="home == 'own'"), "changed", "need", "when"),
        (lambda d: d["needs"].pop(), "removed", "need", "a need"),
        (lambda d: d["sections"][0].update(title={"en": "x"}), "changed", "form", "title"),
        (
            lambda d: d["sections"][0]["pages"][1].update(title={"en": "x"}, relevant="true"),
            "changed",
            "form",
            "title, relevant",
        ),
        (
            lambda d: d["sections"].append(d["sections"].pop(0)),
            "moved",
            "form",
            "the questions stand in another order",
        ),
    ],
)
def test_a_change_of_the_whole_says_what_differs(
    edit: Callable[[Document], Any], kind: str, what: str, says: str
) -> None:
    first = after(edit, SCORED)[0]
    assert (first.kind, first.what, first.says, first.lossy) == (kind, what, says, False)
    others = {(one.kind, one.what) for one in after(edit, SCORED)[1:]}
    assert others <= {("removed", "score")}


def test_another_regime_says_that_other_people_will_read() -> None:
    [one] = after(lambda d: d.update(regime="self_service"))
    assert one.why == "Who may read the records changes with it."
    [other] = after(lambda d: d.update(audience="student"))
    assert other.why == ""
