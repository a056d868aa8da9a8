"""What staff see of blocks: why a link is closed, which wording nobody compared, and what can not wait."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.domain.access import SYSTEM
from farolito.domain.reading import complete_document
from farolito.services import forms
from farolito.services.blocks import read_bank
from tests.web.staff.form import AGREED, CONSENT, document, section

if TYPE_CHECKING:
    from tests.web.staff.school import School

BANK = read_bank(Path(__file__).parents[3] / "forms")


def using(block: str) -> dict[str, Any]:
    whole = document("blocky", section("start", CONSENT))
    return dict(
        complete_document({**whole, "sections": [*whole["sections"], {"use": block}]}, BANK)
    )


def test_wording_that_nobody_compared_is_named_with_the_form_and_the_response(
    school: School,
) -> None:
    school.open_form(using("housing-questionnaire"))
    sent = school.send("blocky", agree=AGREED, mv_where="hotel", **SKIPS)
    staff = school.staff("coordinator")
    for address in ("/staff/lincoln/forms", sent):
        text = staff.get(address).text
        assert "Wording not checked" in text
        assert "The text of the CDE model questionnaire was not read" in text
    assert "Wording not checked" not in staff.get(school.send()).text


SKIPS: dict[str, Any] = {"mv_who": {"skipped": True}, "mv_alone": {"skipped": True}}


def test_a_link_that_is_closed_by_a_demand_says_why(school: School) -> None:
    school.open_form(using("hunger-vital-sign"))
    with school.works.open(SYSTEM) as work:
        forms.publish(work, using("phq-9"))
    text = school.staff("coordinator").get("/staff/lincoln/forms").text
    assert "name them at /staff/lincoln/promises" in text
    assert "may never be sent by a link" in text


def test_a_need_that_can_not_wait_comes_first(school: School) -> None:
    whole = using("hunger-vital-sign")
    whole["needs"] = [
        {"name": "late", "label": {"en": "Late", "es": "Tarde"}, "when": "hvs_risk > 0"},
        {"name": "now", "label": {"en": "Now", "es": "Ya"}, "when": "hvs_risk > 0", "urgent": True},
    ]
    school.open_form(whole)
    sent = school.send("blocky", agree=AGREED, hvs_worried="often", hvs_lasted="often")
    text = school.staff("coordinator").get(sent).text
    assert "<b>Today:</b> " in text
    assert text.index("Now") < text.index("Late")
