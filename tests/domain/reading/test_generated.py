"""A well-made definition is never refused, whatever it is made of. ``FAROLITO_LONG=1`` makes 1,000 of them."""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from farolito.domain.definitions import Form
from farolito.domain.languages import WRITTEN
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import canonical, read_form, trusted_form
from farolito.domain.schema import form_schema

VALIDATOR = Draft202012Validator(form_schema())

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
SENTENCES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda words: words.strip())


class Author:
    """Somebody who writes well-made definitions, deciding everything by drawing."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.languages = draw(
            st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=3, unique=True)
        )
        self.count = 0
        self.lists: dict[str, Any] = {}
        self.known: list[tuple[str, str, list[str]]] = []  # name, kind, choices of earlier pages

    def words(self) -> dict[str, str]:
        return {tag: self.draw(SENTENCES) for tag in self.languages}

    def name(self, of: str) -> str:
        self.count += 1
        return f"{of}_{self.count}"

    def sometimes(self, part: dict[str, Any], **more: Any) -> None:
        for key, make in more.items():
            if self.draw(st.integers(0, 3)) == 0:
                part[key] = make()

    def rule(self) -> str:
        parts = ["answered({0})", "not answered({0})"]
        name, kind, choices = self.draw(st.sampled_from(self.known))
        match kind:
            case "number":
                parts += ["{0} > 3", "{0} % 2 == 1 or {0} in [1, 2]", "max({0}, 4) <= 9"]
            case "boolean":
                parts += ["{0}", "not {0}", "if({0}, true, false)"]
            case "date":
                parts += ["age_on({0}, today) >= 12", "{0} < today"]
            case "code":
                first, last = (choices or ["es"])[0], (choices or ["en"])[-1]
                parts += [f"{{0}} == '{first}'", f"{{0}} in ['{first}', '{last}']"]
            case "list":
                parts += [f"'{choices[0]}' in {{0}}", "count({0}) > 1"]
            case "text":
                parts += ["{0} == 'a'", "length({0}) > 2"]
        return self.draw(st.sampled_from(parts)).format(name)

    def question(self) -> tuple[dict[str, Any], tuple[str, str, list[str]]]:
        kind = CORE_QUESTION_TYPES[self.draw(st.sampled_from(sorted(CORE_QUESTION_TYPES)))]
        made: dict[str, Any] = {"name": self.name("q"), "type": kind.name, "label": self.words()}
        self.sometimes(
            made,
            hint=self.words,
            why=self.words,
            sensitivity=lambda: "private",
            codes=lambda: {"loinc": "1"},
            required=lambda: True,
            audience_print=list,
        )
        choices: list[str] = []
        if kind.is_calculated:
            made["calculation"] = self.rule() if self.known else "1 + 1"
            return made, (made["name"], "boolean" if self.known else "number", choices)
        if kind.has_choices and kind.needs_choices:
            choices = self.choices(made)
            narrowing = [one for one in self.known if one[1] in ("code", "list") and one[2]]
            if "choices" in made and narrowing and kind.name != "consent":
                self.sometimes(
                    made, choices_within=lambda: self.draw(st.sampled_from(narrowing))[0]
                )
                within = next(
                    (c for name, _, c in narrowing if name == made.get("choices_within")), []
                )
                for choice in made["choices"] if within else []:
                    self.sometimes(
                        choice, within=lambda: self.draw(st.sampled_from([within[0], within]))
                    )
        if kind.takes_default:
            self.sometimes(made, default=lambda: self.default(kind.kind, choices))
        if kind.name == "money":
            made["ranges"] = [0, 500, 1000]
            self.sometimes(made, period=lambda: "month")
        if kind.name == "rating":
            made |= {"from": 0, "to": 10, "to_label": self.words()}
        if kind.name == "barcode":
            self.sometimes(made, pattern=lambda: "LL-99X")
        if kind.name == "consent":
            made["text"] = "v1"
            self.sometimes(made, points=lambda: [self.words()], declines=lambda: choices[:1])
        if kind.name == "long_choice":
            made.pop("randomize", None)
        if kind.name == "ranking":
            offered = made.get("choices") or self.lists[made["choices_from"]]
            for one in offered:
                one["exclusive"] = False
        if self.known:
            self.sometimes(made, relevant=self.rule, required=self.rule)
        known_as = made["name"]
        if kind.name == "matrix":
            made["rows"] = [{"name": f"r{n}", "label": self.words()} for n in range(2)]
            known_as = f"{known_as}_r{self.draw(st.integers(0, 1))}"
        return made, (known_as, kind.kind, choices)

    def choices(self, made: dict[str, Any]) -> list[str]:
        """Choices for a question, its own or a list of the form; their names."""
        listed = [self.choice(ruled=False) for _ in range(self.draw(st.integers(2, 4)))]
        if self.draw(st.integers(0, 3)) == 0:
            made["choices_from"] = self.name("l")
            self.lists[made["choices_from"]] = listed
        else:
            made["choices"] = [self.choice() for _ in listed]
            listed = made["choices"]
        if self.known:  # never on the first page
            self.sometimes(made, randomize=lambda: True)
        return [choice["name"] for choice in listed]

    def default(self, kind: str, choices: list[str]) -> str:
        """A rule that gives a value of this kind."""
        return {
            "number": "1 + 2",
            "boolean": "true",
            "date": "today",
            "code": repr(choices[0]) if choices else "''",
            "list": "['a']" if not choices else f"[{choices[0]!r}]",
        }.get(kind, "'words'")

    def choice(self, *, ruled: bool = True) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name("c"), "label": self.words()}
        self.sometimes(made, code=lambda: "LA1", exclusive=lambda: True)
        if self.known and ruled:
            self.sometimes(made, relevant=self.rule)
        return made

    def page(self) -> dict[str, Any]:
        page: dict[str, Any] = {"name": self.name("p"), "title": self.words(), "questions": []}
        if self.known:
            self.sometimes(page, relevant=self.rule)
        learnt: list[tuple[str, str, list[str]]] = []
        for _ in range(self.draw(st.integers(1, 3))):
            page["questions"].append(self.item(learnt))
        self.known += learnt
        return page

    def item(self, learnt: list[tuple[str, str, list[str]]]) -> dict[str, Any]:
        """A question, or a group of some."""
        if self.draw(st.integers(0, 4)) == 0:
            group: dict[str, Any] = {"group": self.name("g"), "label": self.words()}
            self.sometimes(group, hint=self.words)
            if self.known:
                self.sometimes(group, relevant=self.rule)
            made = [self.question() for _ in range(self.draw(st.integers(1, 2)))]
            learnt += [name for _, name in made if name[1] != "nothing"]
            return {**group, "questions": [question for question, _ in made]}
        question, name = self.question()
        if name[1] != "nothing":  # a note has no answer
            learnt.append(name)
        return question

    def section(self, depth: int = 0) -> dict[str, Any]:
        section: dict[str, Any] = {"name": self.name("s"), "title": self.words()}
        if self.known:
            self.sometimes(section, relevant=self.rule)
        outside = list(self.known)
        section["pages"] = [self.page() for _ in range(self.draw(st.integers(1, 3)))]
        if depth or self.draw(st.integers(0, 2)) == 0:
            first = section["pages"][0]["questions"][0]
            first = first["questions"][0] if "group" in first else first
            label = first["name"] + ("_r0" if first["type"] == "matrix" else "")
            texts = {"entry": self.words(), "add": self.words(), "empty": self.words()}
            section["repeat"] = {"name": self.name("r"), "max": 5, "entry_label": label, **texts}
            if depth < 2:
                self.sometimes(section, sections=lambda: [self.section(depth + 1)])
            self.known = outside
        return section

    def form(self) -> dict[str, Any]:
        form: dict[str, Any] = {
            "name": "form",
            "title": self.words(),
            "purpose": self.draw(st.sampled_from(["intake", "survey", "visit"])),
            "regime": self.draw(st.sampled_from(["anonymous", "counseling"])),
            "languages": self.languages,
            "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 240},
            "sections": [self.section() for _ in range(self.draw(st.integers(1, 3)))],
        }
        if self.lists:
            form["choice_lists"] = self.lists
        self.sometimes(form, summary=self.words, thanks=self.words, minutes=lambda: 5)
        if self.known:
            need = {"name": "need", "label": self.words(), "when": self.rule()}
            self.sometimes(form, needs=lambda: [need])
        return form


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """A well-made definition."""
    return Author(draw).form()


@settings(
    max_examples=1_000 if os.environ.get("FAROLITO_LONG") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(definitions())
def test_a_well_made_definition_is_never_refused(document: dict[str, Any]) -> None:
    read = read_form(json.dumps(document), question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, Form), "\n".join(map(str, read))
    assert VALIDATOR.is_valid(document)
    assert trusted_form(json.loads(canonical(document))) == read
