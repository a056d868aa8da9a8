"""A correction of a tablet with something wrong in it: staff put it right, as a change of what it corrects.

On both engines. What was sent first stays in the history, the family's code stays what it is, and it is one response.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import Conflict, NotFound
from farolito.services import casework, forms, jobs, receiving, responses, retention
from farolito.services.casework import amending, history
from farolito.services.receiving import NotJoined
from tests.services.conftest import NEEDS, document
from tests.services.sealed import RAW, Fair

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.responses import Receipt
    from tests.services.conftest import School

WRONG = {**RAW, "food_worried": {"": ["sometimes, they said"]}, "anything": {"": ["second"]}}


def send(fair: Fair, raw: dict[str, Any] = RAW, **changes: Any) -> str:
    """The sid of what a tablet sent and the worker has seen."""
    sid = fair.sid()
    fair.send(fair.seal(sid, raw=raw, **changes))
    jobs.run_all(fair.works)
    return sid


def code_of(school: School, response_id: str) -> str:
    with school.works.open(school.staff("coordinator")) as work:
        return casework.case(work, "lincoln", response_id).code or ""


def begin(school: School, sid: str, code: str) -> str:
    """Staff put it right; the cookie of the family's own pages."""
    with school.works.open(school.staff("coordinator")) as work:
        session, _ = receiving.put_right(work, "lincoln", sid, code)
    return session.token


def finish(school: School, token: str, **answers: Any) -> Receipt:
    """What is wrong is answered on the family's own pages, and sent there."""
    with school.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "needs")
        right = {**handle.draft.answers, "food_worried": "never", **answers}
        handle = responses.save(work, handle, replace(handle.draft, answers=right, raw={}))
        sent = responses.submit(work, handle)
    assert not isinstance(sent, list), sent
    jobs.run_all(school.works)
    return sent


def envelopes(school: School) -> dict[str, tuple[Any, ...]]:
    rows = school.rows("SELECT sid, state, reason, became, corrects, body FROM envelope")
    return {sid: tuple(rest) for sid, *rest in rows}


def held(school: School) -> dict[str, bool]:
    """What is held, and whether somebody corrects it."""
    with school.works.open(school.staff("coordinator"), write=False) as work:
        return {one.sid: one.begun for one in receiving.held(work, "lincoln")}


def said(school: School, response_id: str) -> tuple[int, Any, Any]:
    with school.works.open(school.staff("coordinator")) as work:
        found = responses.read(work, "lincoln", response_id)
    return found.number, found.answers["food_worried"], found.answers["anything"]


def test_it_becomes_the_next_submission_of_what_it_corrects_and_there_is_one_response(
    school: School, fair: Fair
) -> None:
    first = send(fair)
    code = code_of(school, first)
    again = send(fair, WRONG, corrects=first[-6:])
    assert envelopes(school)[again][:2] == ("held", "rules")
    token = begin(school, again, code)
    assert said(school, first) == (1, "often", RAW["anything"][""][0])  # until it is sent
    assert held(school) == {again: True}
    receipt = finish(school, token)
    assert (receipt.response_id, receipt.number, receipt.code) == (first, 2, code)
    assert said(school, first) == (2, "never", "second")
    assert school.rows("SELECT id, status FROM response") == [(first, "amended")]
    assert school.rows("SELECT number FROM submission ORDER BY number") == [(1,), (2,)]
    assert envelopes(school)[again] == ("opened", "rules", first, first, None)
    assert code_of(school, first) == code
    assert held(school) == {}


def test_both_are_in_the_history_with_who_put_it_right(school: School, fair: Fair) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    finish(school, begin(school, again, code_of(school, first)))
    with school.works.open(school.staff("coordinator"), write=False) as work:
        events = history.of(work, casework.case(work, "lincoln", first))
    assert [(one.action, one.kind) for one in events if one.action != "response.read"] == [
        ("response.changed", "family"),
        ("response.put_right", "user"),
    ]
    done = school.rows("SELECT action FROM audit WHERE target = :which", which=f"envelope/{again}")
    assert ("envelope.corrected",) in done
    assert "sometimes" not in str(school.rows("SELECT * FROM audit"))


