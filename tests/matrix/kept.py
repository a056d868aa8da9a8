"""What a school keeps besides answers, and which permission opens it: its staff, holds, events, tablets, partners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import true

from farolito.db.base import Base, table_of
from farolito.db.models import PasswordLink, Place, User
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.definitions import Retention
from farolito.domain.referring import Agreement
from farolito.services import events, fairs, places, referrals, retention, tablets, users
from farolito.services.referrals.partners import PartnerFacts
from farolito.services.retention import erasing
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from farolito.services.work import Work, Works

ANY: frozenset[str] = frozenset()

KEPT: Mapping[str, frozenset[str]] = {
    "id": ANY,
    "place": ANY,
    "district": ANY,
    "staff": ANY,
    "event": frozenset({"events.manage", "events.help"}),
    "tablet": frozenset({"events.manage"}),
    "hold": frozenset({"retention.manage"}),
    "partner": frozenset({"referrals.send", "referrals.answer"}),
    "sign_up": frozenset({"events.manage"}),
    "message": frozenset({"referrals.send"}),
}
"""A thing, and the permissions of which one opens it to somebody granted a role at its school or above."""

IN_ROWS_OF_A_PLACE = frozenset({"event", "hold", "partner", "tablet"})
"""What the database itself keeps from others: the rest stands in tables that are read before anybody is known."""


@dataclass
class Ids:
    """Whose each id is, and those of a kind."""

    site: dict[str, str] = field(default_factory=dict)
    kind: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, site: str, kind: str, one: str) -> str:
        self.site[one] = site
        self.kind.setdefault((site, kind), []).append(one)
        return one

    def of(self, kind: str) -> list[str]:
        return [one for (_, known), all_ in self.kind.items() if known == kind for one in all_]


def keep(works: Works, site: str, erased: str, ids: Ids, canary: Any) -> None:
    """Everything in the table above at one school; ``erased``: a response there that goes."""
    with works.open(SYSTEM) as work:
        place = places.by_slug(work, site)
        user = users.add(work, f"runs@{site}.example", canary(site, "staff", "name"), "a long one")
        users.grant(work, user, place.id, "coordinator")
        ids.add(site, "user", user)
        held = retention.hold(work, place.id, canary(site, "hold", "words"), form_name="nothing")
        ids.add(site, "hold", held)
        retention.keep(work, place.id, "record-education", Retention(2, 1, 1))
        erasing.erase(work, place.id, erased, "all", "request")
    coordinator = Actor("user", user, "Somebody", (Grant(place.id, "coordinator"),))
    with works.open(coordinator) as work:
        event = events.start(work, site, canary(site, "event", "name")).id
        ids.add(site, "event", event)
        tablet = tablets.prepare(work, site, event, canary(site, "tablet", "name"), "258014")
        ids.add(site, "tablet", tablet.id)
        forms = ("record-education",)
        wanted = fairs.Plan(canary(site, "event", "name"), work.today(), forms, ("en",))
        fair = fairs.plan(work, site, wanted)
        ids.add(site, "fair", fair)
        fairs.give(work, fairs.one(work, site, fair), "en")
        facts = PartnerFacts(
            canary(site, "partner", "name"), "Food", Agreement(("name",), None, None)
        )
        ids.add(site, "partner", referrals.partners.save(work, site, facts))


def orders(ids: Ids, site: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What an administrator of a school may order there, and nobody of another one: address, and what is sent."""
    here = {"place": site}
    rule = {"form": "record-education", "draft_days": "1", "names": "0", "answers": "1"}
    yield "/admin/retention/rule", {**here, **rule}
    yield "/admin/retention/hold", {**here, "reason": "x"}
    for one in ids.kind[site, "hold"]:
        yield "/admin/retention/lift", {**here, "hold": one}
    someone = {"email": "someone@else.example", "name": "Someone", "role": "coordinator"}
    yield "/admin/users/invite", {**here, **someone}
    for user in ids.kind[site, "user"]:
        for do in ("link", "end", "forget", "off", "on", "give", "take"):
            yield f"/admin/users/{user}", {**here, "do": do, "role": "coordinator"}
    yield f"/admin/places/{site}", {"do": "rename", "name": "Another name"}
    new = {"kind": "site", "address": f"new-{site}", "new_name": "New"}
    yield f"/admin/places/{site}-district", {"do": "add", **new}
    yield f"/staff/{site}/promises", {"on_duty": "x", "on_duty_hours": "x", "private_room": "x"}
    yield f"/staff/{site}/events", {"name": "x"}
    today = datetime.now(SCHOOL_ZONE).date().isoformat()
    plan = {"name": "x", "day": today, "form": "record-education"}
    for event in ids.kind[site, "event"]:
        # before another one comes: then a code that nobody used for ten minutes is forgotten
        for tablet in ids.kind[site, "tablet"]:
            yield f"/staff/{site}/events/{event}/tablets/{tablet}", {"do": "unpair"}
        yield f"/staff/{site}/events/{event}/tablets", {"name": "x", "pin": "258014"}
        for do in ("pin", "end"):
            yield f"/staff/{site}/events/{event}", {"do": do}
    for fair in (f"/staff/{site}/fairs/{one}" for one in ids.kind[site, "fair"]):
        yield fair, {"do": "pin"}
        yield fair, {"do": "tickets", "many": "1"}
        yield fair, {"do": "printed"}
        yield f"{fair}/board", {"language": "en"}
        yield f"{fair}/tickets/1", {"do": "waiting"}
        yield f"{fair}/tickets/1", {"do": "here", "form": "record-education"}
        yield f"{fair}/tickets/1", {"do": "left"}
        yield f"{fair}/plan", plan
        yield f"{fair}/tables", {"table-1": "x", "helps-1": "food"}
        yield f"{fair}/end", {"do": "paper", "given": "1", "returned": "1"}
        yield f"{fair}/end", {"do": "visits", "table-1": "x", "visits-1": "1"}
        yield f"{fair}/end", {"do": "close"}
    yield f"/staff/{site}/fairs/new", plan
    for kind in ("jsonl", "csv", "xlsx"):
        yield f"/staff/{site}/export", {"form": "record-education", "format": kind}


def rows(work: Work, site: str) -> Iterator[tuple[str, Any]]:
    """Every row of every table about a school, its district and its people, but for the chain of what was done."""
    places_ = [places.by_slug(work, slug).id for slug in (site, f"{site}-district")]
    for table in Base.metadata.sorted_tables:
        if "place_id" in table.c and not table.name.startswith("audit"):
            for row in work.peek(table.select().where(table.c.place_id.in_(places_))):
                yield table.name, tuple(row)
    place = table_of(Place)
    for table, which in (
        (place, place.c.id.in_(places_) | place.c.parent_id.in_(places_)),
        (table_of(User), true()),
        (table_of(PasswordLink), true()),
    ):
        for row in work.peek(table.select().where(which)):
            yield table.name, tuple(row)
