"""Sending: one row, one audit entry, one outbox entry, whatever thumbs, networks and windows do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from farolito.api import Plugin, hookimpl
from farolito.db.base import table_of
from farolito.db.models import Submission
from farolito.domain import codes
from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import Conflict
from farolito.plugins.failures import HookFailed
from farolito.services import audit, links, responses
from farolito.services.responses import Receipt, sending
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from farolito.domain.views import SubmissionView
    from farolito.plugins.hooks import Hooks
    from farolito.services.responses import ResponseDraft
    from tests.services.conftest import School

ANSWERS: dict[str, Any] = {
    "agree": {
        "choice": "yes",
        "text": "agree-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    },
    "food_worried": "often",
    "anything": "Ամեն ինչ լավ է\n🙂 ‘quoted’ \u200f",
}


def counts(school: School) -> tuple[Any, ...]:
    """Submissions, responses that ended, audit entries of them, outbox entries."""
    [row] = school.rows(
        "SELECT (SELECT count(*) FROM submission),"
        " (SELECT count(*) FROM response WHERE status = 'completed'),"
        " (SELECT count(*) FROM audit WHERE action = 'response.submitted'),"
        " (SELECT count(*) FROM job WHERE kind = 'submission_saved')"
    )
    return row


def submit(school: School, handle: ResponseDraft) -> Receipt:
    with school.works.open(NOBODY) as work:
        sent = responses.submit(work, handle)
    assert isinstance(sent, Receipt)
    return sent


def test_what_is_sent_is_found_again_letter_for_letter_with_its_receipt(school: School) -> None:
    token = school.open_form()
    school.answer(token, **ANSWERS)
    receipt = school.send(token)
    found = school.find(token)
    assert found.sent
    assert found.draft.answers == ANSWERS
    assert found.response_id == receipt.response_id
    assert found.code == receipt.code
    assert codes.typed(codes.shown(receipt.code or "")) == receipt.code
    assert (receipt.number, receipt.again, receipt.received_at) == (1, False, school.clock.now)
    assert counts(school) == (1, 1, 1, 1)


def test_the_draft_is_gone_once_it_was_sent(school: School) -> None:
    school.send_answers()
    assert school.rows("SELECT draft FROM response") == [(None,)]


def test_what_lacks_an_answer_is_not_sent_and_says_which(school: School) -> None:
    token = school.open_form()
    handle = school.answer(token, anything="only this")
    with school.works.open(NOBODY) as work:
        problems = responses.submit(work, handle)
    assert isinstance(problems, list)
    assert [problem.question for problem in problems] == ["agree", "food_worried"]
    assert school.find(token).status == "in_progress"
    assert counts(school) == (0, 0, 0, 0)


def test_typing_that_nobody_checked_is_not_sent_over(school: School) -> None:
    token = school.open_form()
    handle = school.answer(token, **ANSWERS)
    typed = replace(handle.draft, raw={"food_worried": {"": ("sometimes",)}})
    with school.works.open(NOBODY) as work:
        handle = responses.save(work, handle, typed)
        problems = responses.submit(work, handle)
    assert isinstance(problems, list)
    assert [problem.question for problem in problems] == ["food_worried"]


@pytest.mark.parametrize("letter", ["\x00", "\ud83d"])
def test_a_letter_that_a_database_refuses_is_a_problem_never_an_error(
    school: School, letter: str
) -> None:
    token = school.open_form()
    handle = school.answer(token, **{**ANSWERS, "anything": f"a{letter}b"})
    with school.works.open(NOBODY) as work:
        problems = responses.submit(work, handle)
    assert isinstance(problems, list)
    assert [problem.question for problem in problems] == ["anything"]
    assert counts(school) == (0, 0, 0, 0)


def test_sending_twice_gives_the_same_receipt_and_one_row(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, **ANSWERS)
    first = school.send(token)
    for again in (submit(school, stale), school.send(token), submit(school, school.find(token))):
        assert again == replace(first, again=True)
    assert counts(school) == (1, 1, 1, 1)


def test_other_content_under_the_same_id_is_a_conflict_and_changes_nothing(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, **ANSWERS)
    school.answer(token, food_worried="never")
    school.send(token)
    with pytest.raises(Conflict):
        submit(school, stale)
    assert school.find(token).draft.answers["food_worried"] == "never"
    assert counts(school) == (1, 1, 1, 1)


def test_what_another_window_saved_last_is_what_is_sent(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, **ANSWERS)
    school.answer(token, food_worried="never")
    submit(school, stale)
    assert school.find(token).draft.answers["food_worried"] == "never"


def test_a_stopped_response_can_not_be_sent(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, **ANSWERS)
    with school.works.open(NOBODY) as work:
        responses.stop(work, stale, keep=True)
    with pytest.raises(Conflict):
        submit(school, stale)
    assert counts(school) == (0, 0, 0, 0)


def test_thirty_responses_sent_by_eight_at_once_are_thirty_rows(school: School) -> None:
    tokens = [school.open_form() for _ in range(30)]
    handles = [school.answer(token, **ANSWERS) for token in tokens]
    together = Barrier(8, timeout=60)  # a sender that fails must not leave the others waiting

    def sender(_: int) -> list[Receipt]:
        receipts = []
        for handle in handles:
            together.wait()
            receipts.append(submit(school, handle))
        return receipts

    with ThreadPoolExecutor(8) as senders:
        given = list(senders.map(sender, range(8)))
    for receipts in zip(*given, strict=True):
        assert len({replace(receipt, again=False) for receipt in receipts}) == 1
        assert sorted(receipt.again for receipt in receipts) == [False] + [True] * 7
    assert counts(school) == (30, 30, 30, 30)


def test_eight_families_who_send_at_once_all_have_their_row_and_their_link_in_the_chain(
    school: School,
) -> None:
    handles = [school.answer(school.open_form(), **ANSWERS) for _ in range(40)]
    together = Barrier(8, timeout=60)  # a sender that fails must not leave the others waiting

    def sender(own: list[ResponseDraft]) -> None:
        for handle in own:
            together.wait()
            submit(school, handle)

    with ThreadPoolExecutor(8) as senders:
        list(senders.map(sender, [handles[number::8] for number in range(8)]))
    assert counts(school) == (40, 40, 40, 40)
    with school.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, school.place.id) is None


def test_a_row_that_is_there_already_is_never_acknowledged_unread(school: School) -> None:
    handle = school.answer(school.open_form(), **ANSWERS)
    row = {
        "place_id": school.place.id,
        "response_id": handle.response_id,
        "number": 1,
        "form_hash": handle.form.hash,
        "language": "en",
        "answers": b"",
        "digest": b"",
        "received_at": school.clock.now,
    }
    with school.works.open(SYSTEM) as work:
        work.connection.execute(insert(table_of(Submission)), row)
    with pytest.raises(Conflict):
        submit(school, handle)
    assert counts(school) == (1, 0, 0, 0)


def test_a_code_that_is_taken_is_not_given_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = school.send_answers().code
    drawn = iter([taken, taken, "23456789"])
    monkeypatch.setattr(sending, "new_code", lambda random_bytes: next(drawn))
    assert school.send_answers().code == "23456789"
    assert counts(school) == (2, 2, 2, 2)


def test_sending_costs_six_writes_and_reads_however_much_is_stored(school: School) -> None:
    for _ in range(3):
        token = school.open_form()
        handle = school.answer(token, **ANSWERS)
        with school.watched() as statements:
            submit(school, handle)
        kinds = [statement.split()[0] for statement in statements]
        assert kinds.count("SELECT") <= 2
    assert len(statements) == 6


def test_an_anonymous_response_can_not_be_traced_to_its_session(school: School) -> None:
    token = school.send_survey()
    [(session, started, saved, received, code)] = school.rows(
        "SELECT session_id, started_at, saved_at, received_at, code FROM response"
    )
    assert session is None
    assert code is None
    assert started == saved == received
    found = school.find(token, "survey")
    assert found.sent
    assert (found.response_id, found.code, found.draft.answers) == (None, None, {})


def test_an_anonymous_response_says_only_the_day_wherever_it_is_written(school: School) -> None:
    school.send_survey()
    times = {
        str(value)
        for sql in (
            "SELECT received_at FROM submission",
            "SELECT at FROM audit",
            "SELECT created_at FROM job",
            "SELECT run_after FROM job",
        )
        for (value,) in school.rows(sql)
    }
    assert {time[:19] for time in times} == {"2026-11-23 08:00:00"}  # midnight at the school
    [(response_id,)] = school.rows("SELECT id FROM response")
    assert UUID(response_id).version == 4  # and the id is nothing but chance


def test_sending_an_anonymous_response_twice_gives_a_receipt_and_one_row(school: School) -> None:
    token = school.open_form("survey")
    stale = school.answer(token, "survey", food_worried="often", anything="x")
    first = school.send(token, "survey")
    assert (first.response_id, first.code) == (None, None)
    assert submit(school, stale) == replace(first, again=True)
    assert school.send(token, "survey") == replace(first, again=True)
    assert counts(school) == (1, 1, 1, 1)


def test_after_an_anonymous_form_another_one_can_be_started(school: School) -> None:
    token = school.send_survey()
    with school.works.open(NOBODY) as work:
        session_id = responses.load(work, token, "lincoln", "survey").session_id
        link = links.open_link(work, "lincoln", "survey")
        responses.start(work, link, "es", session_id)
    assert school.find(token, "survey").status == "in_progress"


class Joining(Plugin):
    """Writes with the submission; what it writes goes wrong for one answer."""

    name = "joining"
    title = "Joining"
    summary = "Joins."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def submission_saving(self, submission: SubmissionView) -> None:
        if submission.response.answers["food_worried"] == "never":
            raise RuntimeError("not this one")


class TestWithAPluginThatJoins:
    @pytest.fixture
    def hooks(self) -> Hooks:
        return make_hooks(Joining)

    def test_its_failure_sends_nothing_and_keeps_the_draft(self, school: School) -> None:
        token = school.open_form()
        handle = school.answer(token, **{**ANSWERS, "food_worried": "never"})
        with pytest.raises(HookFailed):
            submit(school, handle)
        assert school.find(token) == handle
        assert counts(school) == (0, 0, 0, 0)

    def test_its_success_changes_nothing_for_the_family(self, school: School) -> None:
        school.send_answers()
        assert counts(school) == (1, 1, 1, 1)
