"""A fair at Lincoln, today, with two forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY
from farolito.services import fairs, responses
from farolito.services.fairs import Claimed, FairView, Plan
from farolito.services.work import SCHOOL_ZONE
from tests.services.conftest import ANSWERS, School

if TYPE_CHECKING:
    from farolito.domain.access import Actor
    from farolito.domain.fairs import TicketState, Way
    from farolito.services.fairs import Board, EndOfDay, TicketView
    from farolito.services.sessions import NewSession
    from farolito.services.users import Refusal

LANGUAGES = ("es", "km", "fa")


@dataclass
class Fair:
    """Shorthands for what people do at one."""

    school: School
    id: str = ""

    @property
    def staff(self) -> Actor:
        return self.school.staff("coordinator")

    def planned(self, days: int = 0, **facts: Any) -> str:
        """Plan it, so many days from now."""
        today = self.school.clock.now.astimezone(SCHOOL_ZONE).date()
        wanted = Plan("Fall fair", today + timedelta(days=days), ("needs", "survey"), LANGUAGES)
        with self.school.works.open(self.staff) as work:
            self.id = fairs.plan(work, "lincoln", replace(wanted, **facts))
        return self.id

    def change(self, **facts: Any) -> None:
        with self.school.works.open(self.staff) as work:
            found = fairs.one(work, "lincoln", self.id)
            fairs.change(work, found, replace(found.plan, **facts))

    @property
    def view(self) -> FairView:
        with self.school.works.open(self.staff, write=False) as work:
            return fairs.one(work, "lincoln", self.id)

    def give(self, language: str = "es", **more: Any) -> int:
        with self.school.works.open(self.staff) as work:
            return fairs.give(work, self.view, language, **more)

    def print(self, many: int) -> tuple[TicketView, ...]:
        with self.school.works.open(self.staff) as work:
            return fairs.print_more(work, self.view, many)

    def move(self, number: int, state: TicketState, way: Way = "", tablet: str = "") -> None:
        with self.school.works.open(self.staff) as work:
            fairs.move(work, self.view, number, state, way, tablet)

    def begin(self, number: int, link: str = "needs") -> NewSession:
        with self.school.works.open(self.staff) as work:
            return fairs.begin(work, self.view, number, link)

    def claim(
        self, code: str, address: str = "192.0.2.1", language: str = "en"
    ) -> Claimed | Refusal:
        with self.school.works.open(NOBODY) as work:
            return fairs.claim(work, code, address, language)

    def arrive(self, number: int, *, complete: bool = True, language: str = "km") -> None:
        with self.school.works.open(NOBODY) as work:
            fairs.arrived(
                work, self.school.place.id, self.id, number, complete=complete, language=language
            )

    def code(self, number: int) -> str:
        return self.ticket(number).code or ""

    def ticket(self, number: int) -> TicketView:
        with self.school.works.open(self.staff, write=False) as work:
            return fairs.ticket(work, self.view, number)

    @property
    def board(self) -> Board:
        with self.school.works.open(self.staff, write=False) as work:
            return fairs.board(work, self.view)

    @property
    def end_of_day(self) -> EndOfDay:
        with self.school.works.open(self.staff, write=False) as work:
            return fairs.end_of_day(work, self.view)

    def answer(self, number: int) -> None:
        """The family of a ticket answers and sends on our device."""
        token = self.begin(number).token
        self.school.answer(token, **ANSWERS)
        self.school.send(token)

    def found(self, session: NewSession, link: str = "needs") -> responses.ResponseDraft:
        return self.school.find(session.token, link)


@pytest.fixture
def fair(school: School) -> Fair:
    """A fair of today."""
    one = Fair(school)
    one.planned()
    return one
