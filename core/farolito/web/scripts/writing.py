"""Modules as one text: names of a letter or two, and no sign between tokens that means nothing.

What a module declares for all of its functions is called the same everywhere; what a function declares gets the first
letters that nobody uses inside of it. Keys, members (all but private ones) and what belongs to the browser keep theirs.
"""

from __future__ import annotations

from collections import Counter
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from farolito.web.scripts.tokens import WORDS, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from farolito.web.scripts.names import Module, Part

_SIGNS_AHEAD = "; , { ( [ } : ? . ?. => = == === !== && || ?? + - * / % < > <= >= ! ..."
_SIGNS_BEHIND = "; , } ) ] : ? . ?. => = == === !== && || ?? * % < > <= >="
_AHEAD, _BEHIND = frozenset(_SIGNS_AHEAD.split()), frozenset(_SIGNS_BEHIND.split())
"""A line break behind the ones and before the others means nothing: all of our statements end with their semicolon."""

_SHORT = {"true": "!0", "false": "!1"}


def written(modules: Mapping[str, Module], entry: str) -> str:
    """The modules in their order; at the end what ``entry`` exports, under its own names."""
    kept = WORDS | {name for one in modules.values() for name in one.foreign()}
    outermost = _outermost(modules, kept)
    text = _Text(kept)
    for name, module in modules.items():
        known = {one: outermost[name, one] for one in module.outermost}
        known |= {one: outermost[there] for one, there in module.imports.items()}
        for statement in module.statements:
            text.add(module, statement, known)
    exported = ",".join(
        f"{outermost[entry, one]} as {one}" for one in sorted(modules[entry].exported)
    )
    return "".join(text.parts) + (f"\nexport{{{exported}}}\n" if exported else "\n")


def _outermost(modules: Mapping[str, Module], kept: Set[str]) -> Mapping[tuple[str, str], str]:
    """By module and name what is declared for more than one statement: no two are called the same."""
    used: Counter[tuple[str, str]] = Counter()
    for name, module in modules.items():
        here = {one: (name, one) for one in sorted(module.outermost)} | module.imports
        used.update(here.values())
        for statement in module.statements:
            for one, times in statement.used.items():
                if one in here:
                    used[here[one]] += times
    fresh = _fresh(kept)
    return {one: next(fresh) for one, _ in used.most_common()}


def _fresh(taken: Set[str]) -> Iterator[str]:
    """Ever longer names. ``aa ba ca`` and not ``aa ab ac``: brotli makes less of them."""
    for length in count(1):
        for letters in product(ascii_lowercase, repeat=length):
            if (name := "".join(reversed(letters))) not in taken:
                yield name


class _Text:
    """What is written so far, token by token."""

    def __init__(self, kept: Set[str]) -> None:
        self.parts: list[str] = []
        self._kept = kept
        self._private: dict[str, str] = {}
        self._fresh = _fresh(kept)
        self._before = ";"
        self._began = [""]  # in each open bracket: the word with which the last statement began

    def add(self, module: Module, part: Part, known: Mapping[str, str]) -> None:
        """A statement or function; ``known``: what names from outside of it are called."""
        taken = self._kept | {known[one] for one in part.used if one in known}
        fresh = _fresh(taken)
        mine = part.declared - known.keys() - self._kept
        called = {**known, **{one: next(fresh) for one in part.used if one in mine}}
        at = part.begin
        for inner in (*part.parts, None):
            for here in range(at, inner.begin if inner else part.end):
                if here not in module.idle:
                    self._write(self._renamed(module, here, called))
            if inner:
                self.add(module, inner, called)
                at = inner.end

    def _renamed(self, module: Module, at: int, called: Mapping[str, str]) -> Token:
        token = module.script.tokens[at]
        text = token.text
        if text[0] == "#":  # private in every class, so one name does for all
            if text not in self._private:
                self._private[text] = f"#{next(self._fresh)}"
            return token._replace(text=self._private[text])
        if token.kind == "number":
            return token._replace(text=text.replace("_", ""))
        if text in _SHORT and token.kind == "word" and module.script.texts[at + 1] != ":":  # no key
            return token._replace(text=_SHORT[text])
        if at not in module.variables:
            return token
        name = called.get(text, text)
        return token._replace(
            text=f"{text}:{name}" if at in module.short and name != text else name
        )

    def _write(self, token: Token) -> None:
        kind, text, gap = token
        before = self._before
        if kind == "word" and text in ("const", "export"):
            if text == "export":
                return
            text = "let"
        if text == "let" == self._began[-1] and before == ";":  # let a=1;let b=2
            self.parts[-1] = self._before = ","
            return
        if token.closes:
            self._began.pop()
            if before == "," or before + text == ";}":
                self.parts.pop()
        elif before == ";" or (before in ("{", "}") and kind in ("word", "name")):
            self._began[-1] = text
        if token.opens:
            self._began.append("")
        self.parts.append(_between(before, text, gap) + text)
        self._before = text


def _between(before: str, text: str, gap: str) -> str:
    """What must stand between two tokens: a space between two words, a line break where one ends a statement."""
    if _is_letter(before[-1]) and _is_letter(text[0]):
        return gap or " "
    if gap == "\n" and before not in _AHEAD and text not in _BEHIND:
        return gap
    return gap if before[-1] in "+-/" and before[-1] == text[0] else ""


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign in "_$"
