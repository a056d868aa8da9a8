"""Kinds that stand for others: a record within itself, and the items of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from farolito.domain.definitions import Group
from farolito.domain.faults import child
from farolito.domain.shapes.kinds import Kind
from farolito.domain.shapes.matrix import rows_of
from farolito.domain.shapes.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from farolito.domain.shapes.kinds import Reading, Schema


@dataclass(frozen=True)
class Again(Kind):
    """The record that ``found`` gives, once the whole table is written: a record may hold itself."""

    found: Callable[[], Record]

    def expected(self) -> str:
        return self.found().expected()

    def short(self) -> str:
        return self.found().short()

    def blank(self) -> Any:
        return self.found().blank()

    def schema(self) -> Schema:
        return self.found().schema()

    def accepts(self, value: Any) -> bool:
        return self.found().accepts(value)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        return self.found().read(value, pointer, reading)

    def build(self, value: Any) -> Any:
        return self.found().build(value)

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        return self.found().texts(value, pointer, source)


@dataclass(frozen=True)
class Item(Kind):
    """A question, or a group of questions: an object with a member ``group``."""

    question: Record
    group: Record

    def kind(self, value: Any) -> Record:
        """Which of the two this value is, or means to be."""
        return self.group if isinstance(value, dict) and "group" in value else self.question

    def expected(self) -> str:
        return self.question.expected()

    def short(self) -> str:
        return f"{self.question.short()} or {self.group.short()}"

    def blank(self) -> Any:
        return self.question.blank()

    def schema(self) -> Schema:
        return {
            "if": {"required": ["group"]},
            "then": self.group.schema(),
            "else": self.question.schema(),
        }

    def accepts(self, value: Any) -> bool:
        return isinstance(value, dict)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        return self.kind(value).read(value, pointer, reading)

    def build(self, value: Any) -> Any:
        return self.kind(value).build(value)

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        return self.kind(value).texts(value, pointer, source)


@dataclass(frozen=True)
class GroupRecord(Record):
    """A group: what the page is given are its questions, each with the group it stands in."""

    @cached_property
    def required(self) -> frozenset[str]:  # the class says ``name``, and knows no questions
        return frozenset({"group", "label", "questions"})

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        kept = super().read(value, pointer, reading)
        items = value.get("questions") if isinstance(value, dict) else None
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and "group" in item:
                below = child(pointer, "questions")
                reading.faults.add(child(below, number), "a group within a group", "a question")
        return kept

    def build(self, value: Any) -> Any:
        found = self.attributes(value)
        questions = found.pop("questions")
        group = Group(name=found.pop("group"), **found)
        rows = [row for question in questions for row in rows_of(question)]
        return tuple([replace(row, group=group) for row in rows])


@dataclass(frozen=True)
class PageRecord(Record):
    """A page: its groups and matrices are opened, so that whoever walks over it meets questions only."""

    def build(self, value: Any) -> Any:
        found = self.attributes(value)
        found["questions"] = tuple(
            question
            for item in found["questions"]
            for question in (item if isinstance(item, tuple) else rows_of(item))
        )
        return self.of(**found)
