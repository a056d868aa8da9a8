"""Kinds that hold other kinds: lists, maps, and records with a table of fields."""

from __future__ import annotations

from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from farolito.domain.faults import child, shown, suggestion
from farolito.domain.shapes.kinds import MISSING, Kind, Reading, Schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from farolito.domain.question_types.base import QuestionType


@dataclass(frozen=True)
class ListOf(Kind):
    """Items of one kind, built into a tuple."""

    item: Kind
    least: int = 0
    most: int = 200
    unique: bool = False

    def blank(self) -> list[Any]:
        return []

    def expected(self) -> str:
        least = f"at least {self.least}, " if self.least else ""
        return f"a list of {least}at most {self.most}"

    def short(self) -> str:
        return f"list of {self.item.short().removeprefix('one of ')}"

    def schema(self) -> Schema:
        limits: Schema = {"minItems": self.least} if self.least else {}
        if self.unique:
            limits["uniqueItems"] = True
        return {"type": "array", "items": self.item.schema(), **limits, "maxItems": self.most}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, list)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if super().read(value, pointer, reading) is MISSING:
            return MISSING
        if not self.least <= len(value) <= self.most:
            reading.faults.add(pointer, f"found a list of {len(value):,}", self.expected())
        kept, seen = [], set()
        for number, item in enumerate(value[: self.most]):
            read = self.item.read(item, child(pointer, number), reading)
            kept.append(self.item.blank() if read is MISSING else read)
            if self.unique and isinstance(item, str):
                if item in seen:
                    reading.faults.add(
                        child(pointer, number), f"{shown(item)} is here a second time", "each once"
                    )
                seen.add(item)
        return kept

    def build(self, value: Any) -> tuple[Any, ...]:
        return tuple([self.item.build(item) for item in value])

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        for number, item in enumerate(value):
            yield from self.item.texts(item, f"{pointer}/{number}", source)


@dataclass(frozen=True)
class OneOrMore(Kind):
    """One item, or a list of them; built into a tuple."""

    item: Kind

    @cached_property
    def list(self) -> ListOf:
        """Several of them."""
        return ListOf(self.item, least=1, unique=True)

    def expected(self) -> str:
        return f"{self.item.expected()}, or a list of them"

    def short(self) -> str:
        return f"{self.item.short()} or {self.list.short()}"

    def schema(self) -> Schema:
        return {"anyOf": [self.item.schema(), self.list.schema()]}

    def accepts(self, value: Any) -> bool:
        return self.item.accepts(value) or self.list.accepts(value)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if isinstance(value, list):
            return self.list.read(value, pointer, reading)
        return super().read(value, pointer, reading)

    def build(self, value: Any) -> tuple[Any, ...]:
        return self.list.build(value if isinstance(value, list) else [value])


@dataclass(frozen=True)
class MapOf(Kind):
    """Values of one kind under keys of one kind."""

    key: Kind
    value: Kind
    most: int = 20

    def blank(self) -> dict[str, Any]:
        return {}

    def expected(self) -> str:
        return f"an object of at most {self.most} members"

    def short(self) -> str:
        return f"object of {self.value.short()}"

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.value.schema(),
            "maxProperties": self.most,
        }

    def accepts(self, value: Any) -> bool:
        return isinstance(value, dict) and len(value) <= self.most

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if super().read(value, pointer, reading) is MISSING:
            return MISSING
        kept = {}
        for key, item in value.items():
            below = child(pointer, key)
            read = self.value.read(item, below, reading)
            if self.key.read(key, below, reading) is not MISSING and read is not MISSING:
                kept[key] = read
        return kept

    def build(self, value: Any) -> dict[str, Any]:
        return {key: self.value.build(item) for key, item in value.items()}

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        for key in sorted(value):  # a stored document has its keys in this order
            yield from self.value.texts(value[key], f"{pointer}/{key}", source)


