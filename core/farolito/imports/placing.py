"""Where questions stand: groups of any depth become sections and pages, in the order of the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.imports.outline import Asked, Group, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.imports.outline import Outline, Words
    from farolito.imports.rules.terms import Term

MOST_PAGES = 100
MOST_ON_A_PAGE = 50


@dataclass
class Page:
    """A page to be."""

    questions: list[Asked]
    name: str = ""
    title: Words = field(default_factory=dict)
    relevant: list[Rule] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)


@dataclass
class Placed:
    """A section to be: its group (None: questions that stand alone), its rules, its pages."""

    group: Group | None
    relevant: list[Rule] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


def places(outline: Outline) -> list[Placed]:
    """The sections of a form. A question stands on a page of its own, unless its group is shown at once."""
    placer = _Placer(outline)
    placer.walk(outline.children, [], {}, top=True)
    return [part for placed in placer.found if placed.pages for part in _parts(placed)]


class _Placer:
    def __init__(self, outline: Outline) -> None:
        self.found: list[Placed] = []
        self.report = outline.report
        self.current: Placed | None = None  # where the next page goes
        self.in_repeat = False

    def opened(self, group: Group | None, relevant: list[Rule]) -> Placed:
        """A new section, in which pages now go."""
        self.current = Placed(group, relevant)
        self.found.append(self.current)
        return self.current

    def walk(
        self, children: list[Asked | Group], rules: list[Rule], title: Words, *, top: bool
    ) -> None:
        """``rules`` and ``title`` are those of the groups between the section and these children."""
        for child in children:
            if isinstance(child, Asked):
                section = self.current or self.opened(None, [])
                section.pages.append(Page([child], title=dict(title), relevant=list(rules)))
            elif child.repeat is not None:
                self.repeat(child, rules, title, top=top)
            elif top:
                self.inside(child, self.opened(child, _rules(child)), [], {})
                self.current = None
            else:
                inner = [*rules, *_rules(child)]
                self.inside(
                    child, self.current or self.opened(None, []), inner, child.label or title
                )

    def repeat(self, group: Group, rules: list[Rule], title: Words, *, top: bool) -> None:
        """A list is a section, and what comes after it goes on under the title before it.

        A list inside of a list is asked once for each entry around it.
        """
        inner = [*rules, *_rules(group)]
        if self.in_repeat:
            said = "A list inside of a list is asked once for each entry of the outer one."
            self.report.note(group.where, f"the list {group.name}", said, "changed")
            self.inside(group, self.current or self.opened(None, []), inner, group.label or title)
            return
        before = self.current
        around = list(before.relevant) if before and not top else []
        self.in_repeat = True
        self.inside(group, self.opened(group, [*around, *inner]), [], {})
        self.in_repeat = False
        self.current = None
        if before and not top:
            self.opened(before.group, list(before.relevant))

    def inside(self, group: Group, section: Placed, rules: list[Rule], title: Words) -> None:
        """What is in a group: one page when it is shown at once, else pages of their own."""
        together = group.kind == "page" and all(
            isinstance(child, Asked) for child in group.children
        )
        if not together:
            self.walk(group.children, rules, title, top=False)
            return
        asked = [child for child in group.children if isinstance(child, Asked)]
        own = group is section.group  # its words and its rule are the section's already
        name, members = ("", {}) if own else (group.name, group.members)
        for number, part in enumerate(self.split(asked, group)):
            page = Page(part, name, dict(group.label), list(rules), dict(members))
            if number:
                page.members.pop("name", None)
            section.pages.append(page)

    def split(self, asked: list[Asked], group: Group) -> Iterator[list[Asked]]:
        """A rule looks at earlier pages only, so a page ends before a question that looks at it."""
        here: list[Asked] = []
        for question in asked:
            names = {one.name for one in here}
            looked_at = {
                name
                for key in ("relevant", "calculation")
                if (rule := question.rules.get(key)) and rule.term
                for name in _names(rule.term)
            } | {
                name
                for offered in question.choices
                if offered.relevant
                for name in _names(offered.relevant)
            }
            if here and (looked_at & names or len(here) >= MOST_ON_A_PAGE):
                said = f"The page is divided before {question.name}, which depends on a question before it."
                self.report.note(group.where, "shown at once", said, "changed")
                yield here
                here = []
            here.append(question)
        if here:
            yield here


def _rules(group: Group) -> list[Rule]:
    return [group.relevant] if group.relevant else []


def _names(term: Term) -> Iterator[str]:
    if term.op in {"name", "bare"}:
        yield str(term.value)
    for part in term.args:
        yield from _names(part)


def _parts(placed: Placed) -> Iterator[Placed]:
    """A section with more pages than one may have, as several."""
    for start in range(0, len(placed.pages), MOST_PAGES):
        yield Placed(placed.group, placed.relevant, placed.pages[start : start + MOST_PAGES])
