"""The demo school: the agencies that the pilot names, with made-up agreements, offers to confirm, and a meeting."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from farolito_partners import meetings, register
from farolito_partners.meetings import Said
from farolito_partners.models import Agency, Offer
from farolito_partners.register import Given, Known
from farolito_partners.shared import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

STARTING = Path(__file__).with_name("agencies.json")
DAYS: Mapping[str, tuple[int, int]] = {
    # days before and after today between which a made-up agreement holds
    "dmh": (320, 45),
    "dpss": (120, 610),
    "dph": (120, 610),
    "parks": (400, -20),
    "joe_torre": (30, 335),
}
QUESTIONS = (
    "What do the families of this school do well that we should build on?",
    "What could your agency bring here that it does not bring yet?",
    "What stands between families and the help that is there?",
)


def fill(work: Work, place: PlaceView) -> None:
    """Fill the register of the demo school once; what is there already stays as it is."""
    if work.session.scalars(select(Agency.partner_id).where(Agency.place_id == place.id)).first():
        return
    said = json.loads(STARTING.read_text("utf-8"))
    ids = {one["short"]: _agency(work, place, one, said) for one in said["agencies"]}
    for offer in said["offers"]:
        row = Offer(place_id=place.id, id=new_id(work), partner_id=ids.get(offer["by"], ""))
        row.title, row.about, row.pillar = offer["title"], offer["about"], offer["pillar"]
        row.ready = row.cost = row.blackout = ""
        row.lead_days = row.effective_from = row.effective_to = None
        row.source, row.verified = said["source"], False
        row.checked_on, row.review_by = None, date.fromisoformat(said["review_by"])
        work.session.add(row)
    _meeting(work, place)


def _agency(work: Work, place: PlaceView, one: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    today = work.today()
    days = DAYS.get(one["short"])
    known = Known(
        kind=one["kind"],
        formerly=one.get("formerly", ""),
        valid_to=date.fromisoformat(one["valid_to"]) if "valid_to" in one else None,
        no_records=one.get("no_records", False),
        regime=one["regime"],
        services="Demo agreement: what it covers is made up." if days else "",
        signatory="Demo signature" if days else "",
        ab1584=one["regime"] == "education_record",
        source=" ".join(filter(None, (said["source"], one.get("note", "")))),
        review_by=date.fromisoformat(said["review_by"]),
        verified=False,
    )
    given = Given(
        name=one["name"],
        service=one["service"],
        phone=one.get("phone", ""),
        shares=tuple(one["shares"]) if days else (),
        from_on=today - timedelta(days=days[0]) if days else None,
        until_on=today + timedelta(days=days[1]) if days else None,
        active=one.get("active", True),
        known=known,
    )
    return register.save(work, place, given)


def _meeting(work: Work, place: PlaceView) -> None:
    today = work.today()
    name = "Partner meeting (demo)"
    made = meetings.plan(work, place, name, today - timedelta(days=12), 3, list(QUESTIONS))
    row = meetings.one(work, place, made)

    def write(table: int, round_: int, kind: str, theme: str, words: str, **more: Any) -> None:
        kept = {"by": "", "owner": "", "next_step": "", "due": None} | more
        meetings.write(work, row, Said("", table, round_, kind, theme, words, done=False, **kept))

    write(1, 1, "note", "Families", "Parents already run the Saturday walk to the library.")
    write(1, 2, "offer", "Reading", "The library bus could stop at school.", by="LA County Library")
    write(2, 2, "offer", "Sports", "Helmets can be lent for a day.", by="Parks and Recreation")
    write(2, 3, "ask", "Getting there", "A bus for 40 students, twice a term.")
    write(3, 3, "ask", "Reading", "Books in Spanish, Armenian and Chinese.")
    write(
        3, 3, "lead", "Reading", "Library bus and books belong together.",
        by="LA County Library", owner="Family Center (demo)",
        next_step="Ask the library for a day in spring", due=today + timedelta(days=9),
    )  # fmt: skip
