"""What a form has no place for comes back from the Questionnaire that it was imported from."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from farolito.exports.forms.parts import Exported, Part, as_file

MATCHED = ("linkId", "url")


def alike(exported: Exported, original: Part) -> Exported:
    """The exported file with everything that only ``original`` has; see :func:`like`."""
    return replace(exported, data=as_file(like(json.loads(exported.data), original)))


def like(exported: Part, original: Part) -> Part:
    """``exported`` with everything that only ``original`` has. What both have is as in ``exported``.

    Items are matched by linkId, choices by code, extensions by address; items that are no longer asked stay away.
    """
    made = _merged(exported, {key: value for key, value in original.items() if key != "text"})
    made["item"] = _items(exported.get("item", []), original.get("item", []))
    return made


def _items(exported: list[Part], original: list[Part]) -> list[Part]:
    """The items, in the group around the whole form if there was one."""
    if len(original) == 1 and exported and original[0].get("type") == "group":
        inner = original[0].get("item", [])
        if {item.get("linkId") for item in exported} <= {item.get("linkId") for item in inner}:
            return [{**original[0], "item": _listed(exported, inner)}]
    return _listed(exported, original)


def _merged(exported: Part, original: Part) -> Part:
    made = dict(exported)
    for key, value in original.items():
        if key == "item":
            if key in exported:
                made[key] = _listed(exported[key], value)
        elif key not in exported:
            made[key] = value
        elif isinstance(value, dict) and isinstance(exported[key], dict):
            made[key] = _merged(exported[key], value)
        elif isinstance(value, list) and isinstance(exported[key], list):
            made[key] = _listed(exported[key], value, further=key == "extension")
    return made


def _listed(exported: list[Any], original: list[Any], *, further: bool = False) -> list[Any]:
    """Each exported part with what its original has besides; ``further``: also originals without a match."""
    by_key = {_key(item): item for item in original}
    ours = {_key(item): item for item in exported}
    merged = [_both(item, by_key.get(_key(item))) for item in exported]
    if not further:
        return merged
    in_order = [
        _both(ours[key], item) if (key := _key(item)) in ours else item for item in original
    ]
    return [*in_order, *(item for item in exported if _key(item) not in by_key)]


def _both(exported: Any, original: Any) -> Any:
    if isinstance(exported, dict) and isinstance(original, dict):
        return _merged(exported, original)
    return exported


def _key(item: Any) -> str:
    if not isinstance(item, dict):
        return repr(item)
    coding = item.get("valueCoding", item)
    named = next((str(item[key]) for key in MATCHED if key in item), "")
    return (
        named
        or str(coding.get("code", "") if isinstance(coding, dict) else "")
        or repr(sorted(item))
    )
