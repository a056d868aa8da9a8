"""A sheet as XLIFF 2.0 (OASIS Standard, 5 August 2014), for the tools of translation agencies.

The key is the name of the unit. States: ours are the sub-states, under the nearest of XLIFF's four.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from farolito.domain.translatable import Sheet, Unit
from farolito.errors import FarolitoError
from farolito.translations.states import known_state

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from farolito.domain.definitions import TranslationState

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
PREFIX = "farolito:"
STATES = {
    "missing": "initial",
    "machine": "initial",
    "stale": "translated",
    "draft": "translated",
    "reviewed": "reviewed",
}
OTHERS: dict[str, TranslationState] = {
    "initial": "machine",
    "translated": "draft",
    "reviewed": "reviewed",
    "final": "reviewed",
}
"""What is meant by a state of XLIFF that a tool has set, dropping ours."""

NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, or would read back as another character (a carriage return)."""


def write(sheet: Sheet) -> bytes:
    """The file of a sheet."""
    units = "".join(_written(number, unit) for number, unit in enumerate(sheet.units, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang={quoteattr(sheet.source_language)} '
        f"trgLang={quoteattr(sheet.language)}>\n"
        f'<file id="form" original={quoteattr(sheet.form)} xml:space="preserve">\n'
        f"{units}</file>\n</xliff>\n"
    ).encode()


def read(content: bytes) -> Sheet:
    """The sheet in a file. Raises FarolitoError when it is not one that :func:`write` has begun."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FarolitoError(f"This is no XLIFF file: {type(error).__name__} {error}.") from error
    file = root.find(_tag("file"))
    if root.tag != _tag("xliff") or file is None:
        raise FarolitoError("This is no XLIFF 2 file: it has no <file> in an <xliff> of 2.0.")
    units = tuple(map(_read, file.iter(_tag("unit"))))
    return Sheet(file.get("original", ""), root.get("srcLang", ""), root.get("trgLang", ""), units)


def _written(number: int, unit: Unit) -> str:
    target = f"<target>{_inline(unit.words)}</target>" if unit.words else ""
    return (
        f'<unit id="u{number}" name={quoteattr(unit.key)}>'
        f'<segment state="{STATES[unit.state]}" subState="{PREFIX}{unit.state}">'
        f"<source>{_inline(unit.source)}</source>{target}</segment></unit>\n"
    )


def _inline(words: str) -> str:
    return NOT_IN_XML.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escape(words))


def _read(unit: Element) -> Unit:
    sources, targets = [], []
    state: TranslationState = "missing"
    for segment in unit.iter(_tag("segment")):
        sources.append(_words(segment.find(_tag("source"))))
        targets.append(_words(segment.find(_tag("target"))))
        state = _state(segment, unit.get("name", ""))
    words = "".join(targets)
    return Unit(unit.get("name", ""), "".join(sources), words, state if words else "missing")


def _state(segment: Element, key: str) -> TranslationState:
    """Ours, as long as it goes with XLIFF's: a tool that only knows the latter has the last word."""
    given, ours = segment.get("state", "initial"), segment.get("subState", "")
    if ours.startswith(PREFIX):
        state = known_state(ours.removeprefix(PREFIX), key)
        if STATES[state] == given and state != "missing":
            return state
    return OTHERS.get(given, "draft")


def _words(element: Element | None) -> str:
    """The text of an element, with what stands in and around inline elements."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for inner in element:
        if inner.tag == _tag("cp"):
            parts.append(chr(int(inner.get("hex", "FFFD"), 16)))
        else:
            parts.append(_words(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
