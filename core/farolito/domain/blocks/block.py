"""What a block of the question bank is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.domain.shapes.kinds import KEBAB, SNAKE, Flag, Line
from farolito.domain.shapes.records import Field, ListOf, MapOf, Record
from farolito.domain.shapes.tables import (
    CHOICE,
    DEMANDS,
    NEED,
    PAGE,
    SCORE,
    TRANSLATION,
)
from farolito.domain.shapes.words import LANGUAGE, Words

if TYPE_CHECKING:
    from farolito.domain.definitions import Choice, Demand, Need, Page, Score, Translation


@dataclass(frozen=True)
class Block:
    """Pages with their scores and needs, where they come from, and what they ask of those who offer them.

    ``verified`` is False when nobody has compared the words with the ``source``; ``unverified`` says why.
    ``translated_from`` says where the words of each other language come from. ``optional`` names the
    questions that a form may leave out.
    """

    name: str
    version: str
    title: Mapping[str, str]
    licence: str
    attribution: str
    source: str
    verified: bool
    languages: tuple[str, ...]  # the first is the source language
    pages: tuple[Page, ...]
    unverified: str = ""
    instrument_version: str = ""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    translated_from: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    choice_lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    needs: tuple[Need, ...] = ()
    demands: tuple[Demand, ...] = ()
    optional: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, repr=False)  # as its author wrote it
    hash: str = ""  # SHA-256 of its canonical JSON, in hex


Bank = Mapping[str, Block]
"""Blocks by name."""

BLOCK = Record(
    Block,
    "questions that belong together, to be put into forms",
    (
        Field("$schema", Line(), "Where editors find the schema."),
        Field("name", KEBAB, "What forms use it by."),
        Field("version", Line(), "Changes whenever anything in it does."),
        Field("title", Words(), "Its heading where it is a section of its own."),
        Field("licence", Line(), "The licence of its words."),
        Field("attribution", Line(2_000), "The copyright line to print."),
        Field("source", Line(2_000), "Where its wording comes from."),
        Field("verified", Flag(), "Whether the wording was compared with that source."),
        Field("unverified", Line(2_000), "Why not; staff read it."),
        Field("instrument_version", Line(), "Which version of the instrument it is."),
        Field("languages", ListOf(LANGUAGE, least=1, most=12, unique=True), "The source first."),
        Field("translations", MapOf(LANGUAGE, TRANSLATION), "How far each other language is."),
        Field("translated_from", MapOf(LANGUAGE, Line(2_000)), "Where its words come from."),
        Field("codes", MapOf(SNAKE, Line()), "Codes of the whole, e.g. a LOINC panel."),
        Field(
            "choice_lists",
            MapOf(SNAKE, ListOf(CHOICE, least=2), most=50),
            "Choices that its questions share.",
        ),
        Field("pages", ListOf(PAGE, least=1, most=100), "Its pages, in order."),
        Field("scores", ListOf(SCORE, most=50), "Numbers from its answers."),
        Field("needs", ListOf(NEED, most=100), "What its answers say somebody needs."),
        Field("demands", DEMANDS, "What it asks of those who offer it."),
        Field("optional", ListOf(SNAKE, unique=True), "Questions that a form may leave out."),
    ),
)
