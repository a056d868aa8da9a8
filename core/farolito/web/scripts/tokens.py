"""A script of ours as tokens: what must be known of it to say the same in fewer letters.

Only what our modules are written in is understood: names are ASCII, and what follows a closing bracket is no regular
expression. Anything else is a :class:`ValueError` that says where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LANGUAGE = """
async await break case catch class const continue default delete do else export extends false finally for from
function get if import in instanceof let new null of return set static super switch this throw true try typeof
var void while yield
"""
WORDS = frozenset(_LANGUAGE.split())
"""Those of the language, and the few that mean something at certain places: none is ever given another name."""

_TOKEN = re.compile(
    r"""(?P<gap>(?:\s|//[^\n]*|/\*.*?\*/)+)
    |(?P<name>\#?[A-Za-z_$][\w$]*)
    |(?P<number>\d[\w.]*)
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<sign>=>|\.\.\.|\?\.(?!\d)|[!=]==?|\+\+|--|(?:\*\*|&&|\|\||\?\?|<<|>>>?|[-+*/%&|^<>])=?|[-{}()\[\];,~?:.=!])""",
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_REGULAR = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_TEMPLATE = re.compile(r"[`}](?:\\.|\$(?!\{)|[^\\`$])*(?:`|\$\{)", re.DOTALL)
_BEFORE_VALUE = "case delete else in of return throw typeof void await yield"
_BEFORE_REGULAR = frozenset(_BEFORE_VALUE.split())
_BEFORE_BLOCK = frozenset({"=>", ")", ";", "{", "}", "else", "try", "finally", "do", "catch"})


class Token(NamedTuple):
    """``kind``: name, word, number, text (so is each part of a template) or sign. ``gap``: what stood before it."""

    kind: str
    text: str
    gap: str

    @property
    def opens(self) -> bool:
        """Whether it is the first half of a pair."""
        return self.text in ("(", "[", "{") or (self.kind == "text" and self.text.endswith("${"))

    @property
    def closes(self) -> bool:
        """Whether it is the second half."""
        return self.text in (")", "]", "}") or (self.kind == "text" and self.text[0] == "}")


@dataclass(frozen=True, slots=True)
class Script:
    """Tokens, and what must be known of them all."""

    tokens: Sequence[Token]
    texts: Sequence[str]
    """Of each token; behind the last stand two that are empty, which ``-1`` finds as well."""
    other: Mapping[int, int]
    """Of each bracket its other half; of what is both, as in a template, the later one."""
    holds: Mapping[int, str]
    """By the index of an opening brace: ``block``, ``class`` or ``object``, which patterns are too."""

    def behind(self, at: int) -> int:
        """Behind this token, or behind all that it opens: a template goes on behind each of its braces."""
        while self.other.get(at, at) > at:
            at = self.other[at]
        return at + 1


def parsed(source: str) -> Script:
    """The tokens of a module."""
    tokens = _tokens(source)
    other: dict[int, int] = {}
    holds: dict[int, str] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.closes:
            if not opened:
                raise ValueError(f"{token.text} closes nothing.")
            other[at] = opened.pop()
            other[other[at]] = at
        if token.opens:
            opened.append(at)
            if token.text == "{":
                holds[at] = _held([one.text for one in tokens[max(0, at - 4) : at]])
    if opened:
        raise ValueError(f"{tokens[opened[-1]].text} is never closed.")
    return Script(tokens, [*(one.text for one in tokens), "", ""], other, holds)


def _held(before: list[str]) -> str:
    if "class" in before:
        return "class"
    return "block" if not before or before[-1] in _BEFORE_BLOCK else "object"


def _tokens(source: str) -> list[Token]:
    tokens: list[Token] = []
    braces: list[int] = []  # of each template that is open: how many braces are open in it
    at, gap = 0, ""
    while at < len(source):
        sign = source[at]
        kind = "text"
        if sign == "`" or (sign == "}" and braces and not braces[-1]):
            found = _TEMPLATE.match(source, at)
        elif sign == "/" and source[at + 1 : at + 2] not in ("/", "*") and _begins(tokens):
            found = _REGULAR.match(source, at)
        else:
            found = _TOKEN.match(source, at)
            kind = (found and found.lastgroup) or ""
        if found is None:
            line = source.count("\n", 0, at) + 1
            raise ValueError(f"Line {line} can not be read: {source[at : at + 40]!r}")
        text, at = found[0], found.end()
        if kind == "gap":
            gap = "\n" if "\n" in text else " "
            continue
        if kind == "text" and sign in "`}":
            if sign == "}":
                braces.pop()
            if text.endswith("${"):
                braces.append(0)
        elif braces and text in ("{", "}"):
            braces[-1] += 1 if text == "{" else -1
        tokens.append(Token("word" if kind == "name" and text in WORDS else kind, text, gap))
        gap = ""
    return tokens


def _begins(tokens: list[Token]) -> bool:
    """Whether a value may begin here, so that a slash does not divide."""
    if not tokens:
        return True
    last = tokens[-1]
    if last.kind == "word":
        return last.text in _BEFORE_REGULAR
    return (last.kind == "sign" and last.text not in (")", "]", "}")) or last.text.endswith("${")
