"""What our own exports kept beside another format's members: taken only in the shape in which we write it.

Anybody can have edited it. What it means is judged later, with everything else, by the reader of definitions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.languages import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.carrying import Report


def in_shape(kept: object, where: str, report: Report) -> dict[str, Any]:
    """The members of ``kept`` that have their shape; the others are named."""
    if not isinstance(kept, dict):
        if kept is not None:
            report.left_out(where, "farolito", SAID, _shown(kept))
        return {}
    found: dict[str, Any] = {}
    for key, value in kept.items():
        fits = SHAPES.get(key)
        if fits is None or fits(value):
            found[key] = value
        else:
            report.left_out(where, f"farolito, {key}", SAID, _shown(value))
    if isinstance(found.get("section"), dict):
        found["section"] = in_shape(found["section"], where, report)
    if isinstance(found.get("repeat"), dict):
        found["repeat"] = in_shape(found["repeat"], where, report)
    return found


SAID = "Farolito wrote this, and it was changed into something it cannot read."


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_rule(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(text, str) for text in value)
    )


def _is_type(value: object) -> bool:
    return isinstance(value, str) or _is_rule(value)


def _are_objects(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())


def _are_languages(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(tag, str) and tag in WRITTEN for tag in value)
    )


SHAPES: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(("is", "name", "purpose", "regime", "audience", "entry_label"), _is_text),
    **dict.fromkeys(("title", "hint", "codes", "entry", "add", "empty"), _is_words),
    **dict.fromkeys(("choices", "translations"), _are_objects),
    **dict.fromkeys(("repeat", "section"), lambda value: isinstance(value, dict)),
    "rules": lambda value: (
        isinstance(value, dict) and all(_is_rule(rule) for rule in value.values())
    ),
    "type": _is_type,
    "languages": _are_languages,
}


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:2_000]
