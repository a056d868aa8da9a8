"""Who is answered about which record."""

from __future__ import annotations

from itertools import product

import pytest

from farolito.domain.consent_paths import PATHS
from farolito.domain.regimes import POLICIES
from farolito.domain.requests import may_ask


@pytest.mark.parametrize(("regime", "path"), list(product(POLICIES, PATHS)))
def test_a_parent_is_answered_about_no_record_that_the_law_gives_to_the_student(
    regime: str, path: str
) -> None:
    answered = may_ask("parent", regime, path)  # type: ignore[arg-type]
    assert answered == (
        regime in ("education_record", "self_service") and path in ("parent", "caregiver")
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_student_is_answered_about_every_record_that_says_who_it_is_about(path: str) -> None:
    answered = [regime for regime in POLICIES if may_ask("student", regime, path)]  # type: ignore[arg-type]
    assert set(POLICIES) - set(answered) == {"anonymous"}