@dataclass(frozen=True)
class Field:
    """A member of a record: what it holds and, in one line, what it means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True)
class Record(Kind):
    """An object that becomes a value of the class ``of``. Its fields bear the names of the class's own.

    A member is required when the class gives it no default.
    """

    of: type[Any]
    meaning: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """How the JSON Schema and the reference call this record."""
        return self.of.__name__

    def expected(self) -> str:
        return f"an object: {self.meaning}"

    def short(self) -> str:
        return self.name

    @cached_property
    def required(self) -> frozenset[str]:
        """The members that must be there."""
        optional = {
            field.name
            for field in fields(self.of)
            if field.default is not NO_DEFAULT or field.default_factory is not NO_DEFAULT
        }
        return frozenset(field.name for field in self.fields) - optional - {"$schema"}

    def blank(self) -> dict[str, Any]:
        return {
            field.name: field.kind.blank() for field in self.fields if field.name in self.required
        }

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}

    def definition(self, question_types: Mapping[str, QuestionType]) -> Schema:
        """What ``#/$defs/<name>`` of the JSON Schema says."""
        return {
            "description": self.meaning,
            "type": "object",
            "properties": {
                field.name: {"description": field.meaning, **field.kind.schema()}
                for field in self.fields
            },
            "required": sorted(self.required),
            "additionalProperties": False,
        }

    def accepts(self, value: Any) -> bool:
        return isinstance(value, dict)

    def members(self, value: Mapping[str, Any], reading: Reading) -> Mapping[str, Kind] | None:
        """The members this very object may have; None when nobody knows."""
        return self.kinds

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if super().read(value, pointer, reading) is MISSING:
            return MISSING
        known = self.members(value, reading)
        kept = {}
        for key, item in value.items():
            kind = self.kinds.get(key) if known is None else known.get(key)
            if kind is not None:
                read = kind.read(item, child(pointer, key), reading)
                if read is not MISSING:
                    kept[key] = read
            elif known is None:
                kept[key] = item
            elif not reading.faults.full:
                close = suggestion(key, known)
                listed = "" if close else "one of " + ", ".join(known)
                reading.faults.add(
                    child(pointer, key), f"there is no {shown(key)} here{close}", listed
                )
        for field in self.fields:
            if field.name in self.required and field.name not in kept:
                if field.name not in value:
                    message = f"\u201c{field.name}\u201d is missing"
                    reading.faults.add(pointer, message, field.kind.expected())
                kept[field.name] = field.kind.blank()
        return kept

    def build(self, value: Any) -> Any:
        return self.of(**self.attributes(value))

    def attributes(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """What the class is made of; members that are not there keep its defaults."""
        kept = {name: value[name] for name in self._plain if name in value}
        for name, build in self._built:
            if name in value:
                kept[name] = build(value[name])
        return kept

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        for field in self._with_texts:
            if field.name in value:
                yield from field.kind.texts(value[field.name], f"{pointer}/{field.name}", source)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of each member."""
        return {field.name: field.kind for field in self.fields}

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        """The members whose JSON value is kept as it is."""
        return tuple(
            name for name, kind in self.kinds.items() if _keeps(kind) and name != "$schema"
        )

    @cached_property
    def _built(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((name, kind.build) for name, kind in self.kinds.items() if not _keeps(kind))

    @cached_property
    def _with_texts(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if type(field.kind).texts is not Kind.texts)


@dataclass(frozen=True)
class OrUse(Kind):
    """One record, or the ``use`` of a block of the question bank in its place.

    Blocks are put in before a form is built (:mod:`farolito.domain.blocks`).
    """

    record: Record
    use: Record

    def expected(self) -> str:
        return self.record.expected()

    def short(self) -> str:
        return f"{self.record.short()} or {self.use.short()}"

    def blank(self) -> Any:
        return self.record.blank()

    def schema(self) -> Schema:
        return {
            "if": {"type": "object", "required": ["use"]},
            "then": self.use.schema(),
            "else": self.record.schema(),
        }

    def accepts(self, value: Any) -> bool:
        return self._meant(value).accepts(value)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        return self._meant(value).read(value, pointer, reading)

    def build(self, value: Any) -> Any:
        return self._meant(value).build(value)

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        return self._meant(value).texts(value, pointer, source)

    def _meant(self, value: Any) -> Record:
        return self.use if isinstance(value, dict) and "use" in value else self.record


def _keeps(kind: Kind) -> bool:
    return type(kind).build is Kind.build