def test_a_correction_of_what_was_put_right_is_joined_by_itself(school: School, fair: Fair) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    third = fair.sid()
    finish(school, begin(school, again, code_of(school, first)))
    fair.send(fair.seal(third, corrects=again[-6:]))
    jobs.run_all(school.works)
    assert said(school, first)[0] == 3
    assert envelopes(school)[third][:4] == ("opened", "", first, again)


def test_what_waited_for_it_is_tried_again_when_it_is_sent(school: School, fair: Fair) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    token = begin(school, again, code_of(school, first))
    third = send(fair, RAW, corrects=again[-6:])  # comes while staff are at the second
    assert envelopes(school)[third][:2] == ("held", "correction")
    finish(school, token)
    assert envelopes(school)[third][:4] == ("opened", "", first, again)
    assert said(school, first)[0] == 3


def test_put_right_so_that_it_says_the_same_it_is_done_with_and_no_submission(
    school: School, fair: Fair
) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    token = begin(school, again, code_of(school, first))
    finish(school, token, food_worried="often", anything=RAW["anything"][""][0])
    assert said(school, first)[0] == 1
    assert envelopes(school)[again] == ("opened", "rules", first, first, None)


def dropped(work: Any, handle: Any) -> None:
    responses.drop_change(work, handle)


def withdrawn(work: Any, handle: Any) -> None:
    responses.withdraw(work, handle)


@pytest.mark.parametrize("drop", [dropped, withdrawn])
def test_dropped_there_it_is_held_as_before_and_nothing_is_lost(
    school: School, fair: Fair, drop: Callable[[Any, Any], None]
) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    token = begin(school, again, code_of(school, first))
    with school.works.open(NOBODY) as work:
        drop(work, responses.load(work, token, "lincoln", "needs"))
    assert held(school) == {again: False}
    assert envelopes(school)[again][:3] == ("held", "rules", None)
    assert school.rows("SELECT number FROM submission") == [(1,)]
    with school.works.open(school.staff("coordinator")) as work:
        typed = receiving.look(work, "lincoln", again).draft.raw["food_worried"]
    assert typed == {"": ("sometimes, they said",)}


def test_what_a_family_changes_after_staff_dropped_it_never_passes_for_it(
    school: School, fair: Fair
) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    token = begin(school, again, code_of(school, first))
    with school.works.open(NOBODY) as work:
        responses.drop_change(work, responses.load(work, token, "lincoln", "needs"))
    other = send(fair, {**RAW, "anything": {"": ["third"]}}, corrects=first[-6:])
    assert envelopes(school)[other][0] == "opened"
    assert held(school) == {again: False}


def test_two_at_once_go_on_with_the_same_and_it_is_sent_once(school: School, fair: Fair) -> None:
    first = send(fair)
    again, code = send(fair, WRONG, corrects=first[-6:]), code_of(school, first)
    before = begin(school, again, code)
    later = begin(school, again, code)
    with pytest.raises(NotFound), school.works.open(NOBODY) as work:
        responses.load(work, before, "lincoln", "needs")
    with school.works.open(school.staff("coordinator")) as work:
        later = receiving.correct(work, "lincoln", again)[0].token  # "Go on correcting"
    for decide in (receiving.take, receiving.set_aside):
        with pytest.raises(Conflict), school.works.open(school.staff("coordinator")) as work:
            decide(work, "lincoln", again)
    finish(school, later)
    assert school.rows("SELECT number FROM submission ORDER BY number") == [(1,), (2,)]
    with pytest.raises(receiving.Decided) as decided:
        begin(school, again, code)
    assert (decided.value.state, decided.value.became) == ("opened", first)


def changing(school: School, fair: Fair, first: str) -> None:
    begin(school, send(fair, WRONG, corrects=first[-6:]), code_of(school, first))


def renewed(school: School, fair: Fair, _: str) -> None:
    newer = document("family-needs", NEEDS["sections"][0]["pages"][0]["questions"][0])
    with school.works.open(SYSTEM) as work:
        fair.forms["needs"] = forms.publish(work, newer).hash


def taken_back(school: School, _: Fair, first: str) -> None:
    with school.works.open(SYSTEM) as work:
        from farolito.services.responses.finding import sent_one

        responses.withdraw(work, replace(sent_one(work, school.place.id, first), changing=True))


