"""The parts of a rule of another programme, whatever its language."""

from __future__ import annotations

from dataclasses import dataclass

MOST_LETTERS = 20_000
MOST_LEVELS = 60


@dataclass(frozen=True, slots=True)
class Term:
    """``op`` with its arguments.

    ``const`` (``value`` is a text, a number or true/false), ``name`` (``value`` is the source's name of a question),
    ``own`` (the answer that a constraint is about), ``or and not``, ``== != < <= > >=``, ``+ - * / %``, ``negative``,
    ``selected`` (question, choice), ``empty`` (question), and ``call`` (``value`` is the name of a function).
    """

    op: str
    args: tuple[Term, ...] = ()
    value: str | float | bool = ""


class Broken(Exception):
    """A rule that its own language cannot read: ``at`` counts characters from 1."""

    def __init__(self, at: int, says: str) -> None:
        super().__init__(f"character {at}: {says}")


def const(value: str | float | bool) -> Term:
    """A constant."""
    return Term("const", (), value)


def name(value: str) -> Term:
    """The answer of a question."""
    return Term("name", (), value)


def every(terms: list[Term]) -> Term | None:
    """All of ``terms`` at once; None when there are none."""
    if len(terms) < 2:
        return terms[0] if terms else None
    return Term("and", tuple(terms))
