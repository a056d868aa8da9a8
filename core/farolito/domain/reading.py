"""From the text of a definition to a form, or to everything that is wrong with it.

What is stored is the author's document, rules as text, in canonical form; a stored version is built
again from it with :func:`trusted_form`, which checks nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.binding import bound
from farolito.domain.blocks import NO_BLOCKS, put_in
from farolito.domain.canonical import canonical, content_hash
from farolito.domain.checks import check_form
from farolito.domain.choice_lists import with_choices
from farolito.domain.definitions import Form
from farolito.domain.faults import Faults
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.shapes import FORM, MISSING, Reading
from farolito.domain.translations import translation_states
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.blocks import Bank
    from farolito.domain.expressions import Function
    from farolito.domain.faults import Fault
    from farolito.domain.question_types.base import QuestionType


def read_form(
    text: str | bytes,
    *,
    question_types: Mapping[str, QuestionType],
    functions: Mapping[str, Function] | None = None,
    bank: Bank = NO_BLOCKS,
) -> Form | list[Fault]:
    """The form that ``text`` defines, or every fault of it in the order of the text.

    Blocks of the ``bank`` are put in where it uses them. Never raises, whatever it is given: the text may
    be an attack. At most 100 faults of the text and 100 of the definition are named; the last one says how
    many more there are. ``functions`` are those of plugins; a rule that calls another one is accepted when the
    form names the plugin in ``uses``.
    """
    located, faults = read_json(text), Faults()
    if located.value is UNREADABLE:
        return located.told()
    read = FORM.read(located.value, "", Reading(faults, question_types))
    if read is MISSING:
        return located.told(faults)
    known = functions or {}
    put = put_in(read, bank)
    if put.document is read:
        check_form(read, question_types, faults, known)
        return located.told(faults) or bound(trusted_form(located.value), known)
    if faults.found or put.faults.found or located.faults.found:
        faults.take(put.faults)
        return located.told(faults)
    read = FORM.read(put.document, "", Reading(faults, question_types))
    check_form(read, question_types, faults, known)
    faults.found = [put.as_written(fault) for fault in faults.found]
    return located.told(faults) or bound(trusted_form(put.document), known)


def complete_document(document: Mapping[str, Any], bank: Bank) -> Mapping[str, Any]:
    """The document with the blocks that it uses: what is published. Raises FarolitoError where that fails."""
    faults = Faults()
    FORM.read(document, "", Reading(faults, {}))
    if faults.found:
        return document  # whoever publishes it reads it first, and names the faults
    put = put_in(document, bank)
    if put.faults.found:
        raise FarolitoError("\n".join(str(fault) for fault in put.faults.found))
    return put.document


def structure_faults(document: Any, question_types: Mapping[str, QuestionType]) -> list[Fault]:
    """What the JSON Schema would say too: wrong kinds, missing and unknown members. Nothing across parts."""
    faults = Faults()
    FORM.read(document, "", Reading(faults, question_types))
    return faults.found


def trusted_form(document: Mapping[str, Any], *, content_hash: str | None = None) -> Form:
    """The form of a document that :func:`read_form` has accepted before; nothing is checked.

    Question types need not be there. ``content_hash`` spares computing it when it is known.
    """
    attributes = FORM.attributes(with_choices(document))
    attributes["translations"] = translation_states(document)
    return Form(**attributes, hash=content_hash or hash_of(document))


def document_of(text: str | bytes) -> dict[str, Any]:
    """The document in ``text``, for keeping. Raises FarolitoError when it is not one JSON object."""
    located = read_json(text)
    if not isinstance(located.value, dict) and located.value is not UNREADABLE:
        located.faults.add("", "this is not a JSON object", "{ \u2026 }")
    if told := located.told():
        raise FarolitoError("\n".join(str(fault) for fault in told))
    document: dict[str, Any] = located.value
    return document


hash_of = content_hash  # trusted_form has an argument of that name

__all__ = [
    "canonical",
    "complete_document",
    "content_hash",
    "document_of",
    "read_form",
    "structure_faults",
    "trusted_form",
]
