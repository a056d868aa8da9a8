"""Writing the state of translations into a definition without touching anything else its author wrote."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks import NO_BLOCKS
from farolito.domain.json_text import read_json
from farolito.domain.reading import complete_document
from farolito.domain.translations import stamped_translations

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.blocks import Bank

MEMBER = re.compile(r'"(?:[^"\\]|\\.)*"\s*:\s*')


def stamped(text: str, reviewed: Collection[str] = (), bank: Bank = NO_BLOCKS) -> str:
    """The text of a well-made definition with the fingerprints of its translations as of now.

    Everything outside of ``translations`` stays letter for letter. ``reviewed``: languages that
    somebody has read beside the source as it is now. The words of the ``bank``'s blocks are the form's too.
    """
    text = text.removeprefix("\ufeff")
    document = read_json(text).value
    whole = complete_document(document, bank)
    said = {**whole, "translations": document.get("translations", {})}
    return with_translations(text, stamped_translations(said, reviewed))


def with_translations(text: str, said: Mapping[str, Mapping[str, str]]) -> str:
    """The text of a definition with this ``translations``."""
    located, states = read_json(text), _shown(said)
    if "translations" in located.value:
        start, end = value_at(text, located.offset("/translations"))
        return text[:start] + states + text[end:]
    _, end = value_at(text, located.offset("/languages"))
    return f'{text[:end]},\n  "translations": {states}{text[end:]}'


def value_at(text: str, key: int) -> tuple[int, int]:
    """Where the value of the member whose key starts at ``key`` starts and ends."""
    member = MEMBER.match(text, key)
    start = member.end() if member else key
    _, end = json.JSONDecoder().raw_decode(text, start)
    return start, end


def _shown(states: Mapping[str, Mapping[str, str]]) -> str:
    lines = [f"    {_json(tag)}: {_json(state)}" for tag, state in states.items()]
    return "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
