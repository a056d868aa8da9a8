"""A plugin may read its own tables for its next steps; what goes wrong there costs its steps and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import literal, select, text

from farolito.api import Asks, NextStep, Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.services import responses
from farolito.services.outcome import outcome_of
from farolito.testing.plugins import make_hooks
from tests.services.conftest import AGREED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.plugins.hooks import Hooks
    from tests.services.conftest import School


class Reads(Plugin):
    """One step out of its session, with an address of this site."""

    name = "reads"
    title = "Reads"
    summary = "Reads."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))
    statement = select(literal("Open"))

    @hookimpl
    def next_steps(self, session: Session) -> Iterable[NextStep]:
        """A generator: it is read while the session is lent."""
        yield NextStep({"en": str(session.scalar(self.statement))}, url="/-/reads/")


class Strays(Reads):
    """Looks where it may not."""

    name = "strays"
    statement = text("select name from place")  # type: ignore[assignment]


class Writes(Reads):
    """Writes where it only may read; on PostgreSQL that ends a transaction, were it not in one of its own."""

    name = "breaks"
    statement = select(literal(1) / literal(0))

    @hookimpl
    def next_steps(self, session: Session) -> Iterable[NextStep]:
        """Fails after it has used its session."""
        session.execute(self.statement).all()
        raise ValueError


@pytest.fixture
def hooks() -> Hooks:
    """Two that fail before and after one that works."""
    return make_hooks(Strays, Reads, Writes)


def test_steps_are_read_from_a_session_that_is_lent_and_addresses_are_made_whole(
    school: School,
) -> None:
    token = school.open_form()
    school.answer(token, agree=AGREED, food_worried="often")
    school.send(token)

    with school.works.open(SYSTEM, write=False) as work:
        outcome = outcome_of(work, responses.load(work, token, "lincoln", "needs"))
        assert work.plugin == ""
        assert responses.load(work, token, "lincoln", "needs").response_id  # the work goes on

    step = outcome.steps[-1]
    assert step.title["en"] == "Open"
    assert step.url == f"{work.settings.base_url}/-/reads/"
    assert set(outcome.left_out) == {"strays", "breaks"}
