"""A pile of family copies: those of some days, one PDF for each language, the sheets in the order of their codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from farolito.db.queries import piles as queries
from farolito.domain import codes
from farolito.domain.consent_paths import paths_for_others
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import audit, forms, made_files, places
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of, row_of
from farolito.services.plugins.reach import layout_at
from farolito.services.responses.cells import open_code
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import Form
    from farolito.services.work import Work

KIND = "family_copies"
MOST = 2000
"""Sheets of one pile: a large fair, and what a printer holds in an afternoon."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Which copies: of a form (``""``: of any), sent from one day to another, and how they are printed.

    ``both_sides``: the printer prints on both sides of the paper, so an empty back follows an odd last page.
    """

    since: str
    until: str
    form: str = ""
    large_print: bool = False
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """One of a pile."""

    response_id: str
    code: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a pile would have. ``forms`` are those that have copies in these days, whichever was chosen."""

    copies: tuple[Copy, ...]
    forms: tuple[Form, ...]
    too_many: bool

    @property
    def languages(self) -> Mapping[str, int]:
        """How many copies there are in each language, the most first."""
        return dict(Counter(one.language for one in self.copies).most_common())


def found(work: Work, place_slug: str, wanted: Pile) -> Found:
    """The copies that the actor may print now. Raises :class:`NotFound` where it may print none of any kind.

    A student's own record is not among them: its copy is printed one by one, and given to the student.
    """
    findable(wanted.form)
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    regimes = [
        regime
        for regime, policy in POLICIES.items()
        if "family_copy" in policy.prints
        and policy.readers
        and permits(work, "responses.print", place, path, regime)
    ]
    if not regimes:
        raise NotFound("There is no such page.")
    copies: list[Copy] = []
    known: dict[str, Form] = {}
    many = 0
    since, before = _days(wanted)
    for regime in regimes:
        given = {
            "place_id": place.id, "regime": regime, "paths": paths_for_others(regime),
            "since": since, "before": before, "most": MOST + 1,
        }  # fmt: skip
        for one in work.peek(queries.COPIES, given):
            form = forms.version(work, one.form_hash)
            if not layout_at(work, "family_copy", place_slug, form):
                continue
            known.setdefault(form.name, form)
            many += 1
            if wanted.form in ("", form.name):
                code = open_code(work.keyring, place.id, one.id, one.code) or ""
                copies.append(Copy(one.id, code, one.language))
    copies.sort(key=lambda one: (one.language, one.code, one.response_id))
    return Found(tuple(copies[:MOST]), tuple(known.values()), many > MOST)


def ask(work: Work, place_slug: str, wanted: Pile) -> str:
    """Have the pile made; the id of the file. Recorded here, and each copy again when it is printed.

    Raises :class:`NotFound` where there is nothing to print, or too much for one pile.
    """
    there = found(work, place_slug, wanted)
    if not there.copies or there.too_many:
        raise NotFound("There is nothing to print.")
    file_id = made_files.ask(work, place_slug, KIND, asdict(wanted), len(there.copies))
    place = places.by_slug(work, place_slug)
    audit.record(work, place.id, "family_copies.asked", f"file/{KIND}/{file_id}")
    return file_id


def codes_of(work: Work, place_slug: str, ids: Sequence[str]) -> Mapping[str, str]:
    """How the responses that were left out are known to staff: their codes as they are printed, by id."""
    place = places.by_slug(work, place_slug)
    rows = work.peek(queries.CODES, {"place_id": place.id, "ids": list(ids)}) if ids else ()
    return {
        row.id: codes.shown(code)
        for row in rows
        if (code := open_code(work.keyring, place.id, row.id, row.code))
    }


def _days(wanted: Pile) -> tuple[datetime, datetime]:
    first, last = date.fromisoformat(wanted.since), date.fromisoformat(wanted.until)
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SCHOOL_ZONE).astimezone(UTC)
