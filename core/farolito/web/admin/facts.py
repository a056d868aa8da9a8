"""Facts to check: what plugins print that is past its review day, not verified, over, or ends soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from farolito.web.filters import date_words, form_words
from farolito.web.i18n import gettext, spoken
from farolito.web.rendering import render_page
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.dated_facts import DatedFact
    from farolito.services.work import Work

pages = Pages("admin_facts", "/admin")

URGENCY = ("over", "past_review", "ends_soon", "not_verified")
"""Reasons to look at a fact, the most urgent first."""

LOOKS = {"over": "broken", "past_review": "broken", "not_verified": "off", "ends_soon": "paused"}


@pages.route("/facts", permission="plugins.view", cache="no-store", csp="staff")
def facts(work: Work) -> str:
    """What somebody must look at, the most urgent first; with ``?all`` every fact that ages."""
    today = work.today()
    titles = {one.name: one.plugin.title for one in work.hooks.roster.loaded}
    known = work.hooks.dated_facts()
    everything = "all" in request.args
    rows = [
        _row(fact, titles.get(fact.plugin, fact.plugin), today)
        for fact in sorted(known, key=lambda fact: _rank(fact, today))
        if everything or fact.to_check(today)
    ]
    return render_page(
        "admin/facts.html",
        rows=rows,
        known=len(known),
        to_check=sum(1 for fact in known if fact.to_check(today)),
        everything=everything,
    )


def _rank(fact: DatedFact, today: date) -> tuple[int, date, str, str]:
    reasons = fact.to_check(today)
    first = URGENCY.index(reasons[0]) if reasons else len(URGENCY)
    return first, fact.review_by, fact.plugin, fact.title["en"]


def _row(fact: DatedFact, plugin: str, today: date) -> dict[str, object]:
    language = spoken()
    reasons = fact.to_check(today)
    return {
        "title": form_words(fact.title, language),
        "plugin": gettext(plugin),
        "reasons": [(LOOKS[one], _reason_words(one)) for one in reasons],
        "review_by": date_words(fact.review_by, language),
        "holds": _holds_words(fact, language),
        "checked_on": date_words(fact.checked_on, language) if fact.checked_on else "",
        "source": fact.source,
        "used_in": form_words(fact.used_in, language) if fact.used_in else "",
        "url": fact.url if fact.url.startswith(f"/-/{fact.plugin}/") else "",
    }


def _reason_words(reason: str) -> str:
    return {
        "over": gettext("No longer holds"),
        "past_review": gettext("Past its review day"),
        "not_verified": gettext("Not verified, so not printed"),
        "ends_soon": gettext("Ends soon"),
    }[reason]


def _holds_words(fact: DatedFact, language: str) -> str:
    start = date_words(fact.effective_from, language) if fact.effective_from else ""
    end = date_words(fact.effective_to, language) if fact.effective_to else ""
    if start and end:
        return gettext("%(start)s to %(end)s", start=start, end=end)
    if end:
        return gettext("until %(end)s", end=end)
    return gettext("since %(start)s", start=start) if start else ""
