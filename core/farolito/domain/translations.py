"""How far each language of a form is, and which languages are offered to families.

A translation remembers the fingerprint of the source words it was made from. When a source word
changes, the fingerprint no longer matches and the translation is *stale*: true to other words.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.definitions import Translation
from farolito.domain.shapes import FORM

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.definitions import Form

Policy = Literal["reviewed", "draft"]

OFFERED: Mapping[Policy, frozenset[str]] = {
    "reviewed": frozenset({"source", "reviewed"}),
    "draft": frozenset({"source", "reviewed", "draft"}),
}
"""The states of a language that a place with this policy offers to families."""


def source_fingerprint(document: Mapping[str, Any]) -> str:
    """A hash of all source-language words of a form document with their pointers (32 hex digits).

    It changes when a word changes, comes, goes or moves, and with nothing else.
    """
    source = document["languages"][0]
    digest = sha256()
    for pointer, text in FORM.texts(document, "", source):
        digest.update(f"{pointer}\0{text.get(source, '')}\0".encode())
    return digest.hexdigest()[:32]


def translation_states(document: Mapping[str, Any]) -> dict[str, Translation]:
    """The state of every language of a form document.

    The first language is the ``source``. A language nobody said anything about is a ``draft``. What
    was made from other words than those that are there now is ``stale``.
    """
    source, *others = document["languages"]
    said = document.get("translations", {})
    states = {source: Translation("source")}
    now: str | None = None
    for tag in others:
        state, of = said.get(tag, {}).get("state", "draft"), said.get(tag, {}).get("of")
        if of is not None and state != "missing":
            now = now or source_fingerprint(document)
            state = state if of == now else "stale"
        states[tag] = Translation(state, of)
    return states


def stamped_translations(
    document: Mapping[str, Any], reviewed: Collection[str] = ()
) -> dict[str, dict[str, str]]:
    """What ``translations`` should say, now that somebody looked at the words as they are.

    Every language gets the fingerprint of today's source words. A translation of other words is no
    longer reviewed: it becomes a draft, unless it is among the ``reviewed``. Missing stays missing.
    """
    said, now = document.get("translations", {}), source_fingerprint(document)
    stamped = {}
    for tag in document["languages"][1:]:
        state, of = said.get(tag, {}).get("state", "draft"), said.get(tag, {}).get("of")
        if tag in reviewed:
            state = "reviewed"
        elif state == "reviewed" and of != now:
            state = "draft"
        stamped[tag] = {"state": state} if state == "missing" else {"state": state, "of": now}
    return stamped


def offered_languages(form: Form, policy: Policy) -> tuple[str, ...]:
    """The languages in which a place with this policy shows the form to families, the source first."""
    return tuple(
        tag
        for tag in form.languages
        if tag in form.translations and form.translations[tag].state in OFFERED[policy]
    )
