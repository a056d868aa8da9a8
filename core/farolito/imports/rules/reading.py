"""One parser for rules that are written as text: what differs between languages is in a :class:`Grammar`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.imports.rules.terms import MOST_LETTERS, MOST_LEVELS, Broken, Term, const, name

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

LEVELS: Mapping[str, int] = {
    **{"or": 1, "and": 2, "==": 4, "!=": 4, "selected": 4, "unselected": 4, "anyof": 4, "allof": 4},
    **{"<": 5, "<=": 5, ">": 5, ">=": 5, "+": 6, "-": 6, "*": 7, "/": 7, "%": 7, "^": 8},
}
NEGATIVE = 8


@dataclass(frozen=True)
class Grammar:
    """``token`` has the groups number, text, name, own, word, sign; ``binary`` maps what is written to an operator.

    ``after`` are operators that stand after their one argument.
    """

    token: re.Pattern[str]
    binary: Mapping[str, str]
    after: Mapping[str, str]
    not_before: tuple[str, ...] = ()
    words: Mapping[str, bool] | None = None


def parse(text: str, grammar: Grammar) -> Term:
    """The term that ``text`` means. Raises Broken for what the language itself would not read."""
    if len(text) > MOST_LETTERS:
        raise Broken(1, f"A rule may have at most {MOST_LETTERS:,} letters.")
    parser = _Parser(text, grammar)
    term = parser.expression(0, 0)
    if parser.kind != "end":
        raise Broken(parser.at + 1, f"Something is missing before {parser.text!r}.")
    return term


class _Parser:
    def __init__(self, text: str, grammar: Grammar) -> None:
        self.source, self.grammar = text, grammar
        self.kind, self.text, self.at, self.next = "", "", 0, 0
        self.step()

    def step(self) -> None:
        """Go to the next token."""
        while self.next < len(self.source) and self.source[self.next].isspace():
            self.next += 1
        self.at = self.next
        if self.at == len(self.source):
            self.kind, self.text = "end", "the end"
            return
        found = self.grammar.token.match(self.source, self.at)
        if found is None or found.lastgroup is None:
            letter = self.source[self.at]
            if letter in "'\"":
                raise Broken(self.at + 1, "This text has no closing quote.")
            if letter in "$#{":
                raise Broken(self.at + 1, "Write the name of a question in braces after it.")
            raise Broken(self.at + 1, f"{letter!r} has no meaning here.")
        self.kind, self.text, self.next = found.lastgroup, found[found.lastgroup], found.end()

    def expression(self, least: int, level: int) -> Term:
        """Everything that binds at least as tightly as ``least``."""
        if level > MOST_LEVELS:
            raise Broken(self.at + 1, f"More than {MOST_LEVELS} levels of parentheses.")
        left = self.first(level)
        chained = 0
        while self.kind in {"sign", "word"}:
            written = self.text.lower() if self.kind == "word" else self.text
            if written in self.grammar.after:
                self.step()
                left = Term(self.grammar.after[written], (left,))
                if left.op == "answered":
                    left = Term("not", (Term("empty", left.args),))
                continue
            operator = self.grammar.binary.get(written)
            if operator is None or LEVELS[operator] < least:
                break
            chained += 1
            if chained > 2_000:
                raise Broken(self.at + 1, "This rule has too many parts.")
            self.step()
            right = self.expression(LEVELS[operator] + 1, level + 1)
            if operator in {"and", "or"} and left.op == operator:
                left = Term(operator, (*left.args, right))
            else:
                left = Term(operator, (left, right))
        return left

    def first(self, level: int) -> Term:
        """One thing: a constant, a name, a call, something in parentheses or with a sign before it."""
        kind, text, at = self.kind, self.text, self.at
        if kind == "sign" and text == "(":
            self.step()
            inside = self.expression(0, level + 1)
            self.expect(")")
            return inside
        if kind == "sign" and text == "[":
            self.step()
            return Term("list", self.listed("]", level))
        if kind == "sign" and text in {"-", "+"}:
            self.step()
            inside = self.expression(NEGATIVE, level + 1)
            return inside if text == "+" else Term("negative", (inside,))
        if (text.lower() if kind == "word" else text) in self.grammar.not_before:
            self.step()
            return Term("not", (self.expression(3, level + 1),))
        if kind in {"sign", "end"}:
            raise Broken(
                at + 1,
                f"Something is missing before {text!r}."
                if kind == "sign"
                else "It ends too early.",
            )
        self.step()
        if kind == "number":
            return const(float(text))
        if kind == "text":
            return const(text[1:-1])
        if kind == "name":
            return name(text.strip("${} "))
        if kind == "own":
            return Term("own")
        if self.kind == "sign" and self.text == "(":
            self.step()
            return Term("call", self.listed(")", level), text)
        truth = (self.grammar.words or {}).get(text.lower())
        if truth is not None:
            return const(truth)
        return Term("bare", (), text)

    def listed(self, end: str, level: int) -> tuple[Term, ...]:
        """Arguments with commas between them, up to ``end``."""
        found: list[Term] = []
        while not (self.kind == "sign" and self.text == end):
            if found:
                self.expect(",")
            found.append(self.expression(0, level + 1))
        self.step()
        return tuple(found)

    def expect(self, sign: str) -> None:
        """Step over ``sign``, or say that it is missing."""
        if self.kind != "sign" or self.text != sign:
            raise Broken(self.at + 1, f"{sign!r} is missing before {self.text!r}.")
        self.step()