@pytest.mark.parametrize(
    ("why", "happen"),
    [("changing", changing), ("version", renewed), ("withdrawn", taken_back)],
)
def test_what_can_not_be_changed_says_why_and_the_correction_stays_held(
    school: School, fair: Fair, why: str, happen: Callable[[School, Fair, str], None]
) -> None:
    first = send(fair)
    code = code_of(school, first)
    happen(school, fair, first)
    raw = {"agree": {"": ["maybe"]}} if why == "version" else WRONG
    again = send(fair, raw, corrects=first[-6:])
    for act in (receiving.put_right, receiving.join):
        with (
            pytest.raises(NotJoined) as said,
            school.works.open(school.staff("coordinator")) as work,
        ):
            act(work, "lincoln", again, code)
        assert said.value.why == why
    assert held(school)[again] is False
    assert school.rows("SELECT number FROM submission") == [(1,)]


def test_it_changes_what_staff_have_corrected_meanwhile_too_and_that_stays(
    school: School, fair: Fair
) -> None:
    first = send(fair)
    again = send(fair, WRONG, corrects=first[-6:])
    with school.works.open(school.staff("coordinator")) as work:
        found = casework.case(work, "lincoln", first)
        read = responses.read(work, "lincoln", first)
        amending.amend(work, found, 1, {**read.answers, "anything": "by staff"}, "They called")
    finish(school, begin(school, again, code_of(school, first)))
    assert said(school, first) == (3, "never", "second")


def test_only_who_may_read_those_answers_puts_it_right_and_only_for_a_correction(
    school: School, fair: Fair
) -> None:
    first = send(fair)
    code = code_of(school, first)
    again = send(fair, WRONG, corrects=first[-6:])
    for role in ("volunteer", "clinic_staff", "district_lead"):
        with pytest.raises(NotFound), school.works.open(school.staff(role)) as work:
            receiving.put_right(work, "lincoln", again, code)
    with pytest.raises(NotFound):
        begin(school, again, "KKKK-KKKK")
    alone = send(fair, WRONG)
    with pytest.raises(Conflict):
        begin(school, alone, code)
    assert held(school) == {again: False, alone: False}


def test_a_record_that_staff_began_to_correct_and_erased_there_is_held_and_begun_again(
    school: School, fair: Fair
) -> None:
    alone = send(fair, WRONG)
    for _ in range(2):
        with school.works.open(school.staff("coordinator")) as work:
            session, _ = receiving.correct(work, "lincoln", alone)
        assert held(school) == {alone: True}
        with school.works.open(NOBODY) as work:
            handle = responses.load(work, session.token, "lincoln", "needs")
            assert handle.draft.raw["food_worried"] == {"": ("sometimes, they said",)}
            responses.stop(work, handle, keep=False)
        jobs.run_all(school.works)
        assert held(school) == {alone: False}
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.take(work, "lincoln", alone) == alone
    assert school.rows("SELECT id, status FROM response") == [(alone, "stopped")]


@pytest.mark.parametrize("link", ["needs", "survey"])
def test_stopped_there_and_kept_it_is_held_no_more(school: School, fair: Fair, link: str) -> None:
    raw = WRONG if link == "needs" else {"food_worried": WRONG["food_worried"]}
    sid = send(fair, raw, link=link)
    with school.works.open(school.staff("coordinator")) as work:
        session, _ = receiving.correct(work, "lincoln", sid)
    with school.works.open(NOBODY) as work:
        responses.stop(work, responses.load(work, session.token, "lincoln", link), keep=True)
    jobs.run_all(school.works)
    became = sid if link == "needs" else None
    assert envelopes(school)[sid] == ("opened", "rules", became, None, None)
    assert school.rows("SELECT status FROM response") == [("stopped",)]


@pytest.mark.parametrize("dropped_there", [False, True])
def test_what_staff_began_to_correct_and_left_is_not_forgotten_with_the_drafts_of_families(
    school: School, fair: Fair, dropped_there: bool
) -> None:
    alone = send(fair, WRONG)
    with school.works.open(school.staff("coordinator")) as work:
        session, _ = receiving.correct(work, "lincoln", alone)
    if dropped_there:
        with school.works.open(NOBODY) as work:
            handle = responses.load(work, session.token, "lincoln", "needs")
            responses.stop(work, handle, keep=False)
    school.clock.advance(days=60)
    retention.purge(school.works)
    assert held(school) == {alone: not dropped_there}
    with school.works.open(school.staff("coordinator")) as work:
        receiving.correct(work, "lincoln", alone)
    assert held(school) == {alone: True}
