"""Everything there is to say about a definition before it is published: faults, reasons against it, and its manners.

What makes a form hard to answer is named like what makes it wrong: for a family at a crowded fair there is little
difference. The wording of a published instrument (a question with an ``attribution``) is not ours to change, so its
length and its words are not judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks import NO_BLOCKS, Block, alone, as_part, put_in, read_block
from farolito.domain.definitions import Form
from farolito.domain.faults import Fault, Faults, shown
from farolito.domain.json_text import read_json
from farolito.domain.languages import LANGUAGES
from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.placed import placed
from farolito.domain.publishing import IDENTIFYING, reasons_against
from farolito.domain.question_types.matrix import row_of
from farolito.domain.readability import grade
from farolito.domain.reading import read_form, trusted_form
from farolito.domain.shapes import FORM
from farolito.domain.shared_facts import joins_households

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.blocks import Bank
    from farolito.domain.expressions import Function
    from farolito.domain.placed import Placed
    from farolito.domain.question_types.base import QuestionType

MOST_LETTERS = 90
"""Of a label: about three lines on a phone 320 CSS pixels wide."""

MOST_CHOICES = 7
"""Beyond what fits on one screen of a phone, people answer what they saw first; "none of these" does not count."""

HARDEST_GRADE = 6.0
"""English for families; see :mod:`farolito.domain.readability`."""

PASSAGE = 20
"""Words from which on a text is judged by itself; all texts of a form together always are."""

_IDENTITY = {
    "en": re.compile(
        r"\b(?:passports?|driver.?s licen[cs]es?|(?:id|identity|identification) (?:cards?|documents?)|"
        r"photo id|state id|consular (?:id|card)|matr[ií]cula)\b"
    ),
    "es": re.compile(
        r"\b(?:pasaportes?|licencias? de (?:conducir|manejar)|matr[ií]cula consular|"
        r"(?:documentos?|tarjetas?|credencial(?:es)?) de identi(?:dad|ficaci[oó]n)|identificaci[oó]n con foto)\b"
    ),
}

CODES: Mapping[str, str] = {
    "unreadable": "the file, or the pack that it is in, cannot be read",
    "json": "the file is not JSON",
    "definition": "a member is missing, unknown, of the wrong kind, or does not fit the others",
    "rule": "an expression cannot be read, or does not fit the form",
    "language": "words are missing in a language, or stand where nobody sees them",
    "must_not_ask": "something is asked that a school may not ask",
    "retention": "how long answers and names are kept",
    "consent": "who is asked for permission, and how they can say no",
    "ppra_consent": "a student is asked about a protected area without consent (20 U.S.C. 1232h)",
    "safe_contact": "a student is asked how to be reached, and not what is safe",
    "plugin_missing": "a question type or a function that no enabled plugin knows",
    "unreachable": "a section, page, question or choice that nobody is ever asked or offered",
    "never_true": "a rule, or a part of one, that no answers make true",
    "always_true": "a rule that holds whatever is answered",
    "sensitive_required": "a sensitive question that cannot be skipped",
    "money_required": "a question about money that cannot be skipped",
    "anonymous_identity": "an anonymous form that asks or keeps who somebody is",
    "demand": "a block or question demands what this form, or Farolito, can not give",
    "plugin_objects": "a plugin has something against publishing the form",
    "fact_unshared": "a fact is bound in a form whose records join no household",
    "why_missing": "a sensitive or identifying question without a reason",
    "audience_missing": "a sensitive question that does not say who sees it, or on which paper it is",
    "identity_document": "a photo or a copy of a passport, licence or other identity document",
    "grade_level": "English that takes more than six years of school to read",
    "long_label": "a question that is too long for a phone",
    "many_choices": "more choices than people read",
    "language_incomplete": "a language that the form promises and does not have",
    "sound": "label audio that is missing, too large, or not what its name says",
}
"""What the codes of faults mean."""


def problems_of(
    text: str | bytes,
    *,
    question_types: Mapping[str, QuestionType],
    functions: Mapping[str, Function] | None = None,
    bank: Bank = NO_BLOCKS,
) -> list[Fault]:
    """All that is wrong with the definition in ``text``, each with pointer, line and code; never raises.

    What is wrong in a block of the ``bank`` is told where it is used.
    """
    read = read_form(text, question_types=question_types, functions=functions, bank=bank)
    if not isinstance(read, Form):
        return read
    located, faults = read_json(text), Faults()
    put = put_in(located.value, bank)
    against = reasons_against(read, question_types, functions or {})
    found = [*against, *manners(read, put.document)]
    faults.found += map(put.as_written, found)
    return located.told(faults)


def problems_of_block(
    text: str | bytes, *, question_types: Mapping[str, QuestionType]
) -> list[Fault]:
    """All that is wrong with the block of the question bank in ``text``; never raises."""
    read = read_block(text, question_types=question_types)
    if not isinstance(read, Block):
        return read
    located, faults, put = read_json(text), Faults(), alone(read)
    form = trusted_form(put.document)
    found = [*forbidden_concepts(form), *manners(form, put.document)]
    faults.found += (as_part(fault, put) for fault in found)
    return located.told(faults)


def manners(form: Form, document: Mapping[str, Any]) -> Iterator[Fault]:
    """What makes a form hard to answer, or hard to trust. ``document`` is what it was read from."""
    yield from _languages(form)
    yield from _reading_level(form, document)
    yield from _reasons(form)
    yield from _facts(form)
    for one in placed(form):
        if one.is_written:
            yield from _audience(one, document)
            yield from _identity_document(one)
        if one.question.attribution is None:
            yield from _length(one, form.languages[0])
            if one.is_written:
                yield from _choices(one)


def _languages(form: Form) -> Iterator[Fault]:
    for tag in form.languages[1:]:
        translation = form.translations.get(tag)
        if translation is not None and translation.state == "missing":
            message = f"the words in {LANGUAGES[tag].english} are not all there"
            expected = f"all words, or no \u201c{tag}\u201d among /languages"
            yield Fault(f"/translations/{tag}", message, expected, code="language_incomplete")


def _reading_level(form: Form, document: Mapping[str, Any]) -> Iterator[Fault]:
    if form.languages[0] != "en":
        return
    published = [one.pointer for one in placed(form) if one.question.attribution is not None]
    own = {one.question.choices_from for one in placed(form) if one.question.attribution is None}
    published += [f"/choice_lists/{name}" for name in form.choice_lists if name not in own]
    ours = [
        (pointer, text["en"])
        for pointer, text in FORM.texts(document, "", "en")
        if not any(pointer.startswith(f"{instrument}/") for instrument in published)
    ]
    whole = "\n".join(words for _, words in ours)
    for pointer, words in (("", whole), *ours):
        level = grade(words)
        if len(words.split()) >= PASSAGE and level > HARDEST_GRADE:
            what = "these words need" if pointer else "the words of this form need"
            expected = f"at most {HARDEST_GRADE:.0f}: shorter sentences, everyday words"
            message = f"{what} {level:.0f} years of school"
            yield Fault(pointer, message, expected, code="grade_level")


def _reasons(form: Form) -> Iterator[Fault]:
    """One reason serves the questions that follow it in the section; so do words that introduce them."""
    section, said = None, False
    for one in placed(form):
        question = one.question
        if one.section is not section:
            section, said = one.section, bool(one.section.intro)
        introduced = one.page.intro or (question.group and question.group.hint)
        said = said or bool(question.why or introduced)
        personal = question.sensitivity != "normal" or question.type in IDENTIFYING or question.ppra
        if personal and not said and question.type != "consent":
            said = True
            message = f"{question.name} does not say why it is asked"
            expected = "one sentence in \u201cwhy\u201d"
            yield Fault(one.pointer, message, expected, code="why_missing")


def _facts(form: Form) -> Iterator[Fault]:
    if joins_households(form.regime):
        return
    for one in placed(form):
        if one.is_written and one.question.fact:
            message = f"records of the regime {form.regime} join no household, so nothing is shared"
            yield Fault(f"{one.pointer}/fact", message, "no \u201cfact\u201d", code="fact_unshared")


def _audience(one: Placed, document: Mapping[str, Any]) -> Iterator[Fault]:
    question = one.question
    if question.sensitivity == "normal" or question.type == "consent":
        return
    written = _at(document, one.pointer)
    if "audience_view" not in written and "audience_print" not in written:
        message = f"{question.name} is {question.sensitivity} and does not say who sees it"
        expected = "\u201caudience_view\u201d or \u201caudience_print\u201d"
        yield Fault(one.pointer, message, expected, code="audience_missing")


def _identity_document(one: Placed) -> Iterator[Fault]:
    """A copy of such a paper is what thieves look for, and what keeps families away; a school rarely needs one."""
    question = one.question
    if question.type not in ("photo", "file"):
        return
    for key, words in (("label", question.label), ("hint", question.hint)):
        for tag, pattern in _IDENTITY.items():
            found = pattern.search(words.get(tag, "").casefold())
            if found:
                message = f"{question.name} asks for a picture of {shown(found.group())}"
                expected = "to look at the paper and give it back, or another paper"
                yield Fault(f"{one.pointer}/{key}", message, expected, code="identity_document")
                return


def _length(one: Placed, source: str) -> Iterator[Fault]:
    if one.question.type in ("note", "consent"):
        return
    for below, label in _labels(one):
        words = label.get(source, "")
        if len(words) > MOST_LETTERS:
            message = f"{shown(words)} has {len(words)} letters"
            expected = f"at most {MOST_LETTERS}; more can stand in \u201chint\u201d"
            yield Fault(f"{one.pointer}{below}", message, expected, code="long_label")


def _labels(one: Placed) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The labels of a question as they were written."""
    row = row_of(one.question)
    if row:
        yield f"/rows/{row.number}/label", row.label
    if one.is_written:
        yield "/label", row.whole if row else one.question.label


def _choices(one: Placed) -> Iterator[Fault]:
    if one.question.type not in ("choice", "choices", "matrix", "ranking"):
        return
    offered = [choice for choice in one.question.choices if not choice.exclusive]
    if len(offered) > MOST_CHOICES:
        message = f"{one.question.name} has {len(offered)} choices"
        expected = f"at most {MOST_CHOICES}, or two questions"
        yield Fault(f"{one.pointer}/choices", message, expected, code="many_choices")


def _at(document: Any, pointer: str) -> Mapping[str, Any]:
    for part in pointer.split("/")[1:]:
        document = document[int(part) if isinstance(document, list) else part]
    found: Mapping[str, Any] = document
    return found
