"""What staff see: only what their role may know of, newest first, and every reading is written down."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from farolito.api import Plugin, hookimpl
from farolito.domain.access import Actor, Grant
from farolito.errors import DatabaseError, Forbidden, NotFound
from farolito.services import inbox, responses
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from farolito.plugins.hooks import Hooks
    from tests.services.conftest import School

ALL = "coordinator"


def listed(school: School, actor: Actor, **page: object) -> list[str]:
    with school.works.open(actor, write=False) as work:
        return [row.response_id for row in inbox.page(work, "lincoln", **page).items]  # type: ignore[arg-type]


def test_the_inbox_shows_the_newest_first_and_goes_on_where_it_ended(school: School) -> None:
    sent = []
    for _ in range(7):
        school.clock.advance(minutes=5)
        sent.append(school.send_answers().response_id)
    shown, after = [], None
    for _ in range(4):
        with school.works.open(school.staff(ALL), write=False) as work:
            page = inbox.page(work, "lincoln", after=after, limit=2)
        shown += [row.response_id for row in page.items]
        after = page.older
    assert shown == sent[::-1]
    assert after is None


def test_the_inbox_mixes_regimes_in_order_and_skips_drafts(school: School) -> None:
    school.open_form()
    identified = school.send_answers().response_id
    school.send_survey()
    [(anonymous,)] = school.rows("SELECT id FROM response WHERE regime = 'anonymous'")
    # the anonymous one is dated to midnight
    assert listed(school, school.staff(ALL)) == [identified, anonymous]
    with school.works.open(school.staff(ALL), write=False) as work:
        first = inbox.page(work, "lincoln", limit=1)
        second = inbox.page(work, "lincoln", after=first.older, limit=1)
    assert [row.response_id for row in (*first.items, *second.items)] == [identified, anonymous]


@pytest.mark.parametrize("after", ["", "x", "2026-11-23", "9999-99-99~a", "\x00~x", "1~2~3"])
def test_a_place_in_the_list_that_we_never_gave_is_not_found_or_harmless(
    school: School, after: str
) -> None:
    school.send_answers()
    with school.works.open(school.staff(ALL), write=False) as work, suppress(NotFound):
        assert len(inbox.page(work, "lincoln", after=after).items) <= 1


@pytest.mark.parametrize("role", ["district_lead", "platform_admin", "no such role"])
def test_who_may_list_nothing_is_refused(school: School, role: str) -> None:
    with pytest.raises(Forbidden):
        listed(school, school.staff(role))


def test_a_counselor_does_not_learn_that_there_are_education_records(school: School) -> None:
    receipt = school.send_answers()
    assert listed(school, school.staff("counselor")) == []
    with pytest.raises(NotFound), school.works.open(school.staff("counselor")) as work:
        responses.read(work, "lincoln", receipt.response_id or "")


def test_a_role_at_another_place_opens_nothing_here(school: School) -> None:
    receipt = school.send_answers()
    stranger = Actor("user", "user-2", "Stranger", (Grant("elsewhere", ALL),))
    with pytest.raises(Forbidden):
        listed(school, stranger)
    with pytest.raises(NotFound), school.works.open(stranger) as work:
        responses.read(work, "lincoln", receipt.response_id or "")


def test_a_reading_gives_the_answers_and_is_written_down(school: School) -> None:
    receipt = school.send_answers(anything="canary")
    with school.works.open(school.staff(ALL)) as work:
        record = responses.read(work, "lincoln", receipt.response_id or "")
        responses.read(work, "lincoln", receipt.response_id or "", "print")
    assert (record.answers["anything"], record.code, record.number) == ("canary", receipt.code, 1)
    done = school.rows("SELECT actor, action, target FROM audit ORDER BY number")
    target = f"response/{receipt.response_id}/1"
    assert done == [
        ("family", "response.submitted", target),
        ("user:user-1", "response.read", target),
        ("user:user-1", "response.printed", target),
    ]


def test_nobody_reads_where_it_can_not_be_written_down(school: School) -> None:
    receipt = school.send_answers()
    refused = pytest.raises((DBAPIError, DatabaseError))  # of PostgreSQL; of SQLite
    with refused, school.works.open(school.staff(ALL), write=False) as work:
        responses.read(work, "lincoln", receipt.response_id or "")


def test_a_response_of_another_place_is_not_found_here(school: School) -> None:
    for wrong in ("no-such-id", "", "\x00", "\ud800"):
        with pytest.raises(NotFound), school.works.open(school.staff(ALL)) as work:
            responses.read(work, "lincoln", wrong)


class Denying(Plugin):
    """Denies reading and printing, not listing."""

    name = "denying"
    title = "Denying"
    summary = "Denies."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def decide_access(self, permission: str) -> bool | None:
        return False if permission != "responses.list" else None


class TestWithAPluginThatDenies:
    @pytest.fixture
    def hooks(self) -> Hooks:
        return make_hooks(Denying)

    def test_what_it_denies_is_not_found(self, school: School) -> None:
        receipt = school.send_answers()
        assert listed(school, school.staff(ALL)) == [receipt.response_id]
        with pytest.raises(NotFound), school.works.open(school.staff(ALL)) as work:
            responses.read(work, "lincoln", receipt.response_id or "")
