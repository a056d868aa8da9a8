"""JSON that knows where it stands in its text, read as if it were sent by an enemy.

The standard library's reader keeps no positions, lets a second key of the same name win, takes NaN and
falls over 100,000 brackets. This one reads in linear time, without recursion, and answers with faults.
It is ten times slower, so a text in which nothing is wrong is read by the library's (:func:`_quickly`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any, NoReturn

from farolito.domain.faults import Faults, child, shown, suggestion
from farolito.domain.located import UNREADABLE, Lines, Located, Place

MOST_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 32
MOST_VALUES = 200_000
MOST_DIGITS = 15  # every such integer is exact as a double, so that a browser reads the same number

TOKEN = re.compile(  # possessive throughout: no input makes it look twice at a character
    r"[ \t\r\n]*+(?:"
    r"(?P<mark>[{}\[\],:])"
    r'|"(?P<string>[^"\\\n]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n]*+)*+)"'
    r"|(?P<number>-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+)(?![\w.+-])"
    r"|(?P<word>-?[A-Za-z_]\w*+)"
    r")"
)
SPACE = re.compile(r"[ \t\r\n]*+")
ESCAPE = re.compile(r"\\(?:u([dD][89abAB]\w\w)\\u([dD][c-fC-F]\w\w)|u(\w{4})|(.))")
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


def read_json(text: str | bytes) -> Located:
    """Read a JSON document of at most 4 MiB; never raises, whatever it is given.

    Refused besides what RFC 8259 refuses: a key twice in one object, NaN and infinities, more than 32
    levels, more than 200,000 values, integers over 15 digits, NUL, control characters, lone surrogates.
    """
    if len(text) > MOST_BYTES or len(_encoded(text)) > MOST_BYTES:
        return _refused("the document is too long", "at most 4 MiB")
    if isinstance(text, bytes):
        try:
            text = text.decode()
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            return _refused("a character is not UTF-8", "a file saved as UTF-8", line)
    text = text.removeprefix("\ufeff")
    value = _quickly(text)
    if value is UNREADABLE:
        return _Reader(text).read()
    return Located(value, Faults(), cache(lambda: _Reader(text).read().places()), Lines(text))


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _refused(message: str, expected: str, line: int = 1) -> Located:
    faults = Faults()
    faults.add("", message, expected, line, 1, "json")
    return Located(UNREADABLE, faults, lambda: Place(0), Lines(""))


DOUBTFUL = re.compile(r"\\[bfru]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What may be, or become, a character that is not allowed."""


def _quickly(text: str) -> Any:
    """The same value from the standard library's reader; UNREADABLE where anything may be wrong with the text."""
    if len(text) > MOST_VALUES or DOUBTFUL.search(text):  # each value takes a character
        return UNREADABLE
    try:
        value = QUICK.decode(text)
        _refuse_deep(value, MOST_DEPTH)
    except (ValueError, RecursionError):
        return UNREADABLE
    return value


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) != len(members):
        raise ValueError
    return found


def _short_integer(raw: str) -> int:
    if len(raw.lstrip("-")) > MOST_DIGITS:
        raise ValueError
    return int(raw)


def _short_number(raw: str) -> float:
    number = float(raw)
    if len(raw) > 2 * MOST_DIGITS or not isfinite(number):
        raise ValueError
    return number


def _no_number(raw: str) -> NoReturn:
    raise ValueError(raw)


def _refuse_deep(value: Any, levels: int) -> None:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not levels:
        raise ValueError
    for one in below:
        if isinstance(one, dict | list):
            _refuse_deep(one, levels - 1)


QUICK = json.JSONDecoder(
    object_pairs_hook=_each_once,
    parse_int=_short_integer,
    parse_float=_short_number,
    parse_constant=_no_number,
)


class _Stop(Exception):
    """Nothing after this point can be read; why is among the faults."""


@dataclass(slots=True)
class _Open:
    """An object or a list that is being filled."""

    value: dict[str, Any] | list[Any]
    place: Place
    pointer: str


