"""What rules see at one place of a form, found out there and then: only what they look at is decided first.

A walk decides everything in the order of the form. Since rules never look ahead, deciding only what is looked at, and
what that looks at, comes to the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import entries
from farolito.domain.names import Names
from farolito.domain.stops import Asking

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Page, Repeat, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import QuestionType
    from farolito.domain.stops import Stop
    from farolito.domain.upstream import Upstream


class Looking(Names):
    """The names at the top of a form or in an entry. What is asked on a page is decided when one of its names is
    looked at, after all that its rules look at: in the order of the form, so that no chain of rules is too deep.
    """

    __slots__ = (
        "_applies",
        "_asking",
        "_entries",
        "_settled",
        "_stops",
        "_upstream",
        "answers",
        "within",
    )

    def __init__(
        self,
        asking: Asking,
        upstream: Upstream,
        answers: Answers,
        within: str = "",
        around: Names | None = None,
        own: Collection[str] = (),
    ) -> None:
        """``upstream``: that of the form, or of the section whose entry this is."""
        super().__init__(asking.types, answers, around, own)
        self._asking = asking
        self._upstream = upstream
        self._settled: set[str] = set()
        self._applies: dict[str, bool] = {}
        self._stops: dict[str, Stop | None] = {}
        self._entries: dict[str, tuple[Looking, ...]] = {}
        self.answers = answers
        self.within = within

    def get(self, name: str, default: Any = None) -> Any:
        """As :meth:`Names.get`, once it is decided whether the name is asked here."""
        if name not in self._settled:
            part = self._upstream.by_name.get(name)
            if part is not None:
                self._settle(part)
        return super().get(name, default)

    def applies(self, section: Section) -> bool:
        """Whether a section of the form, or within this entry, is asked."""
        if section.relevant is None:
            return True
        known = self._applies.get(section.name)
        if known is None:
            known = self._applies[section.name] = self._asking.applies(section.relevant, self)
        return known

    def stop(self, page: Page) -> Stop | None:
        """The stop of a page that stands here, None when rules take it or its section away."""
        if page.name not in self._stops:
            self._settle(page.name)
        return self._stops[page.name]

    def entries(self, section: Section, repeat: Repeat) -> tuple[Looking, ...]:
        """The entries of a repeated section here that are asked about, as many as it takes."""
        if repeat.name not in self._entries:
            self._settle(repeat.name)
        return self._entries[repeat.name]

    def _settle(self, part: str) -> None:
        for section, page in self._upstream.ahead(part):
            if page is not None:
                if page.name not in self._stops:
                    self._settle_page(section, page)
            elif section.repeat is not None:
                name = section.repeat.name
                if name not in self._entries:
                    self._settle_list(section, section.repeat)
                if name != part:
                    super().get(name)  # what follows looks at it

    def _settle_page(self, section: Section, page: Page) -> None:
        self._settled.update(page.by_name)  # its own rules see what stands before them
        self._stops[page.name] = None
        if self.within or self.applies(section):
            asked = self._asking.page(section, page, self.within, self.answers, self)
            self._stops[page.name] = asked

    def _settle_list(self, section: Section, repeat: Repeat) -> None:
        self._settled.add(repeat.name)
        self._entries[repeat.name] = ()
        if not self.applies(section):
            return
        path = f"{self.within}/{repeat.name}" if self.within else repeat.name
        found = self._entries[repeat.name] = tuple(
            Looking(
                self._asking,
                section.upstream,
                one["answers"],
                f"{path}/{one['id']}",
                self,
                section.names,
            )
            for one in entries(self.answers, repeat.name)[: repeat.max]
        )
        if repeat.name in self.answers:
            self.tell_list(repeat.name, found)


def top_of(form: Form, answers: Answers, types: Mapping[str, QuestionType], today: date) -> Looking:
    """What rules see at the top of a form."""
    return Looking(Asking(types, today), form.upstream, answers)


def looking(
    form: Form, answers: Answers, types: Mapping[str, QuestionType], today: date, within: str
) -> Looking | None:
    """What rules see in the entry at a path, at the top for ``""``; None when there is no such entry to ask about."""
    return next(iter(_entries_at(form, top_of(form, answers, types, today), within)), None)


def stop_at(
    form: Form,
    page: Page,
    within: str,
    answers: Answers,
    types: Mapping[str, QuestionType],
    today: date,
) -> Stop | None:
    """The stop of one page, without walking there; None when the answers have taken it away."""
    found = _entries_at(form, top_of(form, answers, types, today), within)
    return next((stop for stop in (one.stop(page) for one in found) if stop), None)


def _entries_at(form: Form, top: Looking, within: str) -> list[Looking]:
    """The entry at a path. Answers may come from elsewhere: two with one id are looked at like one after the other."""
    found, way = [top], within.split("/") if within else []
    for depth in range(0, len(way), 2):
        section = form.repeats.get(way[depth])
        if section is None or section.repeat is None:
            return []
        path = "/".join(way[: depth + 2])
        listed = [entry for one in found for entry in one.entries(section, section.repeat)]
        found = [entry for entry in listed if entry.within == path]
    return found
