"""The plugin keeps its promises to the host: facts, pages, languages, forms."""

from __future__ import annotations

import json
from typing import Any

from farolito.testing.plugins import make_hooks
from farolito_wellbeing_centers.counter import GRADES, KINDS
from farolito_wellbeing_centers.plugin import WellbeingCenters
from farolito_wellbeing_centers.requests import FORMS
from farolito_wellbeing_centers.service_lines import SERVICE_LINES


def test_it_is_loaded_with_its_pages_and_its_menu_entries() -> None:
    hooks = make_hooks(WellbeingCenters)

    permissions = {route.permission for pages in hooks.register_pages() for route in pages.routes}
    assert permissions == {"counts.view", "responses.list", "public"}
    assert [(item.url, item.regimes) for item in hooks.register_navigation()] == [
        ("/-/wellbeing_centers/desk/", ("provider", "clinic", "support_group")),
        ("/-/wellbeing_centers/", ()),
    ]


def test_the_counter_has_a_button_for_every_choice_of_the_form() -> None:
    choices = {
        one["name"]: [choice["name"] for choice in one.get("choices", ())]
        for one in questions("wellbeing-visit")
    }

    assert choices["service_lines"] == list(SERVICE_LINES)
    assert choices["grade_band"] == list(GRADES)
    assert choices["visit_kind"] == list(KINDS)


def test_every_form_that_somebody_waits_after_is_one_of_the_center() -> None:
    brought = {path.stem for path in WellbeingCenters().form_files}

    assert set(FORMS) == brought - {"wellbeing-visit"}


def test_its_own_words_are_there_in_twelve_languages() -> None:
    assert len(WellbeingCenters().languages) == 12


def questions(name: str) -> list[dict[str, Any]]:
    (path,) = [one for one in WellbeingCenters().form_files if one.stem == name]
    form = json.loads(path.read_text(encoding="utf-8"))
    return [q for s in form["sections"] for p in s["pages"] for q in p["questions"]]
