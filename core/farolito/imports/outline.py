"""What every source is read into before it becomes a definition: questions in groups, in the source's own terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report

if TYPE_CHECKING:
    from farolito.imports.rules.terms import Term

Words = dict[str, str]
"""Language tag to text, of languages that Farolito writes."""


@dataclass
class Offered:
    """A choice as the source has it. ``members`` are further members of ours."""

    name: str
    label: Words
    members: dict[str, Any] = field(default_factory=dict)
    relevant: Term | None = None
    wanted: str = ""  # a better name for us, where the source's own is kept among the members


@dataclass
class Rule:
    """A rule as the source has it: where, its text for the report, and what it means.

    ``own`` is a rule of ours that an export of ours kept beside it.
    """

    where: str
    text: str
    term: Term | None = None
    own: str | None = None


@dataclass
class Asked:
    """A question. ``name`` is the source's; ``members`` are ready members of ours (type and its options too)."""

    where: str
    name: str
    type: str
    label: Words
    choices: list[Offered] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    members: dict[str, Any] = field(default_factory=dict)
    wanted: str = ""  # as of a choice
    rows: list[Offered] = field(default_factory=list)  # of a matrix; rules call row r of m m.r


@dataclass
class Group:
    """Questions that belong together.

    ``kind``: ``section``, ``page`` (shown at once; groups in it are groups on the page), or ``group``, for which
    a place is found. ``repeat`` holds members of a repeat; None for a group that is asked once.
    """

    where: str
    name: str
    label: Words = field(default_factory=dict)
    kind: str = "group"
    relevant: Rule | None = None
    repeat: dict[str, Any] | None = None
    children: list[Asked | Group] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)


@dataclass
class Outline:
    """A whole form. ``members`` are members of ours that the source has; the source language comes first."""

    name: str
    title: Words
    languages: list[str]
    children: list[Asked | Group] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


@dataclass(frozen=True)
class Imported:
    """A definition made from a file, as JSON values, and what became of the rest.

    ``document`` lacks the members that a school must write itself and the source does not have; the report asks for
    each. ``text`` is the definition as its author wrote it, where it was Farolito's own; ``examples`` came with it.
    """

    document: dict[str, Any]
    report: Report
    text: bytes | None = None
    examples: dict[str, bytes] = field(default_factory=dict)
