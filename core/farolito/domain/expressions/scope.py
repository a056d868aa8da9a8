"""What an expression may say in its place: names with their kinds, and what it must give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from farolito.domain.expressions.faults import ExpressionFault
from farolito.domain.expressions.nodes import OWN, Name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.expressions.functions import Function
    from farolito.domain.expressions.kinds import Kind
    from farolito.domain.expressions.nodes import Call


@dataclass(frozen=True)
class Scope:
    """What an expression may name, and what it must give.

    ``names``: questions and scores with their kinds. ``own``: the kind of ``.``, None where there
    is no own answer. ``repeats``: repeat name to the kinds of its questions. ``choices``: question
    name (or ``.``) to the names of its choices; without an entry any code is accepted. ``later``:
    names that the form has, but not yet at this point. ``most``: how many entries a repeat may
    have, for the check that the expression can never run out of steps. ``nested``: repeats that stand
    within another one, with its name. ``open``: repeats in whose entries this is. ``functions``: those
    of plugins that are there, ``plugin.name``; ``uses``: the plugins that may be named at all.
    ``result``: the kind that the whole must give, None for any.
    """

    names: Mapping[str, Kind]
    own: Kind | None = None
    repeats: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    choices: Mapping[str, Collection[str]] = field(default_factory=dict)
    later: Collection[str] = ()
    most: Mapping[str, int] = field(default_factory=dict)
    nested: Mapping[str, str] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    functions: Mapping[str, Function] = field(default_factory=dict)
    uses: Collection[str] = ()
    result: Kind | None = "boolean"

    def kind_of(self, name: Name) -> Kind:
        """The kind of a name. Raises ExpressionFault when it cannot be used here."""
        if name.name == OWN:
            if self.own is None:
                message = "Only a constraint can use . for its own answer. Write a name."
                raise ExpressionFault(name.position, message, "unknown_name")
            return self.own
        if name.name in self.names:
            return self.names[name.name]
        if self.has_repeat(name.name):
            return "entries"
        raise ExpressionFault(name.position, self._unknown(name.name), "unknown_name")

    def has_repeat(self, name: str) -> bool:
        """Whether this is a repeat whose entries can be looked at here: one within a repeat only from inside."""
        known = name in self.repeats and name not in self.later
        return known and self.nested.get(name) in {None, *self.open}

    def inside(self, repeat: str) -> Scope:
        """The scope of a repeat function's rule: the entry's questions hide other names."""
        names = {**self.names, **self.repeats[repeat]}
        return replace(self, names=names, open=self.open | {repeat})

    def function(self, call: Call) -> Function | None:
        """The plugin's function that is called; None when its plugin is not there to ask.

        Raises ExpressionFault when the form must not, or its plugin has no such function.
        """
        plugin = call.operator.partition(".")[0]
        if plugin not in self.uses:
            message = f"{call.operator} comes from a plugin. Name {plugin} in \u201cuses\u201d of the form."
            raise ExpressionFault(call.position, message, "unknown_name")
        mine = [name for name in self.functions if name.startswith(f"{plugin}.")]
        if not mine or call.operator in self.functions:
            return self.functions.get(call.operator)
        message = f"{plugin} has no such function. It has {', '.join(sorted(mine))}."
        raise ExpressionFault(call.position, message, "unknown_name")

    def _unknown(self, name: str) -> str:
        if name in self.later:
            return f"{name} is asked later in the form, so its answer is not known here."
        if name in self.repeats:
            outer = self._outer(name)
            rule = _through(outer, "sum", f"count({name})")
            return f"{name} stands in each entry of {outer[-1]}. Write {rule}."
        for repeat, inner in self.repeats.items():
            if name in inner:
                outer = self._outer(repeat)
                write = [
                    _through(outer, around, f"{function}({repeat}, \u2026)")
                    for around, function in (("any", "any"), ("all", "all"), ("sum", "count"))
                ]
                return (
                    f"{name} is asked for each entry of {repeat}. "
                    f"Write {write[0]}, {write[1]} or {write[2]}."
                )
        close = get_close_matches(name, [*self.names, *self.repeats], n=1)
        guess = f" Did you mean {close[0]}?" if close else ""
        return f"There is no question, repeat or score named {name}.{guess}"

    def _outer(self, repeat: str) -> list[str]:
        """The repeats around one that must be gone into before it can be named, the outermost first."""
        outer: list[str] = []
        around = self.nested.get(repeat)
        while around is not None and around not in {*self.open, *outer}:  # names may be there twice
            outer.insert(0, around)
            around = self.nested.get(around)
        return outer


def _through(repeats: list[str], function: str, rule: str) -> str:
    """A rule for the entries of a repeat within others: ``any(members, any(jobs, …))``."""
    for repeat in reversed(repeats):
        rule = f"{function}({repeat}, {rule})"
    return rule
