"""Check your answers, and send them. Sending is safe to repeat: the same response is stored once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import request
from markupsafe import Markup

from farolito.domain.answers import problems as problems_of
from farolito.domain.journey import furthest, step
from farolito.domain.summary import runs_of, summarise
from farolito.services import responses
from farolito.web.filters import in_language, own_words, shown
from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.problems import sentence_about
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.attaching import FILES
from farolito.web.respond.dressing import dressed
from farolito.web.respond.elsewhere import elsewhere, is_over
from farolito.web.respond.endings import goodbye
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import CHECK, FROM, Visit, see, visit_of
from farolito.web.respond.ways_back import LATER, saved_for_later

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.domain.summary import SummaryRow, SummarySection
    from farolito.services.work import Work


@pages.route("/<place>/<link>/check", permission="public", cache="no-store", csp="family")
def check(work: Work, place: str, link: str) -> Reply | str:
    """Every answer with its Change button, once every page is finished."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    if visit.handle.sent:
        return see(visit.to.step("done"))
    if furthest(visit.steps) is not None:
        return see(visit.furthest())
    return _page(visit)


@pages.route(
    "/<place>/<link>/check", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def send(work: Work, place: str, link: str) -> Reply:
    """Send, change an answer, go back, switch the language or stop."""
    fields = posted()
    go = fields.get("_go", "")
    visit = visit_of(work, place, link)
    if visit is None:
        return (
            elsewhere(work, place, link, fields) if is_over() else see(Addresses(place, link).start)
        )
    if visit.handle.sent:  # pressed twice, or sent again by Back: it is there, once
        return see(visit.to.step("done"))
    verb, _, key = go.partition(":")
    if verb == "change":
        known = step(visit.steps, key) is not None
        return see(visit.to.step(key, **{FROM: CHECK}) if known else visit.furthest())
    if verb == "language":
        return see(visit.to.step("language", at=CHECK))
    if verb == "stop":
        return see(visit.to.step("leave", at=CHECK))
    if verb == LATER:
        visit = visit.saved(replace(visit.draft, at=""))
        return see(saved_for_later(visit))
    if verb == "drop" and visit.handle.changing:
        responses.drop_change(work, visit.handle)
        return see(visit.to.step("done"))
    if verb == "back":
        last = next((one for one in reversed(visit.steps) if one.entry_id is None), None)
        return see(visit.to.step(last.key) if last else visit.to.start)
    if furthest(visit.steps) is not None:
        return see(visit.furthest())
    if (
        verb != "send"
    ):  # every button says what it is: without one, nobody pressed "Send my answers"
        return see(visit.to.step(CHECK))
    sent = responses.submit(work, visit.handle)
    if isinstance(sent, list):
        return see(visit.to.step(CHECK, problems="1"))
    if visit.leaves_nothing:
        return goodbye(visit, "sent")
    return see(visit.to.step("done", changed="1" if visit.handle.changing else ""))


def _page(visit: Visit) -> str:
    handle, work = visit.handle, visit.work
    language, today = handle.language, work.today()
    speak(language)
    summary = summarise(
        handle.form, handle.draft.answers, work.types, today, language, "respondent"
    )
    rows = [row for section in summary.sections for row in section.rows]
    wrong = (
        problems_of(handle.form, handle.draft.answers, work.types, today)
        if "problems" in request.args
        else []
    )
    step_of = {row.question: row.step_key for row in rows}
    return dressed(
        visit,
        "respond/check.html",
        visit.action(CHECK),
        gettext("Check your answers"),
        enter="send",
        problems=[
            {
                "href": visit.to.step(
                    step_of.get(one.question, one.question), problems="1", **{FROM: CHECK}
                ),
                "words": sentence_about(
                    handle.form.questions.get(one.question.rpartition("/")[2]), one, language
                ),
            }
            for one in wrong
        ],
        sections=[
            _section(section, language, visit.to.step(FILES)) for section in summary.sections
        ],
        nothing=bool(rows) and not any(row.state == "answered" for row in rows),
    )


def _section(section: SummarySection, language: str, files: str) -> dict[str, Any]:
    title = in_language(section.title, section.title_language, language)
    if section.around:
        who = Markup(", ").join(map(own_words, section.around))
        title = Markup(gettext("%(who)s: %(list)s")) % {"who": who, "list": title}  # noqa: S704
    if section.entry_title:
        title = title + " – " + own_words(section.entry_title)
    return {
        "title": title,
        "inner": bool(section.around),
        "runs": [
            {
                "group": in_language(group, rows[0].group_language, language),
                "rows": [_row(row, language, files) for row in rows],
            }
            for group, rows in runs_of(section.rows)
        ],
        "empty": section.empty,
        # one way to the list is enough: below its first entry, or where there is none
        "change": section.list_key if section.entry_number in (None, 1) else "",
    }


def _row(row: SummaryRow, language: str, files: str) -> dict[str, Any]:
    answer: Markup | str
    if row.state == "skipped":
        answer = gettext("Skipped")
    elif row.state == "unanswered":
        answer = gettext("Not answered")
    else:
        answer = shown(row.answer, language, files)
    return {
        "label": in_language(row.label, row.label_language, language),
        "plain": row.label,
        "answer": answer,
        "private": row.private and row.state == "answered",
        "step": row.step_key if row.state != "unavailable" else "",
    }
