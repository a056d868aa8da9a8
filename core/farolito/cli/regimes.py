"""``farolito regimes``: what the law of each kind of record allows, as a table for docs/privacy.md and for counsel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.regimes import Policy

PARENTS: Mapping[str, str] = {
    "all": "all of it",
    "student_decides": "what the student allows",
    "own": "their own",
    "nothing": "nothing",
}
HEAD = (
    "Regime", "Who reads (`readers`)", "Copies (`prints`)", "Leaves in a file (`exported`)",
    "A referral may carry answers (`shared`)", "A parent of a minor is shown (`parents`)",
    "Joins a household (`households`)", "Is a number for others (`counted`)",
    "Each reading is recorded (`reads_recorded`)", "Time is kept to the (`told_to_the`)",
)  # fmt: skip


@click.command()
def regimes() -> None:
    """Print the table of regimes in Markdown."""
    for line in lines():
        click.echo(line)


def lines() -> Iterator[str]:
    """The lines of the table, one regime a line."""
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for name, policy in POLICIES.items():
        yield _line([f"`{name}`", *_cells(policy)])


def _cells(policy: Policy) -> Iterator[str]:
    yield ", ".join(sorted(ROLES[role].title for role in policy.readers)) or "nobody of the staff"
    yield ", ".join(sorted(copy.replace("_", " ") for copy in policy.prints))
    yield _yes(policy.exported)
    yield _yes(policy.shared)
    yield PARENTS[policy.parents]
    for fact in (policy.households, policy.counted, policy.reads_recorded):
        yield _yes(fact)
    yield policy.told_to_the


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _line(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
