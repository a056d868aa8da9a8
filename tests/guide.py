"""docs/writing-a-form.md as the tests read it: the steps of its path, and the pieces that it puts into the form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

GUIDE = (Path(__file__).parents[1] / "docs/writing-a-form.md").read_text("utf-8")
PATH = GUIDE.partition("## Asking with the right type")[0]
FORM = "family.json"


class Step(NamedTuple):
    """A block of the path: what is to be done with it, where, and what stands in it."""

    verb: str  # file, add, members, fill, columns, console
    where: str
    body: str


def steps() -> list[Step]:
    """The blocks of the path, in their order."""
    blocks = re.findall(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", PATH, re.M | re.S)
    parts = [(language, *what.partition(" ")[::2], body) for language, what, body in blocks]
    return [Step(verb or language, where, body) for language, verb, where, body in parts]


def put_in(form: dict[str, Any], step: Step) -> None:
    """Put the piece of a step at the end of its list, or its members into the form."""
    piece, part = json.loads(step.body), form
    for key in step.where.split("/")[1:]:
        part = part[int(key)] if isinstance(part, list) else part[key]
    if isinstance(part, list):
        part.append(piece)
    else:
        part.update(piece)


def first_form() -> dict[str, Any]:
    """The form as it is written first."""
    document: dict[str, Any] = json.loads(
        next(one.body for one in steps() if (one.verb, one.where) == ("file", FORM))
    )
    return document


def whole_form() -> dict[str, Any]:
    """The form with every piece, before it is translated."""
    form = first_form()
    for step in steps():
        if step.verb in {"add", "members"}:
            put_in(form, step)
    return form
