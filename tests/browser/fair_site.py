"""A school with a fair of today: a plan, two tablets, tickets in every state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.services import fairs, tablets
from farolito.services.tablets import Said
from farolito.services.users import Refusal
from farolito.web.cookies import NAMES
from tests.web.staff.school import School

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from farolito.plugins.hooks import Hooks

LANGUAGES = ("es", "km", "fa", "hy")


class FairSite:
    """The school, who runs the fair, and the address of its pages."""

    def __init__(
        self, folder: Path, hooks: Hooks | None = None, *, pseudo_locales: bool = True
    ) -> None:
        self.school = School(folder, hooks, pseudo_locales=pseudo_locales)
        user, self.email = self.school.add_user("coordinator", name="Rosa Alvarez")
        self.cookie = self.school.token(user)
        self.staff = self.school.logged_in(user)
        self.address = ""
        self.fair = ""

    def plan(self) -> str:
        """Plan the fair of today; the path of its pages."""
        with self.school.works.open(SYSTEM, write=False) as work:
            today = work.today().isoformat()
        reply = self.staff.post(
            "/staff/lincoln/fairs/new",
            data={
                "name": "Fall resource fair",
                "day": today,
                "form": ["needs", "survey"],
                "language": list(LANGUAGES),
                "tables": "Food pantry\nClinic\nLibrary",
            },
        )
        assert reply.status_code == 303, reply.text
        self.fair = str(reply.location)
        return self.fair

    def pair(self, name: str, waiting: int) -> None:
        """A tablet that said how many envelopes wait on it."""
        fair = self.fair.rpartition("/")[2]
        with self.school.works.open(self.coordinator) as work:
            made = tablets.prepare(work, "lincoln", fair, name, "4826")
        with self.school.works.open(NOBODY) as work:
            paired = tablets.pair(work, made.code)
            assert not isinstance(paired, Refusal)
        with self.school.works.open(NOBODY) as work:
            tablets.told(work, paired.tablet, Said(waiting=waiting, languages=("en", *LANGUAGES)))

    @property
    def coordinator(self) -> Actor:
        """Whoever runs it."""
        place = self.school.places["lincoln"]
        return Actor("user", "x", "Rosa", (Grant(place.id, "coordinator"),))

    def give(self, language: str, **more: str) -> str:
        """The next family; the number of its ticket."""
        reply = self.staff.post(f"{self.fair}/board", data={"language": language, **more})
        assert reply.status_code == 303, reply.text
        return str(reply.location).rpartition("=")[2]

    def move(self, number: str, **fields: str) -> None:
        reply = self.staff.post(f"{self.fair}/tickets/{number}", data=fields)
        assert reply.status_code == 303, reply.text

    def hold(self) -> None:
        """Half of the day: six families came, and what became of each."""
        with self.school.works.open(self.coordinator) as work:
            found = fairs.one(work, "lincoln", self.fair.rpartition("/")[2])
            fairs.print_more(work, found, 40)
        for _ in range(2):
            self.give("es")
        self.move("1", do="here", form="needs")
        self.move("2", do="tablet", tablet="")
        self.give("hy")
        self.move("3", do="left")
        self.give("fa")
        self.move("4", do="paper")
        self.give("km", interpreter="1")
        self.give("es", spoken="omq-x-mixtec")

    def log_in(self, page: Page) -> None:
        page.context.add_cookies(
            [{"name": NAMES["staff"], "value": self.cookie, "url": self.address}]
        )
