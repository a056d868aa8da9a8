"""A school with this plugin on, whose forms many people answered in October."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.site import Site, make_site
from farolito_community_assessment.plugin import CommunityAssessment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OCTOBER = datetime(2026, 10, 6, 18, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 3, 18, tzinfo=UTC)
FORMS = {path.stem: path for path in CommunityAssessment().form_files}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = make_site(tmp_path, CommunityAssessment)
    made.works.clock = lambda: OCTOBER
    yield made
    made.close()


@pytest.fixture
def answered(site: Site) -> Callable[..., None]:
    """So many families said what they need, in a month that is over now."""

    def answer(
        numbers: dict[str, int], form: str = "assets-needs-family", language: str = "en"
    ) -> None:
        if not site_has(site, form):
            site.open_form(FORMS[form])
        for need, many in numbers.items():
            for _ in range(many):
                site.send(form, _answers(form, need), language)
        site.work_off()

    return answer


def site_has(site: Site, form: str) -> bool:
    return site.visitor().get(f"/lincoln/{form}").status_code == 200


ROWS: dict[str, dict[str, tuple[str, ...]]] = {
    "assets-needs-family": {
        "services_home": ("food", "home", "health", "benefits", "internet", "transport"),
        "services_school": ("wellbeing", "programs", "tutoring", "classes"),
    },
    "assets-needs-student": {
        "services_school": (
            *("food", "health", "wellbeing", "programs"),
            *("active", "future", "tutoring", "transport"),
        )
    },
}
REST: dict[str, dict[str, Any]] = {
    "assets-needs-family": {
        "language_spoken": "es",
        "going_well": ["safe"],
        "voice": "yes",
        "barriers": ["time"],
        "best_time": ["evening"],
        "best_place": "school",
        "could_help": ["translate"],
        "one_wish": {"skipped": True},
    },
    "assets-needs-student": {
        "grade_band": "10",
        "language_spoken": "en",
        "going_well": ["safe"],
        "adult_to_go_to": "yes",
        "voice": "no",
        "barriers": ["time"],
        "could_help": ["events"],
        "one_wish": {"skipped": True},
    },
}


def _answers(form: str, need: str) -> dict[str, Any]:
    rows = {
        f"{matrix}_{name}": "would_use" if name == need else "use_now"
        for matrix, names in ROWS[form].items()
        for name in names
    }
    return rows | REST[form]
