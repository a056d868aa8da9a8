"""Referrals as rules: what may follow what, what may be shared, and why one may not be sent."""

from __future__ import annotations

from datetime import date

import pytest

from farolito.domain.referring import (
    ANSWERS,
    FHIR,
    NEXT,
    STATES,
    Agreement,
    Consent,
    may_be_shared,
    new_referral_code,
    reasons_against,
    typed_code,
)

TODAY = date(2026, 11, 23)
YES = Consent(TODAY, "parent", ("name",), "user-1")
FHIR_TASK = {
    "draft", "requested", "received", "accepted", "rejected", "ready", "cancelled", "in-progress",
    "on-hold", "failed", "completed", "entered-in-error",
}  # fmt: skip


def agreement(*shares: str, from_on: date | None = None, until_on: date | None = None) -> Agreement:
    return Agreement(shares, from_on, until_on)  # type: ignore[arg-type]


def test_every_state_has_its_name_in_fhir_and_a_table_of_what_follows() -> None:
    assert set(FHIR) == set(NEXT) == set(STATES)
    assert set(FHIR.values()) <= FHIR_TASK
    assert len(set(FHIR.values())) == len(FHIR)


def test_only_a_draft_is_sent_and_nothing_becomes_a_draft_again() -> None:
    assert [state for state in STATES if "sent" in NEXT[state]] == ["draft"]
    assert not any("draft" in after for after in NEXT.values())


def test_a_family_may_withdraw_from_everything_that_has_not_ended() -> None:
    ended = [state for state in STATES if not NEXT[state]]
    assert ended == ["completed", "declined", "withdrawn_by_family"]
    for state in STATES:
        assert ("withdrawn_by_family" in NEXT[state]) == (state not in ended)


def test_a_partner_may_answer_each_referral_that_was_sent_and_not_ended() -> None:
    assert set(ANSWERS) <= set(NEXT["sent"])


@pytest.mark.parametrize(
    ("consent", "path", "deal", "expected"),
    [
        (YES, "parent", agreement("name"), []),
        (None, "parent", agreement("name"), ["no_consent"]),
        (Consent(date(2026, 11, 24), "parent", (), "u"), "parent", agreement(), ["consent_later"]),
        (Consent(TODAY, "aunt", (), "u"), "parent", agreement(), ["who"]),
        (YES, "minor_self", agreement("name"), ["student"]),
        (Consent(TODAY, "student", (), "u"), "minor_self", agreement(), []),
        (YES, "parent", agreement(from_on=date(2026, 12, 1)), ["agreement"]),
        (YES, "parent", agreement(until_on=date(2026, 11, 22)), ["agreement"]),
        (YES, "parent", agreement(from_on=TODAY, until_on=TODAY), []),
    ],
)
def test_why_a_referral_may_not_be_sent(
    consent: Consent | None, path: str, deal: Agreement, expected: list[str]
) -> None:
    assert reasons_against(consent, path, deal, TODAY) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("regime", ["counseling", "provider", "anonymous", "self_service"])
def test_a_confidential_record_carries_nothing_whatever_was_agreed(regime: str) -> None:
    assert may_be_shared(regime, agreement("name", "phone")) == ()  # type: ignore[arg-type]
    assert may_be_shared("education_record", agreement("name", "phone")) == ("name", "phone")


def test_a_code_is_read_as_it_was_meant_and_nothing_else_is_one() -> None:
    code = new_referral_code(bytes(range(32)))
    assert len(code) == 6
    assert not set(code) & set("0O1IL5S8BAEU") - set("58")
    for typed in (code, code.lower(), f" {code[:3]}-{code[3:]} ", f"{code[:3]} {code[3:]}"):
        assert typed_code(typed) == code
    for typed in ("", "K7Q", "K7QM3FX", "K7QM3O", "K7QM3\u0663", "x" * 10_000):
        assert typed_code(typed) is None
