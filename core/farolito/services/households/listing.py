"""The families of a place, for pages that work through them. A student's own records are in no family.

tracked_families(work, place, after=None, limit=25, ids=(), asking=(), …) -> TrackedFamilies       # Forbidden, NotFound
known_families(work, place, people) -> tuple[str | None, ...]                          # of (name, birth date, phone)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import listing as queries
from farolito.domain.matching import Known, hint
from farolito.errors import Forbidden
from farolito.services import audit
from farolito.services.casework.opening import WORKS
from farolito.services.households.cells import hashes
from farolito.services.households.doors import Here, entered
from farolito.services.households.listed import TrackedFamilies, TrackedFamily
from farolito.services.households.listed_views import views
from farolito.services.households.reading import (
    people_of,
)
from farolito.services.permits import permits
from farolito.services.places import findable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

MOST = 200
"""Families of one page."""


def tracked_families(
    work: Work,
    place: PlaceView,
    *,
    after: str | None = None,
    limit: int = 25,
    ids: Collection[str] | None = None,
    asking: Collection[str] = (),
    reaching: bool = False,
    language: str = "",
    quiet_since: datetime | None = None,
    due_by: date | None = None,
    referred: bool = False,
) -> TrackedFamilies:
    """The families of a place that sent something, newest first; recorded in the audit: needs a writing work.

    ``ids``: only these. ``asking``: names of questions whose latest answers are wanted too, which needs
    ``responses.view``. ``reaching``: phones are given too, and that is recorded for each family as opening its contact
    page is. Narrowed to those that answered in a ``language``, that nobody has contacted since ``quiet_since``, that
    have something to do ``due_by`` a day, that are ``referred`` and wait for the partner.

    For who works on follow-ups and may see households there, of regimes that they read and the plugin asks for; others
    get :class:`Forbidden`. What a student alone consented to is not in a family, and nothing of it is shown.
    """
    here, regimes = _here(work, place)
    narrowed: dict[str, Any] = {
        "language": language,
        "quiet": quiet_since,
        "due": due_by.isoformat() if due_by else None,
        "referred": referred,
    }
    narrowed = {name: value for name, value in narrowed.items() if value}
    limit = max(1, min(limit, MOST))
    given = {**narrowed, "place_id": here.place.id, "regimes": sorted(regimes), "limit": limit + 1}
    given.pop("referred", None)
    findable(after or "", language, *(ids or ()))
    if after is not None:
        given["after"] = after
    if ids is not None:
        given["ids"] = sorted(set(ids))
    statement = queries.heads(frozenset(narrowed), paged=after is not None, named=ids is not None)
    heads = [str(row.id) for row in work.peek(statement, given)]
    shown = heads[:limit]
    audit.record(work, here.place.id, "families.listed", f"place/{here.place.id}")
    found = views(work, here, regimes, shown, asking) if shown else ()
    if reaching:
        for one in found:
            audit.record(work, here.place.id, "contact.shown", f"response/{one.response_id}")
    else:
        found = tuple(map(_without_phones, found))
    return TrackedFamilies(found, shown[-1] if len(heads) > limit else None)


def _without_phones(one: TrackedFamily) -> TrackedFamily:
    return replace(one, people=tuple(replace(person, phone="") for person in one.people))


def known_families(
    work: Work, place: PlaceView, people: Sequence[tuple[str, str, str]]
) -> tuple[str | None, ...]:
    """For each of ``people`` (name, ISO birth date, E.164 phone) the family of the place in which they likely are.

    As staff are told that two families are likely one: a name alone finds nobody. Raises as
    :func:`tracked_families` does.
    """
    here, regimes = _here(work, place)
    wanted = [Known(name=name, birth_date=born, phone=phone) for name, born, phone in people]
    found: list[str | None] = [None] * len(wanted)
    for regime in sorted(regimes):
        keys = [hashes(work.keyring, here.place.id, regime, one) for one in wanted]
        values = sorted(frozenset[bytes]().union(*keys))
        if not values:
            continue
        given = {"place_id": here.place.id, "regime": regime, "values": values}
        by_key: dict[bytes, set[str]] = {}
        for row in work.peek(queries.HEADS_BY_KEY, given):
            by_key.setdefault(bytes(row.value), set()).add(str(row.head_id))
        heads = sorted({head for some in by_key.values() for head in some})
        members = people_of(work, here.place.id, heads) if heads else {}
        for number, (one, own) in enumerate(zip(wanted, keys, strict=True)):
            for head in sorted({h for key in own for h in by_key.get(key, ())}):
                seen = hint([one], members.get(head, []))
                if found[number] is None and seen is not None and seen.level == "likely":
                    found[number] = head
    return tuple(found)


def _here(work: Work, place: PlaceView) -> tuple[Here, frozenset[Any]]:
    """The place, and the regimes of which the actor sees households and works on responses there."""
    here = entered(work, place.slug, "households.view")
    regimes = frozenset(
        regime
        for regime in here.regimes
        if permits(work, WORKS, here.place, here.path, regime)  # type: ignore[arg-type]  # keys of POLICIES
        and (
            not work.plugin
            or work.hooks.given.some_answers(work.plugin, "tracked_families", regime)
        )
    )
    if not regimes:
        raise Forbidden("You do not work with the families of this place.")
    return here, regimes
