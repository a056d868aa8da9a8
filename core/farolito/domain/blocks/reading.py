"""From the text of a block's file to the block, or to everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks.block import BLOCK, Bank, Block
from farolito.domain.blocks.putting_in import PutIn, put_in
from farolito.domain.canonical import content_hash
from farolito.domain.checks import check_form
from farolito.domain.choice_lists import with_choices
from farolito.domain.faults import Faults
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.shapes import FORM, MISSING, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.faults import Fault
    from farolito.domain.question_types.base import QuestionType

NO_BLOCKS: Bank = MappingProxyType({})


def read_block(
    text: str | bytes, *, question_types: Mapping[str, QuestionType]
) -> Block | list[Fault]:
    """The block that ``text`` defines, or every fault of it in the order of the text. Never raises."""
    located, faults = read_json(text), Faults()
    if located.value is UNREADABLE:
        return located.told()
    read = BLOCK.read(located.value, "", Reading(faults, question_types))
    if read is MISSING or located.faults.found or faults.found:
        return located.told(faults)
    block = _built(located.value)
    _check(block, question_types, faults)
    return located.told(faults) or block


def _built(document: Mapping[str, Any]) -> Block:
    asked = with_choices({**document, "sections": [{"pages": document["pages"]}]})
    attributes = BLOCK.attributes({**document, "pages": asked["sections"][0]["pages"]})
    return Block(**attributes, document=document, hash=content_hash(document))


def _check(block: Block, question_types: Mapping[str, QuestionType], faults: Faults) -> None:
    """What must hold across the block: what must hold in a form that is nothing but this block."""
    for pointer, message in _own_faults(block):
        faults.add(pointer, message)
    put, found = alone(block), Faults()
    read = FORM.read(put.document, "", Reading(found, question_types))
    check_form(read, question_types, found, {})
    for fault in found.found:
        faults.found.append(as_part(fault, put))


def alone(block: Block) -> PutIn:
    """A form that is nothing but this block."""
    return put_in(_form_of(block), {block.name: block})


def as_part(fault: Fault, put: PutIn) -> Fault:
    """A fault of a form that is nothing but a block, with the block's own pointer."""
    at = next((at for at in _above(fault.pointer) if at in put.origins), "")
    inside = put.origins[at].inside if at else ""
    return replace(fault, pointer=inside + fault.pointer.removeprefix(at))


def _own_faults(block: Block) -> Iterator[tuple[str, str]]:
    if not block.verified and not block.unverified:
        yield "/verified", "\u201cunverified\u201d is missing: say why nobody compared the words"
    questions = {question.name for page in block.pages for question in page.questions}
    scored = {name for score in block.scores for name in score.questions}
    for number, name in enumerate(block.optional):
        if name not in questions:
            yield f"/optional/{number}", f"there is no question {name}"
        elif name in scored:
            yield f"/optional/{number}", f"{name} is part of a score, so it can not be left out"
    for tag in block.languages[1:]:
        if tag not in block.translated_from:
            yield "/translated_from", f"nobody says where the words in {tag} come from"


def _form_of(block: Block) -> dict[str, Any]:
    _, *others = block.languages
    return {
        "name": "block",
        "title": block.title,
        "purpose": "screener",
        "regime": "anonymous",
        "languages": list(block.languages),
        "translations": {
            tag: {"state": block.translations[tag].state}
            for tag in others
            if tag in block.translations and block.translations[tag].state != "reviewed"
        },
        "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
        "sections": [{"use": block.name}],
    }


def _above(pointer: str) -> Iterator[str]:
    """The pointer and every one above it, the nearest first."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
