"""Random forms in which nearly everything depends on something, and random answers: the same seed gives the same."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.definitions import Form
from farolito.domain.drafts import (
    Draft,
    add_entry,
    answers_in,
    entries,
    remove_entry,
    restore_entry,
    with_answers,
    with_entries,
)
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from tests.domain.conftest import ask, choices, en

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

KINDS = ("choice", "choices", "integer", "yes_no", "calculated")
RULES = {
    "choice": ("{0} == 'a'", "{0} in ['a', 'b']"),
    "choices": ("'a' in {0}", "count({0}) > 1"),
    "integer": ("{0} > 3", "{0} + 1 < 6"),
    "yes_no": ("{0}", "not {0}"),
    "calculated": ("{0} >= 2", "{0} != 1"),
}


class Author:
    """Writes a form. ``known`` are the rules that may be written at this point."""

    def __init__(self, random: Random) -> None:
        self.random, self.known, self.count = random, list[str](), 0

    def form(self) -> Form:
        sections = [self.section() for _ in range(self.random.randint(2, 5))]
        made = {
            "name": "bound", "title": en("Bound"), "purpose": "survey", "regime": "anonymous",
            "languages": ["en", "es"], "sections": sections,
            "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
        }  # fmt: skip
        read = read_form(json.dumps(made), question_types=CORE_QUESTION_TYPES)
        assert isinstance(read, Form), "\n".join(map(str, read))
        return read

    def name(self, of: str) -> str:
        self.count += 1
        return f"{of}{self.count}"

    def maybe(self, part: dict[str, Any], key: str, share: float = 0.4) -> None:
        if self.known and self.random.random() < share:
            part[key] = self.rule()

    def rule(self) -> str:
        last = self.known[-8:] if self.random.random() < 0.5 else self.known
        one, other = (self.random.choice(last) for _ in range(2))
        return self.random.choice([one, one, f"({one}) and ({other})", f"({one}) or ({other})"])

    def section(self, depth: int = 0) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name("s"), "title": en("Section")}
        self.maybe(made, "relevant", 0.3)
        outside = list(self.known)
        own: list[str] = []
        made["pages"] = [self.page(own) for _ in range(self.random.randint(1, 3))]
        if depth or self.random.random() < 0.5:
            repeat = self.name("r")
            first = made["pages"][0]["questions"][0]
            words = {"entry": en("person"), "add": en("Add?"), "empty": en("Nobody")}
            made["repeat"] = {"name": repeat, "max": 3, "entry_label": first["name"], **words}
            inner = [self.section(depth + 1)] if depth < 2 and self.random.random() < 0.5 else []
            if inner:
                made["sections"] = inner
                own += [f"count({inner[0]['repeat']['name']}) > 1"]
            inside = [f"{how}({repeat}, {rule})" for rule in own for how in ("any", "all")]
            self.known = [*outside, *inside, *[f"count({repeat}) > 1", f"count({repeat}) < 9"] * 2]
        return made

    def page(self, own: list[str]) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name("p"), "title": en("Page"), "questions": []}
        self.maybe(made, "relevant")
        group: dict[str, Any] = {"group": self.name("g"), "label": en("Group"), "questions": []}
        self.maybe(group, "relevant")
        learnt: list[str] = []
        for number in range(self.random.randint(1, 3)):
            question = self.question(learnt)
            if group["questions"] or (number and self.random.random() < 0.3):
                group["questions"].append(question)
            else:
                made["questions"].append(question)
        if group["questions"]:
            made["questions"].append(group)
        self.known += learnt
        own += learnt
        return made

    def question(self, learnt: list[str]) -> dict[str, Any]:
        kind = self.random.choice(KINDS[: 5 if self.known and learnt else 4])
        made = ask(self.name("q"), kind)
        if kind in ("choice", "choices"):
            made["choices"] = choices("a", "b", "c")
            for choice in made["choices"]:
                self.maybe(choice, "relevant", 0.3)
        if kind == "calculated":
            made["calculation"] = f"if({self.random.choice(self.known + learnt)}, 1, 2)"
        else:
            self.maybe(made, "required", 0.3)
        self.maybe(made, "relevant", 0.3)
        learnt += [rule.format(made["name"]) for rule in RULES[kind]]
        return made


class Editor:
    """Changes a draft the way people and their browsers can, and in some ways that only a broken store could."""

    def __init__(self, random: Random, form: Form) -> None:
        self.random, self.form, self.count = random, form, 0

    def filled(self) -> Draft:
        """Most questions answered, and mostly two entries in every list."""
        draft, ahead = Draft(), [""]
        while ahead:
            within = ahead.pop()
            _, names, lists = next(
                place for place in _places(self.form, draft.answers) if place[0] == within
            )
            said = {name: self.said(name) for name in names}
            draft = with_answers(draft, said, within)
            for name in lists:
                for _ in range(self.random.choice([0, 1, 2, 2, 2, 4])):
                    self.count += 1
                    path = _path(within, name)
                    draft = add_entry(draft, path, f"e{self.count}")
                    ahead.append(f"{path}/e{self.count}")
        return draft

    def edited(self, draft: Draft) -> Draft:
        places = list(_places(self.form, draft.answers))
        within, names, lists = self.random.choice(places)
        does = self.random.choice(
            [self.answer] * 4 * bool(names) + [self.type] + [self.relist] * 3 * bool(lists)
        )
        return does(draft, within, list(names), list(lists))

    def answer(self, draft: Draft, within: str, names: list[str], lists: list[str]) -> Draft:
        chosen = self.random.sample(names, min(len(names), self.random.randint(1, 4)))
        said = {name: self.said(name) for name in chosen}
        return with_answers(draft, {**said, "of_another_version": "a"}, within)

    def type(self, draft: Draft, within: str, names: list[str], lists: list[str]) -> Draft:
        raw, path = dict(draft.raw), _path(within, self.random.choice(names + lists))
        if raw.pop(path, None) is None:
            raw[path] = {"": ("half",)}
        return replace(draft, raw=raw)

    def relist(self, draft: Draft, within: str, names: list[str], lists: list[str]) -> Draft:
        path = _path(within, self.random.choice(lists))
        listed = entries(draft.answers, path)
        ids = [one["id"] for one in listed]
        self.count += 1
        match self.random.randint(0, 6):
            case 0 | 1:
                return add_entry(draft, path, f"e{self.count}")
            case 2 if ids:
                return remove_entry(draft, path, self.random.choice(ids))
            case 3 if draft.removed.get(path):
                return restore_entry(draft, path, draft.removed[path][-1]["id"])
            case 4 if ids:
                return with_entries(draft, path, listed[::-1])
            case 5 if ids:  # the same id twice
                return with_entries(
                    draft, path, (listed[-1], {**listed[-1], "answers": listed[0]["answers"]})
                )
        return with_entries(draft, path, listed, done=self.random.random() < 0.7)

    def said(self, name: str) -> Any:
        odd: list[Any] = [None, {"skipped": True}, "of no such kind"]
        kinds: dict[str, list[Any]] = {
            "choice": ["a", "b", "c"],
            "choices": [["a"], ["b"], ["a", "b"], ["c"]],
            "integer": [1, 3, 4, 9],
            "yes_no": ["yes", "no"],
            "calculated": [1],
        }
        likely = kinds[self.form.questions[name].type]
        return self.random.choice([*likely, *likely, self.random.choice(odd)])


def _path(within: str, name: str) -> str:
    return f"{within}/{name}" if within else name


def _places(form: Form, answers: Any) -> Iterator[tuple[str, list[str], list[str]]]:
    """The top of the form and every entry: its path, its questions, its lists."""
    top = [section for section in form.sections if section.repeat is None]
    lists = [section for section in form.sections if section.repeat is not None]
    names = [one.name for section in top for page in section.pages for one in page.questions]
    yield "", names, [section.repeat.name for section in lists if section.repeat]
    ahead: list[tuple[str, Any]] = [("", section) for section in lists]
    while ahead:
        within, section = ahead.pop()
        repeat = section.repeat.name if section.repeat else ""
        here = answers_in(answers, within)
        for one in entries(here or {}, repeat):
            path = f"{_path(within, repeat)}/{one['id']}"
            inner = [each.repeat.name for each in section.sections if each.repeat]
            yield path, [name for name in section.names if name not in inner], inner
            ahead += [(path, each) for each in section.sections]
