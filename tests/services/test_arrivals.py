"""What is done with a submission after it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import NOBODY
from farolito.services import arrivals, jobs, responses
from tests.services.conftest import ANSWERS

if TYPE_CHECKING:
    import pytest

    from farolito.services.arrivals import Arrival
    from farolito.services.work import Work
    from tests.services.conftest import School


def send(school: School) -> str:
    handle = school.answer(school.open_form(), **ANSWERS)
    with school.works.open(NOBODY) as work:
        responses.submit(work, handle)
    return handle.response_id or ""


def test_every_step_is_given_what_was_sent(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Arrival] = []
    monkeypatch.setattr(arrivals, "STEPS", (lambda work, arrival: taken.append(arrival),))
    sent = send(school)
    jobs.run_all(school.works)
    [arrival] = taken
    assert (arrival.response_id, arrival.place, arrival.consent_path) == (
        sent,
        school.place,
        "parent",
    )
    assert arrival.answers["anything"] == ANSWERS["anything"]


def test_a_step_that_fails_undoes_all_of_them_and_they_are_done_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def fail_once(work: Work, arrival: Arrival) -> None:
        tries.append(arrival.response_id)
        if len(tries) == 1:
            raise RuntimeError("no such luck")

    monkeypatch.setattr(arrivals, "STEPS", (fail_once,))
    sent = send(school)
    jobs.run_all(school.works)
    school.clock.advance(hours=5)
    jobs.run_all(school.works)
    assert tries == [sent, sent]
