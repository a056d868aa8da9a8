"""A plugin that fails in every hook: families send, staff read what is safe, the plugins page names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from farolito.api import NextStep, Plugin, hookimpl
from farolito.domain.access import NOBODY
from farolito.plugins.failures import HookFailed
from farolito.services import jobs
from farolito.testing.factories import ALL_ASKS
from farolito.testing.site import Site, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = {
    "name": "survey",
    "title": {"en": "Survey"},
    "purpose": "survey",
    "regime": "anonymous",
    "languages": ["en"],
    "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 12},
    "sections": [
        {
            "name": "all",
            "title": {"en": "Questions"},
            "pages": [
                {
                    "name": "one",
                    "questions": [
                        {"name": "likes", "type": "text", "label": {"en": "What is good?"}}
                    ],
                }
            ],
        }
    ],
}


class Failing(Plugin):
    """Ends the program in every hook that is named in ``failing``."""

    name = "failing"
    title = "Failing"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
    failing: ClassVar[set[str]] = set()

    def _maybe(self, hook: str) -> None:
        if hook in self.failing:
            raise SystemExit(hook)

    @hookimpl
    def next_steps(self) -> list[NextStep]:
        """Maybe."""
        self._maybe("next_steps")
        return []

    @hookimpl
    def decide_access(self) -> bool | None:
        """Maybe."""
        self._maybe("decide_access")
        return None

    @hookimpl
    def submission_saving(self) -> None:
        """Maybe."""
        self._maybe("submission_saving")

    @hookimpl
    def submission_saved(self) -> None:
        """Maybe."""
        self._maybe("submission_saved")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with the plugin, which behaves until a test lets it fail; one survey is open."""
    Failing.failing = set()
    made = make_site(tmp_path, Failing)
    made.open_form(FORM)
    yield made
    made.close()


def waiting(site: Site) -> dict[tuple[str, str], int]:
    with site.works.open(NOBODY, write=False) as work:
        return dict(jobs.counts(work))


def test_a_family_sends_and_the_plugin_is_told_again_later(site: Site) -> None:
    Failing.failing = {"next_steps", "decide_access", "submission_saved"}

    site.send("survey", {"likes": "The library"})
    site.work_off()

    assert waiting(site) == {("submission_saved", "waiting"): 1}


def test_a_failing_part_of_the_transaction_undoes_it_and_the_family_can_send_again(
    site: Site,
) -> None:
    Failing.failing = {"submission_saving"}
    with pytest.raises(HookFailed, match="failing"):
        site.send("survey", {"likes": "The library"})
    assert waiting(site) == {}

    Failing.failing = set()
    site.send("survey", {"likes": "The library"})

    assert waiting(site) == {("submission_saved", "waiting"): 1}


def test_a_plugin_that_always_fails_is_paused_and_families_can_send_again(site: Site) -> None:
    Failing.failing = {"submission_saving"}
    for _ in range(5):
        with pytest.raises(HookFailed):
            site.send("survey", {"likes": "The library"})

    site.send("survey", {"likes": "The library"})

    assert waiting(site) == {("submission_saved", "waiting"): 1}


def test_the_plugins_page_opens_and_names_the_plugin(site: Site) -> None:
    Failing.failing = {"next_steps", "decide_access", "submission_saving", "submission_saved"}
    with pytest.raises(HookFailed):
        site.send("survey", {"likes": "The library"})

    reply = site.staff("platform_admin").get("/admin/plugins")

    assert reply.status_code == 200
    assert "Failing" in reply.text
    assert "submission_saving" in reply.text


def test_a_failing_decision_hides_records_and_never_shows_them(site: Site) -> None:
    site.send("survey", {"likes": "The library"})
    coordinator = site.staff("coordinator")
    before = coordinator.get("/staff/lincoln")

    Failing.failing = {"decide_access"}
    after = coordinator.get("/staff/lincoln")

    assert "Survey" in before.text
    assert "Survey" not in after.text
