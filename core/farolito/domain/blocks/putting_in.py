"""Putting blocks where a form uses them: document and bank in, a document that needs no bank out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from farolito.domain.blocks.renaming import with_prefix
from farolito.domain.definitions import Sensitivity
from farolito.domain.faults import Faults, child, shown, suggestion
from farolito.domain.languages import WRITTEN
from farolito.domain.parts import with_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.blocks.block import Bank, Block
    from farolito.domain.faults import Fault

Part = dict[str, Any]

MOST_BLOCKS = 50
SENSITIVITIES = get_args(Sensitivity)
STATES = ("missing", "machine", "draft", "reviewed")
TERMS = (
    *("name", "version", "licence", "attribution", "source"),
    *("verified", "unverified", "instrument_version", "demands"),
)
"""What a form keeps of each block it uses."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of the new document was written: ``pointer`` of the form, and ``inside`` of a block."""

    pointer: str
    block: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class PutIn:
    """The ``document`` with every block in its place, and what kept one from being put in.

    The document that came in when it uses no block.
    """

    document: Mapping[str, Any]
    faults: Faults = field(default_factory=Faults)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def as_written(self, fault: Fault) -> Fault:
        """A fault of the new document as its author can find it: at the ``use``, with the block's own pointer."""
        head, rest = fault.pointer, ""
        while head and head not in self.origins:
            head, _, last = head.rpartition("/")
            rest = f"/{last}{rest}"
        origin = self.origins.get(head)
        if origin is None:
            return fault
        if not origin.block:
            return replace(fault, pointer=origin.pointer + rest)
        message = f"{fault.message} (in the block {shown(origin.block)}, {origin.inside}{rest})"
        return replace(fault, pointer=origin.pointer, message=message)


def put_in(document: Any, bank: Bank) -> PutIn:
    """The document with the blocks it uses. Its parts were read: every ``use`` has the shape of one.

    Never raises for a document that :data:`~farolito.domain.shapes.FORM` has read without a fault.
    """
    if not _uses_any(document):
        return PutIn(document)
    putting = _Putting(document, bank)
    putting.sections()
    return PutIn(putting.document, putting.faults, putting.origins)


def _uses_any(document: Any) -> bool:
    return isinstance(document, dict) and any(map(_uses, _parts(document.get("sections"))))


def _uses(section: Part) -> bool:
    pages, inner = _parts(section.get("pages")), _parts(section.get("sections"))
    return any("use" in part for part in (section, *pages)) or any(map(_uses, inner))


