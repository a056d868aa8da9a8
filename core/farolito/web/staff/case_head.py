"""What stands above every page about one response: its code, its state, whom it is assigned to, and the way between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.access import holds
from farolito.domain.consent_paths import is_students_own
from farolito.domain.languages import pick
from farolito.domain.regimes import POLICIES
from farolito.domain.work_states import STATES
from farolito.services import casework
from farolito.services.plugins import response_links
from farolito.web.i18n import gettext, label_of, spoken
from farolito.web.plugin_places import plugin_at
from farolito.web.staff.words import consent_words, state_words

if TYPE_CHECKING:
    from farolito.services.casework import Case
    from farolito.services.work import Work


def address(place: str, response_id: str, tab: str = "") -> str:
    """The address of a response, or of one of the pages about it."""
    return f"/staff/{place}/responses/{response_id}" + (f"/{tab}" if tab else "")


def head(work: Work, case: Case, tab: str, **chosen: str) -> dict[str, Any]:
    """The values of ``staff/case.html``. ``chosen``: ``state`` and ``to`` as somebody chose but could not save."""
    here = address(case.place.slug, case.response_id)
    works = holds(work.actor.grants, casework.WORKS, case.path)
    tabs = [("", gettext("Answers"))]
    if case.number > 1:
        tabs.append(("changes", gettext("Changes")))
    if works and case.has_family:
        tabs += [("follow-ups", gettext("Follow-ups")), ("contact", gettext("Contact"))]
        if holds(work.actor.grants, "referrals.send", case.path):
            tabs.append(("referrals", gettext("Referrals")))
        tabs.append(("notes", gettext("Notes")))
    if works:
        tabs.append(("history", gettext("History")))
    ways = [
        {"words": words, "href": f"{here}/{name}" if name else here, "current": name == tab}
        for name, words in tabs
    ]
    if case.has_family:
        ways += [
            {"words": label_of(plugin_at(href), link.label), "href": href, "current": False}
            for link, href in response_links.of(work, case)
        ]
    identified = not POLICIES[case.form.regime].anonymous
    state, person = chosen.get("state", case.state), chosen.get("to", case.assigned_to)
    return {
        "place": case.place,
        "here": here,
        "code": codes.shown(case.code) if case.code else "",
        "form_title": pick(case.form.title, spoken(), case.form.languages[0]),
        "consent": consent_words(case.consent_path) if identified else "",
        "students_own": is_students_own(case.form.regime, case.consent_path),
        "tab": tab,
        "tab_title": next((words for name, words in tabs if name == tab and name), ""),
        "tabs": ways,
        "works": works,
        "revision": case.revision,
        "states": [(one, state_words(one), one == state) for one in STATES],
        "people": [
            (one.id, one.name, one.id == person)
            for one in casework.colleagues(work, case.path, case.regime)
        ],
    }
