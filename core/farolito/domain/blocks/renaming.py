"""A block under other names: ``prefix`` before each, in rules too, so that one form can use it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.expressions import ExpressionFault
from farolito.domain.expressions.lexing import tokens
from farolito.domain.parts import questions_in, with_questions
from farolito.domain.question_types.matrix import names_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Part = dict[str, Any]

RULES = ("relevant", "required", "constraint", "calculation", "default", "when")
POINTS_TO_NAMES = ("choices_from", "choices_within")


def with_prefix(document: Mapping[str, Any], prefix: str) -> Part:
    """The block's document with ``prefix`` before every name of a page, question, list, score and need."""
    if not prefix:
        return dict(document)
    return _Renaming(document, prefix).document()


class _Renaming:
    def __init__(self, document: Mapping[str, Any], prefix: str) -> None:
        self.block = document
        self.prefix = prefix
        self.names: Collection[str] = {
            *(
                name
                for page in document["pages"]
                for question in questions_in(page)
                for name in (question["name"], *names_asked(question))
            ),
            *(score["name"] for score in document.get("scores", [])),
        }

    def document(self) -> Part:
        block = dict(self.block)
        lists = block.get("choice_lists", {})
        block["choice_lists"] = {
            self.prefix + name: [self.part(choice, named=False) for choice in choices]
            for name, choices in lists.items()
        }
        block["pages"] = [self.page(page) for page in block["pages"]]
        block["scores"] = [
            {**self.part(score), "questions": [self.prefix + name for name in score["questions"]]}
            for score in block.get("scores", [])
        ]
        block["needs"] = [self.part(need) for need in block.get("needs", [])]
        return block

    def page(self, page: Part) -> Part:
        renamed = with_questions(self.part(page), self.question)
        renamed["questions"] = [
            {**self.part(item, named=False), "group": self.prefix + item["group"]}
            if "group" in item
            else item
            for item in renamed["questions"]
        ]
        return renamed

    def question(self, question: Part) -> Part:
        renamed = self.part(question)
        for key in POINTS_TO_NAMES:
            if key in question:
                renamed[key] = self.prefix + question[key]
        if "was" in question:
            renamed["was"] = [self.prefix + name for name in question["was"]]
        if "choices" in question:
            renamed["choices"] = [self.part(one, named=False) for one in question["choices"]]
        return renamed

    def part(self, part: Part, *, named: bool = True) -> Part:
        """A part under its new name, its rules about the new names. A choice keeps its name: it is stored."""
        renamed = dict(part)
        if named:
            renamed["name"] = self.prefix + part["name"]
        for key in RULES:
            if isinstance(part.get(key), str):
                renamed[key] = self.rule(part[key])
        return renamed

    def rule(self, text: str) -> str:
        try:
            found = tokens(text)
        except ExpressionFault:
            return text  # it is told where the rule stands
        for number, token in reversed(list(enumerate(found))):
            beside = {
                one.text for one in (*found[max(number - 1, 0) : number], *found[number + 1 :][:1])
            }
            if token.kind == "word" and token.text in self.names and "." not in beside:
                text = f"{text[: token.position]}{self.prefix}{text[token.position :]}"
        return text
