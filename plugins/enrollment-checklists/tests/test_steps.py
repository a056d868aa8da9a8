"""Needs lead to the checklists, and one yes on the screen to the words "expedited service"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.factories import form_in, make_form, make_response
from farolito.testing.plugins import make_hooks
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.steps import SCREEN

if TYPE_CHECKING:
    from farolito.api import NextStep

OWN = make_form("calfresh-checklist", regime="self_service")


def steps(
    needs: tuple[str, ...] = (), answers: dict[str, Any] | None = None, form: Any = None
) -> tuple[NextStep, ...]:
    return make_hooks(EnrollmentChecklists).next_steps(make_response(form, answers, needs=needs))


def test_the_need_for_food_leads_to_calfresh() -> None:
    (step,) = steps(("food",))

    assert "CalFresh" in step.title["en"]
    assert step.phone == "866-613-3777"
    assert step.url == "https://benefitscal.com"
    assert "expedited" not in step.detail["en"]


def test_the_need_for_health_coverage_leads_to_medi_cal() -> None:
    (step,) = steps(("health_coverage",))

    assert "Medi-Cal" in step.title["es"]


def test_other_needs_lead_nowhere() -> None:
    assert steps(("transport",)) == ()


@pytest.mark.parametrize("question", SCREEN)
def test_one_yes_on_the_screen_says_to_ask_for_expedited_service(question: str) -> None:
    (step,) = steps(("food",), {f"calfresh_{question}": "yes"})

    assert "Ask for expedited service" in step.detail["en"]
    assert "expedited service" in step.detail["es"]


@pytest.mark.parametrize("answer", ["no", {"skipped": True}])
def test_no_and_a_skipped_question_do_not(answer: Any) -> None:
    (step,) = steps((), {f"calfresh_{name}": answer for name in SCREEN}, OWN)

    assert "expedited" not in step.detail["en"]


def test_whoever_fills_in_the_screen_gets_the_way_to_apply() -> None:
    (step,) = steps(form=OWN)

    assert "CalFresh" in step.title["en"]


def test_the_form_asks_the_same_three_questions_as_the_paper() -> None:
    (path,) = [one for one in EnrollmentChecklists().form_files if one.stem == OWN.name]
    form = form_in(path)
    screen = checklists()["calfresh"].part("screen")

    assert screen is not None
    assert [f"calfresh_{fact.id}" for fact in screen.facts] == list(form.questions)
    assert [dict(fact.label) for fact in screen.facts] == [
        {language: question.label[language] for language in fact.label}
        for fact, question in zip(screen.facts, form.all_questions(), strict=True)
    ]
    assert form.regime == "self_service"
