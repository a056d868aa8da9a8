"""The steps of a journey, and the ways between them: on, back, into an entry, out to its list.

Every page turn asks these, so they look steps up instead of going through them: a journey may be long.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.definitions import Page, Question, Repeat, Section


class Step(NamedTuple):
    """A page, or the list of a repeat's entries.

    ``key`` is its address: ``<page>``, the path of a repeat (``members``, ``members/<entry id>/jobs``), or
    either after the path of the entry ``within`` which it stands. ``questions`` are those to show, in order.
    ``finished``: nothing here still lacks an answer or a second look; a list is finished when the person
    said that is everyone and every entry is.
    """

    kind: Literal["page", "list"]
    key: str
    section: Section
    page: Page | None
    repeat: Repeat | None  # the one that makes its section a list
    within: str  # the path of an entry, "" outside of entries
    questions: tuple[Question, ...]
    finished: bool

    @property
    def entry_id(self) -> str | None:
        """The id of the entry it stands in."""
        return self.within.rpartition("/")[2] or None

    def path(self, question: str) -> str:
        """The path of one of its questions, as in problems and drafts."""
        return f"{self.within}/{question}" if self.within else question


class Journey(tuple[Step, ...]):
    """Steps in order. What is found out about them is remembered with them."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each step stands, by its key."""
        return {one.key: place for place, one in enumerate(self)}

    @cached_property
    def open(self) -> Mapping[str, int]:
        """Where the first unfinished step stands, by the entry it is within; "" outside of entries."""
        found: dict[str, int] = {}
        for place, one in enumerate(self):
            if not one.finished:
                found.setdefault(one.within, place)
        return found


def step(steps: Journey, key: str) -> Step | None:
    """The step at this address, if it is on the journey."""
    place = steps.places.get(key)
    return None if place is None else steps[place]


def list_around(steps: Journey, within: str) -> Step | None:
    """The list on which an entry stands, by the entry's path; None outside of entries."""
    return step(steps, within.rpartition("/")[0]) if within else None


def after(steps: Journey, key: str) -> Step | None:
    """Where Continue leads: from an entry's last step to its list, from a list past its entries.

    None when it is time to check. To an entry just added, :func:`first_of_entry` leads.
    """
    return _beside(steps, key, 1)


def before(steps: Journey, key: str) -> Step | None:
    """Where Back leads: from an entry's first page to the list, past the entries of a repeat."""
    return _beside(steps, key, -1)


def first_of_entry(steps: Journey, repeat: str, entry_id: str) -> Step | None:
    """The first page of an entry; ``repeat`` is the path of its list."""
    return next((one for one in steps if one.within == f"{repeat}/{entry_id}"), None)


def furthest(steps: Journey) -> Step | None:
    """The first step that is not finished; None when it is time to check.

    For an entry it is the list, which says that the entry is not finished.
    """
    place = steps.open.get("")
    return None if place is None else steps[place]


def may_visit(steps: Journey, key: str) -> bool:
    """Whether the person has come this far: up to the furthest step, and inside a list up to the first
    unfinished step of each entry.
    """
    here = step(steps, key)
    while here is not None:
        if steps.open.get(here.within, len(steps)) < steps.places[here.key]:
            return False
        if not here.within:
            return True
        here = list_around(steps, here.within)
    return False


def unfinished_entries(steps: Journey, repeat: str) -> tuple[str, ...]:
    """The ids of the entries of the list at this path that still lack an answer, in order."""
    open_entries = (within.rpartition("/") for within in steps.open)
    return tuple(dict.fromkeys(entry for path, _, entry in open_entries if path == repeat))


def lists_around(within: str) -> Iterator[str]:
    """The paths of the lists around an entry, the innermost first."""
    while within:
        path = within.rpartition("/")[0]
        yield path
        within = path.rpartition("/")[0]


def _beside(steps: Journey, key: str, way: int) -> Step | None:
    """The next step in the same entry, or outside of all; else the list around."""
    place = steps.places.get(key)
    if place is None:
        return None
    within = steps[place].within
    going: Iterable[int] = range(place + way, len(steps) if way > 0 else -1, way)
    beside = (steps[number] for number in going if steps[number].within == within)
    return next(beside, None) or list_around(steps, within)