class _Reader:
    """One pass over one text, with its own stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.at = 0  # where the next token may start
        self.values = 0
        self.faults = Faults()
        self.stack: list[_Open] = []

    def read(self) -> Located:
        root = Place(self.next_offset())
        value: Any = UNREADABLE
        try:
            value = self.value(root, "")
            while self.stack:
                top = self.stack[-1]
                if isinstance(top.value, dict):
                    self.member(top, top.value)
                else:
                    self.item(top, top.value)
            if self.next_offset() < len(self.text):
                self.stop("", "there is more text after the end of the document", "nothing")
        except _Stop:
            value = UNREADABLE
        return Located(value, self.faults, lambda: root, self.lines)

    def member(self, top: _Open, members: dict[str, Any]) -> None:
        """Read one member of an object, or its end."""
        if self.ended(top, "}", "a comma or }"):
            return
        offset = self.next_offset()
        token = self.token(top.pointer, "a key in double quotes")
        if token.lastgroup != "string":
            self.stop(
                top.pointer, f"found {shown(token.group().strip())}", "a key in double quotes"
            )
        key = self.string(token.group("string"), offset, top.pointer)
        pointer = child(top.pointer, key)
        if self.token(pointer, "a colon after the key").group("mark") != ":":
            self.stop(pointer, "the key has no value", "a colon after the key")
        place = Place(offset)
        if key in members:
            self.fault(
                offset, pointer, f"the key {shown(key)} is here a second time", "each key once"
            )
            self.value(place, pointer)
            return
        top.place.below[key] = place
        members[key] = None  # so that the order of the text is kept
        members[key] = self.value(place, pointer)

    def item(self, top: _Open, items: list[Any]) -> None:
        """Read one item of a list, or its end."""
        if self.ended(top, "]", "a comma or ]"):
            return
        place = Place(self.next_offset())
        top.place.below[len(items)] = place
        items.append(self.value(place, child(top.pointer, len(items))))

    def ended(self, top: _Open, bracket: str, expected: str) -> bool:
        """Step over the comma before the next member or item; whether the container was closed instead."""
        if self.peek() == bracket:
            self.at = self.next_offset() + 1
            self.stack.pop()
            return True
        if not top.value:
            return False
        offset = self.next_offset()
        if self.token(top.pointer, expected).group("mark") != ",":
            self.at = offset
            self.stop(top.pointer, "something is missing here", expected)
        if self.peek() == bracket:
            self.fault(offset, top.pointer, f"a comma stands before {bracket}", "no comma there")
            return self.ended(top, bracket, expected)
        return False

    def value(self, place: Place, pointer: str) -> Any:
        """Read a value; an object or a list is opened and filled later, by :meth:`read`."""
        offset = self.next_offset()
        token = self.token(pointer, "a value")
        self.values += 1
        if self.values > MOST_VALUES:
            self.at = offset
            self.stop(pointer, "there are too many values", f"at most {MOST_VALUES:,}")
        match token.lastgroup:
            case "string":
                return self.string(token.group("string"), offset, pointer)
            case "number":
                return self.number(token.group("number"), offset, pointer)
            case "word":
                return self.word(token.group("word"), offset, pointer)
        if token.group("mark") not in "{[":
            self.at = offset
            self.stop(pointer, f"found {shown(token.group('mark'))}", "a value")
        if len(self.stack) >= MOST_DEPTH:
            self.at = offset
            self.stop(pointer, "the brackets are nested too deep", f"at most {MOST_DEPTH} levels")
        opened: dict[str, Any] | list[Any] = {} if token.group("mark") == "{" else []
        self.stack.append(_Open(opened, place, pointer))
        return opened

    def string(self, raw: str, offset: int, pointer: str) -> str:
        words = ESCAPE.sub(_unescaped, raw) if "\\" in raw else raw
        if found := FORBIDDEN.search(words):
            name = f"U+{ord(found.group()):04X}"
            self.fault(
                offset, pointer, f"the character {name} is not allowed", "words people can read"
            )
            return FORBIDDEN.sub("\ufffd", words)
        return words

    def number(self, raw: str, offset: int, pointer: str) -> Any:
        digits = raw.lstrip("-")
        if digits.isdecimal():
            if len(digits) <= MOST_DIGITS:
                return int(raw)
        elif len(raw) <= 2 * MOST_DIGITS and isfinite(number := float(raw)):
            return number
        self.fault(offset, pointer, "this number is too long", f"at most {MOST_DIGITS} digits")
        return UNREADABLE

    def word(self, raw: str, offset: int, pointer: str) -> Any:
        if raw in WORDS:
            return WORDS[raw]
        close = "" if self.faults.full else suggestion(raw.lower(), WORDS)
        self.fault(
            offset,
            pointer,
            f"{shown(raw)} is not a JSON value{close}",
            "words stand in double quotes",
        )
        return UNREADABLE

    def next_offset(self) -> int:
        """Where the next token starts."""
        space = SPACE.match(self.text, self.at)
        return space.end() if space else self.at

    def peek(self) -> str:
        """The first character of the next token; "" at the end."""
        offset = self.next_offset()
        return self.text[offset : offset + 1]

    def token(self, pointer: str, expected: str) -> re.Match[str]:
        """The next token, which is stepped over."""
        token = TOKEN.match(self.text, self.at)
        if token is None:
            self.stop(pointer, UNKNOWN.get(self.peek(), "this cannot be read"), expected)
        self.at = token.end()
        return token

    def fault(self, offset: int, pointer: str, message: str, expected: str) -> None:
        self.faults.add(pointer, message, expected, *self.lines.at(offset), "json")

    def stop(self, pointer: str, message: str, expected: str) -> NoReturn:
        """Note a fault at the next token and give up."""
        self.fault(self.next_offset(), pointer, message, expected)
        raise _Stop


UNKNOWN = {
    "": "the text ends too early; a bracket or a quotation mark is not closed",
    '"': "this text is not closed on its line, or has a backslash that means nothing",
    "'": "single quotation marks",
    "\u201c": "curly quotation marks",
    "/": "a comment, which JSON does not have",
    "#": "a comment, which JSON does not have",
}
"""What to say of a character that starts no token."""


def _unescaped(found: re.Match[str]) -> str:
    high, low, unit, letter = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    return chr(int(unit, 16)) if unit else ESCAPED.get(letter, letter)
