"""What is shown at once: questions and groups of them on one page, divided where one depends on another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from farolito.imports.outline import Asked, Group, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.domain.carrying import Report
    from farolito.imports.outline import Words
    from farolito.imports.rules.terms import Term

MOST_ON_A_PAGE = 50


@dataclass
class Page:
    """A page to be. Its groups hold questions only."""

    items: list[Asked | Group]
    name: str = ""
    title: Words = field(default_factory=dict)
    relevant: list[Rule] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)

    @property
    def asked(self) -> list[Asked]:
        """Its questions, those of its groups included."""
        return [asked for item in self.items for asked in _asked(item)]


def fits_a_page(group: Group) -> bool:
    """Whether a page of ours can hold all of it: questions, and groups that hold only questions."""
    return all(
        isinstance(child, Asked)
        or (
            child.repeat is None
            and bool(child.children)
            and all(isinstance(inner, Asked) for inner in child.children)
        )
        for child in group.children
    )


def pages_of(
    group: Group, rules: list[Rule], report: Report, *, is_section: bool
) -> Iterator[Page]:
    """A group that is shown at once as a page, or as several. ``is_section``: its words are a section's already."""
    name, members = ("", {}) if is_section else (group.name, group.members)
    for number, items in enumerate(_divided(group, report)):
        page = Page(items, name, dict(group.label), list(rules), dict(members))
        if number:
            page.members.pop("name", None)
        yield page


def _divided(group: Group, report: Report) -> Iterator[list[Asked | Group]]:
    """A rule looks at earlier pages only, so a page ends before what looks at it: a group as a whole, if it can."""
    here = _Here(group, report)
    for item in group.children:
        if isinstance(item, Asked):
            if here.must_end(_looked_at(item), item.name):
                yield here.ended()
            here.items.append(item)
            continue
        looked_at = set().union(_names(item.relevant), *map(_looked_at, _asked(item)))
        if here.must_end(looked_at, item.name):
            yield here.ended()
        part = replace(item, children=[])
        here.items.append(part)
        for asked in _asked(item):
            if here.must_end(_looked_at(asked), asked.name):
                yield here.ended()
                part = replace(item, children=[])
                here.items.append(part)
            part.children.append(asked)
    if here.items:
        yield here.items


class _Here:
    """The page that is being filled."""

    def __init__(self, group: Group, report: Report) -> None:
        self.group, self.report = group, report
        self.items: list[Asked | Group] = []

    def must_end(self, looked_at: set[str], before: str) -> bool:
        """Whether what comes next cannot stand on it too; then that is named."""
        asked = [asked.name for item in self.items for asked in _asked(item)]
        ends = bool(asked) and (not looked_at.isdisjoint(asked) or len(asked) >= MOST_ON_A_PAGE)
        if ends:
            said = f"The page is divided before {before}, which depends on a question before it."
            self.report.note(self.group.where, "shown at once", said, "changed")
        return ends

    def ended(self) -> list[Asked | Group]:
        items, self.items = self.items, []
        return items


def _asked(item: Asked | Group) -> list[Asked]:
    if isinstance(item, Asked):
        return [item]
    return [asked for child in item.children for asked in _asked(child)]


def _looked_at(asked: Asked) -> set[str]:
    """The questions on which it depends whether it is asked, and with which choices."""
    found = {name for key in ("relevant", "calculation") for name in _names(asked.rules.get(key))}
    terms = [offered.relevant for offered in asked.choices if offered.relevant]
    return found | {name for term in terms for name in _in(term)}


def _names(rule: Rule | None) -> Iterable[str]:
    return set(_in(rule.term)) if rule and rule.term else set()


def _in(term: Term) -> Iterator[str]:
    """Every name in a term, and what it may be the path of: ``panel.kid``, ``/data/kids/kid``, ``mood.sad``."""
    if term.op in {"name", "bare"}:
        written = str(term.value)
        yield written
        steps = written.replace("/", ".").split(".")
        yield from steps
    for part in term.args:
        yield from _in(part)
