"""A plugin that is ended in the middle of a statement leaves the database as it was, and usable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import Plugin, PluginModel, hookimpl
from farolito.domain.access import NOBODY
from farolito.plugins.failures import HookFailed
from farolito.plugins.kinds import LIMITS, Kind
from farolito.plugins.tables import metadata_of
from farolito.sandbox.in_process import Limit
from farolito.services import jobs
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from farolito.testing.site import make_site

from .test_the_site_survives import FORM

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from farolito.testing.postgres import PostgresServer

ROUNDS = 12


class Row(PluginModel, plugin="asking"):
    """What it writes."""

    __tablename__ = "plugin_asking_row"
    number: Mapped[int] = mapped_column(primary_key=True)


class Asking(Plugin):
    """Asks the database again and again, until it is ended somewhere in the middle."""

    name = "asking"
    title = "Asking"
    summary = "Never ends."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
    endless = True

    def folder(self, name: str) -> Any:
        """Pretends to have migrations; the test makes its table."""
        return Path("migrations") if name == "migrations/versions" else None

    @hookimpl
    def submission_saving(self, session: Session) -> None:
        """Reads and writes."""
        while self.endless:
            session.add(Row())
            session.flush()
            session.execute(select(Row)).all()

    @hookimpl
    def submission_saved(self, session: Session) -> None:
        """The same in a transaction of its own."""
        self.submission_saving(session)


class Brief(Asking):
    """Does nothing, in as much time as anybody has."""

    endless = False


# the alarm may ring in a callback of the garbage collector, where Python drops what is raised; it rings again
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_what_it_had_begun_is_undone_and_the_next_family_sends(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = ""
    if engine_name == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.url(server.make_database())
    site = make_site(tmp_path, Asking, database_url=url)
    metadata_of("asking").create_all(site.works.engine)
    site.open_form(FORM)
    for number in range(ROUNDS):
        short = Limit(0.05 + number / 1000, 256)
        hooks = make_hooks(Asking, limits={**LIMITS, Kind.JOIN: short, Kind.NOTIFY: short})
        site.works.hooks = hooks
        with pytest.raises(HookFailed, match="TookTooLong"):
            site.send("survey", {"likes": "The library"})
        site.works.hooks = make_hooks(Brief)
        site.send("survey", {"likes": "The library"})
        site.works.hooks = hooks
        jobs.run_once(site.works)
        assert hooks.health.faults()[0].hook == "submission_saved"
        with site.works.open(NOBODY, write=False) as work:
            found = work.connection.execute(
                text("SELECT status, count(*) FROM response GROUP BY status ORDER BY status")
            ).all()
        assert [tuple(row) for row in found] == [
            ("completed", number + 1),
            ("in_progress", number + 1),
        ]
    site.close()
