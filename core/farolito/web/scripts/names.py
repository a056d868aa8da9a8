"""Which names of a module are its own, so that they may be called otherwise, and where they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from farolito.web.scripts.tokens import Script

_CONTROLS = ("if", "for", "while", "switch")
_DECLARE = ("async", "const", "let", "var", "function", "class")
_GOES_ON = ("else", "catch", "finally", "while")
_MODIFIERS = ("async", "get", "set", "static")


@dataclass(slots=True)
class Part:
    """A statement at the outermost level, or a function in one: whatever it declares is known in all of it.

    A block counts to the function around it.
    """

    begin: int
    end: int
    parts: list[Part] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    used: Counter[str] = field(default_factory=Counter)
    """Variables by how often they are named, in functions inside of it too."""
    own: set[str] = field(default_factory=set)
    """Those that are named outside of these functions."""


@dataclass(slots=True)
class Module:
    """A module with its names. ``outermost``: what it declares for all of its statements."""

    script: Script
    statements: list[Part] = field(default_factory=list)
    """All but imports, in order."""
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What a name of another module is called here: from where, and what it is called there."""
    outermost: set[str] = field(default_factory=set)
    exported: set[str] = field(default_factory=set)
    variables: set[int] = field(default_factory=set)
    """Tokens that name a variable; all other names are those of keys and members."""
    short: set[int] = field(default_factory=set)
    """Of these the ones that name the key of an object as well: ``{ a }``."""
    idle: set[int] = field(default_factory=set)
    """Brackets that mean nothing."""

    def foreign(self) -> set[str]:
        """Names that somewhere are nobody's here: they belong to the browser."""

        def unknown(part: Part, known: Set[str]) -> set[str]:
            known = known | part.declared
            return (part.own - known).union(*(unknown(one, known) for one in part.parts))

        known = self.outermost | self.imports.keys()
        return set().union(*(unknown(one, known) for one in self.statements))


def module(script: Script) -> Module:
    """What a module declares, names and imports. :class:`ValueError` for a way to import or export that is not ours."""
    found = Module(script, idle=set(_idle(script)))
    begin = 0
    while begin < len(script.tokens):
        end = _end(script, begin)
        first = script.texts[begin]
        if first == "import":
            found.imports.update(_imports(script, begin, end))
        else:
            if first == "export" and script.texts[begin + 1] not in _DECLARE:
                raise ValueError(f"Not exported as ours are: {script.texts[begin + 1]}")
            statement = _statement(found, begin, end)
            found.statements.append(statement)
            found.outermost |= statement.declared
            found.exported |= statement.declared if first == "export" else set()
        begin = end
    return found


def _idle(script: Script) -> Iterator[int]:
    """The brackets around the only parameter of ``(a) => (b + c)``, and those around what it gives."""
    texts = script.texts
    for at, text in enumerate(texts):
        if text != "=>":
            continue
        if texts[at - 1] == ")" and texts[at - 3] == "(" and script.tokens[at - 2].kind == "name":
            yield from (at - 3, at - 1)
        if texts[at + 1] == "(" and texts[at + 2] != "{":
            end = script.other[at + 1]
            has_more = texts[_next(script, at + 2, (",",))] == ","
            if texts[end + 1] in (";", ",", ")", "]", "}") and not has_more:
                yield from (at + 1, end)


def _end(script: Script, at: int) -> int:
    """Behind the statement that begins here: its semicolon, or the brace that closes a function, class or block."""
    while at < len(script.tokens):
        held = script.holds.get(at)
        at = script.behind(at)
        if script.texts[at - 1] == ";" or (
            held in ("block", "class") and script.texts[at] not in _GOES_ON
        ):
            break
    return at


