"""Names of ours for everything in an outline, and what rules may call it by."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.matrix import row_name
from farolito.imports.names import TAKEN, Names
from farolito.imports.rules.known import Known

if TYPE_CHECKING:
    from farolito.domain.carrying import Report
    from farolito.domain.expressions import Kind
    from farolito.imports.outline import Asked
    from farolito.imports.placing import Placed

Way = tuple[str, ...]
"""The lists in which something stands, by our names, the outermost first."""


@dataclass
class _Named:
    """A question with our name, and the lists it is in."""

    asked: Asked
    name: str
    within: Way


@dataclass
class _Learned:
    """What is filled while names are given."""

    names: dict[Way, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    within: dict[str, Way] = field(default_factory=dict)


class Register:
    """Gives every question, row, choice and list of ``places`` its name, those of ours that come back first."""

    def __init__(self, places: list[Placed], report: Report) -> None:
        self.report = report
        self.names = Names(TAKEN)
        self.questions: dict[int, _Named] = {}
        self.lists: dict[int, str] = {}
        self.rows: dict[int, list[str]] = {}
        self._learned = _Learned()
        for placed in places:
            self.section(placed, ())
        self._known = self.learned()

    def section(self, placed: Placed, within: Way) -> None:
        """Name a list and everything in it."""
        group = placed.group
        if group and group.repeat is not None:
            if id(group) not in self.lists:
                wanted = str(group.repeat.get("name", group.name))
                ours = self.lists[id(group)] = self.renamed(group.where, wanted, "repeat")
                self._learned.names.setdefault(within, {}).setdefault(group.name, ours)
                self._learned.kinds[ours], self._learned.within[ours] = "entries", within
            within = (*within, self.lists[id(group)])
        for page in placed.pages:
            for asked in page.asked:
                self.question(asked, within)
        for inner in placed.within:
            self.section(inner, within)

    def question(self, asked: Asked, within: Way) -> None:
        """Name a question, its choices and rows."""
        wanted, learned = asked.wanted, self._learned
        ours = (
            self.names.take(wanted) if wanted else self.renamed(asked.where, asked.name, "question")
        )
        self.questions[id(asked)] = _Named(asked, ours, within)
        known = CORE_QUESTION_TYPES.get(asked.type)
        names = learned.names.setdefault(within, {})
        names.setdefault(asked.name, ours)
        learned.kinds[ours], learned.within[ours] = known.kind if known else "text", within
        taken = Names()
        choices = {
            offered.name: taken.take(offered.wanted, start="")
            if offered.wanted
            else self.choice(taken, offered.name, asked, "choice")
            for offered in asked.choices
        }
        if choices:
            learned.choices[ours] = choices
        rows = Names()
        for row in asked.rows:
            name = self.choice(rows, row.name, asked, "row")
            while not self.names.is_free(row_name(ours, name)):
                name = rows.take(name, start="")
            full = self.names.take(row_name(ours, name))
            self.rows.setdefault(id(asked), []).append(name)
            names.setdefault(f"{asked.name}.{row.name}", full)
            learned.kinds[full], learned.within[full] = "code", within
            learned.choices[full] = choices

    def renamed(self, where: str, wanted: str, what: str) -> str:
        """The name of a question or list; a new one is told."""
        name = self.names.take(wanted)
        if name != wanted:
            said = f"The {what} is called {name}."
            self.report.note(where, f"the name {wanted}", said, "renamed")
        return name

    def choice(self, taken: Names, wanted: str, asked: Asked, what: str) -> str:
        """The name that is stored: it may start with a digit, and be a word of the rules."""
        name = taken.take(wanted, start="")
        if name != wanted:
            said = f"It is called {name}."
            self.report.note(asked.where, f"the {what} {wanted}", said, "renamed")
        return name

    def learned(self) -> Known:
        """What a rule outside of all lists may name: first what is outside too."""
        found = self._learned
        anywhere: dict[str, str] = dict(found.names.get((), {}))
        for names in found.names.values():
            for name, ours in names.items():
                anywhere.setdefault(name, ours)
        return Known(anywhere, found.kinds, found.choices, found.within)

    def known(self, within: Way, own: str = "") -> Known:
        """What a rule may name that stands in these lists; ``own`` is the question that a constraint is about."""
        levels = tuple(
            self._learned.names.get(within[:depth], {}) for depth in range(1, len(within) + 1)
        )
        return replace(self._known, around=within, levels=levels, own=own)

    def choice_names(self, asked: Asked) -> dict[str, str]:
        """Our names of its choices by the source's."""
        return self._learned.choices[self.questions[id(asked)].name]

    def name_in(self, wanted: str, within: Way) -> str | None:
        """Our name of a question right in a list, by the source's."""
        name = self._learned.names.get(within, {}).get(wanted)
        return name if name and self._learned.kinds[name] != "entries" else None
