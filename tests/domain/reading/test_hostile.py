"""Definitions are hostile input: whatever comes, the answer is a form or faults, soon and in bounded memory.

The short form runs by default; ``FAROLITO_LONG=1`` asks for 10,000 malformed definitions.
"""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farolito.domain.definitions import Form
from farolito.domain.json_text import read_json
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

FORMS = Path(__file__).parents[3] / "forms"
TEXT = (FORMS / "needs-assessment" / "family-needs.json").read_text(encoding="utf-8")
VALID: dict[str, Any] = json.loads(TEXT)
MUTATIONS = 10_000 if os.environ.get("FAROLITO_LONG") else 150

short = settings(
    max_examples=MUTATIONS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def names_faults(text: str | bytes) -> list[str]:
    """The faults; fails when one is without a place that exists, or when there are none."""
    read = read_form(text, question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, list)
    assert read
    for fault in read:
        assert fault.message
        assert fault.pointer == "" or fault.pointer.startswith("/")
        assert len(str(fault)) < 10_000
    return [str(fault) for fault in read]


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, -1, 10**14, 0.5, "", " ", "a" * 5_000, "\u202e", "__proto__", "== (", "."),
        *([], {}, [[]], {"en": None}, {"": {}}, ["x"] * 300, {"name": "x"}, {"en": "x", "zz": "y"}),
    ]
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document."""
    found = [at]
    if isinstance(value, dict):
        found += [place for key, below in value.items() for place in places(below, (*at, key))]
    elif isinstance(value, list):
        found += [place for n, below in enumerate(value) for place in places(below, (*at, n))]
    return found


PLACES = [place for place in places(VALID) if place]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A valid definition in which one to three things are replaced, removed, doubled or moved."""
    document = deepcopy(VALID)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(PLACES))
        around: Any = document
        try:
            for key in way:
                around = around[key]
            match draw(st.sampled_from(["replace", "remove", "double", "move", "rename"])):
                case "replace":
                    around[last] = draw(JUNK)
                case "remove":
                    del around[last]
                case "double":
                    around[last] = [around[last]] * 2
                case "move":
                    around[last] = deepcopy(document[draw(st.sampled_from(sorted(document)))])
                case "rename":
                    around[f"{last}s"] = around.pop(last)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier change took the place away
    return document


@short
@given(mutated())
def test_a_mutated_definition_is_a_form_or_faults(document: Any) -> None:
    # written as people write: a text full of \u is read by the slow reader alone, at twice the price
    text = json.dumps(document, ensure_ascii=False)
    read = read_form(text, question_types=CORE_QUESTION_TYPES)
    if isinstance(read, Form):
        assert document["name"] == read.name
    else:
        located = read_json(text)
        assert all(
            located.where(fault.pointer) == (fault.line, fault.column) for fault in read[:100]
        )


@short
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=5))
def test_a_text_that_was_cut_and_patched_is_a_form_or_faults(at: int, cut: int, patch: str) -> None:
    text = TEXT[:at] + patch + TEXT[at + cut :]
    read = read_form(text, question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, Form) or (read and all(fault.line for fault in read[:100]))


@short
@given(st.binary(max_size=200))
def test_bytes_are_faults(data: bytes) -> None:
    names_faults(data)


BASE = {
    "name": "hostile",
    "title": {"en": "t"},
    "purpose": "survey",
    "regime": "anonymous",
    "languages": ["en"],
    "retention": VALID["retention"],
}


def form_of(questions: list[Any], **more: Any) -> str:
    """A definition with one page for each question."""
    pages = [
        {"name": f"p{number}", "title": {"en": "t"}, "questions": [question]}
        for number, question in enumerate(questions)
    ]
    sections = [
        {"name": f"s{start}", "title": {"en": "t"}, "pages": pages[start : start + 100]}
        for start in range(0, len(pages), 100)
    ]
    return json.dumps({**BASE, "sections": sections, **more})


def question(number: int, **more: Any) -> dict[str, Any]:
    return {"name": f"q{number}", "type": "text", "label": {"en": "x"}, **more}


CODES = [{"name": f"a_choice_{n}", "label": {"en": "x"}} for n in range(200)]