def _imports(script: Script, begin: int, end: int) -> Iterator[tuple[str, tuple[str, str]]]:
    texts = [script.texts[at] for at in range(begin, end)]
    if texts[1] != "{" or texts[-4:-2] != ["}", "from"] or texts[-1] != ";":
        raise ValueError(f"Not imported as ours are: {' '.join(texts)}")
    for one in " ".join(texts[2:-4]).split(","):
        theirs, _, ours = (word.strip() for word in one.partition(" as "))
        if theirs:
            yield ours or theirs, (texts[-2].strip("\"'"), theirs)


def _statement(found: Module, begin: int, end: int) -> Part:
    script = found.script
    statement = Part(begin, end)
    parts, brackets = [statement], [-1]
    for at in range(begin, end):
        while at == parts[-1].end:
            parts.pop()
        token = script.tokens[at]
        if token.closes:
            brackets.pop()
        function_end = _function_end(script, at)
        if function_end:
            inner = Part(at, function_end, declared=set(_bound(script, at)))
            parts[-1].parts.append(inner)
            parts.append(inner)
        if token.kind == "word" and token.text in _DECLARE:
            parts[-1].declared.update(_after(script, at))
        if token.kind == "name" and _is_variable(found, at, brackets[-1]):
            parts[-1].own.add(token.text)
            for part in parts:
                part.used[token.text] += 1
        if token.opens:
            brackets.append(at)
    return statement


def _is_variable(found: Module, at: int, around: int) -> bool:
    """Whether this name is that of a variable, not of a key or member; where it is, or both, is noted."""
    script = found.script
    before, behind, held = script.texts[at - 1], script.texts[at + 1], script.holds.get(around)
    if before in (".", "?.") or script.texts[at][0] == "#":
        return False
    if held in ("object", "class"):
        first = at - 1
        while script.texts[first] in _MODIFIERS:
            first -= 1
        if first == around or script.texts[first] in ((",",) if held == "object" else (";", "}")):
            if held == "class" or behind not in (",", "}", "="):
                return False
            found.short.add(at)
    found.variables.add(at)
    return True


def _function_end(script: Script, at: int) -> int:
    """Behind the function whose parameters begin here; 0 when none do. ``catch (error)`` is like one."""
    is_bracket = script.texts[at] == "("
    if not is_bracket and (script.texts[at + 1] != "=>" or script.tokens[at].kind != "name"):
        return 0
    behind = script.behind(at)
    if script.texts[behind] == "=>":
        behind += 1
        if script.texts[behind] != "{":
            return _next(script, behind, (",", ";"))
    elif script.texts[behind] != "{" or script.texts[at - 1] in _CONTROLS:
        return 0
    return script.behind(behind)


def _after(script: Script, at: int) -> Iterator[str]:
    """What ``const a = 1, { b } = c`` and so on declare; of a function or class its name."""
    word, at = script.texts[at], at + 1
    if word in ("async", "function", "class"):
        if word != "async" and script.tokens[at].kind == "name":
            yield script.texts[at]
        return
    while True:
        yield from _bound(script, at)
        at = script.behind(at)
        if script.texts[at] == "=":
            at = _next(script, at, (",", ";"))
        if script.texts[at] != ",":
            return
        at += 1


def _bound(script: Script, at: int) -> Iterator[str]:
    """The names that a pattern binds: a name, or what stands between two brackets, parameters too."""
    if script.texts[at] == "...":
        at += 1
    if script.tokens[at].kind == "name":
        yield script.texts[at]
    if at not in script.other:
        return
    end, has_keys = script.other[at], script.texts[at] == "{"
    at += 1
    while at < end:
        if has_keys and script.texts[at + 1] == ":":
            at += 2
        yield from _bound(script, at)
        at = _next(script, at, (",",)) + 1


def _next(script: Script, at: int, signs: tuple[str, ...]) -> int:
    """Where the next of these signs stands, or the bracket that closes what is around."""
    while script.texts[at] and script.texts[at] not in signs and not script.tokens[at].closes:
        at = script.behind(at)
    return at
