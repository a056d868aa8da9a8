"""Functions of other languages that ours has a word for. The rest is named in the report, never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.expressions.dates import day_of
from farolito.domain.expressions.nodes import Constant, Name, Node, call, constant
from farolito.imports.rules.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.expressions import Kind
    from farolito.imports.rules.translating import Translator

    Given = tuple[Node, Kind]
    Function = Callable[[Translator, Term], Given]


class Unsaid(Exception):
    """Something that our language has no word for; the text says what."""


LENGTHS = re.compile(r"\^?\.\{(?P<least>\d{1,4})(?P<to>,(?P<most>\d{1,4})?)?\}\$?")
"""The only patterns that we can say without a regular expression: so many characters."""

_YEAR = (365, 366)


def _arguments(term: Term, least: int, most: int | None = None) -> tuple[Term, ...]:
    if not least <= len(term.args) <= (least if most is None else most):
        raise Unsaid(f"{term.value}() has {len(term.args)} parts here.")
    return term.args


def _today(translator: Translator, term: Term) -> Given:
    return call("today", ()), "date"


def _true(translator: Translator, term: Term) -> Given:
    return constant(True), "boolean"


def _false(translator: Translator, term: Term) -> Given:
    return constant(False), "boolean"


def _not(translator: Translator, term: Term) -> Given:
    return translator.truth(Term("not", _arguments(term, 1)), exact=True), "boolean"


def _selected(translator: Translator, term: Term) -> Given:
    return translator.truth(Term("selected", _arguments(term, 2)), exact=True), "boolean"


def _boolean(translator: Translator, term: Term) -> Given:
    return translator.truth(_arguments(term, 1)[0], exact=True), "boolean"


def _count(translator: Translator, term: Term) -> Given:
    """How many entries a list has, or how many choices were made. ODK counts nodes, answered or not."""
    node, kind = translator.value(_arguments(term, 1)[0])
    away = translator.known.away(node.name) if isinstance(node, Name) else ()
    if away and kind != "entries":
        node, kind, away = Name(away[-1]), "entries", away[:-1]
    if kind not in {"entries", "list"}:
        raise Unsaid(f"{term.value}() counts something that is no repeat.")
    return _over(away, _or_none(translator, call("count", (node,)))), "number"


def _sum(translator: Translator, term: Term) -> Given:
    node, _ = translator.value(_arguments(term, 1)[0])
    away = translator.known.away(node.name) if isinstance(node, Name) else ()
    if not away:
        raise Unsaid(f"{term.value}() adds up something that is no question of a repeat.")
    return _over(away, node), "number"


def _sum_in(translator: Translator, term: Term) -> Given:
    """SurveyJS: ``sumInArray({kids}, 'age')``."""
    listed, asked = _arguments(term, 2)
    (listed_node, kind), (node, _) = translator.value(listed), translator.named(str(asked.value))
    if kind != "entries" or translator.known.away(getattr(node, "name", ""))[-1:] != (
        getattr(listed_node, "name", ""),
    ):
        raise Unsaid(f"{term.value}() adds up something that is no question of its list.")
    return _over(translator.known.away(getattr(node, "name", "")), node), "number"


def _over(lists: tuple[str, ...], node: Node) -> Node:
    """``node`` added up over all entries of ``lists``, the outermost first."""
    for name in reversed(lists):
        node = call("sum", (Name(name), node))
    return node


def _or_none(translator: Translator, count: Node) -> Node:
    return call("coalesce", (count, constant(0))) if translator.can_be_missing(count) else count


def _length(translator: Translator, term: Term) -> Given:
    node, _ = translator.value(_arguments(term, 1)[0])
    return _or_none(translator, call("length", (node,))), "number"


def _round(translator: Translator, term: Term) -> Given:
    first, *digits = _arguments(term, 1, 2)
    if digits and digits[0] != Term("const", (), 0.0):
        raise Unsaid("Our rules round to whole numbers only.")
    return call("round", (translator.value(first)[0],)), "number"


def _whole(translator: Translator, term: Term) -> Given:
    """Ages are written ``int((today() - ${born}) div 365.25)``; other fractions we cannot cut off."""
    (inside,) = _arguments(term, 1)
    if inside.op == "/" and inside.args[1].op == "const":
        year, days = inside.args[1].value, inside.args[0]
        if isinstance(year, float) and _YEAR[0] <= year <= _YEAR[1] and days.op == "-":
            (later, late), (earlier, early) = (translator.value(part) for part in days.args)
            if late == early == "date":
                return call("years_between", (earlier, later)), "number"
    node, kind = translator.value(inside)
    if kind == "number" and isinstance(node, Name):
        return node, kind
    raise Unsaid("Our rules cannot cut off a fraction.")


def _number(translator: Translator, term: Term) -> Given:
    node, kind = translator.value(_arguments(term, 1)[0])
    if kind != "number":
        raise Unsaid("Our rules do not turn texts into numbers.")
    return node, kind


def _text(translator: Translator, term: Term) -> Given:
    node, kind = translator.value(_arguments(term, 1)[0])
    if kind not in {"text", "code"}:
        raise Unsaid("Our rules do not turn values into texts.")
    return node, kind


def _date(translator: Translator, term: Term) -> Given:
    (inside,) = _arguments(term, 1)
    node, kind = translator.value(inside)
    if kind == "date":
        return node, kind
    if isinstance(node, Constant) and isinstance(node.value, str) and day_of(node.value[:10]):
        return call("date", (constant(node.value[:10]),)), "date"
    raise Unsaid("Only a day that is written out can be used: 2026-11-23.")


def _alike(ours: str, least: int) -> Function:
    def function(translator: Translator, term: Term) -> Given:
        given = [translator.value(part) for part in _arguments(term, least, 50)]
        return call(ours, tuple(node for node, _ in given)), given[0][1]

    return function


def _if(translator: Translator, term: Term) -> Given:
    condition, yes, no = _arguments(term, 3)
    (first, kind), (second, _) = translator.value(yes), translator.value(no)
    return call("if", (translator.truth(condition, exact=False), first, second)), kind


def _age(translator: Translator, term: Term) -> Given:
    node, kind = translator.value(_arguments(term, 1)[0])
    if kind != "date":
        raise Unsaid("age() needs a date.")
    return call("age_on", (node, call("today", ()))), "number"


def _regex(translator: Translator, term: Term) -> Given:
    subject, pattern = _arguments(term, 2)
    found = LENGTHS.fullmatch(str(pattern.value)) if pattern.op == "const" else None
    if found is None:
        raise Unsaid(
            "Our rules have no patterns; question types such as phone and email check what is typed."
        )
    node, _ = translator.value(subject)
    length = call("length", (node,))
    least = float(found["least"])
    most = least if found["to"] is None else found["most"] and float(found["most"])
    parts = [call(">=", (length, constant(least)))]
    if most:
        parts.append(call("<=", (length, constant(most))))
    return (call("and", tuple(parts)) if len(parts) > 1 else parts[0]), "boolean"


FUNCTIONS: Mapping[str, Function] = {
    "today": _today,
    "currentdate": _today,
    "true": _true,
    "false": _false,
    "not": _not,
    "selected": _selected,
    "boolean": _boolean,
    "count": _count,
    "count-selected": _count,
    "sum": _sum,
    "suminarray": _sum_in,
    "string-length": _length,
    "round": _round,
    "int": _whole,
    "floor": _whole,
    "number": _number,
    "string": _text,
    "date": _date,
    "coalesce": _alike("coalesce", 2),
    "min": _alike("min", 2),
    "max": _alike("max", 2),
    "if": _if,
    "iif": _if,
    "age": _age,
    "regex": _regex,
}
