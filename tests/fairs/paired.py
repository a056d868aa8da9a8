"""A school with a fair and a paired tablet, as a real site behind a real port."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.services import events, forms, jobs, places, receiving, tablets
from farolito.services.tablets import Paired, pins
from farolito.web.host import host_of
from tests.services.conftest import NEEDS
from tests.services.sealed import RAW
from tests.web_support.sites import make_empty_database, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from farolito.services.work import Works


@dataclass
class TabletSite:
    """The app, the place, and what the tablet was given."""

    app: Flask
    place_id: str
    token: str
    header: dict[str, Any]
    record: dict[str, Any]

    @property
    def works(self) -> Works:
        return host_of(self.app).works

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.works.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql))]

    def verified(self, receipts: list[dict[str, Any]]) -> int:
        """How many of these receipts are ours."""
        with self.works.open(SYSTEM, write=False) as work:
            return sum(receiving.verify(work, self.place_id, one) for one in receipts)

    def do_jobs(self) -> None:
        """What the worker does."""
        jobs.run_all(self.works)


def make_tablet_site(folder: Path, **changes: Any) -> TabletSite:
    """The school of the other tests, with a link ``needs`` and one tablet of a fair; changes to its settings."""
    (folder / "site").mkdir()
    app = make_site(folder / "site", make_empty_database(folder), {"needs": NEEDS}, **changes)
    works = host_of(app).works
    rounds, pins.ROUNDS = pins.ROUNDS, 10  # as usual, only faster
    with works.open(SYSTEM, write=False) as work:
        place_id = places.by_slug(work, "lincoln").id
    coordinator = Actor("user", "user-1", "Somebody", (Grant(place_id, "coordinator"),))
    with works.open(coordinator) as work:
        fair = events.start(work, "lincoln", "Resource fair").id
        waiting = tablets.prepare(work, "lincoln", fair, "Table 2", "258014")
        key = receiving.public_key(work, place_id)
        form = forms.current(work, "family-needs").hash
    with works.open(NOBODY) as work:
        paired = tablets.pair(work, waiting.code)
    assert isinstance(paired, Paired)
    pins.ROUNDS = rounds
    header = {
        "fair": fair,
        "link": "needs",
        "form": form,
        "tablet": paired.tablet.id,
        "key": key.as_json(),
    }
    record = {"language": "en", "complete": True, "draft": {"raw": RAW, "entries": {}}}
    return TabletSite(app, place_id, paired.token, header, record)
