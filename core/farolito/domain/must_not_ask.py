"""What no form may ask, found by its words (Cal. Educ. Code 234.7 and 49076.7).

Schools may not collect information or documents about citizenship or immigration status, nor Social
Security numbers. Whatever asks is looked at: titles, labels, hints, choices and names. Whatever states is
not: summaries, introductions, reasons and consent texts, where "We do not ask about …" belongs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.faults import Fault, shown
from farolito.domain.forbidden_words import (
    CONCEPTS,
    DISCLAIMERS,
    DISCLAIMERS_AFTER,
    HARMLESS,
    NEEDED_AFTER,
    NO_BEFORE,
)
from farolito.domain.placed import pointers
from farolito.domain.question_types.matrix import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.definitions import Form, Group, Page, Question, Section
    from farolito.domain.forbidden_words import Concept

SENTENCE = re.compile(r"[^.!?;。！；։؟។\n]*[.!?;。！；։؟។\n]?")
QUESTION_MARKS = ("?", "\u061f", "\u055e")
DOTTED = re.compile(r"\b(?:u\.\s?s\.(?:\s?a\.)?|s[. ]\s?s[. ]\s?n\b\.?|ee\.\s?uu\.?)")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WHOLE_WORDS = frozenset({"en", "es", "vi", "tl", "ru", "hy"})
ACCENTS_LEFT_OUT = frozenset({"en", "es", "tl"})  # where people write without them
FIRST_MARK = "\u0300"  # of those that stand on the letter before them
A_NUMBER = re.compile(r"(?:alien_|uscis_)?a_(?:number|no)")  # never "pick_a_number"


class Asked(NamedTuple):
    """Words that ask something: where, in which language."""

    pointer: str
    language: str
    words: str


def forbidden_concepts(form: Form) -> list[Fault]:
    """A fault for each place of the form that asks what must not be asked, with the words and the law."""
    faults = []
    for asked in _asked(form):
        for concept, found in concepts_in(asked.words, asked.language):
            message = f"{shown(found)} asks about {concept.name}, which {concept.law} forbids"
            expected = "another question, or none"
            faults.append(Fault(asked.pointer, message, expected, code="must_not_ask"))
    return faults


def concepts_in(words: str, language: str) -> Iterator[tuple[Concept, str]]:
    """Each concept that words of a language ask about, with the words that do."""
    languages = tuple(dict.fromkeys((language, "en")))
    sentences = {
        folded: SENTENCE.findall(_plain(words, languages, folded=folded))
        for folded in {tag in ACCENTS_LEFT_OUT for tag in languages}
    }
    suspect = {
        tag: [one for one in sentences[tag in ACCENTS_LEFT_OUT] if _any_concept(tag).search(one)]
        for tag in languages
    }
    if not any(suspect.values()):
        return
    for concept in CONCEPTS:
        for tag, those in suspect.items():
            found = _asking(concept.patterns.get(tag), tag, those, languages)
            if found:
                yield concept, found
                break


@cache
def _any_concept(tag: str) -> re.Pattern[str]:
    """One pattern for all concepts: hardly any sentence has one of them, and this says so at a single look."""
    patterns = [one.patterns[tag] for one in CONCEPTS if tag in one.patterns]
    return _starting(tag, "|".join(f"(?:{one})" for one in patterns) or "(?!)")


def _starting(tag: str, pattern: str) -> re.Pattern[str]:
    """The pattern, from the start of a word where the language has them."""
    boundary = r"\b" if tag in WHOLE_WORDS else ""
    return _compiled(f"{boundary}(?:{pattern})", folded=tag in ACCENTS_LEFT_OUT)


def _asking(
    pattern: str | None, tag: str, sentences: Iterable[str], languages: tuple[str, ...]
) -> str | None:
    """What the pattern finds in a sentence that is no promise not to ask."""
    if pattern is None:
        return None
    compiled, folded = _starting(tag, pattern), tag in ACCENTS_LEFT_OUT
    for sentence in sentences:
        for found in compiled.finditer(sentence):
            if any(mark in sentence for mark in QUESTION_MARKS):
                return found.group()
            before, after = sentence[: found.start()], sentence[found.end() :]
            if not _promises(before, after, languages, folded=folded):
                return found.group()
    return None


def _promises(before: str, after: str, languages: tuple[str, ...], *, folded: bool) -> bool:
    """Whether a sentence says that it is not asked what stands between ``before`` and ``after``."""
    if re.search(NO_BEFORE, before) and re.search(NEEDED_AFTER, after):
        return True
    return any(
        pattern and _compiled(pattern, folded=folded).search(text)
        for tag in languages
        for pattern, text in ((DISCLAIMERS.get(tag), before), (DISCLAIMERS_AFTER.get(tag), after))
    )


def _plain(words: str, languages: tuple[str, ...], *, folded: bool) -> str:
    """Words as the patterns expect them: one spelling, small letters, without what looks alike."""
    text = DOTTED.sub(_without_dots, _spelled(INVISIBLE.sub("", words), folded=folded))
    for tag in languages:
        if tag in HARMLESS:
            text = _compiled(rf"\b(?:{HARMLESS[tag]})\b", folded=folded).sub(" \u2026 ", text)
    return text


def _without_dots(found: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", found.group())


def _spelled(text: str, *, folded: bool) -> str:
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    if not folded:
        return text
    letters = unicodedata.normalize("NFD", text)
    bare = "".join(
        [one for one in letters if one < FIRST_MARK or unicodedata.category(one) != "Mn"]
    )
    return unicodedata.normalize("NFC", bare)


@cache
def _compiled(pattern: str, *, folded: bool) -> re.Pattern[str]:
    return re.compile(_spelled(pattern, folded=folded))


def _asked(form: Form) -> Iterator[Asked]:
    """Everything in the form that asks, with its pointer."""
    yield from _sections("", form.sections)


def _sections(around: str, sections: Iterable[Section]) -> Iterator[Asked]:
    for s, section in enumerate(sections):
        at = f"{around}/sections/{s}"
        yield from _texts(f"{at}/title", section.title)
        for p, page in enumerate(section.pages):
            yield from _texts(f"{at}/pages/{p}/title", page.title)
            yield from _items(f"{at}/pages/{p}", page)
        yield from _sections(at, section.sections)


def _items(at: str, page: Page) -> Iterator[Asked]:
    before: Group | None = None
    for end, question in pointers(page):
        group = question.group
        if group is not None and group != before:
            around = f"{at}{end.rpartition('/questions/')[0]}"
            yield from _named(f"{around}/group", group.name)
            yield from _texts(f"{around}/label", group.label)
            yield from _texts(f"{around}/hint", group.hint)
        before = group
        yield from _question(f"{at}{end}", question)


def _question(at: str, question: Question) -> Iterator[Asked]:
    row = row_of(question)
    if row:
        yield from _named(f"{at}/rows/{row.number}/name", question.name)
        yield from _texts(f"{at}/rows/{row.number}/label", row.label)
        if not row.is_first:
            return  # the rest was looked at with the first row
    else:
        yield from _named(f"{at}/name", question.name)
    yield from _texts(f"{at}/label", row.whole if row else question.label)
    yield from _texts(f"{at}/hint", question.hint)
    for c, choice in enumerate(question.choices):
        yield from _named(f"{at}/choices/{c}/name", choice.name)
        yield from _texts(f"{at}/choices/{c}/label", choice.label)


def _texts(at: str, text: Mapping[str, str]) -> Iterator[Asked]:
    for language, words in text.items():
        yield Asked(f"{at}/{language}", language, words)


def _named(at: str, name: str) -> Iterator[Asked]:
    """A name asks too: it is a column of every export."""
    words = "a-number" if A_NUMBER.fullmatch(name) else name.replace("_", " ")
    yield Asked(at, "es", words)
