"""Writing the state of translations into a definition without touching anything else its author wrote."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from farolito.domain.json_text import read_json
from farolito.domain.translations import stamped_translations

if TYPE_CHECKING:
    from collections.abc import Collection

MEMBER = re.compile(r'"(?:translations|languages)"\s*:\s*')


def stamped(text: str, reviewed: Collection[str] = ()) -> str:
    """The text of a well-made definition with the fingerprints of its translations as of now.

    Everything outside of ``translations`` stays letter for letter. ``reviewed``: languages that
    somebody has read beside the source as it is now.
    """
    text = text.removeprefix("\ufeff")
    located = read_json(text)
    states = _shown(stamped_translations(located.value, reviewed))
    if "translations" in located.value:
        start, end = _value_at(text, located.offset("/translations"))
        return text[:start] + states + text[end:]
    _, end = _value_at(text, located.offset("/languages"))
    return f'{text[:end]},\n  "translations": {states}{text[end:]}'


def _value_at(text: str, key: int) -> tuple[int, int]:
    """Where the value of the member whose key starts at ``key`` starts and ends."""
    member = MEMBER.match(text, key)
    start = member.end() if member else key
    _, end = json.JSONDecoder().raw_decode(text, start)
    return start, end


def _shown(states: dict[str, dict[str, str]]) -> str:
    lines = [f"    {_json(tag)}: {_json(state)}" for tag, state in states.items()]
    return "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
