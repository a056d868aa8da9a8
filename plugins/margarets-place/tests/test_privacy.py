"""Counselors read, nobody else does; and a form says what stays private before it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import Actor
from farolito.testing.factories import PLACE, make_form, make_question, make_user
from farolito.testing.plugins import make_hooks
from farolito_margarets_place.plugin import MargaretsPlace

if TYPE_CHECKING:
    from farolito.api import Form
    from farolito.testing.plugins import Hooks

FORM = "margarets-place-self-referral"


@pytest.fixture(scope="module")
def hooks() -> Hooks:
    """An app with this plugin alone."""
    return make_hooks(MargaretsPlace)


def may(
    hooks: Hooks, actor: Actor, form_name: str | None = FORM, regime: Any = "counseling"
) -> bool:
    return hooks.decide_access(actor, "responses.view", PLACE, regime, form_name)


def good_form(**more: Any) -> Form:
    facts: dict[str, Any] = {
        "regime": "counseling",
        "neutral_title": {"en": "School form", "es": "Formulario escolar"},
        "stop_here": True,
        "leave_now": True,
        "questions": (
            make_question("limits_read", "consent", required=True, choices=("read", "no")),
            make_question("wants"),
        ),
    }
    return make_form(FORM, **(facts | more))


def test_a_counselor_may_read_its_records(hooks: Hooks) -> None:
    assert may(hooks, make_user("counselor"))


@pytest.mark.parametrize(
    "role",
    [
        "coordinator",
        "parent_engagement_coordinator",
        "health_educator",
        "district_lead",
        "platform_admin",
    ],
)
def test_no_other_role_may_read_its_records(hooks: Hooks, role: str) -> None:
    assert not may(hooks, make_user(role))
    assert not may(hooks, make_user(role), regime="education_record")
    assert not may(hooks, make_user(role), form_name=None)


def test_nobody_and_a_user_without_roles_may_not_read_its_records(hooks: Hooks) -> None:
    assert not may(hooks, Actor("nobody"))
    assert not may(hooks, make_user())


def test_it_has_no_opinion_about_other_forms(hooks: Hooks) -> None:
    assert may(hooks, make_user("coordinator"), "family-needs", "education_record")
    assert may(hooks, make_user("coordinator"), None, "education_record")
    assert may(hooks, make_user("health_educator"), "other-counseling")


def test_a_student_still_gets_their_own_copy(hooks: Hooks) -> None:
    assert may(hooks, Actor("family"))


def test_a_form_that_keeps_its_promises_may_be_published(hooks: Hooks) -> None:
    assert hooks.check_publish(good_form()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"questions": (make_question("wants"), make_question("limits_read"))},
            "before every other",
        ),
        ({"questions": (make_question("wants"),)}, "before every other"),
        ({"questions": (make_question("limits_read", "consent"),)}, "required"),
        ({"regime": "education_record"}, "regime"),
        ({"neutral_title": {}}, "neutral_title"),
        ({"neutral_title": {"en": "School form"}}, "neutral_title"),
        ({"stop_here": False}, "stop_here"),
        ({"leave_now": False}, "leave_now"),
    ],
)
def test_a_form_that_breaks_a_promise_is_refused_with_the_reason(
    hooks: Hooks, change: dict[str, Any], says: str
) -> None:
    (reason,) = hooks.check_publish(good_form(**change))

    assert says in reason


def test_forms_of_others_are_not_its_business(hooks: Hooks) -> None:
    assert hooks.check_publish(make_form("family-needs")) == []


def test_its_own_words_are_there_in_twelve_languages() -> None:
    assert len(MargaretsPlace().languages) == 12
