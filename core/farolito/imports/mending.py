"""The last look at an assembled definition: our own reader judges it; what it refuses is taken out and named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import NotCarried, Note
from farolito.domain.parts import with_questions
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.carrying import Report
    from farolito.domain.definitions import Form
    from farolito.domain.faults import Fault
    from farolito.imports.outline import Asked

ROUNDS = 12
NOTHING_LEFT = "Nothing that Farolito could ask is left of this form."
KEPT = frozenset({"name", "label", "type", "title", "pages", "questions", "sections", "languages"})
KEPT |= {"group", "when", "questions", "bands"}  # of a need, of a score
"""Members that a part is nothing without: a fault in one of them takes the part out."""


def mended(document: dict[str, Any], asked: Mapping[str, Asked], report: Report) -> dict[str, Any]:
    """``document`` without what our reader refuses; ``asked`` has the source's questions by our names.

    Raises NotCarried when no form is left.
    """
    read: Form | list[Fault] = []
    for _ in range(ROUNDS):
        if not document["sections"]:
            raise NotCarried([*report.notes, Note("the form", "", NOTHING_LEFT, "refused")])
        read = read_form(_text(document), question_types=CORE_QUESTION_TYPES)
        if not isinstance(read, list):
            return document
        mender = _Mender(document, asked, report)
        mendable = [mender.mend(fault) for fault in read]
        if not all(mendable):
            raise NotCarried(_notes(read, mender))
        mender.sweep()
    raise NotCarried(_notes(read if isinstance(read, list) else [], mender))


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _notes(faults: list[Fault], mender: _Mender) -> list[Note]:
    return [Note(mender.place(fault.pointer), "", str(fault), "refused") for fault in faults]


class _Mender:
    def __init__(
        self, document: dict[str, Any], asked: Mapping[str, Asked], report: Report
    ) -> None:
        self.document, self.asked, self.report = document, asked, report
        self.out: set[int] = set()  # parts that go, by identity

    def mend(self, fault: Fault) -> bool:
        """Take out what is wrong; False when it cannot be taken out."""
        chain = self.chain(fault.pointer)
        if self.is_language(fault, chain):
            return True
        for parent, key in reversed(chain):
            if isinstance(parent, dict) and key not in KEPT:
                if key in parent:
                    self.name(fault, f"{key}", parent.pop(key))
                return True
            if isinstance(parent, list) and isinstance(parent[int(key)], dict):
                part = parent[int(key)]
                if "pages" in part or id(part) in self.out:
                    return id(part) in self.out
                self.out.add(id(part))
                what = (
                    "the question"
                    if "type" in part
                    else "the group"
                    if "group" in part
                    else "the page"
                    if "questions" in part
                    else "the part"
                )
                named = part.get("name", part.get("group", ""))
                self.name(fault, f"{what} {named}", part)
                return True
        return False

    def is_language(self, fault: Fault, chain: list[tuple[Any, str]]) -> bool:
        """A language that lacks words is declared missing, and offered to nobody."""
        if "missing” for " not in fault.expected:
            return False
        tag = fault.expected.split("missing” for ", 1)[1].split(" ", 1)[0]
        states = self.document.setdefault("translations", {})
        if states.get(tag) != {"state": "missing"}:
            states[tag] = {"state": "missing"}
            said = "Some words are missing, so the language is not offered until they are there (farolito forms check)."
            self.report.note("the form", f"the language {tag}", said, "changed")
        return True

    def chain(self, pointer: str) -> list[tuple[Any, str]]:
        """Each part on the way to ``pointer`` with the key that leads on."""
        found: list[tuple[Any, str]] = []
        part: Any = self.document
        for key in pointer.split("/")[1:]:
            key = key.replace("~1", "/").replace("~0", "~")
            found.append((part, key))
            if isinstance(part, list):
                part = part[int(key)] if key.isdigit() and int(key) < len(part) else None
            else:
                part = part.get(key) if isinstance(part, dict) else None
            if part is None:
                break
        return found

    def question(self, pointer: str) -> Asked | None:
        """The source's question that the part at ``pointer`` came from."""
        found = None
        for part, key in self.chain(pointer):
            inside = (
                part[int(key)]
                if isinstance(part, list) and key.isdigit() and int(key) < len(part)
                else part
            )
            if isinstance(inside, dict) and "type" in inside:
                found = self.asked.get(str(inside.get("name")), found)
        return found

    def place(self, pointer: str) -> str:
        """Where in the source that is."""
        asked = self.question(pointer)
        return asked.where if asked else "the form"

    def name(self, fault: Fault, construct: str, value: Any) -> None:
        said = f"{fault.message[:1].upper()}{fault.message[1:]}"
        said += (
            f"; expected {fault.expected}."
            if fault.expected
            else ""
            if said.endswith((".", "?"))
            else "."
        )
        asked = self.question(fault.pointer)
        rule = asked.rules.get(construct) if asked else None
        where = rule.where if rule else self.place(fault.pointer)
        source = rule.text if rule else value if isinstance(value, str) else _text(value)[:2_000]
        self.report.left_out(where, construct, said, source)

    def sweep(self) -> None:
        """Take out the parts that go, and what is empty without them."""
        self.document["sections"] = self.swept(self.document["sections"])
        for key in {"needs", "scores"} & self.document.keys():
            self.document[key] = [part for part in self.document[key] if id(part) not in self.out]

    def swept(self, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What is left of the sections. A list of which no question is left takes those inside of it along."""
        for section in sections:
            pages = [
                with_questions(p, self.kept) for p in section["pages"] if id(p) not in self.out
            ]
            section["pages"] = [page for page in pages if page["questions"]]
            if "sections" in section:
                inner = self.swept(section.pop("sections"))
                section |= {"sections": inner} if inner and section["pages"] else {}
                for lost in inner if not section["pages"] else ():
                    said = "Nothing is left of the list around it."
                    self.report.left_out("the form", f"the list {lost['name']}", said, _text(lost))
        return [section for section in sections if section["pages"]]

    def page(self, page: dict[str, Any]) -> dict[str, Any]:
        """A page without the questions and groups that go."""
        left = [item for item in page["questions"] if id(item) not in self.out]
        return with_questions({**page, "questions": left}, self.kept)

    def kept(self, question: dict[str, Any]) -> dict[str, Any] | None:
        """A question of a page or group without the choices that go; None when it goes itself."""
        if id(question) in self.out:
            return None
        if "choices" in question:
            question["choices"] = [c for c in question["choices"] if id(c) not in self.out]
        return question
