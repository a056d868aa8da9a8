"""What a letter tells a family of what staff wrote down: what a parent may see, and what may lie on a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.consent_paths import parents_see
from farolito.services.documents.unprintable import is_sensitive, may_be_handed_out
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from datetime import date

    from farolito.services.requests import Kept

    Line = tuple[date, str, str, tuple[str, ...]]

MOST = 20
"""Lines of a kind on one letter, the latest."""


def told(kept: Kept) -> dict[str, tuple[Line, ...]]:
    """The referrals, follow-ups and notes that may stand in a letter.

    Nothing where a parent is not shown all of a record (34 CFR 99.10; Cal. Educ. Code 49602 keeps what a counselor was
    told), nor where the form does not say on paper what it is about. A line with a word that gives a family away is
    left out: the letter then counts it, and staff show it.
    """
    case = kept.case
    if parents_see(case.regime, case.consent_path) != "all" or is_sensitive(
        case.form, case.consent_path
    ):
        return {}
    lines: dict[str, list[Line]] = {
        "referrals": [
            (
                one.sent_at.astimezone(SCHOOL_ZONE).date(), f"{one.partner}: {one.service}", one.state,
                tuple(line.share for line in one.shared),
            )
            for one in kept.referrals
            if one.sent_at is not None
        ],
        "follow_ups": [
            (one.due_on, one.what, "done" if one.done else "", ()) for one in kept.follow_ups
        ],
        "notes": [
            (one.written_at.astimezone(SCHOOL_ZONE).date(), one.text, "", ()) for one in kept.notes
        ],
    }  # fmt: skip
    return {
        what: tuple(line for line in found if may_be_handed_out(line[1]))[:MOST]
        for what, found in lines.items()
    }
