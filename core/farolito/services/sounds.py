"""Sound files of labels: where they lie, which can be heard, and what is wrong with those that can not.

why_silent(path) -> (what is wrong, what was expected) | None
sound_faults(text, hooks, bank) -> list[Fault]     # of the files that a form or block names
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks import PutIn, put_in, read_block
from farolito.domain.faults import Fault, Faults, child
from farolito.domain.json_text import read_json
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.services.blocks import is_block

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.domain.blocks import Bank, Block
    from farolito.plugins.hooks import Hooks

MOST_SOUND = 200_000
"""Bytes of a file: half a minute, and five seconds of a prepaid card's slow network."""

FOLDER = "static"
"""Of a plugin: what it serves."""

_MADE_LIKE = {
    # a tag in front, or a first frame of layer III
    ".mp3": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    ".m4a": re.compile(rb".{4}ftyp", re.DOTALL),
    ".ogg": re.compile(rb"OggS"),
}
_BEGINNING = 16


def why_silent(path: Path) -> tuple[str, str] | None:
    """What is wrong with a sound file, and what was expected; None when it can be heard."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = file.read(_BEGINNING)
    except OSError as error:
        return (
            f"{path.name} can not be read ({type(error).__name__})",
            "a file that everybody may read",
        )
    if size > MOST_SOUND:
        return f"{path.name} has {size:,} bytes", (
            f"at most {MOST_SOUND:,}, about half a minute: make it shorter, or save it in fewer bits"
        )
    if not _MADE_LIKE[path.suffix].match(begins):
        kind = path.suffix[1:].upper()
        return f"{path.name} is no {kind} sound, whatever its name says", f"a file saved as {kind}"
    return None


def sound_faults(text: bytes, hooks: Hooks, bank: Bank) -> list[Fault]:
    """What keeps label audio from being heard that a form or block names, each with pointer, line and code.

    Nothing for a text that can not be read: what is wrong there is to be mended first. What is wrong in a block of
    the ``bank`` is told where it is used.
    """
    if b'"audio"' not in text and not (b'"use"' in text and any(map(_speaks, bank.values()))):
        return []
    located, faults = read_json(text), Faults()
    if is_block(text):
        if isinstance(read_block(text, question_types=CORE_QUESTION_TYPES), list):
            return []
        put = PutIn(located.value)
    else:
        if isinstance(
            read_form(
                text, question_types=CORE_QUESTION_TYPES, functions=hooks.functions, bank=bank
            ),
            list,
        ):
            return []
        put = put_in(located.value, bank)
    for pointer, name in _named(put.document, ""):
        if trouble := _trouble(hooks, name):
            message, expected = trouble
            faults.found.append(put.as_written(Fault(pointer, message, expected, code="sound")))
    return located.told(faults)


def _trouble(hooks: Hooks, name: str) -> tuple[str, str] | None:
    plugin, _, rest = name.partition("/")
    loaded = next((one for one in hooks.roster.loaded if one.name == plugin), None)
    if loaded is None:
        message = f"{name} is looked for in the plugin {plugin}, which is not on here"
        return message, "that plugin turned on, or no \u201caudio\u201d"
    folder = loaded.folder(FOLDER)
    if folder is None:
        message = f"there is no {name}: the plugin {plugin} has no folder {FOLDER}"
        return message, f"{rest} in a folder {FOLDER} beside its module"
    path = folder / rest
    if not path.is_file():
        return f"there is no file {path}", "it there, its letters as large and small as here"
    return why_silent(path)


def _speaks(block: Block) -> bool:
    asked = [question for page in block.pages for question in page.questions]
    return any(one.audio or any(choice.audio for choice in one.choices) for one in asked)


def _named(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Every sound file that a document names, with the pointer of where."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _named(one, child(pointer, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            here = child(pointer, key)
            if key == "audio" and isinstance(one, dict):
                yield from ((child(here, tag), str(file)) for tag, file in one.items())
            else:
                yield from _named(one, here)
