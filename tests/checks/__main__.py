"""Run the checks of docs/checks.md in full, and say of each whether it held.

    ./run checks [--every-commit] [NUMBER ...]

Every language that a check names is tried (``FAROLITO_CHECKS=1``); ./run test tries a few of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from defusedxml.ElementTree import parse  # type: ignore[import-untyped]  # ships no types

from tests.checks.table import ROOT, checks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.checks.table import Check

RESULTS = ROOT / ".cache" / "checks.xml"


def chosen(given: Sequence[str]) -> list[Check]:
    """The checks that were asked for; all when none was named."""
    every = checks()
    asked = argparse.ArgumentParser(prog="./run checks", description=__doc__)
    asked.add_argument("number", nargs="*", type=int, help="of the table; all of them without one")
    asked.add_argument("--every-commit", action="store_true", help="those marked ● only")
    said = asked.parse_args(given)
    if unknown := {*said.number} - {one.number for one in every}:
        asked.error(f"there is no check {min(unknown)}: docs/checks.md lists {len(every)}")
    return [
        one
        for one in every
        if (one.number in said.number or not said.number)
        and (one.every_commit or not said.every_commit)
    ]


def run(which: Sequence[Check]) -> int:
    """Let pytest run their tests, each once; its exit code."""
    tests = dict.fromkeys(test for one in which for test in one.tests)
    command = (sys.executable, "-m", "pytest", "-q", "-n", "logical", "--maxprocesses", "4")
    options = ("--dist", "worksteal", "--junit-xml", str(RESULTS), "-o", "junit_family=xunit1")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.unlink(missing_ok=True)
    environment = {**os.environ, "FAROLITO_CHECKS": "1"}
    return subprocess.run((*command, *options, *tests), cwd=ROOT, env=environment).returncode


def held(path: Path) -> Counter[tuple[str, bool]]:
    """How many cases of each test held, and how many did not."""
    found: Counter[tuple[str, bool]] = Counter()
    for case in parse(path).iter("testcase"):
        name = f"{case.get('file')}::{str(case.get('name')).partition('[')[0]}"
        found[name, not len(case.findall("failure")) + len(case.findall("error"))] += 1
    return found


def main() -> int:
    """A line for each check; 0 when all of them held."""
    which, begun = chosen(sys.argv[1:]), time.monotonic()
    run(which)
    found, wrong = held(RESULTS), 0
    for one in which:
        good = sum(found[test, True] for test in one.tests)
        bad = sum(found[test, False] for test in one.tests)
        missing = [test for test in one.tests if not found[test, True] + found[test, False]]
        wrong += bool(bad or missing)
        said = "FAILED" if bad or missing else "held"
        print(f"{one.number:3} {said:6} {good} of {good + bad} cases  {one.cells[0]}")  # noqa: T201
        for test in missing:
            print(f"    did not run: {test}")  # noqa: T201
    print(f"{time.monotonic() - begun:.0f} s")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
