"""Students who asked for a time are told where the center is, as their school has set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.factories import make_form, make_response
from farolito.testing.plugins import make_hooks
from farolito.testing.site import make_site
from farolito_wellbeing_centers.finding import ASKING, TITLE
from farolito_wellbeing_centers.plugin import WellbeingCenters
from farolito_wellbeing_centers.settings import CenterSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.testing.site import Site

ASKED = make_response(make_form("wellbeing-appointment", regime="provider"))
SETTINGS = "/admin/plugins/wellbeing_centers/settings"


def steps(settings: CenterSettings) -> list[str]:
    hooks = make_hooks(WellbeingCenters)
    return [step.detail["en"] for step in hooks.next_steps(ASKED, lambda _: settings)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with a wellbeing center."""
    made = make_site(tmp_path, WellbeingCenters)
    yield made
    made.close()


def test_nothing_is_told_before_anything_is_set() -> None:
    assert steps(CenterSettings()) == []


def test_what_is_set_is_told_and_nothing_else() -> None:
    assert steps(CenterSettings(where="Room 12")) == ["Where: Room 12."]
    assert steps(CenterSettings(where="Room 12.", hours="8 to 3", asking="come_by")) == [
        "Where: Room 12. Open: 8 to 3. Come by. You need no pass."
    ]


def test_every_way_to_get_there_has_words_in_every_language_of_the_step() -> None:
    for name, words in ASKING.items():
        assert set(words) == (set() if name == "not_said" else set(TITLE))


def test_answers_to_other_forms_bring_no_step() -> None:
    hooks = make_hooks(WellbeingCenters)
    for form in (make_form("other", regime="provider"), make_form("wellbeing-visit")):
        assert (
            hooks.next_steps(make_response(form), lambda _: CenterSettings(where="Room 12")) == ()
        )


def test_an_administrator_sets_it_on_a_page_and_a_student_reads_it(site: Site) -> None:
    (form,) = [one for one in WellbeingCenters().form_files if one.stem == "wellbeing-appointment"]
    admin = site.staff("platform_admin")

    page = admin.get(f"{SETTINGS}?place=lincoln").text
    assert "Where is the center?" in page
    assert "The plugin’s own value" in page
    seen = page.partition('name="_seen" value="')[2].partition('"')[0]
    sent = {"_seen": seen, "where": "Room 12", "hours": "8 to 3", "asking": "come_by"}
    reply = admin.post(f"{SETTINGS}?place=lincoln", data=sent)
    assert reply.status_code == 303, reply.text

    response = site.send(site.open_form(form), ANSWERS)
    html = site.staff("health_educator").get(f"/staff/lincoln/responses/{response}").text
    assert "Where: Room 12. Open: 8 to 3. Come by. You need no pass." in html
    counts = site.staff("coordinator").get("/-/wellbeing_centers/").text
    assert "Room 12" in counts


def test_staff_are_told_where_to_set_it_while_nothing_is(site: Site) -> None:
    assert "are not told yet" in site.staff("coordinator").get("/-/wellbeing_centers/").text


ANSWERS = {
    "consent": {
        "choice": "yes",
        "text": "wellbeing-appointment-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    },
    "service_line": "basic_health",
    "good_times": ["lunch"],
    "call_me": "Ana",
    "safe_contact": ["pass"],
}
