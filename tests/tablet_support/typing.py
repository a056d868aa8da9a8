"""What people type into every kind of question, and what attackers send: generated, the same for each seed."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.domain.copying import question_rules
from farolito.domain.definitions import Choice, Question
from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types.base import OfferedPlace, ParseContext
from farolito.domain.question_types.child import GRADES
from farolito.domain.question_types.choice import SKIP
from farolito.domain.question_types.typed import is_ticked

if TYPE_CHECKING:
    from random import Random

    from farolito.domain.question_types.base import Raw

PLACES = (
    OfferedPlace("lincoln", "Lincoln High School"),
    OfferedPlace("duarte", "Duarte Unified", "district"),
)
TODAY = date(2026, 11, 23)
CONTEXTS = tuple(
    ParseContext(TODAY, language, "2026-11-23T15:04:05-08:00", places=PLACES)
    for language in LANGUAGES
)


def _choices(*names: str, **more: Any) -> tuple[Choice, ...]:
    return tuple(Choice(name, {"en": name.title()}, **more) for name in names)


_FOOD = (
    *_choices("rent", "food", "bus", "2"),
    *_choices("none", "unsure", exclusive=True),
)
_SCORED = tuple(replace(one, score=at * 1.5) for at, one in enumerate(_choices("never", "often")))

QUESTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "text": ({}, {"options": {"max": 5}}),
    "long_text": ({}, {"options": {"max": 12}}),
    "full_name": ({},),
    "email": ({},),
    "integer": (
        {},
        {"options": {"min": 1, "max": 20}},
        {"options": {"min": 0}},
        {"options": {"max": -5}},
    ),
    "decimal": (
        {},
        {"options": {"min": 0.5, "max": 24}},
        {"options": {"min": -3, "decimals": 2}},
        {"options": {"max": 1234.5}},
    ),
    "yes_no": ({},),
    "choice": ({"choices": _FOOD},),
    "matrix": ({"choices": _FOOD[:3]},),
    "choices": ({"choices": _FOOD}, {"choices": _FOOD[1:5]}),
    "money": (
        {"options": {"ranges": (0, 500, 1000), "period": "month"}},
        {"options": {"ranges": (0,)}},
    ),
    "rating": (
        {"options": {"from": 1, "to": 5}},
        {"options": {"from": 0, "to": 10}},
        {"choices": _SCORED},
    ),
    "ranking": ({"choices": _FOOD}, {"choices": _FOOD[:3], "options": {"most": 2}}),
    "long_choice": ({"choices": _FOOD}, {"choices": _FOOD, "options": {"other": True}}),
    "location": ({}, {"options": {"districts": True, "other": True}}),
    "language": ({}, {"options": {"of": "read"}}),
    "date": ({},),
    "month": ({},),
    "time": ({},),
    "birth_date": ({},),
    "child": ({},),
    "address": ({},),
    "phone": (
        {},
        {"options": {"none": True, "safe_contact": True}},
        {"options": {"region": "MX"}},
    ),
    "consent": ({"choices": _choices("yes", "no"), "options": {"text": "v2"}},),
    "signature": ({}, {"options": {"drawing": True}}),
    "barcode": ({}, {"options": {"pattern": "LL-9999"}}, {"options": {"pattern": "X9/ 99999999L"}}),
    "photo": ({},),
    "file": ({},),
    "note": ({},),
    "calculated": ({},),
}
"""Questions of every core type: what each has beside its name and type."""

ZEROS = [code for code in range(sys.maxunicode) if chr(code).isdecimal() and int(chr(code)) == 0]
"""The zero of every script."""

_WORDS = (
    "Rosa", "José Ñ. O’Neil", "ស្រី", "王小明", "  two  words ", "a\tb\r\nc\u2028d", "\u200fليلى\u200f", "👩‍👧 Ana",
    "x" * 201,
    "\ufeffRosa\ufeff", "a\x07b", "\u2060\u200b", "\x1f\x85 ", "é" * 13, "12345", "123456",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "7", "20", "21", "-5", "+3", "-0", "1,234", "1.234", "1 234", "12,345,678", "1,234.5", "1.234,5", "0.5",
    ".5", "5.", "24.000", "0.2500000", "1.2345678", "-3.14",
    "1\u00a0234\u202f567", "1'234'567.25", "1\u066c234", "1\u066b5", "1\uff0c234",
    "1\u060c5", "2\uff0e5",
    "999999999999999", "1000000000000000", "123456789012.345", "9" * 39, "9" * 41, "1." + "0" * 30 + "1", "0,333",
    "1,23,456", "\u22127",
    "1,234,5", "123456789012.3456", "1e5", "0x1F", "½", "²", "五", "1\x1c234", "00012", "0.1", "1,000.10", "-1,234",
    "1234.5", "1234.50001", "3 1/2", "NaN", "Infinity",
)  # fmt: skip
_PARTS = (
    "1", "01", "2", "4", "9", "11", "12", "13", "0", "28", "29", "30", "31", "32", "99", "114", "120", "121", "1899",
    "1900", "1926", "2000",
    "2017", "2024", "2025", "2026", "2027", "2100", "2101", "26", "007", "20260", "2:30", "14:05", "9.45", "7：15",
    "2:3", "am", "pm", "AM",
    "59", "60", "23", "24", "-3", "1.5", "May", "00", "+9",
)  # fmt: skip
_CODES = (
    "rent", "food", "none", "unsure", "bus", "yes", "no", "named", "2", "0_499", "500_999", "1000_up", "0_up",
    "often", "never", "lincoln",
    "duarte", SKIP, "constructor", "__proto__", "Rent", "rent ", "zap", "es", "zxx", "mis", "zh-Hant", "cmn", "other",
)  # fmt: skip
_SPECIAL = {
    "email": ("rosa@example.org", "Rosa <rosa@example.org>", "rosa@example", "a@b@c.d", "rosa＠example.org", "r,s@x.y",
              "１２@x.org",
              "rosa@.org", "rosa@example.org.", "a" * 250 + "@x.org", "rosa @example.org"),
    "phone": ("2135550142", "(213) 555-0142", "+1 213 555 0142", "1-213-555-0142", "213 555 0142 x12",
              "213.555.0142 ext. 7", "555-0142",
              "+52 55 1234 5678", "011 52 55 1234 5678", "1135550142", "213 555 0142 213 555 0199",
              "ask for Rosa 213 555 0142", "call",
              "2135550142 exten\u017fion 3", "55 1234 5678", "+＋2135550142", "＋12135550142", "+44 20 7946 0958",
              "1 1 213 555 0142",
              "011 1 213 555 0142", "0112135550142", "+1 (1) 213 555 0142", "12 213 555 0142", "911", "1" * 61,
              "+247 21234", "+",
              "213/555/0142", "213 555 0142;", "00 52 55 1234 5678", "+52 1 55 1234 5678", "044 55 1234 5678"),
    "barcode": ("AB-1234", "ab1234", "a b.12/34", "AB１２３４", "AB-12345", "x1/ 23456789z", "----", "Ä1", "ß1",
                "A" * 64,
                "A" * 65, "A" * 257,
                "ⅨＡ-1", "AB_1234", "_", "AB\u20131234", "AB\u200b1234"),
    "language": ("zapoteco", "ZAPOTEC", "español", "Espanol", "Kʼicheʼ", "k’iche", "Հայերեն", "հայերեն", "русский",
                 "粵語", "Maya", "Farsı",
                 "Mixteco (Tu’un Savi)", "Mixteco de Oaxaca", "constructor", "Straße", "ﬁlipino", "tagalog",
                 "y" * 101),
    "signature": ("M10 20L30 40", "M10 20L30 40L35 42M100 5L100 9", "M1 1", "M010 2L3 4", "M700 2L3 4", "M1 1" +
                  "L2 2" * 1001, "scribble"),
}  # fmt: skip
_ALWAYS: dict[str, tuple[Raw, ...]] = {
    "birth_date": ({"unsure": ("1",), "year": ("2027",)}, {"age": ("121",)}, {"age": ("120",)}),
    "child": (
        {"name": ("Ana",), "grade": ("13",)},
        {"grade": ("3",)},
        {"name": ("Ana",), "age": ("9",)},
    ),
    "time": (
        {"hour": ("14",), "minute": ("00",), "half": ("am",)},
        {"hour": ("12",), "minute": ("5",), "half": ("am",)},
    ),
    "language": ({"": ("es",), "other": ("Zapotec",)}, {"": ("zap",), "other": ("Zapotec",)}),
    "long_choice": ({"find": ("re",)}, {"": ("rent",), "other": ("x",)}),
    "ranking": (
        {"rank_rent": ("1",), "rank_food": ("1",)},
        {"rank_food": ("1",), "rank_bus": ("2",)},
    ),
}
"""What two fields of a question say together, tried whatever chance brings."""

_HOSTILE = (
    "", " ", "\0", "\ud800", "a\udfffb", "\ufffd", "9" * 4_000, "\u200b", "\ufeff", "\x1c", "\u3000", "1", "on",
    "<b>", "{}", "[]", "null",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """One question, what was typed into it, and the place and hour in which it was."""

    question: Question
    raw: Raw
    context: ParseContext

    @property
    def json(self) -> dict[str, Any]:
        """For the browser, and for a bug report."""
        context = self.context
        places = [{"slug": one.slug, "name": one.name, "kind": one.kind} for one in context.places]
        return {
            "question": question_rules(self.question, TYPES[self.question.type]),
            "raw": self.raw,
            "context": {
                "today": context.today.isoformat(),
                "language": context.language,
                "at": context.at,
                "places": places,
            },
        }

    def in_python(self) -> dict[str, Any]:
        """What the server makes of it: ``{answer?, problems: [{suffix, code, params}], value}``."""
        kind = TYPES[self.question.type]
        if is_ticked(self.raw, "skip") or (kind.is_chosen and SKIP in self.raw.get("", ())):
            return {"answer": {"skipped": True}, "problems": [], "value": None}
        parsed = kind.parse(self.question, self.raw, self.context)
        problems = [
            {"suffix": one.suffix, "code": one.code, "params": one.params}
            for one in parsed.problems
        ]
        if parsed.answer is None:
            return {"problems": problems, "value": None}
        known = kind.recognises(self.question, parsed.answer)
        value = kind.value(self.question, parsed.answer) if known else None
        found = {"answer": parsed.answer, "problems": problems, "value": value}
        plain: dict[str, Any] = json.loads(json.dumps(found))
        return plain


def questions(name: str) -> tuple[Question, ...]:
    """The questions of a type that are tried."""
    listed = enumerate(QUESTIONS[name])
    return tuple(Question(f"{name}_{at}", name, {"en": "Q"}, **more) for at, more in listed)


def typings(random: Random, name: str, count: int) -> list[Typed]:
    """So many cases of one type, ordinary and hostile ones, and one for each text that is made for it."""
    asked = questions(name)
    made = _NUMBERS if name in ("integer", "decimal") else _SPECIAL.get(name, ())
    field = "other" if name == "language" else ""
    cases: list[tuple[Question, Raw]] = [(one, {field: (text,)}) for one in asked for text in made]
    cases += [(one, raw) for one in asked for raw in _ALWAYS.get(name, ())]
    cases += [(one, _raw(random, one)) for one in (random.choice(asked) for _ in range(count))]
    return [Typed(question, raw, random.choice(CONTEXTS)) for question, raw in cases]


def _raw(random: Random, question: Question) -> Raw:
    suffixes = TYPES[question.type].fields(question)
    odd = random.random() < 0.2
    raw = {
        suffix: _values(random, question, suffix, odd=odd)
        for suffix in suffixes
        if random.random() < 0.85
    }
    if random.random() < 0.02:
        raw["skip"] = (random.choice(("1", "", " ")),)
    if random.random() < 0.05:
        raw["strange"] = ("x",)
    plain: Raw = json.loads(json.dumps(raw))  # two halves of a pair become one character
    return plain


def _values(random: Random, question: Question, suffix: str, *, odd: bool) -> tuple[str, ...]:
    if odd and random.random() < 0.1:
        return ()
    many = question.type == "choices" or (odd and random.random() < 0.3)
    count = random.randint(1, 3) if many else 1
    return tuple(_text(random, question, suffix, odd=odd) for _ in range(count))


def _text(random: Random, question: Question, suffix: str, *, odd: bool) -> str:
    if odd and random.random() < 0.4:
        return random.choice(_HOSTILE)
    if question.choices and not suffix and random.random() < 0.7:
        return random.choice(question.choices).name
    if suffix in ("unsure", "none", "find") and random.random() < 0.7:
        return ""
    if suffix == "half" and random.random() < 0.8:
        return random.choice(("", "am", "pm"))
    if suffix in ("call", "text", "message"):
        return random.choice(("", "yes", "no", "maybe") if odd else ("", "yes", "no"))
    text = random.choice(_pool(random, question.type, suffix))
    if random.random() < 0.3:
        zero = random.choice(ZEROS)
        text = "".join(chr(zero + int(one)) if one in "0123456789" else one for one in text)
    if random.random() < 0.1:
        around = (f"\u200e{text}\u200f", f"\u2067{text}\u2069", f" {text}\u00a0", f"\x1f{text}")
        text = random.choice(around)
    return text


def _pool(random: Random, kind: str, suffix: str) -> tuple[str, ...]:
    """What is typed into this field of a question of this type."""
    special = _SPECIAL.get(kind, ())
    if suffix in ("month", "day", "year", "age", "hour", "minute"):
        return _few_digits(random, suffix)
    if suffix.startswith("rank_"):
        return ("", "", "", "", "", "1", "2", "3", "4", "6", "7", "0", "-1", "x", "99999")
    if kind in ("integer", "decimal"):
        return _NUMBERS
    if kind == "child":
        return (*GRADES, "13", "") if suffix == "grade" else ("", "", *_WORDS)
    if kind == "rating" and random.random() < 0.7:
        return ("0", "1", "3", "5", "6", "10", "11", "03", "1.0")
    if kind == "phone" and random.random() < 0.5:
        return (_dialled(random),)
    if special and random.random() < 0.8:
        return (*special, "", "")
    if TYPES[kind].is_chosen or kind == "language":
        return ("", "", *_WORDS) if suffix else _CODES
    return random.choice((_WORDS, _WORDS, _NUMBERS, _CODES))


def _dialled(random: Random) -> str:
    """A number as somebody may write it, of here or of anywhere."""
    start = random.choice(
        ("", "", "", "1", "+1", "+", "011", "(1)", "1-1", "+52", "+44 (0)", "00", "0")
    )
    area = random.choice(("213", "626", "555", "113", "20"))
    rest = random.choice(("5550142", "5551", "79460958", "0142555", "1234567"))
    between = random.choice(("", " ", "-", ".", "/", " - ", "\u2013"))
    end = random.choice(
        ("", "", "", " x12", ",3", "#4", " ext. 5", ";", " 7", " Extension 12345678", " home")
    )
    digits = f"{start}{between}{area}{between}{rest}{end}"
    return digits if random.random() < 0.7 else digits.replace("555", f"555{between}")


def _few_digits(random: Random, suffix: str) -> tuple[str, ...]:
    """Mostly what belongs into the field, so that most dates and times are one."""
    if random.random() < 0.25:
        return ("", *_PARTS)
    good = {
        "month": ("1", "02", "2", "4", "11", "12"),
        "day": ("1", "23", "28", "29", "30", "31"),
        "year": ("1900", "2000", "2015", "2024", "2026", "2027", "2100"),
        "age": ("", "", "9", "12", "120", "121"),
        "hour": ("0", "2", "9", "12", "14", "2:30", "14.05"),
        "minute": ("", "00", "5", "30", "59"),
    }
    return good[suffix]
