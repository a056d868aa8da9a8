"""Where questions stand: groups of any depth become sections, lists within lists, and pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from farolito.domain.checks.outline import MOST_DEPTH
from farolito.domain.faults import shown
from farolito.domain.shapes.tables import MOST_PAGES
from farolito.imports.outline import Asked, Group, Rule
from farolito.imports.paging import Page, fits_a_page, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.imports.outline import Outline, Words


@dataclass
class Placed:
    """A section to be: its group (None: questions that stand alone), its rules, its pages, the lists within it."""

    group: Group | None
    relevant: list[Rule] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    within: list[Placed] = field(default_factory=list)


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
        self.lists: list[Placed] = []  # those around it, the outermost first

    def opened(self, group: Group | None, relevant: list[Rule]) -> Placed:
        """A new section of the form, or a list within the one around it; pages now go there."""
        self.current = Placed(group, relevant)
        (self.lists[-1].within if self.lists else self.found).append(self.current)
        return self.current

    def here(self) -> Placed:
        """The section in which pages now go."""
        return self.current or self.opened(None, [])

    def walk(
        self, children: list[Asked | Group], rules: list[Rule], title: Words, *, top: bool
    ) -> None:
        """``rules`` and ``title`` are those of the groups between the section and these children."""
        for child in children:
            if isinstance(child, Asked):
                self.put(self.here(), [Page([child], title=dict(title), relevant=list(rules))])
            elif not _asks(child.children, deep=True):
                label = " / ".join(child.label.values())
                said = "Nothing is asked in it."
                self.report.left_out(child.where, f"the group {child.name}", said, label)
            elif child.repeat is not None and self.is_a_list(child):
                self.listed(child, rules, top=top)
            elif top:
                self.inside(child, self.opened(child, _rules(child)), [], {})
                self.current = None
            else:
                inner = [*rules, *_rules(child)]
                self.inside(child, self.here(), inner, child.label or title)

    def is_a_list(self, group: Group) -> bool:
        """Whether a repeated group can be a list of ours; what it becomes otherwise is named."""
        said = ""
        if not _asks(group.children):
            said = "It asks nothing itself, so the lists inside of it stand on their own."
        elif len(self.lists) == MOST_DEPTH:
            said = f"Lists stand within each other at most {MOST_DEPTH} deep: this one is asked once in each entry."
        if said:
            self.report.note(group.where, f"the list {group.name}", said, "changed")
            group.repeat = None
        return not said

    def listed(self, group: Group, rules: list[Rule], *, top: bool) -> None:
        """A list is a section, of the form or of each entry around it.

        What comes after it in the form goes on under the title before it; in an entry it is asked before the list.
        """
        before = self.current
        around = list(before.relevant) if before and not top and not self.lists else []
        placed = self.opened(group, [*around, *rules, *_rules(group)])
        self.lists.append(placed)
        self.inside(group, placed, [], {})
        self.lists.pop()
        if self.lists:
            self.current = before
            return
        self.current = None
        if before and not top:
            self.opened(before.group, list(before.relevant))

    def put(self, section: Placed, pages: list[Page]) -> None:
        """Pages at the end of a section."""
        for page in pages if section.within else ():
            asked = page.asked[0]
            said = (
                "It is asked before the lists inside of its list, as all questions of an entry are."
            )
            self.report.note(asked.where, asked.name, said, "changed")
        section.pages += pages

    def inside(self, group: Group, section: Placed, rules: list[Rule], title: Words) -> None:
        """What is in a group: one page when it is shown at once, else pages of their own."""
        if group.kind == "page" and fits_a_page(group):
            own = group is section.group  # its words and its rule are the section's already
            self.put(section, list(pages_of(group, rules, self.report, is_section=own)))
            return
        if group.kind == "page" and not any(_is_list(child) for child in group.children):
            said = "A page holds groups, and a group only questions: its questions stand on pages of their own."
            self.report.note(group.where, "shown at once", said, "changed")
        for key, value in group.members.items() if group is not section.group else ():
            if key != "name":
                said = "Only a page, or a group on one, has a place for it."
                self.report.left_out(group.where, key, said, shown(value))
        self.walk(group.children, rules, title, top=False)


def _rules(group: Group) -> list[Rule]:
    return [group.relevant] if group.relevant else []


def _is_list(child: Asked | Group) -> bool:
    return isinstance(child, Group) and child.repeat is not None


def _asks(children: list[Asked | Group], *, deep: bool = False) -> bool:
    """Whether something is asked here; unless ``deep``, in no list further in."""
    return any(
        isinstance(child, Asked)
        or ((deep or child.repeat is None) and _asks(child.children, deep=deep))
        for child in children
    )


def _parts(placed: Placed) -> Iterator[Placed]:
    """A section with more pages than one may have, as several."""
    for start in range(0, len(placed.pages), MOST_PAGES):
        pages = placed.pages[start : start + MOST_PAGES]
        yield Placed(placed.group, placed.relevant, pages, [] if start else placed.within)
