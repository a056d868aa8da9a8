"""What is to be done, by day: late things in words, and the buttons that finish one or put it off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.languages import LANGUAGES
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.staff.case_head import address
from farolito.web.staff.words import due_words

if TYPE_CHECKING:
    from farolito.services.casework.follow_ups import FollowUp

LATER = (1, 3, 7)


def task(item: FollowUp, today: date, *, with_place: bool = False) -> dict[str, Any]:
    """One follow-up for a template."""
    return {
        "what": item.what,
        "when": due_words(item.due_on, today, spoken()),
        "late": item.due_on < today and not item.done,
        "done": item.done,
        "person": item.person,
        "revision": item.revision,
        "code": codes.shown(item.code) if item.code else gettext("Open"),
        "language": LANGUAGES.get(item.language),
        "place": item.place.name if with_place else "",
        "href": address(item.place.slug, item.response_id, "follow-ups"),
        "action": f"/staff/{item.place.slug}/follow-ups/{item.id}",
        "later": [
            (days, ngettext("%(num)s day later", "%(num)s days later", days)) for days in LATER
        ],
    }


def by_day(items: tuple[FollowUp, ...], today: date, **more: bool) -> list[dict[str, Any]]:
    """Four runs: late, today, the next seven days, later; only those with something in them."""
    week = today + timedelta(days=7)
    runs = (
        (gettext("Late"), date.min, today - timedelta(days=1)),
        (gettext("Today"), today, today),
        (gettext("Next 7 days"), today + timedelta(days=1), week),
        (gettext("Later"), week + timedelta(days=1), date.max),
    )
    found = [
        {
            "title": title,
            "tasks": [task(one, today, **more) for one in items if first <= one.due_on <= last],
        }
        for title, first, last in runs
    ]
    return [one for one in found if one["tasks"]]


def day_typed(typed: str) -> date | None:
    """The day that a date field sent; None for none, or one that is no day of this century."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
