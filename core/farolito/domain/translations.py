"""How far each language of a form is, text by text, and which languages are offered to families.

A translation remembers which source words it was made from. When a source word changes, the mark of its text no longer
matches and the translation is *stale*: true to other words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.definitions import Translation
from farolito.domain.shapes import FORM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from farolito.domain.definitions import Form, TranslationState

Policy = Literal["reviewed", "draft"]
WrittenState = Literal["machine", "draft", "reviewed"]

OFFERED: Mapping[Policy, frozenset[str]] = {
    "reviewed": frozenset({"source", "reviewed"}),
    "draft": frozenset({"source", "reviewed", "draft"}),
}
"""The states of a language that a place with this policy offers to families."""

WRITTEN_STATES: tuple[WrittenState, ...] = ("machine", "draft", "reviewed")
"""What is written down of a text, the least trusted first. *Missing* and *stale* are computed."""

WORST_FIRST: tuple[TranslationState, ...] = ("missing", "stale", *WRITTEN_STATES)
"""A language is as far as the text that is least far."""


@dataclass(frozen=True, slots=True)
class FormText:
    """A text of a form. ``key`` stays when others come, go or move: it is made of names. ``words`` are by language."""

    key: str
    pointer: str
    words: Mapping[str, str]

    def mark(self, source: str) -> str:
        """What a translation of this text was made from: 8 hex digits of key and source words."""
        return mark_of(self.key, self.words.get(source, ""))


def mark_of(key: str, source_words: str) -> str:
    """The mark of the text ``key`` with these source words."""
    return sha256(f"{key}\0{source_words}".encode()).hexdigest()[:8]


def texts_of(document: Mapping[str, Any]) -> list[FormText]:
    """Every text of a form document, in its order."""
    source = document["languages"][0]
    return [
        FormText(_key(document, pointer), pointer, words)
        for pointer, words in FORM.texts(document, "", source)
    ]


def states_of_texts(document: Mapping[str, Any], language: str) -> dict[str, TranslationState]:
    """The state of each text in ``language``, by key.

    Words that were made from other source words are ``stale``; where nobody wrote down of which, the text is as
    far as the whole language is said to be, ``draft`` when nothing is said.
    """
    return _states(document, texts_of(document), language)


def translation_states(document: Mapping[str, Any]) -> dict[str, Translation]:
    """The state of every language of a form document: ``source`` for the first."""
    source, *others = document["languages"]
    states = {source: Translation("source")}
    texts = texts_of(document) if others else []
    for tag in others:
        found = Counter(_states(document, texts, tag).values())
        worst: TranslationState = next((state for state in WORST_FIRST if found[state]), "draft")
        said = document.get("translations", {}).get(tag, {})
        states[tag] = Translation("missing" if said.get("state") == "missing" else worst)
    return states


def source_fingerprint(document: Mapping[str, Any]) -> str:
    """A hash of all source-language words of a form document with their pointers (32 hex digits).

    It changes when a word changes, comes, goes or moves, and with nothing else.
    """
    source = document["languages"][0]
    digest = sha256()
    for pointer, text in FORM.texts(document, "", source):
        digest.update(f"{pointer}\0{text.get(source, '')}\0".encode())
    return digest.hexdigest()[:32]


def stamped_translations(
    document: Mapping[str, Any], reviewed: Collection[str] = ()
) -> dict[str, dict[str, str]]:
    """What ``translations`` should say, now that somebody looked at the words as they are.

    Every text that has words gets a mark of today's source words. One that was stale becomes a draft, unless its
    language is among the ``reviewed``. A language that is declared missing stays so.
    """
    source, *others = document["languages"]
    texts = texts_of(document)
    stamped = {}
    for tag in others:
        if document.get("translations", {}).get(tag, {}).get("state") == "missing":
            stamped[tag] = {"state": "missing"}
            continue
        now = _states(document, texts, tag)
        stamped[tag] = written_states(
            [
                (_stamped(now[one.key], read=tag in reviewed), one.mark(source))
                for one in texts
                if now[one.key] != "missing"
            ]
        )
    return stamped


def written_states(marks: Collection[tuple[str, str]]) -> dict[str, str]:
    """The entry of a language in ``translations``, from (state, mark) of each of its texts."""
    found = {state for state, _ in marks}
    entry = {"state": next((state for state in WRITTEN_STATES if state in found), "draft")}
    for state in WRITTEN_STATES:
        of = " ".join(dict.fromkeys(mark for given, mark in marks if given == state))
        if of:
            entry[f"{state}_of"] = of
    return entry


def _stamped(state: str, *, read: bool) -> str:
    return "reviewed" if read else "draft" if state == "stale" else state


def offered_languages(form: Form, policy: Policy) -> tuple[str, ...]:
    """The languages in which a place with this policy shows the form to families, the source first."""
    return tuple(
        tag
        for tag in form.languages
        if tag in form.translations and form.translations[tag].state in OFFERED[policy]
    )


def _states(
    document: Mapping[str, Any], texts: list[FormText], language: str
) -> dict[str, TranslationState]:
    source = document["languages"][0]
    said = document.get("translations", {}).get(language, {})
    marks = {
        mark: state for state in WRITTEN_STATES for mark in said.get(f"{state}_of", "").split()
    }
    otherwise: TranslationState = "stale" if marks else _as_a_whole(document, said)
    return {
        one.key: marks.get(one.mark(source), otherwise) if one.words.get(language) else "missing"
        for one in texts
    }


def _as_a_whole(document: Mapping[str, Any], said: Mapping[str, str]) -> TranslationState:
    """The state of all texts of a language that has one mark for all of them, or none."""
    of = said.get("of")
    if of is not None and of != source_fingerprint(document):
        return "stale"
    state = said.get("state", "draft")
    return next((known for known in WRITTEN_STATES if known == state), "draft")


def _key(document: Any, pointer: str) -> str:
    """The pointer with names in place of numbers, from the innermost part whose name is unique in the form."""
    parts: list[str] = []
    for part in _unescaped(pointer):
        document = document[int(part) if isinstance(document, list) else part]
        name = document.get("name", document.get("group")) if isinstance(document, dict) else None
        if parts and parts[-1] in ("sections", "pages", "questions"):
            parts = parts[-1:]
        parts.append(name if isinstance(name, str) and part.isdecimal() else part)
    return "/".join(parts)


def _unescaped(pointer: str) -> Iterator[str]:
    for part in pointer.split("/")[1:]:
        yield part.replace("~1", "/").replace("~0", "~")
