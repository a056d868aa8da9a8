"""What PolicyEngine-US, an independent model of the rules, says of a grid of households: results for our tests.

    uv venv /tmp/oracle && uv pip install --python /tmp/oracle/bin/python policyengine-us
    /tmp/oracle/bin/python plugins/enrollment-checklists/tools/policyengine_oracle.py > \\
        plugins/enrollment-checklists/tests/policyengine.json

For developers, once a year or when a table changes. It takes about 1.2 GB of memory and some minutes. Nothing of
Farolito imports this file or PolicyEngine, whose licence is the AGPL: what is kept are facts, not code.
Everybody is a citizen, lives in Los Angeles County, works, and pays rent: what differs by papers is not asked by us
and not looked at here.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

YEAR, MONTH = "2026", "2026-11"
STEP, COUNT = 250, 49
"""Dollars a month from one income to the next, and how many: 0 to 12,000."""

RENT = 1500

HOUSEHOLDS: dict[str, dict[str, Any]] = {
    "one adult": {"ages": [35]},
    "two adults": {"ages": [35, 36]},
    "adult, child of 3": {"ages": [30, 3]},
    "adult, child of 8": {"ages": [30, 8]},
    "adult, children of 3 and 8": {"ages": [30, 3, 8]},
    "two adults, child of 10": {"ages": [35, 36, 10]},
    "two adults, children of 8 and 12": {"ages": [35, 36, 8, 12]},
    "two adults, children of 2, 8 and 12": {"ages": [35, 36, 2, 8, 12]},
    "two adults, four children": {"ages": [35, 36, 2, 6, 8, 12]},
    "pregnant adult": {"ages": [28], "pregnant": True},
    "pregnant adult, child of 4": {"ages": [28, 4], "pregnant": True},
}


def situation(ages: list[int], *, pregnant: bool) -> dict[str, Any]:
    """A household in PolicyEngine's words; the first adult earns, over the whole range of incomes."""
    people: dict[str, Any] = {}
    for number, age in enumerate(ages):
        person: dict[str, Any] = {"age": {YEAR: age}}
        if number == 0:
            person["pre_subsidy_rent"] = {YEAR: RENT * 12}
            if pregnant:
                person["is_pregnant"] = {YEAR: True}
                person["current_pregnancies"] = {YEAR: 1}
        people[f"p{number}"] = person
    everybody = list(people)
    groups = ("families", "tax_units", "spm_units", "households")
    made: dict[str, Any] = {"people": people} | {
        group: {"g": {"members": everybody}} for group in groups
    }
    adults = [name for name, age in zip(people, ages, strict=True) if age >= 19]
    made["marital_units"] = {"m": {"members": adults}} | {
        f"c{name}": {"members": [name]} for name in everybody if name not in adults
    }
    made["households"]["g"] |= {
        "state_code": {YEAR: "CA"},
        "county_fips": {YEAR: "06037"},
    }
    made["axes"] = [
        [
            {
                "name": "employment_income",
                "min": 0,
                "max": STEP * 12 * (COUNT - 1),
                "count": COUNT,
                "period": YEAR,
            }
        ]
    ]
    return made


def results(simulation: Any, ages: list[int], *, pregnant: bool) -> dict[str, str]:
    """Programme to one digit for each income: 1 where somebody in the household is found eligible."""

    def units(variable: str, period: str) -> list[bool]:
        return [bool(one) for one in simulation.calculate(variable, period)]

    def people(variable: str, period: str, wanted: list[bool]) -> list[bool]:
        found = simulation.calculate(variable, period)
        size = len(ages)
        return [
            any(bool(found[row * size + one]) and wanted[one] for one in range(size))
            for row in range(len(found) // size)
        ]

    expecting = [pregnant and number == 0 for number in range(len(ages))]
    children = [age < 19 for age in ages]
    adults = [not (child or one) for child, one in zip(children, expecting, strict=True)]
    told = {
        "calfresh": units("is_snap_eligible", MONTH),
        "calworks": units("ca_tanf_eligible", MONTH),
        "wic": people("is_wic_eligible", MONTH, [True] * len(ages)),
        "phone-internet": units("is_lifeline_eligible", YEAR),
    }
    kinds = {"adult": adults, "child": children, "pregnancy": expecting}
    for kind, wanted in kinds.items():
        if any(wanted):
            told[f"medi-cal:{kind}"] = people("is_medicaid_eligible", YEAR, wanted)
    return {name: "".join("1" if one else "0" for one in row) for name, row in told.items()}


def main() -> None:
    """Write the expected results to standard output."""
    model = import_module("policyengine_us")
    found = []
    for name, facts in HOUSEHOLDS.items():
        ages, pregnant = facts["ages"], facts.get("pregnant", False)
        simulation = model.Simulation(situation=situation(ages, pregnant=pregnant))
        found.append(
            {
                "name": name,
                "ages": ages,
                "pregnant": pregnant,
                "found": results(simulation, ages, pregnant=pregnant),
            }
        )
        sys.stderr.write(f"{name}\n")
    head = {
        "what": "Whether PolicyEngine-US finds somebody in the household eligible, one digit for each monthly income",
        "by": {name: version(name) for name in ("policyengine-us", "policyengine-core")},
        "place": "Los Angeles County, California; citizens",
        "year": YEAR,
        "month": MONTH,
        "rent": RENT,
        "step": STEP,
        "count": COUNT,
    }
    rows = ",\n".join(f"  {json.dumps(one)}" for one in found)
    sys.stdout.write(f'{json.dumps(head, indent=1)[:-2]},\n "households": [\n{rows}\n ]\n}}\n')


if __name__ == "__main__":
    main()
