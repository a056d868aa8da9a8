"""What every export of definitions needs: the members that a format has places for, and those it has not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import questions, sections
from farolito.domain.question_types import CORE_QUESTION_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.carrying import Report

Part = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """A file, and what other programmes will not see in it. Our own import reads all of it again."""

    data: bytes
    report: Report


def rest(part: Mapping[str, Any], placed: Collection[str]) -> Part:
    """The members of a part that the format has no place for."""
    return {key: value for key, value in part.items() if key not in placed}


def as_json(value: Any, *, ascii_only: bool = False) -> str:
    """JSON on one line, always the same for equal values."""
    return json.dumps(value, ensure_ascii=ascii_only, sort_keys=True, separators=(",", ":"))


def as_file(value: Any) -> bytes:
    """JSON for people."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def stands_alone(page: Mapping[str, Any]) -> bool:
    """Whether a page says nothing that its one question does not say."""
    asked = page["questions"]
    return (
        len(asked) == 1
        and set(page) == {"name", "questions"}
        and page["name"] == asked[0].get("name")
    )


def kind_of(question: Mapping[str, Any]) -> str:
    """The kind of a question's answers; text for a type that this host does not know."""
    known = CORE_QUESTION_TYPES.get(question["type"])
    return known.kind if known else "text"


def asked_as(question: Mapping[str, Any]) -> str:
    """The kind of field that others show: a code whose choices are not in the form itself is written."""
    kind = kind_of(question)
    return "text" if kind in ("code", "list") and "choices" not in question else kind


def kinds_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The kind of every question, repeat and score of a form.

    Others know no row of a matrix, so that a rule about one is beyond them.
    """
    kinds: dict[str, str] = {}
    for _, section, _ in sections(document):
        if "repeat" in section:
            kinds[section["repeat"]["name"]] = "entries"
    for placed in questions(document):
        kinds[placed.question["name"]] = kind_of(placed.question)
    return kinds | {score["name"]: "score" for score in document.get("scores", [])}
