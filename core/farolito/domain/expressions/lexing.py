"""From text to tokens: words, numbers, texts and signs, each with its position."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.nodes import MAX_NAME, MAX_TEXT

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
      (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<text>'(?:[^'\\]|\\['"\\])*' | "(?:[^"\\]|\\['"\\])*")
    | (?P<sign>==|!=|<=|>=|[-+*/%<>()\[\],.])
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

_OPEN = "This text has no closing quote (or a \\ before something other than a quote or \\)."
_INSTEAD = {
    "=": "Write == to compare.",
    "!": "Write not (…), or != to compare.",
    "&": "Write and.",
    "|": "Write or.",
    "$": "Write the name of the question alone, without a dollar sign.",
    "'": _OPEN,
    '"': _OPEN,
    "‘": "Use straight quotes: 'yes'.",
    "’": "Use straight quotes: 'yes'.",
    "“": "Use straight quotes: 'yes'.",
    "”": "Use straight quotes: 'yes'.",
    "≥": "Write >=.",
    "≤": "Write <=.",
    "≠": "Write !=.",
    "×": "Write *.",
    "÷": "Write /.",
    "−": "Write - (a plain minus).",
}


class Token(NamedTuple):
    """One word of an expression. ``text`` is what it means: a text without its quotes."""

    kind: Literal["number", "word", "text", "sign", "end"]
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Every token of an expression, then an ``end``. Raises ExpressionFault."""
    if len(text) > MAX_TEXT:
        message = f"An expression has at most {MAX_TEXT} letters; this has {len(text)}."
        raise ExpressionFault(0, message, "too_large")
    found: list[Token] = []
    position = 0
    while not found or found[-1].kind != "end":
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text, position)
        found.append(_token(match))
        position = match.end()
    return found


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "end"
    start, written = match.start(kind), match[kind]
    if kind == "word":
        if len(written) > MAX_NAME:
            raise ExpressionFault(start, f"A name has at most {MAX_NAME} letters.")
        return Token("word", written, start)
    if kind == "number":
        follows = match.string[match.end() : match.end() + 1]
        if follows.isalpha() or follows == "_":
            raise ExpressionFault(start, "A name starts with a letter, not with a digit.")
        return Token("number", written, start)
    if kind == "text":
        return Token("text", _ESCAPED.sub(r"\1", written[1:-1]), start)
    return Token("sign" if kind == "sign" else "end", written, start)


def _unreadable(text: str, position: int) -> ExpressionFault:
    start = len(text) - len(text[position:].lstrip(" \t\r\n"))
    letter = text[start]
    unknown = f"A rule cannot have {letter!r} here; names are letters a to z, digits and _."
    return ExpressionFault(start, _INSTEAD.get(letter, unknown))
