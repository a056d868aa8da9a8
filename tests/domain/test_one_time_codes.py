"""Codes of an app: those of the standard, one step of slack, nothing else."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from farolito.domain.one_time_codes import address, code_of, step_of, step_shown, written

SECRET = b"12345678901234567890"

# RFC 6238 appendix B, the SHA-1 rows, the last six of eight digits
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize("seconds", VECTORS)
def test_the_codes_of_the_standard_come_out(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code_of(SECRET, step_of(moment)) == VECTORS[seconds]
    assert step_shown(SECRET, VECTORS[seconds], moment) == step_of(moment)


@pytest.mark.parametrize(("late", "counts"), [(-30, True), (-31, False), (59, True), (60, False)])
def test_a_code_counts_one_step_early_and_one_step_late(late: int, counts: bool) -> None:
    moment = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # the first second of a step
    now = moment + timedelta(seconds=late)
    shown = step_shown(SECRET, code_of(SECRET, step_of(moment)), now)
    assert (shown == step_of(moment)) is counts


@pytest.mark.parametrize("typed", ["", "1", "28708", "2870822", "٢٨٧٠٨٢", "\ud800", "x" * 1000])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert step_shown(SECRET, typed, datetime.fromtimestamp(59, UTC)) is None


def test_the_address_and_the_typed_secret_say_the_same() -> None:
    said = address(SECRET, "rosa@school.example", "Farolito – Duarte")
    assert said.startswith("otpauth://totp/Farolito%20%E2%80%93%20Duarte:rosa%40school.example?")
    assert f"secret={written(SECRET).replace(' ', '')}&" in said
    assert base64.b32decode(written(SECRET).replace(" ", "")) == SECRET
