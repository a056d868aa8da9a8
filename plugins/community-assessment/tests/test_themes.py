"""What people wrote themselves: never their words, only themes of staff, and only where enough people wrote of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.testing.paper import pages_of
from farolito_community_assessment.themes import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

YEAR = "/-/community_assessment/lincoln/2026-27"
PLAN = {"begins": "2026-10-05", "ends": "2026-12-11"}
THEMES = "12 A slower crossing light\n3 One family’s own story\n30 Shade at the gate"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Shade\n\n 5: Water ", [(12, "Shade"), (5, "Water")]),
        ("Shade", None),
        ("12 " + "x" * 121, None),
        ("", []),
    ],
)
def test_a_theme_is_a_number_and_a_few_words(
    text: str, found: list[tuple[int, str]] | None
) -> None:
    assert read(text) == found


def test_only_themes_of_enough_people_are_told_the_most_first_and_without_numbers(
    site: Site, answered: Callable[..., None]
) -> None:
    site.staff("coordinator").post(YEAR.rpartition("/")[0])
    answered({"food": 30})
    site.works.clock = lambda: datetime(2026, 11, 3, 18, tzinfo=UTC)
    site.night()
    staff = site.staff("coordinator")
    assert staff.post(YEAR, data=PLAN | {"themes_en": THEMES}).status_code == 303
    told = [staff.get(f"{YEAR}/report").text]
    told += [
        " ".join(pages_of(staff.get(f"{YEAR}/{name}.pdf?language=en").data))
        for name in ("report", "family")
    ]

    for page in told:
        assert page.index("Shade at the gate") < page.index("A slower crossing light")
        assert "own story" not in page
        assert "12 A slower" not in page


def test_a_line_without_a_number_is_said_and_kept(site: Site) -> None:
    staff = site.staff("coordinator")
    staff.post(YEAR.rpartition("/")[0])
    reply = staff.post(YEAR, data=PLAN | {"themes_en": "Shade at the gate"})

    assert reply.status_code == 422
    assert "Begin each line with how many wrote of it" in reply.text
    assert "Shade at the gate</textarea>" in reply.text