def within_itself(depth: int) -> dict[str, Any]:
    """A list in each entry of a list in each entry of a list …"""
    page = {"name": f"p{depth}", "questions": [question(depth)]}
    words = {"en": "x"}
    repeat = {"name": f"r{depth}", "max": 200, "entry_label": f"q{depth}"}
    section = {
        "name": f"s{depth}",
        "title": words,
        "pages": [page],
        "repeat": {**repeat, "entry": words, "add": words, "empty": words},
    }
    return {**section, "sections": [within_itself(depth - 1)]} if depth else section


def grouped(item: dict[str, Any], depth: int) -> dict[str, Any]:
    """A question in a group in a group in a group …"""
    for number in range(depth):
        item = {"group": f"g{number}", "label": {"en": "x"}, "questions": [item]}
    return item


HOSTILE: dict[str, str | bytes] = {
    "nothing": "",
    "nothing but space": " " * 1_000_000,
    "100,000 brackets": "[" * 100_000,
    "100,000 objects": '{"a":' * 100_000,
    "deep inside a question": form_of([question(0, hint=json.loads("[" * 20 + "]" * 20))]),
    "a number of 10,000 digits": '{"minutes": ' + "9" * 10_000 + "}",
    "a number of a million digits": "[" + "9" * 1_000_000,
    "an endless text": '"' + "a" * 1_000_000,
    "backslashes": '"' + "\\" * 999_999,
    "a key 50,000 times": "{" + ",".join(['"a":1'] * 50_000) + "}",
    "50,000 members": "{" + ",".join(f'"a{n}":1' for n in range(49_999)) + "}",
    "60,000 members": "{" + ",".join(f'"a{n}":1' for n in range(60_000)) + "}",
    "long keys, many values": '{"%s":' % ("k" * 30_000) * 30
    + "["
    + "1," * 40_000
    + "1]"
    + "}" * 30,
    "50,000 words that are none": "[" + "nan," * 49_999 + "nan]",
    "half of a pair": '{"name": "\\ud800"}',
    "half of a pair as it is": '{"name": "\ud800"}',
    "NUL": '{"name": "a\\u0000b"}',
    "another encoding": TEXT.encode("utf-16"),
    "more than 4 MiB": " " * (4 << 20) + TEXT,
    "4,000 questions": form_of([question(n) for n in range(4_000)]),
    "rules of nothing but brackets": form_of(
        [question(n, relevant="(" * 10_000) for n in range(80)]
    ),
    "rules with a hundred unknown names": form_of(
        [
            question(n, relevant=" or ".join(f"name_{n}_{m} == 'a'" for m in range(100)))
            for n in range(100)
        ]
    ),
    "rules with a hundred unknown choices": form_of(
        [
            {**question(0), "type": "choice", "choices": CODES},
            *(
                question(n, relevant=" or ".join(f"q0 == 'a_choyce_{m}'" for m in range(100)))
                for n in range(1, 20)
            ),
        ]
    ),
    "rules that all look ahead": form_of(
        [
            question(n, relevant=" or ".join(f"q{m} == 'a'" for m in range(n + 1, n + 80)))
            for n in range(300)
        ]
    ),
    "1,400 rules that all look ahead": form_of(
        [
            question(n, relevant=" or ".join(f"q{m} == 'a'" for m in range(n + 1, n + 20)))
            for n in range(1_400)
        ]
    ),
    "lists within lists to the end of the depth": form_of(
        [question(0)], **{"sections": [within_itself(12)]}
    ),
    "groups of groups": form_of([grouped(question(0), 8)]),
    "10,000 languages": form_of([question(0)], languages=["en"] * 10_000),
    "misspelt members everywhere": form_of([question(n, lable={"en": "x"}) for n in range(400)]),
    "a score of everything": form_of(
        [question(0)],
        scores=[{"name": "s", "label": {"en": "x"}, "questions": [f"z{n}" for n in range(5_000)]}],
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_attack_is_a_short_list_of_faults(text: str | bytes) -> None:
    assert len(names_faults(text)) <= 201


def test_a_large_but_honest_definition_is_a_form() -> None:
    many = [
        {**question(n), "type": "choice", "choices": CODES[:15], "relevant": f"answered(q{n - 1})"}
        for n in range(1, 1_400)
    ]
    read = read_form(form_of([question(0), *many]), question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, Form), "\n".join(map(str, read))
    assert len(read.questions) == 1_400
