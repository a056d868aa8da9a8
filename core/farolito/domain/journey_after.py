"""The journey after a change, from the one before it: only what the change can have touched is decided again."""

from __future__ import annotations

from collections import Counter
from itertools import compress, groupby, repeat
from operator import attrgetter, is_not
from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import entries
from farolito.domain.journey import step_of, with_lists_finished
from farolito.domain.looking import top_of
from farolito.domain.steps import Journey
from farolito.domain.stops import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Page, Repeat, Section
    from farolito.domain.dependents import Touched
    from farolito.domain.drafts import Answers, Draft, Entry
    from farolito.domain.looking import Looking
    from farolito.domain.relevance import Types
    from farolito.domain.steps import Step


def journey_after(
    steps: Journey, form: Form, then: Draft, now: Draft, types: Types, today: date
) -> Journey:
    """The journey of ``now``, given ``steps``, that of ``then`` on the same day: the one that walking gives.

    What is the same object in both drafts is taken to be the same answer.
    """
    again = _Again(steps, form, then, now, types, today)
    changed = _changed(then.answers, now.answers)
    touched = form.dependents.of(changed)
    names = {*changed, *(path.partition("/")[0] for path in again.retyped)}
    tops = form.dependents.tops(names, touched)
    if not tops:
        return steps
    before = _by_section(steps, form)
    here = top_of(form, now.answers, types, today)
    found: list[Step] = []
    for section in form.sections:
        if section.name not in tops:
            found += before.get(section.name, ())
        elif here.applies(section):
            fresh = again.section(section, here, then.answers, changed)
            found += with_lists_finished(list(fresh))
    return Journey(found)


class _Again:
    """Goes through sections once more. ``was``: the answers before, None for an entry that was not there."""

    def __init__(
        self, steps: Journey, form: Form, then: Draft, now: Draft, types: Types, today: date
    ) -> None:
        self.places, self.steps, self.form = steps.places, steps, form
        self.types, self.today, self.raw = types, today, now.raw
        self.retyped = _changed(then.raw, now.raw)

    def section(
        self, section: Section, here: Looking, was: Answers | None, changed: set[str]
    ) -> Iterator[Step]:
        """The steps of a section that applies, in the form or in an entry."""
        if section.repeat is not None:
            yield from self.list(section, section.repeat, here, was, changed)
            return
        touched = self.form.dependents.of(changed)
        for page in section.pages:
            yield from self.page(page, here, touched, changed, known=was is not None)

    def list(
        self,
        section: Section,
        repeat: Repeat,
        here: Looking,
        was: Answers | None,
        changed: set[str],
    ) -> Iterator[Step]:
        listed = Stop(section, None, (), here.within, here.answers, here)
        shown = step_of(listed, self.types, self.today, self.raw)
        if shown is not None:
            yield shown
        before = _once(entries(was, repeat.name)[: repeat.max] if was is not None else ())
        fresh = here.entries(section, repeat)
        outer = self.form.dependents.of(changed)
        many = len({one.within for one in fresh}) < len(fresh)
        for entry in fresh:
            own = None if many else before.get(entry.within.rpartition("/")[2])
            touched, own_changed = outer, changed
            if own is not None and own is not entry.answers:
                own_changed = changed | _changed(own, entry.answers)
                touched = self.form.dependents.of(own_changed)
            for page in section.pages:
                yield from self.page(page, entry, touched, own_changed, known=own is not None)
            for inner in section.sections:
                if entry.applies(inner):
                    yield from self.section(inner, entry, own, own_changed)

    def page(
        self, page: Page, here: Looking, touched: Touched, changed: set[str], *, known: bool
    ) -> Iterator[Step]:
        """The step of a page, if it has one: that of before, unless something can have changed it."""
        start = f"{here.within}/" if here.within else ""
        if (
            known
            and page.name not in touched.pages
            and changed.isdisjoint(page.by_name)
            and (
                not self.retyped
                or not any(f"{start}{name}" in self.retyped for name in page.by_name)
            )
        ):
            place = self.places.get(f"{start}{page.name}")
            if place is not None:
                yield self.steps[place]
            return
        stop = here.stop(page)
        shown = None if stop is None else step_of(stop, self.types, self.today, self.raw)
        if shown is not None:
            yield shown


def _by_section(steps: Journey, form: Form) -> dict[str, list[Step]]:
    """The steps by the outermost section they stand in."""
    around = form.around
    found: dict[str, list[Step]] = {}
    for section, run in groupby(steps, key=attrgetter("section")):
        outer = around[section.name]
        found.setdefault(outer[0].name if outer else section.name, []).extend(run)
    return found


def _changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The keys whose values are not the same object, or the same text."""
    before = map(then.get, now, repeat(_changed))  # nobody's answer
    other = set(compress(now, map(is_not, before, now.values())))
    found = {key for key in other if type(now[key]) is not str or then.get(key) != now[key]}
    return found | (then.keys() - now.keys())


def _once(listed: tuple[Entry, ...]) -> dict[str, Answers]:
    """The answers of entries by their id, without those whose id is there twice."""
    times = Counter(one["id"] for one in listed)
    return {one["id"]: one["answers"] for one in listed if times[one["id"]] == 1}
