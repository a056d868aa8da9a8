"""What must be decided before what: the pages and lists of a form or of an entry, by what their rules name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from farolito.domain.definitions import Choice, Group, Page, Question, Section
    from farolito.domain.expressions import Tree

    Part = tuple[Section, Page | None]


class Upstream:
    """The parts of one place in their order, each a page with its section, or a repeated section with None.

    A part goes by the name of its page or repeat; ``by_name`` says in which one a question or repeat stands.
    """

    def __init__(self, pages: Iterable[tuple[Section, Page]], sections: Sequence[Section]) -> None:
        self._parts: dict[str, Part] = {}
        self._reads: dict[str, set[str]] = {}
        self._ahead: dict[str, tuple[Part, ...]] = {}
        self.by_name: dict[str, str] = {}
        for section, page in pages:
            self._add_page(section, page, set())
        for section in sections:
            named = set() if section.relevant is None else set(names_in(section.relevant))
            if section.repeat is not None:
                list_name = section.repeat.name
                self._parts[list_name] = (section, None)
                self._reads[list_name] = named.union(*map(_named_within, all_within(section)))
                self.by_name[list_name] = list_name
                continue
            for page in section.pages:
                self._add_page(section, page, named)

    def ahead(self, part: str) -> tuple[Part, ...]:
        """What the rules of a part look at here, however indirectly, in the order of the form; itself at the end."""
        known = self._ahead.get(part)
        if known is None:
            known = self._ahead[part] = self._followed(part)
        return known

    def _add_page(self, section: Section, page: Page, named: set[str]) -> None:
        self._parts[page.name] = (section, page)
        self._reads[page.name] = named.union(*map(names_in, rules_of(page)))
        self.by_name.update(dict.fromkeys(page.by_name, page.name))

    def _followed(self, part: str) -> tuple[Part, ...]:
        seen: set[str] = set()
        ahead = [part]
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead += [self.by_name[name] for name in self._reads[one] if name in self.by_name]
        return tuple(self._parts[one] for one in self._parts if one in seen)


def all_within(section: Section) -> Iterator[Section]:
    """The section, and those within it."""
    yield section
    for inner in section.sections:
        yield from all_within(inner)


def rules_of(page: Page) -> Iterator[Tree]:
    """The rules that decide what is asked on a page, what must be answered, and what is calculated."""
    parts: list[Page | Group | Question | Choice] = [page]
    for question in page.questions:
        parts += [question, *question.choices]
        parts += [question.group] if question.group else []
        if not isinstance(question.required, bool):
            yield question.required
        if question.calculation is not None:
            yield question.calculation
    yield from (part.relevant for part in parts if part.relevant is not None)


def _named_within(section: Section) -> frozenset[str]:
    own = frozenset() if section.relevant is None else names_in(section.relevant)
    return own.union(*(names_in(rule) for page in section.pages for rule in rules_of(page)))
