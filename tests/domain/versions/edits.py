"""Random edits of real form documents, as an author might make them; and what they cost, found out by trying.

The truth is computed without the code under test: answers are stored under the old form, and read under the new one.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.money import ranges
from farolito.domain.reading import trusted_form
from tests.shipped import FILES, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from farolito.domain.definitions import Form, Question

Document = dict[str, Any]
TYPES = (
    "text",
    "long_text",
    "integer",
    "yes_no",
    "date",
    "birth_date",
    "phone",
    "email",
    "full_name",
    "note",
)
STORED: dict[str, list[Any]] = {
    "text": ["Ana", "12"],
    "long_text": ["one\ntwo"],
    "full_name": ["Ana Ruiz"],
    "email": ["ana@example.org"],
    "integer": [3, 12],
    "yes_no": ["yes", "no"],
    "date": ["2026-11-23"],
    "birth_date": [{"date": "2017-03-14"}, {"age": 9, "on": "2026-11-23"}, {"year": 2017}],
    "address": [{"none": True}],
    "note": [],
}


def _types_of(document: Document) -> set[str]:
    return {question.type for question in trusted_form(document).all_questions()}


BY_CHOICE = {"choice", "choices", "consent", "phone", "money"}
DOCUMENTS = {
    path.stem: found
    for path in FILES
    if _types_of(found := document(path)) <= {*STORED, *BY_CHOICE}
}
"""Those whose every answer can be made up here; matrices and ranks have tests of their own beside this."""


def questions(document: Document) -> Iterator[tuple[Document, list[Document], Document]]:
    """Section, the list it stands in, and question."""
    for section in document["sections"]:
        for page in section["pages"]:
            for question in page["questions"]:
                yield section, page["questions"], question


def pick(rng: Random, document: Document, wanted: Callable[[Document], bool] = bool) -> Any:
    return rng.choice([found for found in questions(document) if wanted(found[2])])


def has_choices(question: Document) -> bool:
    return len(question.get("choices", ())) > 2


def fresh(document: Document, stem: str) -> str:
    text = json.dumps(document)
    return next(f"{stem}_{n}" for n in range(99) if f'"{stem}_{n}"' not in text)


def rename(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    question["name"] = fresh(document, "renamed")


def rename_and_say_so(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    question["was"] = [question["name"], *question.get("was", [])]
    question["name"] = fresh(document, "renamed")


def rename_and_reword(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    question["name"] = fresh(document, "renamed")
    question["label"] = {"en": "Quite another question?"}


def retype(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    for option in (
        "choices",
        "none",
        "max",
        "min",
        "declines",
        "points",
        "more",
        "text",
        "ranges",
        "period",
    ):
        question.pop(option, None)
    question["type"] = rng.choice([name for name in TYPES if name != question["type"]])


def single_to_many(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, lambda q: q["type"] in ("choice", "choices"))
    question["type"] = "choices" if question["type"] == "choice" else "choice"


def drop_choice(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, has_choices)
    question["choices"].remove(rng.choice(question["choices"]))


def add_choice(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, has_choices)
    question["choices"].insert(
        1, {"name": fresh(document, "new"), "label": {"en": "Something new"}}
    )


def rename_choice(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, has_choices)
    rng.choice(question["choices"])["name"] = fresh(document, "called")


def rename_choice_and_say_so(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, has_choices)
    choice = rng.choice(question["choices"])
    choice["was"] = [choice["name"], *choice.get("was", [])]
    choice["name"] = fresh(document, "called")


def shuffle_choices(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, has_choices)
    rng.shuffle(question["choices"])


def reword(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    question["label"] = {**question["label"], "en": f"In other words: {question['label']['en']}"}


def change_rule(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    question["required"] = not question.get("required", False)
    question["sensitivity"] = "private"


def narrow(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document)
    if question["type"] in ("text", "long_text", "integer"):
        question["max"] = 2
    if question["type"] == "money":
        question["ranges"].pop(rng.randrange(1, len(question["ranges"])))


def toggle_no_phone(rng: Random, document: Document) -> None:
    _, _, question = pick(rng, document, lambda q: q["type"] == "phone")
    question["none"] = not question.get("none", False)


def remove(rng: Random, document: Document) -> None:
    _, page, question = pick(rng, document)
    page.remove(question)


def add(rng: Random, document: Document) -> None:
    _, page, _ = pick(rng, document)
    name = fresh(document, "added")
    page.append({"name": name, "type": "text", "label": {"en": f"And {name}?"}})


def move(rng: Random, document: Document) -> None:
    """To any page: another one, one of a repeat, or out of a repeat."""
    _, page, question = pick(rng, document)
    page.remove(question)
    section = rng.choice(document["sections"])
    rng.choice(section["pages"])["questions"].append(question)


def make_repeat(rng: Random, document: Document) -> None:
    plain = [s for s in document["sections"] if "repeat" not in s and s["pages"][0]["questions"]]
    section = rng.choice(plain)
    name = fresh(document, "list")
    words = {"en": name}
    section["repeat"] = {
        "name": name, "max": 5, "entry": words, "add": words, "empty": words,
        "entry_label": section["pages"][0]["questions"][0]["name"],
    }  # fmt: skip


def change_repeat(rng: Random, document: Document) -> None:
    for repeat in [rng.choice([s["repeat"] for s in document["sections"] if "repeat" in s])]:
        what = rng.choice(["rename", "say_so", "say_so", "fewer", "more", "drop"])
        if what == "fewer":
            repeat["max"] = max(1, repeat["max"] - 2)
        elif what == "more":
            repeat["max"] += 2
        elif what == "drop":
            section = next(s for s in document["sections"] if s.get("repeat") is repeat)
            del section["repeat"]
        else:
            if what == "say_so":
                repeat["was"] = [repeat["name"], *repeat.get("was", [])]
            repeat["name"] = fresh(document, "list")


def shuffle_sections(rng: Random, document: Document) -> None:
    rng.shuffle(document["sections"])


EDITS = (
    rename, rename_and_say_so, rename_and_reword, retype, single_to_many, drop_choice, add_choice,
    rename_choice, rename_choice_and_say_so, shuffle_choices, reword, change_rule, narrow,
    toggle_no_phone, remove, add, move, make_repeat, change_repeat, shuffle_sections,
)  # fmt: skip


def edited(rng: Random, document: Document) -> tuple[Document, list[str]]:
    """The document after one to three edits, and what they were."""
    after = copy.deepcopy(document)
    done: list[str] = []
    wanted = rng.randint(1, 3)
    while len(done) < wanted:
        edit = rng.choice(EDITS)
        try:
            edit(rng, after)
        except IndexError:  # the form has nothing that this edit could touch
            continue
        done.append(edit.__name__)
    return after, done


def answers_to(question: Question) -> list[Any]:
    """What may be stored for a question: every choice alone, every form that an answer of its type may have."""
    names = [choice.name for choice in question.choices]
    match question.type:
        case "choice":
            return names
        case "choices":
            return [[name] for name in names]
        case "consent":
            return [
                {"choice": name, "text": "t", "language": "en", "at": "2026-11-23T09:30:00-08:00"}
                for name in names
            ]
        case "phone":
            return ["+12135550142", *([{"none": True}] if question.options.get("none") else [])]
        case "money":
            return [one.name for one in ranges(question)]
    return STORED[question.type]


def lost(before: Document, after: Document) -> set[tuple[str, ...]]:
    """What is lost: ``(question,)``, ``(question, choice)`` of a question that is still read, ``("*", repeat)``."""
    old, new = trusted_form(before), trusted_form(after)
    found: set[tuple[str, ...]] = set()
    for section in old.sections:
        if section.repeat is None:
            continue
        name, entries = section.repeat.name, section.repeat.max
        now = next(
            (
                s.repeat
                for s in new.sections
                if s.repeat
                and (s.repeat.name == name or _was(new, s.repeat.was, s.repeat.name, name, old))
            ),
            None,
        )
        if now is None or now.max < entries:
            found.add(("*", name))
    for section in old.sections:
        for page in section.pages:
            for question in page.questions:
                found |= _lost_of(old, new, section, question)
    return found


def _lost_of(old: Form, new: Form, section: Any, question: Question) -> set[tuple[str, ...]]:
    here = section.repeat.name if section.repeat else None
    stored = answers_to(question)
    gone = []
    for answer in stored:
        if not any(
            _reads(old, new, other, here, target, question, answer)
            for other in new.sections
            for page in other.pages
            for target in page.questions
            if target.name == question.name
            or _was(new, target.was, target.name, question.name, old)
        ):
            gone.append(answer)
    if not gone:
        return set()
    if len(gone) == len(stored) or question.type not in ("choice", "choices", "consent"):
        return {(question.name,)}
    chosen = [
        a["choice"] if isinstance(a, dict) else a[0] if isinstance(a, list) else a for a in gone
    ]
    return {(question.name, name) for name in chosen}


def _reads(
    old: Form,
    new: Form,
    section: Any,
    here: str | None,
    target: Question,
    question: Question,
    answer: Any,
) -> bool:
    """Whether ``answer`` is found where ``target`` looks, and says there what it said."""
    if (section.repeat is None) != (here is None):
        return False
    if section.repeat and here:
        repeat = section.repeat
        if repeat.name != here and not _was(new, repeat.was, repeat.name, here, old):
            return False
    kind, before = CORE_QUESTION_TYPES[target.type], CORE_QUESTION_TYPES[question.type]
    names = {
        earlier: choice.name
        for choice in target.choices
        for earlier in choice.was
        if choice.name not in question.choice_by_name and earlier not in target.choice_by_name
    }
    read = json.loads(_swapped(json.dumps(answer), names))
    if not kind.recognises(target, read) or kind.kind != before.kind:
        return False
    if not question.choices and _texts(kind.show(target, read, "en")) != _texts(
        before.show(question, answer, "en")
    ):
        return False
    exported = {
        k: v for k, v in before.export(question, answer).items() if not question.choices or not k
    }
    again = kind.export(target, read)
    return all(k in again and str(again[k]) == _swapped(str(v), names) for k, v in exported.items())


def _texts(pieces: Any) -> list[str]:
    return [piece.text for piece in pieces]


def _swapped(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = (
            f'"{new}"'.join(text.split(f'"{old}"'))
            if '"' in text
            else (new if text == old else text)
        )
    return text


def _was(new: Form, was: tuple[str, ...], name: str, wanted: str, old: Form) -> bool:
    """Whether the part called ``name`` now says that it was ``wanted``, and nothing speaks against it."""
    known = {*old.questions, *old.repeats}
    still = {*new.questions, *new.repeats}
    return wanted in was and wanted not in still and name not in known
