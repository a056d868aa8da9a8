"""A fair that is got ready: what is done and what is to do, its papers, its PIN, who sits at which table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.languages import LANGUAGES
from farolito.errors import NotFound
from farolito.pdf.qr import qr_svg
from farolito.services import documents, fairs
from farolito.services.documents import posters
from farolito.services.fairs.tickets import MOST, ON_ONE_PAPER
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.staff.fairs.heard import heard
from farolito.web.staff.fairs.pages import about, address, pages, title_of
from farolito.web.staff.paper import paper, prints, to_turn_on
from farolito.web.tablet import sounds

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.domain.languages import Language
    from farolito.services.fairs import Check, FairView, Gap
    from farolito.services.work import Work


@pages.route("/<place>/fairs/<event_id>", permission="events.manage", cache="no-store", csp="staff")
def ready(work: Work, place: str, event_id: str) -> str:
    """What is done and what is to do, and everything to print."""
    return _page(work, fairs.one(work, place, event_id))


@pages.route(
    "/<place>/fairs/<event_id>", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def get_ready(work: Work, place: str, event_id: str) -> AnyResponse:
    """Make a PIN, print tickets, switch a table, or say that there is paper."""
    fair, fields = fairs.one(work, place, event_id), posted()
    do, table = fields.get("do", ""), fields.get("table", "")
    if do == "pin":
        return _pin_page(work, fair, fairs.make_pin(work, fair))
    if do == "tickets":
        many = fields.get("many", "").strip()
        left = min(ON_ONE_PAPER, MOST - len(fairs.tickets_of(work, fair)))
        if not (many.isascii() and many.isdecimal() and 1 <= int(many) <= left):
            problem = gettext("Write how many: 1 to %(num)s", num=left)
            return make_response(_page(work, fair, problem), 422)
        made = fairs.print_more(work, fair, int(many))
        return redirect(f"{address(fair, 'tickets.pdf')}?from={made[0].number}", 303)
    if do in ("on", "off"):
        fairs.turn_table(work, fair, table, on=do == "on")
    elif do in ("printed", "not-printed"):
        fairs.say_printed(work, fair, printed=do == "printed")
    else:
        raise NotFound("There is no such page.")
    return redirect(address(fair), 303)


@pages.route(
    "/<place>/fairs/<event_id>/tickets.pdf", permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def tickets_on_paper(work: Work, place: str, event_id: str) -> Response:
    """The tickets that lie in the stack, from ``?from=`` on: eight on a page."""
    fair = fairs.one(work, place, event_id)
    first = request.args.get("from", "1")
    number = int(first) if first.isascii() and first.isdecimal() and len(first) < 5 else 1
    return paper(
        work,
        "queue_tickets",
        place,
        lambda: documents.queue_tickets(work, fair, number),
        way_back=address(fair),
    )


def _page(work: Work, fair: FairView, problem: str = "") -> str:
    place, made = fair.place.slug, fairs.tickets_of(work, fair)
    stack = [one.number for one in made if one.state == "printed"]
    papers = [stack[at : at + ON_ONE_PAPER] for at in range(0, len(stack), ON_ONE_PAPER)]
    return render_page(
        "staff/fairs/ready.html",
        **about(work, fair),
        problem=problem,
        checks=_checks(work, fair),
        tickets=len(made),
        papers=[(numbers[0], numbers[-1]) for numbers in papers],
        no_paper="" if prints(work, "blank_form", place) else to_turn_on(),
        forms=[
            {
                "title": title_of(link),
                "name": link.form.name,
                "posters": posters.may_hang(link),
                "languages": [
                    LANGUAGES[tag]
                    for tag in (*fair.plan.languages, *link.languages)
                    if tag in link.languages and not LANGUAGES[tag].pseudo
                ],
            }
            for link in fairs.forms_of(work, fair)
        ],
    )


def _checks(work: Work, fair: FairView) -> list[dict[str, Any]]:
    """The lines of the list; that of what can be heard stands behind that of the copies."""
    found = []
    for one in fairs.checks(work, fair):
        found.append(_check(one))
        if one.kind == "copies":
            found += heard(sounds.at_fair(work, fair))
    return found


def _check(check: Check) -> dict[str, Any]:
    """A line of the list: whether it is done, what it is about, and what to do."""
    words, to_do = _words(check)
    return {"kind": check.kind, "done": check.done, "words": words, "to_do": to_do,
            "gaps": _by_language(check.gaps)}  # fmt: skip


def _words(check: Check) -> tuple[str, str]:
    many = check.many
    if check.kind == "forms":
        words = ngettext("%(num)s form is open", "%(num)s forms are open", many - len(check.closed))
        if not many:
            return words, gettext("Choose at least one form in the plan.")
        return words, gettext(
            "A form is closed here. See why under Forms and links."
        ) if check.closed else ""
    if check.kind == "languages":
        words = gettext("Translations in the languages shown first")
        return words, "" if check.done else gettext("Have these read by somebody who speaks them:")
    if check.kind == "tablets":
        words = ngettext("%(num)s tablet is paired", "%(num)s tablets are paired", many)
        return words, "" if check.done else gettext("Pair your tablets while there is internet.")
    if check.kind == "copies":
        words = gettext("Offline copy on every tablet")
        lacking = gettext(
            "Keep each tablet on, with internet, until it says that its copy is complete."
        )
        return words, "" if check.done else lacking
    if check.kind == "tickets":
        words = ngettext("%(num)s ticket is made", "%(num)s tickets are made", many)
        return words, "" if check.done else gettext(
            "Print tickets below, at least one for each family."
        )
    if check.kind == "paper":
        words = gettext("Forms on paper")
        if many:
            words = ngettext(
                "%(num)s numbered form on paper", "%(num)s numbered forms on paper", many
            )
        lacking = gettext("Print numbered forms for when nothing else works.")
        return words, "" if check.done else lacking
    return gettext("PIN for helpers"), "" if check.done else gettext("Make the PIN below.")


def _by_language(gaps: tuple[Gap, ...]) -> list[tuple[Language, list[tuple[str, str, str]]]]:
    """For each language what the forms lack in it: title, its language, and what is missing."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for gap in gaps:
        found.setdefault(gap.language, []).append((*title_of(gap.link), _lacks(gap)))
    return [(LANGUAGES[tag], lacking) for tag, lacking in found.items()]


def _lacks(gap: Gap) -> str:
    if not (gap.missing or gap.unchecked):
        return gettext("not translated")
    said = []
    if gap.missing:
        said.append(ngettext("%(num)s text is missing", "%(num)s texts are missing", gap.missing))
    if gap.unchecked:
        said.append(
            ngettext("%(num)s text not checked", "%(num)s texts not checked", gap.unchecked)
        )
    if not gap.offered:
        said.append(gettext("families are not offered it"))
    return ", ".join(said)


def _pin_page(work: Work, fair: FairView, pin: str) -> Response:
    link = f"{host().settings.base_url}/staff/event?place={fair.place.slug}"
    page = render_page(
        "staff/event_pin.html",
        place=fair.place,
        pin=f"{pin[:4]} {pin[4:]}",
        link=link,
        qr=qr_svg(link),
        back=address(fair),
        fair=about(work, fair),
    )
    return make_response(page)
