"""What a page tells a family about coming back: its code, what else to show, and a text for its own phone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from farolito.domain import second_facts
from farolito.domain.codes import shown as shown_code
from farolito.domain.languages import words
from farolito.services import responses
from farolito.services.retention.rules import kept_at, rules_of
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import day_words
from farolito.web.host import host
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from farolito.domain.second_facts import Kind
    from farolito.services.responses import ResponseDraft, WayBackView
    from farolito.web.respond.visits import Visit

LATER = "later"
"""The button, and the page it leads to."""

AT_THE_PHONE = timedelta(minutes=30)
"""So long after sending, whoever holds the phone is taken for whoever sent."""

LONGEST_KEPT = 30  # days of a draft that code and second fact open


def saved_for_later(visit: Visit) -> str:
    """Save, and where that leads. What the family has said serves as its second fact; else the page asks for a PIN."""
    handle = visit.handle
    if _of(visit) is None:
        fact = second_facts.told(handle.form, handle.draft.answers)
        if fact is not None:
            responses.keep_way_back(visit.work, handle, fact)
    return visit.to.step(LATER)


def known_way(visit: Visit) -> WayBackView | None:
    """The way back of the response; None when it has none."""
    return _of(visit) if visit.handle.code else None


def may_choose_pin(visit: Visit) -> bool:
    """Whether whoever is here may set a PIN: with what was sent a while ago it may be somebody else at this phone."""
    handle = visit.handle
    if not handle.sent:
        return True
    way = known_way(visit)
    return (way is not None and way.opened) or handle.saved_at > visit.work.now() - AT_THE_PHONE


def fact_words(kind: Kind) -> str:
    """The second fact in the language that is spoken."""
    return {
        "phone": gettext("the last 4 numbers of your phone"),
        "birthday": gettext("the birth month and day of your first child, like 0305 for March 5"),
        "pin": gettext("your PIN"),
    }[kind]


def about(visit: Visit, kind: Kind) -> dict[str, object]:
    """Everything about the way back, for a page."""
    handle = visit.handle
    code = handle.code or ""
    address = come_back_address(handle)
    return {
        "code": shown_code(code),
        "spelled": " ".join(code),
        "fact": fact_words(kind),
        "kind": kind,
        "address": address,
        "address_shown": address.partition("://")[2],
        "text": text_of(handle),
        "sms": f"sms:?&body={quote(text_of(handle))}",
    }


def text_of(handle: ResponseDraft) -> str:
    """What the family sends to its own phone: whose form, where, the code. Never the second fact, never an answer."""
    who = words(handle.form.neutral_title, handle.language) or handle.place.name
    return f"{who}: {come_back_address(handle)} {shown_code(handle.code or '')}"


def come_back_address(handle: ResponseDraft) -> str:
    """Where code and second fact are written; of a sensitive form without the name of the school."""
    place = "" if handle.form.neutral_title else f"/{handle.place.slug}"
    return f"{host().settings.base_url}{place}/resume"


def days_kept(visit: Visit) -> int:
    """How many days a draft lives without being touched."""
    handle = visit.handle
    kept = kept_at(rules_of(visit.work), handle.place.id, handle.form)
    return min(kept.draft_days, LONGEST_KEPT)


def change_words(handle: ResponseDraft) -> str:
    """What every page says while something that was sent is being changed; else nothing."""
    if not handle.changing or handle.received_at is None:
        return ""
    day = handle.received_at.astimezone(SCHOOL_ZONE).date()
    return gettext("You are changing answers sent on %(day)s.", day=day_words(day, handle.language))


def _of(visit: Visit) -> WayBackView | None:
    return responses.way_back(visit.work, visit.handle)
