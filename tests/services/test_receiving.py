"""What becomes of an envelope: stored once, opened once, or held with the reason. On both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.errors import Conflict, NotFound
from farolito.services import audit, forms, jobs, receiving, retention
from farolito.services.receiving import Gone, keys
from tests.services.sealed import RAW, Fair

if TYPE_CHECKING:
    from tests.services.conftest import School


def state(school: School) -> list[tuple[Any, ...]]:
    return school.rows("SELECT state, reason FROM envelope ORDER BY received_at, sid")


def held(school: School, *roles: str) -> list[tuple[str, str]]:
    with school.works.open(school.staff(*(roles or ("coordinator",))), write=False) as work:
        return [(one.sid, one.reason) for one in receiving.held(work, "lincoln")]


def test_a_record_becomes_a_response_with_all_that_an_ordinary_one_has(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    stored = fair.send(fair.seal(sid))
    assert (stored.sid, stored.state, stored.again) == (sid, "stored", False)
    assert jobs.run_all(school.works) == 2  # the envelope, then what is told of its submission
    assert school.rows("SELECT id, status, channel, language, session_id FROM response") == [
        (sid, "completed", "tablet", "en", None)
    ]
    assert school.rows("SELECT count(*) FROM submission") == [(1,)]
    actions = school.rows("SELECT action FROM audit WHERE action LIKE 'response.%'")
    assert actions == [("response.submitted",)]
    told = school.rows("SELECT state FROM job WHERE kind = 'submission_saved'")
    assert told == [("done",)]
    assert school.rows("SELECT state, became, body FROM envelope") == [("opened", sid, None)]
    with school.works.open(school.staff("coordinator")) as work:
        answers = receiving_answers(work, sid)
    assert answers["anything"] == "kanari 🙂 Ամեն ինչ"


def receiving_answers(work: Any, sid: str) -> Any:
    from farolito.services import responses

    return responses.read(work, "lincoln", sid).answers


def test_the_same_bytes_are_stored_once_and_get_the_same_receipt(
    school: School, fair: Fair
) -> None:
    body = fair.seal()
    first = fair.send(body)
    school.clock.advance(hours=3)
    again = fair.send(body)
    jobs.run_all(school.works)
    opened = fair.send(body)
    assert (again.again, again.mac, again.received_at) == (True, first.mac, first.received_at)
    assert (opened.again, opened.mac, opened.state) == (True, first.mac, "opened")
    assert school.rows("SELECT count(*) FROM response") == [(1,)]
    received = "SELECT count(*) FROM audit WHERE action = 'envelope.received'"
    assert school.rows(received) == [(1,)]
    with school.works.open(SYSTEM, write=False) as work:
        assert receiving.verify(work, school.place.id, first.as_json())
        assert not receiving.verify(work, school.place.id, {**first.as_json(), "digest": "00"})


def test_other_bytes_of_the_same_id_are_a_conflict_and_change_nothing(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    first = fair.send(fair.seal(sid))
    with pytest.raises(Conflict):
        fair.send(fair.seal(sid))
    with school.works.open(SYSTEM, write=False) as work:
        assert receiving.confirm(work, [sid, fair.sid(), "no id"])[sid].digest == first.digest


def test_a_job_that_is_done_twice_makes_one_response(school: School, fair: Fair) -> None:
    fair.send(fair.seal())
    payload = school.rows("SELECT place_id, sid FROM envelope")[0]
    given = {"place_id": payload[0], "sid": payload[1]}
    jobs.HANDLERS["envelope"](school.works, given)
    jobs.HANDLERS["envelope"](school.works, given)
    assert school.rows("SELECT count(*) FROM response") == [(1,)]


def test_an_anonymous_record_leads_nowhere_and_nowhere_back(school: School, fair: Fair) -> None:
    raw = {name: RAW[name] for name in ("food_worried", "anything")}
    sid = fair.sid()
    fair.send(fair.seal(sid, "survey", raw))
    jobs.run_all(school.works)
    assert school.rows("SELECT state, became, body FROM envelope") == [("opened", None, None)]
    [(response_id,)] = school.rows("SELECT id FROM response WHERE status = 'completed'")
    assert response_id != sid


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("incomplete", {"complete": False}),
        ("rules", {"raw": {"agree": {"": ["yes"]}, "food_worried": {"": ["sometimes?"]}}}),
        ("rules", {"raw": {}}),
        ("form", {"h_form": "f" * 64}),
        ("closed", {"h_link": "nowhere"}),
        ("closed", {"h_link": "survey"}),
        ("key", {"h_kid": "00000000"}),
        ("tablet", {"h_fair": "another-fair"}),
        ("unreadable", {"language": "tlh"}),
        ("unreadable", {"draft": {"raw": {"agree": "yes"}, "entries": {}}}),
        ("unreadable", {"v": 2}),
    ],
)
def test_what_can_not_be_taken_as_it_is_is_held_with_its_reason(
    school: School, fair: Fair, reason: str, changes: dict[str, Any]
) -> None:
    fair.send(fair.seal(**changes))
    jobs.run_all(school.works)
    assert state(school) == [("held", reason)]
    assert school.rows("SELECT count(*) FROM response") == [(0,)]
    assert school.rows("SELECT count(*) FROM envelope WHERE body IS NOT NULL") == [(1,)]


def test_a_tablet_without_a_living_token_is_held_until_somebody_takes_it(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    assert fair.send(fair.seal(sid), trusted=False).state == "held"
    jobs.run_all(school.works)
    assert held(school) == [(sid, "tablet")]
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.take(work, "lincoln", sid) == sid
    assert held(school) == []
    assert school.rows("SELECT status FROM response") == [("completed",)]


def test_an_old_version_is_read_by_its_own_rules_until_the_form_is_out_of_use(
    school: School, fair: Fair
) -> None:
    from tests.services.conftest import NEEDS, document

    renewed = document("family-needs", NEEDS["sections"][0]["pages"][0]["questions"][0])
    with school.works.open(SYSTEM) as work:
        forms.publish(work, renewed)
    fair.send(fair.seal())
    jobs.run_all(school.works)
    assert state(school) == [("opened", "")]
    with school.works.open(SYSTEM) as work:
        forms.retire(work, "family-needs")
    school.clock.advance(minutes=1)
    fair.send(fair.seal())
    jobs.run_all(school.works)
    assert state(school)[1] == ("held", "retired")


@pytest.mark.parametrize("years", [-10, 0, 10])
def test_the_clock_of_a_tablet_decides_nothing(school: School, fair: Fair, years: int) -> None:
    at = int(school.clock.now.timestamp() * 1000) + years * 365 * 86_400_000
    fair.send(fair.seal(h_at=at), device_now=at + 60_000)
    jobs.run_all(school.works)
    assert state(school) == [("opened", "")]


def test_what_is_taken_despite_its_faults_is_kept_as_it_was_typed(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid, complete=False, raw={"agree": {"": ["yes"]}}))
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
    assert school.rows("SELECT id, status, channel FROM response") == [(sid, "stopped", "tablet")]
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving_answers(work, sid)["agree"]["choice"] == "yes"
    with pytest.raises(Conflict), school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)


def test_what_is_corrected_is_held_until_it_was_sent(school: School, fair: Fair) -> None:
    from farolito.domain.access import NOBODY
    from farolito.services import responses

    sid = fair.sid()
    fair.send(fair.seal(sid, complete=False))
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        receiving.correct(work, "lincoln", sid)
    with school.works.open(school.staff("coordinator")) as work:
        session, _ = receiving.correct(work, "lincoln", sid)  # another evening: goes on
    assert held(school) == [(sid, "incomplete")]
    with school.works.open(NOBODY) as work:
        handle = responses.load(work, session.token, "lincoln", "needs")
        assert handle.draft.answers["anything"] == "kanari 🙂 Ամեն ինչ"
        assert not isinstance(responses.submit(work, handle), list)
    jobs.run_all(school.works)
    assert state(school) == [("opened", "incomplete")]
    assert school.rows("SELECT count(*) FROM response") == [(1,)]


def test_a_double_is_set_aside_and_never_comes_back(school: School, fair: Fair) -> None:
    sid, actor = fair.sid(), school.staff("coordinator")
    body = fair.seal(sid)
    fair.send(body, trusted=False)
    with school.works.open(actor) as work:
        receiving.set_aside(work, "lincoln", sid)
    assert school.rows("SELECT body FROM envelope") == [(None,)]
    with pytest.raises(Gone):
        fair.send(body)


def test_an_erased_response_is_not_taken_in_again(school: School, fair: Fair) -> None:
    sid = fair.sid()
    body = fair.seal(sid)
    fair.send(body)
    jobs.run_all(school.works)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, sid, "all", "request")
    assert school.rows("SELECT state, became FROM envelope") == [("gone", None)]
    with pytest.raises(Gone):
        fair.send(body)
    # a backup that was put back knows no envelope, but it knows what was erased
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM envelope")
    with pytest.raises(Gone):
        fair.send(body)


def test_nobody_decides_about_records_that_they_may_not_read(school: School, fair: Fair) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid), trusted=False)
    for role in ("clinic_staff", "volunteer", "district_lead"):
        actor = school.staff(role)
        for decide in (receiving.look, receiving.take, receiving.correct, receiving.set_aside):
            with pytest.raises(NotFound), school.works.open(actor) as work:
                decide(work, "lincoln", sid)
    assert held(school) == [(sid, "tablet")]


def test_keys_change_each_term_and_old_ones_open_for_half_a_year_after_their_last_use(
    school: School, fair: Fair
) -> None:
    first = fair.key()
    assert fair.key("X25519").suite == "X25519"
    school.clock.advance(days=151)
    keys.run(school.works, {})
    second = fair.key()
    assert second.kid != first.kid
    fair.send(fair.seal(key=first))
    jobs.run_all(school.works)
    assert state(school) == [("opened", "")]
    school.clock.advance(days=179)
    keys.run(school.works, {})
    kids = [row[0] for row in school.rows("SELECT kid FROM sealing_key")]
    assert first.kid in kids
    school.clock.advance(days=2)
    keys.run(school.works, {})
    kids = [row[0] for row in school.rows("SELECT kid FROM sealing_key")]
    assert first.kid not in kids


def test_a_key_of_the_other_suite_opens_as_well(school: School, fair: Fair) -> None:
    fair.send(fair.seal(key=fair.key("X25519")))
    jobs.run_all(school.works)
    assert state(school) == [("opened", "")]


def test_every_step_is_in_the_audit_and_none_of_it_says_what_was_typed(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid, complete=False))
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        opened = receiving.look(work, "lincoln", sid)
    assert opened.content.draft["raw"]["anything"] == {"": ["kanari 🙂 Ամեն ինչ"]}
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
        entries = audit.entries(work, school.place.id)
    actions = [one.action for one in entries if one.action.startswith("envelope")]
    assert actions == ["envelope.taken", "envelope.read", "envelope.held", "envelope.received"]
    assert "kanari" not in str(school.rows("SELECT * FROM audit"))


def test_what_only_an_absent_plugin_knows_is_held_and_never_left_out_unasked(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid))
    known, school.works.types = school.works.types, without(school, "long_text")
    jobs.run_all(school.works)
    assert state(school) == [("held", "plugin")]
    for decide in (receiving.take, receiving.correct):
        with pytest.raises(Conflict), school.works.open(school.staff("coordinator")) as work:
            decide(work, "lincoln", sid)
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.look(work, "lincoln", sid).absent == ("anything",)
    school.works.types = known  # somebody turned it on again
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
        assert receiving_answers(work, sid)["anything"] == "kanari 🙂 Ամեն ինչ"


def without(school: School, kind: str) -> dict[str, Any]:
    return {name: one for name, one in school.works.types.items() if name != kind}


def test_it_can_be_taken_without_what_an_absent_plugin_knows(school: School, fair: Fair) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid))
    school.works.types = without(school, "long_text")
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid, without_absent=True)
        assert set(receiving_answers(work, sid)) == {"agree", "food_worried"}


def test_what_was_answered_before_its_form_went_out_of_use_is_taken_in_all_the_same(
    school: School, fair: Fair
) -> None:
    sid = fair.sid()
    body = fair.seal(sid)
    with school.works.open(SYSTEM) as work:
        forms.retire(work, "family-needs")
    fair.send(body)
    jobs.run_all(school.works)
    assert state(school) == [("held", "retired")]
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.take(work, "lincoln", sid) == sid
    assert school.rows("SELECT status FROM response") == [("completed",)]


def test_a_damaged_record_is_taken_in_a_language_that_its_form_has(
    school: School, fair: Fair
) -> None:
    fair.send(fair.seal(sid := fair.sid(), language="tlh"))
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
    assert school.rows("SELECT language FROM response") == [("en",)]


def test_all_that_came_when_a_tablet_was_not_known_any_more_is_taken_in_at_once(
    school: School, fair: Fair
) -> None:
    good = [fair.sid() for _ in range(3)]
    for sid in good:
        fair.send(fair.seal(sid), trusted=False)
    half = fair.sid()
    fair.send(fair.seal(half, complete=False), trusted=False)
    fair.tablet_id = "tablet-2"
    other = fair.sid()
    fair.send(fair.seal(other), trusted=False)
    for role in ("clinic_staff", "district_lead"):
        with school.works.open(school.staff(role)) as work:
            try:
                assert receiving.trust(work, "lincoln", "tablet-1") == 0
            except NotFound:
                continue
    with school.works.open(school.staff("coordinator")) as work:
        assert receiving.trust(work, "lincoln", "tablet-1") == 4
        assert receiving.trust(work, "lincoln", "tablet-1") == 0  # pressed twice
    jobs.run_all(school.works)
    assert sorted(held(school)) == sorted([(half, "incomplete"), (other, "tablet")])
    assert sorted(one for (one,) in school.rows("SELECT id FROM response")) == sorted(good)
