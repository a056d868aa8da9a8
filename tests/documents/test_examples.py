"""Every hook has an example in docs/hooks.md, and every example does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import Checklist, SubmissionSaved
from farolito.plugins.catalogue import CATALOGUE
from farolito.testing.factories import (
    PLACE,
    make_form,
    make_response,
    make_submission,
    make_user,
)
from farolito.testing.hook_tester import failures, try_hook
from farolito.testing.plugins import make_hooks
from farolito.testing.site import make_site
from tests.documents.examples import Examples, told

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, dict[str, Any]] = {
    "register_pdf_layouts": {},
    "register_pages": {},
    "register_navigation": {},
    "register_functions": {},
    "next_steps": {"response": make_response(needs=["food"])},
    "check_publish": {"form": make_form("pantry-visit")},
    "decide_access": {
        "actor": make_user("coordinator"),
        "permission": "responses.view",
        "place": PLACE,
        "regime": "counseling",
        "form_name": None,
    },
    "submission_saving": {"submission": make_submission(make_response(id="sent"))},
    "submission_saved": {"event": SubmissionSaved("place-1", "told", 1, "a-form", "0" * 64)},
}
SAYS = {
    "register_pdf_layouts": "kept: 1 PdfLayout",
    "register_pages": "kept: 1 Pages",
    "register_navigation": "kept: 1 NavItem",
    "register_functions": "kept: 1 PluginFunction",
    "next_steps": "kept: 1 NextStep",
    "check_publish": "refused: Say how many `minutes` it takes: families decide by that.",
    "decide_access": "denied",
    "submission_saving": "saved together with the answers",
    "submission_saved": "told",
}


@pytest.mark.parametrize("hook", CATALOGUE)
def test_the_example_is_run_in_good_and_in_bad_surroundings(hook: str) -> None:
    assert try_hook(Examples, hook, **GOOD[hook])[0].says == SAYS[hook]
    assert failures(Examples, hook, **GOOD[hook]) == []


def test_the_examples_that_leave_something_leave_it_once() -> None:
    told.clear()

    try_hook(Examples, "submission_saving", **GOOD["submission_saving"])
    try_hook(Examples, "submission_saved", **GOOD["submission_saved"])

    assert told.count("saved told") == 1
    assert "saving sent" in told


def test_the_page_the_paper_and_the_function_of_the_examples_work(tmp_path: Path) -> None:
    site = make_site(tmp_path, Examples)
    (layout,) = make_hooks(Examples).register_pdf_layouts()

    assert "Open until" in site.visitor().get("/-/examples/").text
    assert "Bring" in layout.render(Checklist("Bring", "en", ()))
    assert make_hooks(Examples).functions["examples.half"].call(3.0) == 1.5
    site.close()
