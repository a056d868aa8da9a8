"""From text to tree: a recursive descent whose depth and size are bounded as it goes."""

from __future__ import annotations

from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.functions import is_qualified
from farolito.domain.expressions.kinds import FUNCTIONS, LEVELS, RESERVED, SIGN
from farolito.domain.expressions.lexing import Token, tokens
from farolito.domain.expressions.nodes import (
    MAX_DEPTH,
    MAX_NODES,
    OWN,
    Call,
    Constant,
    Items,
    Name,
    Node,
    call,
    constant,
    measured,
    too_deep,
    too_large,
)
from farolito.domain.expressions.tree import Tree

CHAINS = frozenset({"and", "or", "+", "*"})
"""Operators that take any number of arguments: ``a + b + c`` is one call."""
COMPARED = LEVELS["=="]
COMPARISONS = frozenset(sign for sign, level in LEVELS.items() if level == COMPARED)


def parse(text: str) -> Tree:
    """The tree of an expression written as text. Raises ExpressionFault, nothing else."""
    return Tree(measured(_Parser(tokens(text)).whole()))


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._level = 0
        self._nodes = 0

    def whole(self) -> Node:
        if self._peek().kind == "end":
            raise ExpressionFault(0, "This rule is empty.")
        node = self._expression()
        if self._peek().kind != "end":
            raise self._unexpected("and, or, a comparison or the end")
        return node

    def _expression(self, least: int = 0) -> Node:
        """One expression, as far as its operators bind at least as tightly as ``least``."""
        self._level += 1
        if self._level > 2 * MAX_DEPTH:  # in text a level may be a sign and a parenthesis
            raise too_deep(self._peek().position)
        node = self._prefix(least)
        last = None
        while (level := self._infix()) is not None and level >= least:
            negated = self._is("not") and bool(self._take())
            sign = self._take()
            if level == COMPARED and last in COMPARISONS:
                message = "Compare two things at a time: write a < b and b < c."
                raise ExpressionFault(sign.position, message)
            right = self._expression(level + 1)
            if sign.text == last and last in CHAINS and isinstance(node, Call):
                node = Call(last, (*node.arguments, right), node.position)
            else:
                node = self._made(sign.text, (node, right), sign.position)
            if negated:
                node = self._made("!", (node,), sign.position)
            last = sign.text
        self._level -= 1
        return node

    def _infix(self) -> int | None:
        """How tightly the operator binds that comes next; None when none comes."""
        if self._is("not") and self._tokens[self._at + 1].text == "in":
            return COMPARED
        token = self._peek()
        return LEVELS.get(token.text) if token.kind in {"sign", "word"} else None

    def _prefix(self, least: int) -> Node:
        if self._is("not"):
            position = self._take().position
            if least > LEVELS["!"]:
                raise ExpressionFault(position, "Put parentheses around it: (not …).")
            return self._made("!", (self._expression(LEVELS["!"]),), position)
        if not self._is("-"):
            return self._primary()
        if self._tokens[self._at + 1].kind == "number":
            return self._constant()
        position = self._take().position
        return self._made("-", (self._expression(SIGN),), position)

    def _primary(self) -> Node:
        token = self._peek()
        if token.kind in {"text", "number"} or token.text in {"true", "false"}:
            return self._constant()
        if token.kind == "word":
            return self._word()
        if token.kind == "sign" and token.text == OWN:
            return self._counted(Name(OWN, self._take().position))
        if self._is("("):
            self._take()
            node = self._expression()
            self._close(")")
            return node
        if self._is("["):
            return self._list()
        raise self._unexpected("a name, a value or a parenthesis")

    def _word(self) -> Node:
        word = self._take()
        if word.text == "today":
            if self._is("("):
                raise ExpressionFault(word.position, "Write today without parentheses.")
            return self._made("today", (), word.position)
        if self._is("(") or self._is_dotted():
            return self._call(word)
        if word.text == "null":
            message = "There is no null. Write answered(…) to ask whether there is an answer."
            raise ExpressionFault(word.position, message)
        if word.text in RESERVED:
            raise ExpressionFault(word.position, f"{word.text} needs something before it.")
        return self._counted(Name(word.text, word.position))

    def _is_dotted(self) -> bool:
        """Whether ``.name(`` follows, as after the name of a plugin."""
        return self._is(OWN) and self._tokens[self._at + 1].kind == "word"

    def _dotted(self, word: Token) -> Token:
        """The whole name of a plugin's function."""
        self._take()
        last = self._take()
        name = f"{word.text}.{last.text}"
        together = last.position + len(last.text) - word.position == len(name)
        if not together or not is_qualified(name) or not self._is("("):
            message = "A function of a plugin is written plugin.name(…), in small letters."
            raise ExpressionFault(word.position, message)
        return word._replace(text=name)

    def _call(self, word: Token) -> Node:
        if self._is_dotted():
            word = self._dotted(word)
        elif word.text not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            message = f"There is no function {word.text}. There are: {known}."
            raise ExpressionFault(word.position, message, "unknown_name")
        self._take()
        arguments: list[Node] = []
        while not self._is(")"):
            arguments.append(self._expression())
            if not self._is(")"):
                self._close(",")
        self._take()
        return self._made(word.text, tuple(arguments), word.position)

    def _list(self) -> Node:
        position = self._take().position
        items: list[Constant] = []
        while not self._is("]"):
            items.append(self._constant())
            if not self._is("]"):
                self._close(",")
        self._take()
        return self._counted(Items(tuple(items), position))

    def _constant(self) -> Constant:
        negative = self._is("-") and bool(self._take())
        token = self._peek()
        value: str | float | bool
        if token.kind == "number":
            value = -float(token.text) if negative else float(token.text)
        elif token.kind == "text" and not negative:
            value = token.text
        elif token.kind == "word" and token.text in {"true", "false"} and not negative:
            value = token.text == "true"
        else:
            raise self._unexpected("a text in quotes, a number, true or false")
        made = constant(value, self._take().position)
        self._counted(made)
        return made

    def _made(self, operator: str, arguments: tuple[Node, ...], position: int) -> Node:
        return self._counted(call(operator, arguments, position))

    def _counted(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise too_large(self._peek().position)
        return node

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, *texts: str) -> bool:
        token = self._peek()
        return token.kind in {"sign", "word"} and token.text in texts

    def _close(self, sign: str) -> None:
        if not self._is(sign):
            raise self._unexpected(sign)
        self._take()

    def _unexpected(self, wanted: str) -> ExpressionFault:
        token = self._peek()
        if token.kind == "end":
            return ExpressionFault(token.position, f"The rule stops here; expected {wanted}.")
        if token.text.lower() in RESERVED and token.text not in RESERVED:
            return ExpressionFault(token.position, f"Write {token.text.lower()} in small letters.")
        return ExpressionFault(token.position, f"Expected {wanted}, not {token.text[:40]}.")
