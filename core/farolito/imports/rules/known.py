"""What rules may name, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.expressions import Kind

INSIDE = ("panel.", "parentpanel.", "row.")
"""What SurveyJS writes before a question of the entry that the rule is in; a second one is the entry around it."""


@dataclass(frozen=True)
class Known:
    """What rules may name: the source's names with ours, their kinds, their choices, and the lists they are in.

    ``within`` and ``around``: lists by our names, the outermost first. ``levels``: the names right in each of those
    that the rule stands in, for languages that say ``panel.kid``.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: str = ""  # the question (by our name) that a constraint is about
    around: tuple[str, ...] = ()  # where the rule stands
    levels: tuple[Mapping[str, str], ...] = ()

    def away(self, name: str) -> tuple[str, ...]:
        """The lists around a question or list that the rule does not stand in."""
        within = self.within.get(name, ())
        shared = sum(
            1
            for _ in takewhile(
                lambda pair: pair[0] == pair[1], zip(within, self.around, strict=False)
            )
        )
        return within[shared:]

    def ours(self, written: str) -> str | None:
        """Our name of a question or list by the source's, or by the last step of a path."""
        inside, name = 0, written
        while name.lower().startswith(INSIDE):
            inside, name = inside + 1, name.partition(".")[2]
        level = self.levels[-inside] if 0 < inside <= len(self.levels) else {}
        candidates = (written, name, written.rsplit("/", 1)[-1], written.rsplit(".", 1)[-1])
        found = (level.get(one) or self.names.get(one) for one in candidates)
        return next((ours for ours in found if ours is not None), None)
