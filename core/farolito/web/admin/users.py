"""Who works here: the list, an invitation, and one person with their roles, sessions and ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect

from farolito.domain.roles import ROLES
from farolito.errors import NotFound
from farolito.pdf.qr import qr_svg
from farolito.services import administration, factors, sessions
from farolito.services.administration import StaffRefused
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.roles import kind_words, role_words
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Response
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.administration import Person
    from farolito.services.work import Work

    Do = Callable[[Work, str, MultiDict[str, str]], object]

pages = Pages("admin_users", "/admin/users")


@pages.route("", permission="users.manage", cache="no-store", csp="staff")
def users(work: Work) -> str:
    """Everybody who works where this person manages users."""
    found = administration.people(work)
    return render_page(
        "admin/users.html",
        people=[_listed(one) for one in found],
        caption=ngettext("%(num)s person", "%(num)s people", len(found)),
    )


@pages.route("/invite", permission="users.manage", cache="no-store", csp="staff")
def invite(work: Work) -> str:
    """The form for an invitation."""
    return _invite_form(work, {})


@pages.route("/invite", ("POST",), permission="users.manage", cache="no-store", csp="staff")
def invite_now(work: Work) -> AnyResponse:
    """Make the account, and show its link: now, and never again."""
    fields = posted()
    try:
        invited = administration.invite(
            work, *(fields.get(name, "") for name in ("email", "name", "place", "role"))
        )
    except StaffRefused as refused:
        return make_response(_invite_form(work, fields, refused.code), 422)
    if invited.token is None:
        return redirect(f"/admin/users/{invited.user_id}", 303)
    return _link_page(work, invited.user_id, invited.token)


@pages.route("/<user_id>", permission="users.manage", cache="no-store", csp="staff")
def person(work: Work, user_id: str) -> str:
    """One person."""
    return _person_page(work, user_id)


@pages.route("/<user_id>", ("POST",), permission="users.manage", cache="no-store", csp="staff")
def change(work: Work, user_id: str) -> AnyResponse:
    """Do what the button says; a link is shown, everything else leads back to the person."""
    fields = posted()
    name = fields.get("do", "")
    try:
        if name == "link":
            return _link_page(work, user_id, administration.new_link(work, user_id))
        if name not in CHANGES:
            raise NotFound("There is no such page.")
        CHANGES[name](work, user_id, fields)
    except StaffRefused as refused:
        return make_response(_person_page(work, user_id, refusal_words(refused.code)), 422)
    try:
        administration.person(work, user_id)
    except NotFound:  # the last role that was this administrator's business is gone
        return redirect("/admin/users", 303)
    return redirect(f"/admin/users/{user_id}", 303)


CHANGES: Mapping[str, Do] = {
    "give": lambda work, user, sent: administration.give(
        work, user, sent.get("place", ""), sent.get("role", "")
    ),
    "take": lambda work, user, sent: administration.take(
        work, user, sent.get("place", ""), sent.get("role", "")
    ),
    "off": lambda work, user, sent: administration.turn_off(work, user),
    "on": lambda work, user, sent: administration.turn_on(work, user),
    "end": lambda work, user, sent: administration.end_sessions(
        work, user, sent.get("session", "")
    ),
    "forget": lambda work, user, sent: administration.forget_second_factor(work, user),
}
"""Each button of a person's page."""


def refusal_words(code: str) -> str:
    """What can not be done, and what to do instead."""
    return {
        "email": gettext("Write an email address like name@example.com"),
        "name": gettext("Write the person’s name"),
        "role": gettext("Choose a role"),
        "place": gettext("Choose a place"),
        "last": gettext(
            "This is the last administrator here who can log in. Make somebody else an administrator first."
        ),
        "yourself": gettext(
            "Nobody changes their own roles or turns themselves off. Ask another administrator."
        ),
        "elsewhere": gettext(
            "This person also works at places that you do not manage. Ask an administrator there."
        ),
        "off": gettext("This person is turned off. Turn them on first."),
    }[code]


def _listed(one: Person) -> dict[str, Any]:
    return {
        "id": one.user.id,
        "name": one.user.name,
        "email": one.user.email,
        "held": [(role_words(held.role), held.place.name) for held in one.held],
        "elsewhere": one.elsewhere,
        "state": _state_words(one),
        "look": "off" if not one.user.active else "paused" if one.user.invited else "on",
    }


def _state_words(one: Person) -> str:
    if not one.user.active:
        return gettext("Turned off")
    return gettext("Invited, no password yet") if one.user.invited else gettext("Can log in")


def _choices(work: Work) -> dict[str, Any]:
    return {
        "roles": [(role, role_words(role)) for role in ROLES],
        "places": [
            (place.slug, place.name, kind_words(place.kind))
            for place in administration.offered_places(work)
        ],
    }


def _invite_form(work: Work, typed: Mapping[str, str], code: str = "") -> str:
    return render_page(
        "admin/invite.html",
        typed=typed,
        wrong=code,
        problem=refusal_words(code) if code else "",
        **_choices(work),
    )


def _person_page(work: Work, user_id: str, problem: str = "") -> str:
    one = administration.person(work, user_id)
    language = spoken()
    return render_page(
        "admin/user.html",
        person=_listed(one),
        active=one.user.active,
        invited=one.user.invited,
        yours=one.yours,
        yourself=work.actor.id == user_id,
        held=[
            {"role": held.role, "words": role_words(held.role), "place": held.place}
            for held in one.held
        ],
        has_factor=factors.state(work, user_id).any,
        sessions=[
            {
                "id": session.id,
                "device": session.device,
                "seen": when(session.last_seen_at, language),
            }
            for session in (sessions.of_user(work, user_id) if one.yours else ())
        ],
        problem=problem,
        **_choices(work),
    )


def _link_page(work: Work, user_id: str, token: str) -> Response:
    one = administration.person(work, user_id)
    link = f"{host().settings.base_url}/staff/join/{token}"
    page = render_page(
        "admin/user_link.html", person=_listed(one), user_id=user_id, link=link, qr=qr_svg(link)
    )
    return make_response(page)
