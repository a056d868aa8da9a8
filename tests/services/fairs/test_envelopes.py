"""What tablets send counts for the ticket that it was begun for, whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import forms, jobs
from tests.services import sealed

if TYPE_CHECKING:
    from tests.services.conftest import School
    from tests.services.fairs.conftest import Fair


@pytest.fixture
def tablet(school: School, fair: Fair) -> sealed.Fair:
    """A tablet of the fair."""
    with school.works.open(SYSTEM, write=False) as work:
        hashes = {
            "needs": forms.current(work, "family-needs").hash,
            "survey": forms.current(work, "community-survey").hash,
        }
    return sealed.Fair(school.works, school.place.id, hashes, fair.id)


def test_an_envelope_settles_its_ticket_when_it_is_opened(
    school: School, fair: Fair, tablet: sealed.Fair
) -> None:
    for _ in range(5):
        fair.give()
        fair.move(fair.board.next_number - 1, "in_progress", "tablet", "tablet-1")
    anonymous = {name: sealed.RAW[name] for name in ("food_worried", "anything")}
    tablet.send(tablet.seal(ticket=1))
    tablet.send(tablet.seal(ticket=2, complete=False))
    tablet.send(tablet.seal(ticket=3, raw={}))  # held because of its answers, and here
    tablet.send(tablet.seal(link="survey", raw=anonymous, ticket=4))
    tablet.send(tablet.seal())
    jobs.run_all(school.works)
    assert [fair.ticket(number).came for number in range(1, 6)] == [
        "sent",
        "incomplete",
        "sent",
        "sent",
        "",
    ]
    end = fair.end_of_day
    assert (end.tally.sent, end.tally.incomplete, end.tally.missing, end.held) == (3, 1, 1, 2)
    assert end.tally.on_tablets == (5,)


def test_a_ticket_that_only_a_tablet_knows_of_is_counted(
    school: School, fair: Fair, tablet: sealed.Fair
) -> None:
    tablet.send(tablet.seal(ticket=44, language="es"))
    jobs.run_all(school.works)
    assert (fair.ticket(44).language, fair.board.done) == ("es", 1)
