"""Each row of a matrix is counted as a question of its own."""

from __future__ import annotations

from datetime import date

from farolito.domain.counted import RESPONSES, cells_of, domain_of, kind_of, tables_of
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from farolito.domain.suppression import Parts

FORM = trusted_form(
    {
        "name": "services",
        "title": {"en": "Services"},
        "purpose": "survey",
        "regime": "anonymous",
        "languages": ["en"],
        "retention": {"draft_days": 2, "identity_months": 0, "answers_months": 36},
        "sections": [
            {
                "name": "all",
                "title": {"en": "All"},
                "pages": [
                    {
                        "name": "one",
                        "questions": [
                            {
                                "name": "services",
                                "type": "matrix",
                                "label": {"en": "Do you use these?"},
                                "rows": [
                                    {"name": "food", "label": {"en": "Food"}},
                                    {"name": "home", "label": {"en": "Home"}},
                                ],
                                "choices": [
                                    {"name": "yes", "label": {"en": "Yes"}},
                                    {"name": "no", "label": {"en": "No"}},
                                ],
                            }
                        ],
                    }
                ],
            }
        ],
    }
)


def test_a_row_is_counted_by_its_answer_and_as_unanswered_without_one() -> None:
    answers = {"services_food": "yes", "services_home": {"skipped": True}}

    cells = cells_of(FORM, answers, CORE_QUESTION_TYPES, date(2026, 11, 23), "en", "tablet")

    assert ("question/services_food", "yes") in cells
    assert ("question/services_home", "") in cells
    assert domain_of(FORM)["question/services_food"] == ("yes", "no", "")


def test_its_cells_add_up_to_all_responses() -> None:
    table = tables_of(FORM, {RESPONSES: 30, ("question/services_food", "yes"): 18})

    assert kind_of(FORM, "question/services_food") == "parts"
    assert table["question/services_food"] == Parts({"yes": 18, "no": 0, "": 12})
