"""Puts what was read into the guide, and says what became of each row. Doing it twice changes nothing."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.models import ImportRow
from farolito_resource_guide.storing import save_all
from farolito_resource_guide.taking.read import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.taking.read import Read

OUTCOMES = ("taken", "changed", "same", "not_taken")


def take(
    session: Session,
    place_id: str,
    rows: Iterable[Read],
    *,
    file: str,
    source: str,
    now: datetime,
) -> ImportRow:
    """Store every row that can be, and a report in which each row stands once: its outcome and its remarks.

    An entry that somebody here has changed is never written over. What was checked here stays checked.
    """
    known = {entry.id: entry for entry in entries_of(session, place_id).values()}
    seen: dict[str, int] = {}
    kept: list[Entry] = []
    lines: list[dict[str, Any]] = []
    for row in rows:
        outcome, why, entry = _outcome(row, known, seen)
        if entry is not None and outcome in ("taken", "changed"):
            kept.append(entry)
        lines.append(
            {
                "row": row.row,
                "name": row.name[:200],
                "outcome": outcome,
                "why": list(why) if why else None,
                "remarks": [list(one) for one in row.remarks],
                "id": entry.id if entry else "",
            }
        )
    numbers = {one.id: one.number for one in known.values()}
    if kept:
        numbers |= save_all(session, place_id, kept, now)
    for line in lines:
        line["number"] = numbers.get(line.pop("id"))
    counts = Counter(line["outcome"] for line in lines)
    report = ImportRow(
        place_id=place_id,
        id=secrets.token_hex(8),
        made_at=now.isoformat(),
        file=file[:200],
        source=source[:200],
        report={"counts": {name: counts[name] for name in OUTCOMES}, "rows": lines},
    )
    session.add(report)
    session.flush()
    return report


def _outcome(
    row: Read, known: Mapping[str, Entry], seen: dict[str, int]
) -> tuple[str, tuple[str, str] | None, Entry | None]:
    """What becomes of a row, why, and the entry that it is about as it is to be kept."""
    entry = row.entry
    if entry is None:
        return "not_taken", row.why, None
    if entry.id in seen:
        return "not_taken", ("twice", str(seen[entry.id])), entry
    seen[entry.id] = row.row
    mark = fingerprint(entry)
    old = known.get(entry.id)
    if old is None:
        return "taken", None, replace(entry, imported_as=mark)
    if old.imported_as == mark:
        return "same", None, old
    if old.edited:
        return "not_taken", ("here", ""), old
    return "changed", None, replace(entry, imported_as=mark, **_checks(old, entry))


def _checks(old: Entry, new: Entry) -> dict[str, Any]:
    """What counts as the last check: the later one of ours and theirs."""
    if old.checked_on is None or (new.checked_on is not None and new.checked_on >= old.checked_on):
        return {}
    return {
        "checked_on": old.checked_on,
        "assurer": old.assurer,
        "assurer_email": old.assurer_email,
        "review_by": old.review_by,
    }
