"""The two evaluators on generated cases: ``python -m tests.expression_support.fuzzing [--count N] [--seed S]``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import click

from farolito.testing.twins import Case, Outcome, Twin, same
from tests.expression_support.generating import FUNCTIONS, Generator

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 2_000


@dataclass
class Report:
    """What came out: how often which kind of result, and where the sides differ."""

    kinds: Counter[str] = field(default_factory=Counter)
    differ: list[tuple[Case, Outcome, Outcome]] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many were tried."""
        return self.kinds.total()


def compare(twin: Twin, seed: int, count: int) -> Report:
    """Try so many generated cases of a seed on both sides."""
    report = Report()
    functions = {name: function for name, (function, _) in FUNCTIONS.items()}
    generator = Generator(Random(seed))  # noqa: S311  the same cases each time
    for batch in _batches(generator, count):
        for case, theirs in zip(batch, twin.outcomes(batch), strict=True):
            ours = case.in_python(functions)
            report.kinds[_kind(ours)] += 1
            if not same(ours, theirs):
                report.differ.append((case, ours, theirs))
    return report


def _batches(generator: Generator, count: int) -> Iterator[list[Case]]:
    for start in range(0, count, BATCH):
        yield [generator.case() for _ in range(min(BATCH, count - start))]


def _kind(outcome: Outcome) -> str:
    kind, value = outcome
    return str(value) if kind == "fault" or isinstance(value, bool) else type(value).__name__


def main() -> int:
    """Compare, and say what was found; 1 when the sides differ."""
    from farolito.testing.browser import chromium

    parser = argparse.ArgumentParser(prog="./run fuzz expressions", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many cases (100,000)")
    parser.add_argument("--seed", type=int, default=1, help="where to begin (1)")
    asked = parser.parse_args()
    begin = time.monotonic()
    with chromium() as browser:
        report = compare(Twin(browser.new_page(), FUNCTIONS), asked.seed, asked.count)
    took = time.monotonic() - begin
    click.echo(
        f"{report.cases:,} cases of seed {asked.seed} in {took:.0f} s: {len(report.differ)} differ."
    )
    click.echo(", ".join(f"{kind} {count:,}" for kind, count in report.kinds.most_common()))
    for case, ours, theirs in report.differ[:10]:
        click.echo(f"{json.dumps(case.json)}\n  Python: {ours}\n  JavaScript: {theirs}")
    return 1 if report.differ else 0


if __name__ == "__main__":
    sys.exit(main())
