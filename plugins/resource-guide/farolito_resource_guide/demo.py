"""A guide for the school of the demo: a dozen made-up places near Duarte. Each says that it is an example."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito_resource_guide import proposals
from farolito_resource_guide.checked import REVIEW_DAYS
from farolito_resource_guide.entry import Address, Entry, Organization, Phone, Spot, made_id
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.reading_hours import read_hours
from farolito_resource_guide.storing import save_all

if TYPE_CHECKING:
    from datetime import date

    from farolito.api import PlaceView, Work

FILE = Path(__file__).parent / "data" / "demo.json"

ASSURER = "Rosa Alvarez"


def fill(work: Work, place: PlaceView) -> None:
    """Make the guide where there is none; and one message of somebody who knows better. The district keeps some too."""
    if entries_of(work.session, place.id):
        return
    today = work.today()
    made = json.loads(FILE.read_text("utf-8"))
    rows = made["entries"]
    entries = [_entry(str(number), row, today) for number, row in enumerate(rows, start=1)]
    save_all(work.session, place.id, entries, work.now())
    for district in place.above[:1]:
        rows = made["above"]
        kept = [_entry(f"above {number}", row, today) for number, row in enumerate(rows, start=1)]
        save_all(work.session, district, kept, work.now())
    typed = {"hours": "Tue, Thu 3 pm - 6 pm"}
    says = "They told me at the door."
    proposals.hold(work.session, place.id, entries[0], typed, "went", says, today)


def _entry(number: str, row: dict[str, Any], today: date) -> Entry:
    own = made_id("demo", number)
    days_ago: int | None = row.get("checked_days_ago")
    checked_on = today - timedelta(days_ago) if days_ago is not None else None
    street = row.get("street", "")
    spot = Spot(
        kind="physical" if street else "virtual",
        address=Address(
            street, city=row.get("city", "Duarte"), state="CA", postal_code=row.get("zip", "91010")
        )
        if street
        else None,
        phones=(Phone(row["phone"]),),
        hours=read_hours("\n".join(row.get("hours", ()))),
        id=made_id("demo location", number),
    )
    return Entry(
        id=own,
        name=row["name"],
        description=row.get("description", ""),
        organization=Organization(
            row["organization"], id=made_id("demo organization", row["organization"])
        ),
        fees=row.get("fees", ""),
        eligibility=row.get("eligibility", ""),
        application=row.get("application", ""),
        alert=row.get("alert", ""),
        alert_until=today + timedelta(30) if row.get("alert") else None,
        checked_on=checked_on,
        assurer=ASSURER if checked_on else "",
        review_by=checked_on + timedelta(REVIEW_DAYS) if checked_on else None,
        source="Demo",
        categories=tuple(row["kinds"]),
        languages=tuple(row.get("languages", ("en", "es"))),
        documents=tuple(row.get("documents", ())),
        spots=(spot,),
        translations={"es": row["es"]} if "es" in row else {},
        demo=True,
    )
