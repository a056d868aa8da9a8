"""The link on the poster: what this is, and a button for each language. Pressing one starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from farolito.domain.languages import LANGUAGES, pick, words
from farolito.domain.phones import phone_words
from farolito.services import links
from farolito.web.i18n import gettext, languages_offered, negotiated, speak, speaking
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.beginning import begin, begun
from farolito.web.respond.dressing import first_language
from farolito.web.respond.endings import end_session
from farolito.web.respond.pages import pages
from farolito.web.respond.showing import is_drafty
from farolito.web.respond.visits import see, visit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response as Reply

    from farolito.domain.definitions import Form
    from farolito.services.links import LinkView
    from farolito.services.work import Work
    from farolito.web.respond.visits import Visit


@pages.route("/<place>/<link>", permission="public", cache="no-store", csp="family")
def landing(work: Work, place: str, link: str) -> str:
    """The form's own words in the reader's language (or in the two that most read here), and the languages."""
    opened = links.open_link(work, place, link)
    visit = visit_of(work, place, link)
    page_language = visit.handle.language if visit else first_language(opened)
    speak(page_language)
    form = opened.form
    choose = gettext("Choose your language")
    title = words(form.neutral_title, page_language) or f"{choose} – {opened.place.name}"
    return render_template(
        "respond/landing.html",
        title=title,
        place=opened.place.name,
        action=Addresses(place, link).start,
        resume=Addresses(place, "resume").start,
        enter=_enter(visit, page_language),
        language_button=visit is not None and len(opened.languages) > 1 and not visit.handle.sent,
        open=opened.open or visit is not None,
        not_in=_not_in(opened) if visit is None else None,
        parts=[_part(opened, language) for language in _read_here(opened, page_language)],
        begun=visit is not None,
        sent=visit is not None and visit.handle.sent,
        nobody_reads=visit is not None and visit.nobody_reads,
        choices=language_buttons(form, opened.languages, page_language),
    )


@pages.route(
    "/<place>/<link>", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def start(work: Work, place: str, link: str) -> Reply:
    """Start in a language; or go on, see the end again, or make room for another family."""
    go, _, language = posted().get("_go", "").partition(":")
    visit = visit_of(work, place, link)
    to = Addresses(place, link)
    if go == "again":
        return end_session(work, see(to.start))
    if visit is not None:
        if visit.handle.sent:
            return see(to.step("done"))
        if go == "language":
            return see(to.step("language"))
        if go == "use" and language in visit.handle.languages:
            visit = visit.saved(visit.draft, language)
        return see(visit.goes_on())
    visit, made = begin(work, place, link, language)
    return begun(see(visit.furthest()), made)


def language_buttons(
    form: Form, offered: Sequence[str], current: str, *, mark: bool = False
) -> list[dict[str, Any]]:
    """A button for each language, in that language; with a line below it where nobody has checked it."""
    buttons = []
    for tag in offered:
        known = LANGUAGES[tag]
        draft = ""
        if is_drafty(form, tag):
            with speaking(tag):
                draft = gettext("This translation has not been checked by a native reader.")
        buttons.append(
            {
                "tag": tag,
                "autonym": known.autonym,
                "direction": known.direction,
                "draft": draft,
                "first": tag == current,
                "current": mark and tag == current,
            }
        )
    return buttons


def _read_here(opened: LinkView, page_language: str) -> list[str]:
    """The languages of the introduction: the reader's own, or English and the place's second."""
    if negotiated(opened.languages):
        return [page_language]
    second = [
        tag
        for tag in (*opened.place_settings.first_languages, *opened.languages)
        if tag != page_language and tag in opened.languages
    ]
    return [page_language, *second[:1]]


def _not_in(opened: LinkView) -> tuple[str, str] | None:
    """What a reader is told whose language we speak and this form does not: in which language, and the words."""
    wanted = negotiated(languages_offered())
    if wanted is None or wanted in opened.languages:
        return None
    with speaking(wanted):
        return wanted, gettext(
            "This form is not in your language. You can ask for an interpreter. It is free."
        )


def _part(opened: LinkView, language: str) -> dict[str, Any]:
    form, settings = opened.form, opened.place_settings
    with speaking(language):
        closed = [gettext("This form is closed.")]
        if settings.phone:
            closed.append(
                gettext("If you want help, call %(phone)s.", phone=phone_words(settings.phone))
            )
        if settings.room:
            closed.append(gettext("Or come to %(room)s.", room=settings.room))
    return {
        "language": language,
        "title": pick(form.title, language)[0],
        "summary": pick(form.summary, language)[0],
        "closed": " ".join(closed),
    }


def _enter(visit: Visit | None, language: str) -> str:
    if visit is None:
        return f"use:{language}"
    return "done" if visit.handle.sent else "resume"
