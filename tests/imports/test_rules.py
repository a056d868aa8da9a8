"""Rules of other languages in ours: the same for every answer, missing ones too."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from farolito.domain.expressions import holds, parse
from farolito.imports.rules.functions import Unsaid
from farolito.imports.rules.known import Known
from farolito.imports.rules.languages import surveyjs, xpath
from farolito.imports.rules.terms import Broken
from farolito.imports.rules.translating import translate
from tests.imports.xpath_machine import truth

TODAY = date(2026, 11, 23)
KNOWN = Known(
    names={
        name: name.lower()
        for name in ("Home", "n", "help", "born", "kids", "age", "pets", "pet_age", "yes", "t")
    },
    kinds={
        **{"home": "code", "n": "number", "help": "list", "born": "date", "kids": "entries"},
        **{"age": "number", "yes": "boolean", "t": "text", "pets": "entries", "pet_age": "number"},
    },
    choices={"home": {"Rents": "rents", "1": "c_1", "owns": "owns"}},
    within={"age": ("kids",), "pets": ("kids",), "pet_age": ("kids", "pets")},
)

XPATH = {
    "${Home} = 'Rents'": "home == 'rents'",
    "${Home} = 1": "home == 'c_1'",
    "${Home} != 'Rents'": "coalesce(home != 'rents', true)",
    "not(${Home} = 'owns')": "not coalesce(home == 'owns', false)",
    "${n} > 3 and ${n} <= '5'": "n > 3 and n <= 5",
    "${n} = ''": "not answered(n)",
    "string-length(${t}) > 2": "coalesce(length(t), 0) > 2",
    "selected(${help}, 'food')": "'food' in help",
    "selected(${Home}, 'owns')": "home == 'owns'",
    "count-selected(${help}) >= 2": "coalesce(count(help), 0) >= 2",
    "${help} = 'food'": "'food' in help and count(help) == 1",
    "count(${kids}) > 1": "coalesce(count(kids), 0) > 1",
    "sum(${age}) > 5": "sum(kids, age) > 5",
    "count(${pets}) > 1": "sum(kids, coalesce(count(pets), 0)) > 1",
    "count(${pet_age}) > 1": "sum(kids, coalesce(count(pets), 0)) > 1",
    "sum(${pet_age}) > 5": "sum(kids, sum(pets, pet_age)) > 5",
    "int((today() - ${born}) div 365.25) >= 18": "years_between(born, today) >= 18",
    "${born} < '2020-01-01'": "born < date('2020-01-01')",
    "today() - ${born} > 30": "days_between(born, today) > 30",
    "if(${n} > 1, ${n}, 0) = 0": "if(n > 1, n, 0) == 0",
    "regex(${t}, '^.{3,5}$')": "length(t) >= 3 and length(t) <= 5",
    "round(${n} div 2) = 4 or ${n} mod 3 = 0": "round(n / 2) == 4 or n % 3 == 0",
    "/data/group/n = 2 or ../n = 3": "n == 2 or n == 3",
}
SURVEYJS = {
    "{Home} = 'Rents' && {n} > 3": "home == 'rents' and n > 3",
    "{Home} anyof ['Rents', 'owns']": "home == 'rents' or home == 'owns'",
    "{help} contains 'food'": "'food' in help",
    "{help} notcontains 'food'": "not coalesce('food' in help, false)",
    "{kids.length} > 1": "coalesce(count(kids), 0) > 1",
    "sumInArray({kids}, 'age') > 5": "sum(kids, age) > 5",
    "{n} notempty and {t} empty": "answered(n) and not answered(t)",
    "{yes} = true": "yes",
    "{yes} = false": "not yes",
    "!{yes}": "not coalesce(yes, false)",
    "age({born}) >= 18": "age_on(born, today) >= 18",
    "{panel.n} >= 1": "n >= 1",
}


@pytest.mark.parametrize(("said", "means"), XPATH.items())
def test_xpath_becomes_a_rule_of_ours(said: str, means: str) -> None:
    assert translate(xpath(said), KNOWN) == means


@pytest.mark.parametrize(("said", "means"), SURVEYJS.items())
def test_surveyjs_becomes_a_rule_of_ours(said: str, means: str) -> None:
    assert translate(surveyjs(said), KNOWN) == means


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("pulldata('a', 'b', 'c', 'd') = '1'", "pulldata"),
        ("regex(${t}, '[0-9]{5}')", "patterns"),
        ("${nobody} = 1", "nobody"),
        ("${Home} = 'lives'", "lives"),
        ("${born} + 7 > today()", "add days"),
        ("int(${n} div 2) = 1", "fraction"),
        ("concat(${t}, 'a') = 'ba'", "concat"),
    ],
)
def test_what_our_rules_cannot_say_is_said_to_be_so(said: str, why: str) -> None:
    with pytest.raises(Unsaid, match=why):
        translate(xpath(said), KNOWN)


@pytest.mark.parametrize(
    "said", ["1 +", "${n} > (", "${n} = 'a", "${n} ${n}", "selected(${n},", "(" * 200]
)
def test_a_broken_rule_is_found_with_its_place(said: str) -> None:
    with pytest.raises(Broken, match=r"character [0-9]+: "):
        xpath(said)


def test_a_constraint_speaks_of_its_own_answer() -> None:
    own = replace(KNOWN, own="n")
    assert translate(xpath(". >= 0 and not(. = 7)"), own) == ". >= 0 and not . == 7"
    assert translate(xpath(". > ${n}"), own) == "coalesce(. > n, false)"
    with pytest.raises(Unsaid, match="constraint"):
        translate(xpath(". > 1"), KNOWN)


def some_rule(pick: random.Random, depth: int) -> str:
    if depth and pick.random() < 0.6:
        inner = [some_rule(pick, depth - 1) for _ in range(2)]
        return pick.choice(
            [f"({inner[0]} and {inner[1]})", f"({inner[0]} or {inner[1]})", f"not({inner[0]})"]
        )
    number = pick.choice(
        ["${n}", "${m}", "coalesce(${n}, 0)", "${n} + ${m}", "count-selected(${help})"]
    )
    return pick.choice(
        [
            f"${{home}} {pick.choice(['=', '!='])} '{pick.choice('ab')}'",
            f"{number} {pick.choice(['=', '!=', '<', '<=', '>', '>='])} {pick.randint(0, 3)}",
            f"selected(${{help}}, '{pick.choice('xy')}')",
            f"${{{pick.choice(['home', 'n', 'help'])}}} {pick.choice(['=', '!='])} ''",
            f"${{help}} {pick.choice(['=', '!='])} 'x'",
        ]
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_translated_rule_says_the_same_whatever_is_missing(seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311 - a seed, so that it is the same every time
    known = Known(
        names={name: name for name in ("home", "n", "m", "help")},
        kinds={"home": "code", "n": "number", "m": "number", "help": "list"},
    )
    for _ in range(150):
        said = some_rule(pick, 3)
        tree = parse(translate(xpath(said), known))
        for _ in range(8):
            answers: dict[str, Any] = {
                "home": pick.choice(["a", "b", None]),
                "n": pick.choice([0, 1, 2, 3, None]),
                "m": pick.choice([0, 2, None]),
                "help": pick.choice([["x"], ["y"], ["x", "y"], None]),
            }
            given = {name: answer for name, answer in answers.items() if answer is not None}
            assert holds(tree, given, TODAY) is truth(xpath(said), given), (said, given)
