"""A referral from its draft to the partner's answer: never without a yes, never more than was agreed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, Actor
from farolito.domain.referring import Agreement, Consent
from farolito.errors import Conflict, NotFound
from farolito.services import casework, referrals
from farolito.services.casework import follow_ups
from farolito.services.referrals import NotSendable, answering, doors, partners
from farolito.services.referrals.answering import Asked, Refused, Source
from farolito.services.referrals.partners import PartnerFacts
from tests.services.conftest import AGREED, CONSENT, document, en
from tests.services.test_casework import open_link, person

if TYPE_CHECKING:
    from tests.services.conftest import School

REACH = document(
    "reach",
    CONSENT,
    {"name": "called", "type": "full_name", "label": en("Your name?")},
    {"name": "call", "type": "phone", "label": en("Phone?")},
    {"name": "mail", "type": "email", "label": en("Email?")},
)
ANSWERS: dict[str, Any] = {
    "agree": AGREED,
    "called": "Canary Family",
    "call": "+12135550199",
    "mail": "canary@example.org",
}
TODAY = date(2026, 11, 23)
YES = Consent(TODAY, "parent", ("name", "phone", "email"), "user-1")


def respond(school: School, form: dict[str, Any] = REACH) -> str:
    open_link(school, form)
    token = school.open_form(form["name"])
    school.answer(token, form["name"], **ANSWERS)
    return school.send(token, form["name"]).response_id or ""


def partner(school: School, actor: Actor, *scope: str, **more: Any) -> str:
    facts = PartnerFacts("Food Bank", "Groceries", Agreement(scope, None, None), **more)  # type: ignore[arg-type]
    with school.works.open(actor) as work:
        return partners.save(work, "lincoln", facts)


def sent(
    school: School, actor: Actor, response: str, to: str, consent: Consent | None = YES
) -> Any:
    with school.works.open(actor) as work:
        case = casework.case(work, "lincoln", response, "referrals.send")
        return referrals.send(work, "lincoln", referrals.draft(work, case, to), consent)


def answer(school: School, code: str, state: Any, **more: Any) -> Refused | None:
    given = {"outcome": None, "reason": "", **more}
    with school.works.open(NOBODY) as work:
        return answering.answer(work, "lincoln", code, Source("10.0.0.1"), state, **given)


def test_without_the_familys_yes_nothing_is_sent_or_shared(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response, to = respond(school), partner(school, luis, "name")
    with pytest.raises(NotSendable, match="no_consent"):
        sent(school, luis, response, to, None)
    # nor by writing the row oneself: the table refuses it
    assert school.rows("SELECT count(*) FROM referral") == [(0,)]
    with school.works.open(luis) as work:
        referrals.draft(work, casework.case(work, "lincoln", response), to)
    with pytest.raises(Exception, match="ck_referral_consent"), school.works.engine.begin() as c:
        c.exec_driver_sql("UPDATE referral SET state = 'sent'")


def test_what_is_shared_is_what_was_agreed_and_said_yes_to_and_no_more(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response = respond(school)
    one = sent(school, luis, response, partner(school, luis, "name", "phone"))
    assert [(line.share, line.words) for line in one.shared] == [
        ("name", "Canary Family"), ("phone", "(213) 555-0199"),
    ]  # fmt: skip
    less = Consent(TODAY, "parent", ("phone",), "user-1")
    two = sent(school, luis, response, partner(school, luis, "name", "phone"), less)
    assert [line.share for line in two.shared] == ["phone"]
    for row in school.rows("SELECT shared, consent, code FROM referral"):
        for sealed in row:
            assert b"Canary" not in bytes(sealed)
            assert one.code.encode() not in bytes(sealed)


def test_what_was_shared_stays_as_it_was_when_the_agreement_changes(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response, to = respond(school), partner(school, luis, "name")
    before = sent(school, luis, response, to)
    with school.works.open(luis) as work:
        facts = PartnerFacts("Food Bank", "Groceries", Agreement((), None, None))
        partners.save(work, "lincoln", facts, to)
        assert referrals.one(work, "lincoln", before.id).shared == before.shared


def test_a_follow_up_asks_in_a_week_how_it_went(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response = respond(school)
    sent(school, luis, response, partner(school, luis))
    with school.works.open(luis) as work:
        [task] = follow_ups.of(work, casework.case(work, "lincoln", response))
    assert (task.due_on, task.assigned_to) == (date(2026, 11, 30), luis.id)
    assert "Food Bank" in task.what


def test_a_code_tells_the_school_and_the_day_and_is_used_up_by_one_answer(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response = respond(school)
    made = sent(school, luis, response, partner(school, luis, "name"))
    with school.works.open(NOBODY) as work:
        asked = answering.find(work, "lincoln", made.code.lower(), Source("10.0.0.1"))
    assert isinstance(asked, Asked)
    assert (asked.place.name, asked.sent_at) == ("Lincoln High School", school.clock.now)
    assert set(Asked.__slots__) == {"place", "sent_at", "answers"}
    assert answer(school, made.code, "completed", outcome="helped") is None
    assert answer(school, made.code, "declined", reason="x") == Refused()
    with school.works.open(luis) as work:
        after = referrals.one(work, "lincoln", made.id)
    assert (after.state, after.outcome, after.code) == ("completed", "helped", None)


def test_a_code_dies_after_sixty_days(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    made = sent(school, luis, respond(school), partner(school, luis))
    school.clock.advance(days=60)
    assert answer(school, made.code, "accepted") == Refused()


def test_guessing_is_slowed_down_and_an_office_that_answers_is_not(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response, to = respond(school), partner(school, luis)
    made = [sent(school, luis, response, to) for _ in range(30)]
    looked = 0
    for number in range(60):
        with school.works.open(NOBODY) as work:
            found = answering.find(
                work, "lincoln", f"22222{'CDFG'[number % 4]}", Source("10.9.9.9")
            )
        looked += isinstance(found, Refused) and not found.seconds
    assert looked == 20
    # thirty right answers from one address, none of which is counted
    assert [answer(school, one.code, "accepted") for one in made] == [None] * 30


def guesses(school: School, many: int, door: str = "") -> int:
    """Wrong codes, each from an address of its own; how many were looked at."""
    looked = 0
    for number in range(many):
        source = Source(f"10.1.{number // 250}.{number % 250}", door)
        with school.works.open(NOBODY) as work:
            found = answering.find(work, "lincoln", "222222", source)
        looked += isinstance(found, Refused) and not found.seconds
    return looked


def door_of(school: School, partner_id: str) -> str:
    with school.works.open(NOBODY, write=False) as work:
        return doors.address(work, school.place.id, partner_id)


def test_guessing_from_many_addresses_is_slowed_down_too(school: School) -> None:
    assert guesses(school, 160) == 100


def test_while_somebody_guesses_a_partner_is_not_kept_waiting_at_the_address_on_its_slip(
    school: School,
) -> None:
    luis = person(school, "luis", "coordinator")
    to, other = partner(school, luis), partner(school, luis)
    made = sent(school, luis, respond(school), to)
    assert guesses(school, 101, "guessed") == 100  # no door at all is as good as no door
    assert guesses(school, 10, "222222") == 0
    assert guesses(school, 101, door_of(school, other)) == 100  # with another partner's slip
    own = Source("192.0.2.7", door_of(school, to).lower())
    with school.works.open(NOBODY) as work:
        assert isinstance(answering.find(work, "lincoln", made.code, own), Asked)
        refused = answering.find(work, "lincoln", made.code, Source("192.0.2.7"))
    assert isinstance(refused, Refused)
    assert refused.seconds > 0


def test_the_door_of_a_partner_is_always_the_same_and_nobody_elses(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    made = [partner(school, luis) for _ in range(20)]
    found = [door_of(school, one) for one in made]
    assert len(set(found)) == 20
    assert found == [door_of(school, one) for one in made]
    with school.works.open(NOBODY, write=False) as work:
        assert doors.partner_behind(work, school.place.id, found[3].lower()) == made[3]
        assert doors.partner_behind(work, "elsewhere", found[3]) == ""


def test_two_who_write_down_how_it_goes_on_do_not_undo_one_another(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    made = sent(school, luis, respond(school), partner(school, luis))
    with school.works.open(luis) as work:
        referrals.move(work, "lincoln", made.id, made.revision, "accepted")
    with pytest.raises(Conflict), school.works.open(luis) as work:
        referrals.move(work, "lincoln", made.id, made.revision, "waitlisted")
    with pytest.raises(Conflict), school.works.open(luis) as work:
        referrals.move(work, "lincoln", made.id, made.revision + 1, "received")


def test_a_partner_with_an_account_sees_its_own_referrals_only(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    ours, theirs = (person(school, name, "partner_agency") for name in ("ours", "theirs"))
    response = respond(school)
    mine = sent(school, luis, response, partner(school, luis, "name", users=(ours.id,)))
    sent(school, luis, response, partner(school, luis, "phone", users=(theirs.id, luis.id)))
    with school.works.open(ours, write=False) as work:
        [seen] = answering.own(work)
    assert (seen.id, [line.words for line in seen.shared]) == (mine.id, ["Canary Family"])
    with school.works.open(luis, write=False) as work:
        assert answering.own(work) == ()  # who may not answer for partners was not made one
    with pytest.raises(NotFound), school.works.open(theirs) as work:
        answering.answer_own(work, "lincoln", mine.id, mine.revision, "accepted", None, "")
    with school.works.open(ours) as work:
        answering.answer_own(work, "lincoln", mine.id, mine.revision, "accepted", None, "")
    assert ("accepted",) in school.rows("SELECT state FROM referral")


def test_a_partner_with_many_referrals_is_shown_the_latest_of_all_its_agencies(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "MOST", 3)
    luis, agency = person(school, "luis", "coordinator"), person(school, "a", "partner_agency")
    banks = [partner(school, luis, users=(agency.id,)) for _ in range(2)]
    response, made = respond(school), []
    for to in (banks[0], banks[1], banks[0], banks[0], banks[1]):
        school.clock.advance(minutes=1)
        made.append(sent(school, luis, response, to).id)
    with school.works.open(agency) as work:
        assert [one.id for one in answering.own(work)] == made[:-4:-1]
        # an older one, from a page that is still open
        answering.answer_own(work, "lincoln", made[0], 1, "accepted", None, "")


@pytest.mark.parametrize("role", ["counselor", "volunteer", "district_lead", "partner_agency"])
def test_who_may_not_refer_finds_no_partners_and_no_referrals(school: School, role: str) -> None:
    luis, other = person(school, "luis", "coordinator"), person(school, "other", role)
    made = sent(school, luis, respond(school), partner(school, luis))
    with pytest.raises(NotFound), school.works.open(other) as work:
        partners.of_place(work, "lincoln")
    with pytest.raises(NotFound), school.works.open(other) as work:
        referrals.one(work, "lincoln", made.id)
