"""What depends on what in a form: after a change, only these pages and sections can be different.

Found out once for a form, from the names in its rules. A rule about the answers in a list names them and the list, so
where a name stands need not be asked.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.expressions import names_in
from farolito.domain.upstream import all_within, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.domain.definitions import Form, Page, Section


class Touched(NamedTuple):
    """Names of pages and of sections whose rules may give something else than before."""

    pages: frozenset[str]
    sections: frozenset[str]


class Dependents:
    """The rules of a form by the names they look at; ``top`` is the outermost section of every name in it."""

    def __init__(self, form: Form) -> None:
        self.top: dict[str, str] = {}
        self._pages: dict[str, list[Page]] = defaultdict(list)
        self._sections: dict[str, list[Section]] = defaultdict(list)
        self._page_tops: dict[str, str] = {}
        self._section_tops: dict[str, str] = {}
        self._touched: dict[str, Touched] = {}
        for section in form.sections:
            self._learn(section, section.name)

    def of(self, names: Iterable[str]) -> Touched:
        """Everything that depends on one of these questions and repeats, however indirectly."""
        found = [self._of(name) for name in names]
        pages = frozenset[str]().union(*(one.pages for one in found))
        return Touched(pages, frozenset[str]().union(*(one.sections for one in found)))

    def tops(self, names: Iterable[str], touched: Touched) -> set[str]:
        """The outermost sections in which one of these names or of what is touched stands."""
        tops, pages = self.top, self._page_tops
        return {
            *(tops[name] for name in names if name in tops),
            *(pages[name] for name in touched.pages),
            *(self._section_tops[name] for name in touched.sections),
        }

    def _learn(self, section: Section, top: str) -> None:
        self._section_tops[section.name] = top
        if section.relevant is not None:
            for name in names_in(section.relevant):
                self._sections[name].append(section)
        if section.repeat is not None:
            self.top[section.repeat.name] = top
        for page in section.pages:
            self._page_tops[page.name] = top
            for name in {name for rule in rules_of(page) for name in names_in(rule)}:
                self._pages[name].append(page)
            for question in page.questions:
                self.top[question.name] = top
        for inner in section.sections:
            self._learn(inner, top)

    def _of(self, name: str) -> Touched:
        known = self._touched.get(name)
        if known is None:
            known = self._touched[name] = self._followed(name)
        return known

    def _followed(self, name: str) -> Touched:
        pages: set[str] = set()
        sections: set[str] = set()
        seen: set[str] = set()
        ahead = [name]
        while ahead:
            one = ahead.pop()
            if one in seen:
                continue
            seen.add(one)
            for page in self._pages.get(one, ()):
                pages.add(page.name)
                ahead += page.by_name
            for section in self._sections.get(one, ()):
                for within in all_within(section):
                    sections.add(within.name)
                    pages.update(page.name for page in within.pages)
                    ahead += within.names
                    ahead += [within.repeat.name] if within.repeat else []
        return Touched(frozenset(pages), frozenset(sections))
