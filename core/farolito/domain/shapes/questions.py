"""The record of a question, whose members depend on its type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.domain.faults import child, shown
from farolito.domain.question_types.matrix import MOST_ROWS
from farolito.domain.shapes.kinds import (
    CODE,
    MISSING,
    Flag,
    Kind,
    Line,
    Number,
    OneOf,
    Reading,
)
from farolito.domain.shapes.matrix import ROW
from farolito.domain.shapes.records import ListOf, Record
from farolito.domain.shapes.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.question_types.base import Option, QuestionType
    from farolito.domain.shapes.kinds import Schema


OF_CHOICES = ("choices", "choices_from", "choices_within", "randomize")
"""The members that only a question with choices has."""


@dataclass(frozen=True)
class QuestionRecord(Record):
    """A question: members that every type has, and options that only its type knows.

    A question of an unknown type (its plugin is not there) may have any further members, so that the
    form stays readable.
    """

    def members(self, value: Mapping[str, Any], reading: Reading) -> Mapping[str, Kind] | None:
        question_type = _type_of(value, reading)
        if question_type is None:
            return None
        choices = replace(self.kinds["choices"], most=question_type.most_choices)  # type: ignore[type-var]
        return {**self.kinds, "choices": choices, **_options(question_type)}

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        kept = super().read(value, pointer, reading)
        question_type = _type_of(value, reading) if isinstance(value, dict) else None
        if kept is MISSING or question_type is None:
            return kept
        named = f"a question of type {question_type.name}"
        for key in () if question_type.has_choices else OF_CHOICES:
            if kept.pop(key, None) is not None:
                reading.faults.add(child(pointer, key), f"{named} has no choices")
        if not question_type.is_calculated and kept.pop("calculation", None) is not None:
            reading.faults.add(child(pointer, "calculation"), f"{named} is not calculated")
        for key in _required(question_type):
            if key not in value and not (key == "choices" and "choices_from" in value):
                expected = self.members(value, reading)[key].expected()  # type: ignore[index]
                reading.faults.add(pointer, f"{shown(key)} is missing in {named}", expected)
        return kept

    def definition(self, question_types: Mapping[str, QuestionType]) -> Schema:
        """The common members, and per type a branch with its options."""
        schema = super().definition(question_types)
        del schema["additionalProperties"]
        named = list(question_types)
        schema["properties"]["type"] = {
            **schema["properties"]["type"],
            "examples": named,
        }
        schema["allOf"] = [
            *(_branch(question_type) for question_type in question_types.values()),
            {"if": _is_type({"enum": named}), "else": {"additionalProperties": True}},
        ]
        schema["unevaluatedProperties"] = False
        return schema

    def build(self, value: Any) -> Any:
        options = {name: option for name, option in value.items() if name not in self.kinds}
        attributes = self.attributes(value)
        if (
            "calculation" in value
        ):  # nobody was asked, so nothing of it goes home unless the form says so
            attributes.setdefault("audience_print", ("staff_copy",))
        return self.of(**attributes, options=options)

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        yield from super().texts(value, pointer, source)
        for name in sorted(value.keys() - self.kinds.keys()):
            yield from _texts_of_option(value[name], f"{pointer}/{name}", source)


def _type_of(value: Mapping[str, Any], reading: Reading) -> QuestionType | None:
    name = value.get("type")
    return reading.question_types.get(name) if isinstance(name, str) else None


def _options(question_type: QuestionType) -> dict[str, Kind]:
    return {name: option_kind(option) for name, option in question_type.options.items()}


def _required(question_type: QuestionType) -> list[str]:
    """The members that a question of this type needs besides those that every question needs."""
    required = [name for name, option in question_type.options.items() if option.required]
    required.append("calculation" if question_type.is_calculated else "label")
    needs_choices = question_type.has_choices and question_type.needs_choices
    return ["choices", *required] if needs_choices else required


def option_kind(option: Option) -> Kind:
    """The kind of the value of a type's own member."""
    match option.shape:
        case "integer":
            return Number(option.least, option.most, whole=True)
        case "boolean":
            return Flag()
        case "string":
            return Line(100)
        case "text":
            return Words()
        case "texts":
            return ListOf(Words(), least=1, most=50)
        case "choice_names":
            return ListOf(CODE, unique=True)
        case "number":
            return Number(option.least, option.most)
        case "numbers":
            return ListOf(Number(option.least, option.most, whole=True), least=2, most=50)
        case "one_of":
            return OneOf(option.words)
        case "rows":
            return ListOf(ROW, least=2, most=MOST_ROWS)


def _branch(question_type: QuestionType) -> Schema:
    """What the schema says of the questions of one type."""
    options = question_type.options
    properties = {
        name: {"description": options[name].says, **kind.schema()}
        for name, kind in _options(question_type).items()
    }
    required = _required(question_type)
    forbidden = [] if question_type.is_calculated else ["calculation"]
    then: Schema = {"properties": properties}
    if "choices" in required:
        required.remove("choices")
        then["anyOf"] = [{"required": ["choices"]}, {"required": ["choices_from"]}]
    elif not question_type.has_choices:
        forbidden += OF_CHOICES
    if question_type.has_choices:
        properties["choices"] = {"maxItems": question_type.most_choices}
    properties.update(dict.fromkeys(forbidden, False))  # type: ignore[arg-type]  # a schema may be false
    then["required"] = sorted(required)
    return {"if": _is_type({"const": question_type.name}), "then": then}


def _is_type(schema: Schema) -> Schema:
    return {"properties": {"type": schema}, "required": ["type"]}


def _texts_of_option(
    value: Any, pointer: str, source: str
) -> Iterable[tuple[str, Mapping[str, str]]]:
    """Texts in a member whose kind only its type knows: whatever has words in the source language."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts_of_option(item, f"{pointer}/{number}", source)
    elif isinstance(value, dict) and isinstance(value.get(source), str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts_of_option(inner, child(pointer, name), source)
