"""A family answers again on a tablet: a change of what it had sent, or held when that is not sure. On both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.errors import Conflict, NotFound
from farolito.services import casework, fairs, forms, jobs, receiving, responses, retention
from farolito.services.casework import amending, history
from farolito.services.fairs import Plan
from tests.services.sealed import RAW, Fair

if TYPE_CHECKING:
    from tests.services.conftest import School

AGAIN = {**RAW, "anything": {"": ["not what we said first"]}}


def send(fair: Fair, sid: str, raw: dict[str, Any] = RAW, **changes: Any) -> None:
    fair.send(fair.seal(sid, raw=raw, **changes))
    jobs.run_all(fair.works)


def envelopes(school: School) -> dict[str, tuple[str, str, str | None, str | None]]:
    rows = school.rows("SELECT sid, state, reason, became, corrects FROM envelope")
    return {sid: (state, reason, became, corrects) for sid, state, reason, became, corrects in rows}


def said(school: School, response_id: str) -> tuple[int, Any]:
    """The number of the submission that counts, and what it says."""
    with school.works.open(school.staff("coordinator")) as work:
        found = responses.read(work, "lincoln", response_id)
    return found.number, found.answers["anything"]


def many(school: School, table: str) -> int:
    return int(school.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  a name of ours


def test_it_becomes_the_next_submission_of_the_same_response_and_the_first_one_stays(
    school: School, fair: Fair
) -> None:
    first, again = fair.sid(), fair.sid()
    send(fair, first)
    send(fair, again, AGAIN, corrects=first[-6:])
    assert said(school, first) == (2, "not what we said first")
    assert school.rows("SELECT id, status FROM response") == [(first, "amended")]
    assert school.rows("SELECT number FROM submission ORDER BY number") == [(1,), (2,)]
    assert envelopes(school)[again] == ("opened", "", first, first)
    assert school.rows("SELECT count(*) FROM envelope WHERE body IS NOT NULL") == [(0,)]
    with school.works.open(school.staff("coordinator"), write=False) as work:
        found = casework.case(work, "lincoln", first)
        done = [one.action for one in history.of(work, found)]
    assert "response.changed_on_tablet" in done


def test_a_correction_of_a_correction_is_the_one_after_it(school: School, fair: Fair) -> None:
    first, second, third = fair.sid(), fair.sid(), fair.sid()
    send(fair, first)
    send(fair, second, AGAIN, corrects=first[-6:])
    send(fair, third, RAW, corrects=second[-6:])
    assert said(school, first) == (3, RAW["anything"][""][0])
    assert many(school, "response") == 1


@pytest.mark.parametrize("which", [0, 1])
def test_one_that_says_the_same_is_no_submission_and_both_codes_still_lead_on(
    school: School, fair: Fair, which: int
) -> None:
    first, same = fair.sid(), fair.sid()
    send(fair, first)
    send(fair, same, RAW, corrects=first[-6:])
    assert said(school, first)[0] == 1
    send(fair, fair.sid(), AGAIN, corrects=(first, same)[which][-6:])
    assert said(school, first) == (2, "not what we said first")


def test_one_that_comes_first_waits_and_is_joined_when_the_other_has_come(
    school: School, fair: Fair
) -> None:
    first, again = fair.sid(), fair.sid()
    body = fair.seal(first)
    send(fair, again, AGAIN, corrects=first[-6:])
    assert envelopes(school)[again] == ("held", "correction", None, first[-6:])
    fair.send(body)
    jobs.run_all(school.works)
    assert said(school, first) == (2, "not what we said first")
    assert many(school, "response") == 1


def test_what_was_begun_only_is_not_waited_for(school: School, fair: Fair) -> None:
    first, again = fair.sid(), fair.sid()
    send(fair, first, complete=False)
    send(fair, again, AGAIN, corrects=first[-6:])
    assert envelopes(school)[first][:2] == ("held", "incomplete")
    assert envelopes(school)[again] == ("opened", "", again, first)
    assert said(school, again) == (1, "not what we said first")


def amended(school: School, first: str) -> None:
    with school.works.open(school.staff("coordinator")) as work:
        found = casework.case(work, "lincoln", first)
        read = responses.read(work, "lincoln", first)
        amending.amend(work, found, 1, {**read.answers, "anything": "by staff"}, "They called")


def corrected_already(school: School, fair: Fair, first: str) -> None:
    send(fair, fair.sid(), {**RAW, "anything": {"": ["on another tablet"]}}, corrects=first[-6:])


def erased(school: School, first: str) -> None:
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, first, "all", "request")


@pytest.mark.parametrize(
    "why", ["no code", "unknown", "another form", "version", "staff", "corrected", "erased"]
)
def test_what_can_not_be_joined_for_sure_is_held_and_changes_nothing(
    school: School, fair: Fair, why: str
) -> None:
    first, again = fair.sid(), fair.sid()
    send(fair, first)
    changes: dict[str, Any] = {"corrects": first[-6:]}
    if why == "no code":
        changes["corrects"] = ""
    elif why == "unknown":
        changes["corrects"] = "000000" if first[-6:] != "000000" else "000001"
    elif why == "another form":
        changes |= {
            "link": "survey",
            "raw": {one: AGAIN[one] for one in ("food_worried", "anything")},
        }
    elif why == "version":
        from tests.services.conftest import NEEDS, document

        newer = document("family-needs", NEEDS["sections"][0]["pages"][0]["questions"][0])
        with school.works.open(SYSTEM) as work:
            fair.forms["needs"] = forms.publish(work, newer).hash
        changes["raw"] = {"agree": {"": ["yes"]}}
    elif why == "staff":
        amended(school, first)
    elif why == "corrected":
        corrected_already(school, fair, first)
    else:
        erased(school, first)
    before = school.rows("SELECT response_id, number FROM submission ORDER BY response_id, number")
    send(fair, again, changes.pop("raw", AGAIN), **changes)
    assert envelopes(school)[again][:3] == ("held", "correction", None)
    after = school.rows("SELECT response_id, number FROM submission ORDER BY response_id, number")
    assert after == before


def test_staff_join_it_to_the_answers_whose_code_they_type(school: School, fair: Fair) -> None:
    first, again = fair.sid(), fair.sid()
    send(fair, first)
    amended(school, first)
    send(fair, again, AGAIN, corrects=first[-6:])
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.look(work, "lincoln", again).first == first
        code = casework.case(work, "lincoln", first).code or ""
    for typed in ("KKKK-KKKK", "", "?"):
        with pytest.raises(NotFound), school.works.open(school.staff("coordinator")) as work:
            receiving.join(work, "lincoln", again, typed)
    with pytest.raises(NotFound), school.works.open(school.staff("volunteer")) as work:
        receiving.join(work, "lincoln", again, code)
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.join(work, "lincoln", again, code.lower()) == first
    assert said(school, first) == (3, "not what we said first")
    assert envelopes(school)[again] == ("opened", "", first, first)
    with pytest.raises(Conflict), school.works.open(school.staff("coordinator")) as work:
        receiving.join(work, "lincoln", again, code)


def test_what_corrects_nothing_is_never_joined_to_other_answers(school: School, fair: Fair) -> None:
    first, other = fair.sid(), fair.sid()
    send(fair, first)
    with school.works.open(school.staff("coordinator")) as work:
        code = casework.case(work, "lincoln", first).code or ""
    fair.send(fair.seal(other), trusted=False)
    with pytest.raises(Conflict), school.works.open(school.staff("coordinator")) as work:
        receiving.join(work, "lincoln", other, code)


def test_the_ticket_of_a_family_that_corrects_counts_once(school: School, fair: Fair) -> None:
    coordinator = school.staff("coordinator")
    with school.works.open(coordinator) as work:
        fair.event_id = fairs.plan(work, "lincoln", Plan("Fair", work.today(), ("needs",), ("es",)))
    with school.works.open(coordinator) as work:
        view = fairs.one(work, "lincoln", fair.event_id)
        for number in (1, 2):
            assert fairs.give(work, view, "es") == number
    first = fair.sid()
    send(fair, first, ticket=1)
    send(fair, fair.sid(), AGAIN, corrects=first[-6:], ticket=2)  # somebody mistyped the number
    with school.works.open(coordinator) as work:
        tally = fairs.end_of_day(work, fairs.one(work, "lincoln", fair.event_id)).tally
    assert (tally.tickets, tally.sent, tally.waiting, tally.missing) == (2, 1, 1, 0)
