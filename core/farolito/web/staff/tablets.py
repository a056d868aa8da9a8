"""The tablets of a fair: a code for each, how they are, and what to do to them before the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect

from farolito.domain.languages import LANGUAGES
from farolito.errors import NotFound
from farolito.pdf.qr import qr_svg
from farolito.services import fairs, places, tablets
from farolito.services.events import NameMissing
from farolito.services.tablets import PinUnfit, pins
from farolito.web.filters import time_words
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import ago, when
from farolito.web.tablet.secure import is_near, is_secure

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.tablets import TabletView
    from farolito.services.work import Work

pages = Pages("staff_tablets", "/staff")

GIGA = 1_000_000_000


@pages.route(
    "/<place>/events/<event_id>/tablets", permission="events.manage", cache="no-store", csp="staff"
)
def of_fair(work: Work, place: str, event_id: str) -> str:
    """The tablets of a fair, how to pair another one, and what to do to each before the day."""
    return _page(work, place, event_id)


@pages.route(
    "/<place>/events/<event_id>/tablets", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def prepare(work: Work, place: str, event_id: str) -> Response:
    """Make a code, and go to the page that shows it."""
    fields = posted()
    typed = {name: fields.get(name, "") for name in ("name", "pin")}
    if not is_secure(host().settings.base_url):
        raise NotFound("No tablet can be paired without https.")
    wrong = {}
    try:
        made = tablets.prepare(work, place, event_id, typed["name"], typed["pin"])
    except (NameMissing, PinUnfit) as unfit:
        if isinstance(unfit, NameMissing):
            wrong["name"] = gettext("Give the tablet a name, such as Table 2")
        if not pins.fits(typed["pin"]):
            wrong["pin"] = gettext("Choose a PIN of 4 to 6 digits. Not 1111, not 1234.")
    else:
        return redirect(f"{_address(place, event_id)}/{made.id}", 303)
    return make_response(_page(work, place, event_id, typed, wrong), 422)


@pages.route(
    "/<place>/events/<event_id>/tablets/<tablet_id>", permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def one(work: Work, place: str, event_id: str, tablet_id: str) -> str:
    """The code of a tablet until it is paired; then that it is, and how it is."""
    waiting = tablets.waiting(work, place, event_id, tablet_id)
    [tablet] = [one for one in tablets.of_fair(work, place, event_id) if one.id == tablet_id]
    base = host().settings.base_url
    code = waiting.code if waiting else ""
    link = f"{base}/pair?code={code}"
    return render_page(
        "staff/tablet.html",
        place=places.by_slug(work, place),
        address=_address(place, event_id),
        tablet=_shown(tablet, work),
        code=f"{code[:3]} {code[3:]}",
        until=time_words(waiting.until, spoken()) if waiting else "",
        pair=f"{base}/pair",
        qr=qr_svg(link) if waiting else "",
        near=is_near(base),
    )


@pages.route(
    "/<place>/events/<event_id>/tablets/<tablet_id>", ("POST",), permission="events.manage",
    cache="no-store", csp="staff",
)  # fmt: skip
def unpair(work: Work, place: str, event_id: str, tablet_id: str) -> Response:
    """End what its token opens, or take back a code."""
    if posted().get("do") != "unpair":
        raise NotFound("There is no such page.")
    tablets.unpair(work, place, event_id, tablet_id)
    return redirect(_address(place, event_id), 303)


def _page(
    work: Work,
    place: str,
    event_id: str,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
) -> str:
    found = tablets.of_fair(work, place, event_id)
    base = host().settings.base_url
    fair = fairs.of_event(work, place, event_id)
    return render_page(
        "staff/tablets.html",
        place=places.by_slug(work, place),
        fair=fair,
        address=_address(place, event_id),
        tablets=[_shown(one, work) for one in found],
        typed=typed or {"name": "", "pin": ""},
        wrong=wrong or {},
        base=base,
        secure=is_secure(base),
        near=is_near(base),
    )


def _address(place: str, event_id: str) -> str:
    return f"/staff/{place}/events/{event_id}/tablets"


def _shown(tablet: TabletView, work: Work) -> dict[str, Any]:
    """A tablet in words. ``state`` is one of *waiting, on, off*; ``said`` is a line for each thing that it said."""
    now, language = work.now(), spoken()
    if tablet.paired_at is None:
        state, words = "waiting", gettext("Waits for its code")
    elif tablet.alive:
        state, words = "on", gettext("Paired")
    else:
        state, words = "off", gettext("Not paired any more")
    return {
        "id": tablet.id,
        "name": tablet.name,
        "state": state,
        "words": words,
        "paired": when(tablet.paired_at, language) if tablet.paired_at else "",
        "seen": ago(tablet.seen_at, now) if tablet.seen_at else "",
        "said": list(_said(tablet))
        if tablet.paired_at and tablet.seen_at != tablet.paired_at
        else [],
        "browser": tablet.said.browser,
        "waits": _waits(tablet, work),
        "until": when(tablet.ends_at, language),
        "over": tablet.ends_at <= now,
    }


def _said(tablet: TabletView) -> Any:
    said = tablet.said
    if said.kept is False:
        yield gettext("The browser may delete what is stored here. Add it to the home screen.")
    elif said.kept:
        yield gettext("The browser keeps what is stored here.")
    if said.free is not None:
        gigabytes = f"{said.free / GIGA:.1f}"
        yield gettext("Room for more: %(number)s GB", number=gigabytes)
    names = [LANGUAGES[one].autonym for one in said.languages if one in LANGUAGES]
    if names:
        many = ngettext("%(num)s language", "%(num)s languages", len(names))
        yield gettext("Offline copy is complete: %(many)s", many=many)
    else:
        yield gettext("The offline copy is not complete yet.")
    if said.cold:
        yield gettext("It was opened without internet, and it worked.")
    else:
        yield gettext("Not tried without internet yet.")


def _waits(tablet: TabletView, work: Work) -> str:
    """What had not been sent when it was last seen."""
    said = tablet.said
    if tablet.paired_at is None or tablet.seen_at == tablet.paired_at:
        return ""
    if not said.waiting:
        return gettext("Everything is sent.")
    waits = ngettext(
        "%(num)s record is not sent yet.", "%(num)s records are not sent yet.", said.waiting
    )
    if said.oldest is None:
        return waits
    oldest = gettext("The oldest: %(ago)s.", ago=ago(said.oldest, work.now()))
    return f"{waits} {oldest}"