def _parts(listed: Any) -> Iterable[Part]:
    return [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []


class _Putting:
    def __init__(self, document: Mapping[str, Any], bank: Bank) -> None:
        self.bank = bank
        self.document: Part = dict(document)
        self.faults = Faults()
        self.origins: dict[str, Origin] = {}
        self.languages: list[str] = list(document["languages"])
        self.own_needs = {need["name"] for need in document.get("needs", [])}

    def sections(self) -> None:
        listed = []
        for number, section in enumerate(self.document["sections"]):
            pointer = f"/sections/{number}"
            if "use" in section:
                listed.append(self.whole_section(pointer, section))
            else:
                listed.append(self.section(pointer, section))
        self.document["sections"] = [section for section in listed if section is not None]

    def section(self, pointer: str, section: Part) -> Part:
        """A section with its blocks put in, and those of the lists within it."""
        put = {**section, "pages": self.pages(pointer, section["pages"])}
        if "sections" in section:
            put["sections"] = [
                self.section(f"{pointer}/sections/{number}", inner)
                for number, inner in enumerate(section["sections"])
            ]
        return put

    def pages(self, pointer: str, pages: list[Part]) -> list[Part]:
        put: list[Part] = []
        for number, page in enumerate(pages):
            written = f"{pointer}/pages/{number}"
            if "use" not in page:
                self.origins[f"{pointer}/pages/{len(put)}"] = Origin(written)
                put.append(page)
                continue
            block = self.block_of(written, page)
            if block is None:
                continue
            for inside, one in self.pages_of(block, page):
                if "relevant" in page:
                    one = {**one, "relevant": _both(page["relevant"], one.get("relevant"))}
                at = f"{pointer}/pages/{len(put)}"
                self.origins[at] = Origin(written, page["use"], inside)
                put.append(one)
            self.add_rest(written, page, block)
        return put

    def whole_section(self, pointer: str, use: Part) -> Part | None:
        """A section that is a block from its title to its last page."""
        block = self.block_of(pointer, use)
        if block is None:
            return None
        self.origins[pointer] = Origin(pointer, use["use"])
        pages: list[Part] = []
        for inside, page in self.pages_of(block, use):
            self.origins[f"{pointer}/pages/{len(pages)}"] = Origin(pointer, use["use"], inside)
            pages.append(page)
        self.add_rest(pointer, use, block)
        section = {
            "name": use.get("prefix", "") + use["use"].replace("-", "_"),
            "title": block["title"],
            "pages": pages,
        }
        return {**section, "relevant": use["relevant"]} if "relevant" in use else section

    def block_of(self, pointer: str, use: Part) -> Part | None:
        """The block's document under the names it has here, in the form's languages; None with a fault noted."""
        block = self.bank.get(use["use"])
        if len(self.document.get("blocks", [])) >= MOST_BLOCKS:
            self.faults.add(pointer, "the form uses more blocks", f"at most {MOST_BLOCKS}")
            return None
        if block is None:
            message = f"there is no block {shown(use['use'])}{suggestion(use['use'], self.bank)}"
            expected = "a block of the question bank: farolito forms blocks lists them"
            self.faults.add(f"{pointer}/use", message, expected)
            return None
        for number, name in enumerate(use.get("without", [])):
            if name not in block.optional:
                listed = ", ".join(block.optional) or "none of its questions"
                message = f"the block {shown(block.name)} can not be asked without {shown(name)}"
                self.faults.add(f"{pointer}/without/{number}", message, listed)
        self._translations(block)
        self._terms(pointer, block, use)
        document = _in_languages(block.document, frozenset(self.languages))
        return with_prefix(document, use.get("prefix", ""))

    def pages_of(self, block: Part, use: Part) -> Iterable[tuple[str, Part]]:
        """The block's pages with their pointers in it, without what is left out, as careful as is asked."""
        prefix = use.get("prefix", "")
        without = {prefix + name for name in use.get("without", [])}
        careful = SENSITIVITIES.index(use.get("sensitivity", "normal"))
        for number, page in enumerate(block["pages"]):

            def kept(question: Part) -> Part | None:
                return None if question["name"] in without else _at_least(question, careful)

            left = with_questions(page, kept)
            if left["questions"]:
                yield f"/pages/{number}", left

    def add_rest(self, pointer: str, use: Part, block: Part) -> None:
        """Lists of choices, scores and needs. A need that the form finds in its own way stays the form's."""
        lists = self.document["choice_lists"] = dict(self.document.get("choice_lists", {}))
        for name, choices in block.get("choice_lists", {}).items():
            at = child("/choice_lists", name)
            self.origins.setdefault(at, Origin(pointer, use["use"], at))
            if lists.setdefault(name, choices) != choices:
                message = f"the list {shown(name)} of the block is in the form already"
                self.faults.add(pointer, message, "a prefix")
        self._append(pointer, use, "scores", block.get("scores", []))
        needs = [need for need in block.get("needs", []) if need["name"] not in self.own_needs]
        self._append(pointer, use, "needs", needs)
        if not lists:
            del self.document["choice_lists"]

    def _append(self, pointer: str, use: Part, key: str, added: list[Part]) -> None:
        listed = [*self.document.get(key, [])]
        for number, part in enumerate(added):
            self.origins[f"/{key}/{len(listed)}"] = Origin(pointer, use["use"], f"/{key}/{number}")
            listed.append(part)
        if added:
            self.document[key] = listed

    def _terms(self, pointer: str, block: Block, use: Part) -> None:
        """What stays known of the block, and its copyright line among those that are printed."""
        terms = {key: block.document[key] for key in TERMS if key in block.document}
        terms["hash"] = block.hash
        if "prefix" in use:
            terms["prefix"] = use["prefix"]
        known = self.document.get("blocks", [])
        self.origins[f"/blocks/{len(known)}"] = Origin(pointer, block.name)
        self.document["blocks"] = [*known, terms]
        lines = self.document.get("attributions", [])
        if block.attribution not in lines:
            self.document["attributions"] = [*lines, block.attribution]

    def _translations(self, block: Block) -> None:
        """A form is no further translated than its blocks are."""
        said = {**self.document.get("translations", {})}
        for tag in self.languages[1:]:
            if tag not in block.languages:
                continue  # the words are missing, and are named as missing
            theirs = block.translations.get(tag)
            state = "reviewed" if tag == block.languages[0] else theirs.state if theirs else "draft"
            ours = said.get(tag, {"state": "draft"})
            if STATES.index(state) < STATES.index(ours["state"]):
                said[tag] = {**ours, "state": state}
        if said:
            self.document["translations"] = said


def _both(outer: str, inner: str | None) -> str:
    return outer if inner is None else f"({outer}) and ({inner})"


def _at_least(question: Part, careful: int) -> Part:
    """The question, shown no less carefully than is asked. A block's own care is never lowered."""
    own = SENSITIVITIES.index(question.get("sensitivity", "normal"))
    return question if own >= careful else {**question, "sensitivity": SENSITIVITIES[careful]}


def _in_languages(value: Any, languages: frozenset[str]) -> Any:
    """A block's part with its words in these languages only."""
    if isinstance(value, list):
        return [_in_languages(one, languages) for one in value]
    if not isinstance(value, dict):
        return value
    if value and all(key in WRITTEN and isinstance(words, str) for key, words in value.items()):
        return {tag: words for tag, words in value.items() if tag in languages}
    return {key: _in_languages(one, languages) for key, one in value.items()}
