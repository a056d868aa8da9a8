"""Families as a list to work through: joined ones once, page by page, and nothing of what a student asked for alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.contacting import Contact
from farolito.domain.referring import Agreement, Consent
from farolito.errors import Forbidden, NotFound
from farolito.services import audit, casework, households, referrals, users
from farolito.services.casework import contacts, follow_ups
from farolito.services.households.listing import known_families, tracked_families
from farolito.services.plugins.agencies import (
    own_partners,
    partners_of,
    referrals_under_way,
    save_partner,
)
from farolito.services.plugins.contact_log import log_contact
from farolito.services.plugins.contact_topics import words_to_topics
from farolito.services.referrals import partners
from farolito.services.referrals.partners import PartnerFacts
from tests.services.households.conftest import PHONE, child, family

if TYPE_CHECKING:
    from farolito.domain.access import Actor
    from farolito.services.households.listed import TrackedFamilies
    from tests.services.households.conftest import Fair


def listed(fair: Fair, actor: Actor | None = None, **more: Any) -> TrackedFamilies:
    with fair.works.open(actor or fair.staff()) as work:
        return tracked_families(work, fair.lincoln, **more)


def names(fair: Fair, **more: Any) -> list[str]:
    return [one.people[0].name for one in listed(fair, **more).families]


def granted(fair: Fair) -> None:
    """Ms. Alvarez may be given what is to be done."""
    with fair.works.open(SYSTEM) as work:
        users.grant(work, fair.user, fair.lincoln.id, "coordinator")


def three(fair: Fair) -> list[str]:
    return [fair.send(family(f"Family {n}", f"+1626555010{n}")) for n in range(3)]


def test_pages_follow_one_another_and_miss_nobody(fair: Fair) -> None:
    three(fair)
    first = listed(fair, limit=2)

    assert [one.people[0].name for one in first.families] == ["Family 2", "Family 1"]
    assert names(fair, limit=2, after=first.next) == ["Family 0"]
    assert listed(fair, limit=2, after=first.next).next is None


def test_families_that_were_joined_are_one(fair: Fair) -> None:
    sent = three(fair)
    with fair.works.open(fair.staff()) as work:
        heads = [str(households.of_response(work, "lincoln", one)) for one in sent]
        households.join(work, "lincoln", heads[2], heads[0])
        case = casework.case(work, "lincoln", sent[0])
        follow_ups.add(work, case, "Call", work.today(), None)

    joined = next(one for one in listed(fair).families if one.id == heads[0])
    assert {person.name for person in joined.people} == {"Family 0", "Family 2"}
    assert joined.response_id == sent[2]
    assert [task.what for task in joined.tasks] == ["Call"]
    assert len(listed(fair).families) == 2


def test_a_students_own_record_and_counseling_are_in_no_family(fair: Fair) -> None:
    own = {"own_name": "Kanari", "own_born": {"date": "2010-03-14"}, "own_phone": PHONE}
    fair.send({**own, "safe_contact": "text"}, "student-check-in")
    talk = {"contact_name": "Kanari", "contact_phone": PHONE, "safe_contact": "text"}
    fair.send(talk, "private-talk")

    for role in ("coordinator", "parent_engagement_coordinator"):
        assert listed(fair, fair.staff(role)).families == ()


@pytest.mark.parametrize("role", ["counselor", "district_lead", "volunteer", "platform_admin"])
def test_whoever_does_not_work_with_families_gets_no_list(fair: Fair, role: str) -> None:
    three(fair)
    with pytest.raises(Forbidden):
        listed(fair, fair.staff(role))
    with pytest.raises(Forbidden), fair.works.open(fair.staff(role)) as work:
        known_families(work, fair.lincoln, [("Family 0", "", PHONE)])
    with pytest.raises(Forbidden):
        listed(fair, fair.staff("coordinator", fair.faraway))


def test_the_list_is_narrowed_by_what_staff_did(fair: Fair) -> None:
    granted(fair)
    sent = three(fair)
    with fair.works.open(fair.staff()) as work:
        today, now = work.today(), work.now()
        cases = [casework.case(work, "lincoln", one) for one in sent]
        contacts.write(
            work, cases[0], Contact("call", "out", "en", "none", "reached", today, "Secret words")
        )
        follow_ups.add(work, cases[1], "Later", today + timedelta(days=3), None)
        to = partners.save(
            work, "lincoln", PartnerFacts("Food Bank", "Food", Agreement(("phone",), None, None))
        )
        yes = Consent(today, "parent", ("phone",), fair.user)
        referrals.send(work, "lincoln", referrals.draft(work, cases[2], to), yes)

    assert names(fair, quiet_since=now - timedelta(days=1)) == ["Family 2", "Family 1"]
    assert names(fair, due_by=today) == []
    assert names(fair, due_by=today + timedelta(days=3)) == ["Family 1"]
    assert names(fair, referred=True) == ["Family 2"]
    assert names(fair, language="es") == []
    (called,) = listed(fair, ids=[listed(fair).families[2].id]).families
    assert (called.contacts[0].outcome, called.contacts[0].by) == ("reached", "Ms. Alvarez")
    assert "Secret" not in repr(called)


def test_answers_are_given_only_where_they_are_asked_for_and_the_latest_counts(
    fair: Fair,
) -> None:
    for people in (3, 5):
        fair.send({**family(), "words": "hi", "people": people}, "check-in")
    one, other = (found.id for found in listed(fair).families)
    with fair.works.open(fair.staff()) as work:
        households.join(work, "lincoln", one, other)

    (joined,) = listed(fair, asking=["people"]).families
    assert joined.answers == {"people": 5}
    assert listed(fair).families[0].answers == {}


def test_who_is_known_is_found_by_name_and_birth_date_and_never_by_name_alone(
    fair: Fair,
) -> None:
    fair.send(family("Rosa García", PHONE, child("Ana García")))
    wanted = [
        ("Ana García", "2017-03-14", ""),
        ("Ana García", "", ""),
        ("Ana García", "2016-01-02", ""),
        ("Somebody Else", "2017-03-14", ""),
    ]
    with fair.works.open(fair.staff()) as work:
        found = known_families(work, fair.lincoln, wanted)

    assert [one is not None for one in found] == [True, False, False, False]
    assert found[0] == listed(fair).families[0].id


def test_looking_is_written_down_and_without_a_record_no_number_is_given(fair: Fair) -> None:
    sent = three(fair)

    def recorded() -> set[tuple[str, str]]:
        with fair.works.open(fair.staff("platform_admin"), write=False) as work:
            return {(one.action, one.target) for one in audit.entries(work, fair.lincoln.id)}

    assert "+1626" not in repr(listed(fair))
    shown = {("contact.shown", f"response/{one}") for one in sent}
    assert ("families.listed", f"place/{fair.lincoln.id}") in recorded()
    assert not shown & recorded()
    assert "+16265550100" in repr(listed(fair, reaching=True))
    assert shown <= recorded()


def test_a_contact_is_logged_once_it_is_right(fair: Fair) -> None:
    response = three(fair)[0]
    with fair.works.open(fair.staff()) as work:
        given: dict[str, Any] = {"channel": "fax", "outcome": "reached", "language": "en"}
        assert log_contact(work, fair.lincoln, response, on=work.today(), **given) == {
            "channel": "choose"
        }
        given["channel"] = "call"
        assert log_contact(work, fair.lincoln, response, on=work.today(), **given) == {}
    assert len(listed(fair).families[2].contacts) == 1
    with fair.works.open(fair.staff("counselor")) as work, pytest.raises(NotFound):
        log_contact(work, fair.lincoln, response, on=work.today(), **given)


FOOD = {"en": "Food", "es": "Comida"}


def test_what_a_contact_was_about_is_kept_by_key_with_its_words_in_each_language(
    fair: Fair,
) -> None:
    response = three(fair)[0]
    with fair.works.open(fair.staff()) as work:
        given: dict[str, Any] = {"channel": "call", "outcome": "reached", "language": "es"}
        log_contact(work, fair.lincoln, response, on=work.today(), topics={"food": FOOD}, **given)
        (entry,) = contacts.of(work, casework.case(work, "lincoln", response))

    assert (entry.contact.words, entry.contact.topics) == ("", {"food": FOOD})
    assert listed(fair).families[2].contacts[0].topics == {"food": FOOD}


def test_topics_that_were_kept_as_english_words_get_their_keys_and_nothing_else_changes(
    fair: Fair,
) -> None:
    response, other, _ = three(fair)
    known = {"food": FOOD, "rides": {"en": "Rides"}}
    with fair.works.open(fair.staff()) as work:
        given: dict[str, Any] = {"channel": "call", "outcome": "reached", "language": "es"}
        for words in ("Food, Rides", "Food, and she cried", ""):
            log_contact(work, fair.lincoln, response, on=work.today(), words=words, **given)
        log_contact(work, fair.lincoln, other, on=work.today(), words="Rides", **given)
        before = contacts.of(work, casework.case(work, "lincoln", response))

    with fair.works.open(SYSTEM) as work:
        assert words_to_topics(work, lambda _: known, [fair.lincoln.id]) == {}
        assert words_to_topics(work, lambda _: known) == {fair.lincoln.id: 2}
        assert words_to_topics(work, lambda _: known) == {fair.lincoln.id: 0}

    with fair.works.open(fair.staff()) as work:
        after = contacts.of(work, casework.case(work, "lincoln", response))
    told = {(one.contact.words, tuple(one.contact.topics)) for one in after}
    assert told == {("", ()), ("Food, and she cried", ()), ("", ("food", "rides"))}
    assert [(one.id, one.author, one.written_at) for one in after] == [
        (one.id, one.author, one.written_at) for one in before
    ]
    assert FOOD in [one.contact.topics.get("food") for one in after]


def test_a_plugin_sorts_only_contacts_of_records_that_it_asks_for(fair: Fair) -> None:
    response = three(fair)[0]
    with fair.works.open(fair.staff()) as work:
        given: dict[str, Any] = {"channel": "call", "outcome": "reached", "language": "es"}
        log_contact(work, fair.lincoln, response, on=work.today(), words="Food", **given)
    with fair.works.open(SYSTEM) as work:
        work.plugin = "asks_for_nothing"
        assert words_to_topics(work, lambda _: {"food": FOOD}) == {fair.lincoln.id: 0}


def test_partners_are_the_register_that_referrals_ask_and_the_list_has_no_names(
    fair: Fair,
) -> None:
    granted(fair)
    response = fair.send(family("Rosa García", PHONE, child("Ana María García")))
    with fair.works.open(fair.staff()) as work:
        given: dict[str, Any] = {"name": "Food Bank", "service": "Food"}
        to = save_partner(work, fair.lincoln, **given, shares=["phone", "income"])
        (known,) = partners_of(work, fair.lincoln)
        assert (known.shares, known.in_force) == (("phone",), True)
        case = casework.case(work, "lincoln", response, "referrals.send")
        yes = Consent(work.today(), "parent", ("phone", "name"), fair.user)
        sent = referrals.send(work, "lincoln", referrals.draft(work, case, to), yes)
        assert {line.share for line in sent.shared} <= {"phone"}
        yesterday = work.today() - timedelta(days=1)
        save_partner(work, fair.lincoln, **given, until_on=yesterday, partner_id=to)
        assert partners_of(work, fair.lincoln)[0].in_force is False
        (line,) = referrals_under_way(work, fair.lincoln)
    assert (line.initials, line.partner, line.state) == ("A. M. G.", "Food Bank", "sent")
    assert "Ana" not in repr(line)
    with fair.works.open(fair.staff("counselor")) as work, pytest.raises(NotFound):
        partners_of(work, fair.lincoln)
    with fair.works.open(fair.staff("counselor")) as work, pytest.raises(NotFound):
        referrals_under_way(work, fair.lincoln)


def test_a_plugin_is_given_nothing_that_it_did_not_ask_for(fair: Fair) -> None:
    response = three(fair)[0]
    with fair.works.open(fair.staff()) as work:
        work.plugin = "asks_for_nothing"
        today = work.today()
        with pytest.raises(Forbidden):
            tracked_families(work, fair.lincoln)
        with pytest.raises(Forbidden):
            known_families(work, fair.lincoln, [("Family 0", "", PHONE)])
        with pytest.raises(NotFound):
            referrals_under_way(work, fair.lincoln)
        given: dict[str, Any] = {"channel": "call", "outcome": "reached", "language": "en"}
        with pytest.raises(NotFound):
            log_contact(work, fair.lincoln, response, on=today, **given)


def test_who_answers_for_a_partner_sees_that_one_alone(fair: Fair) -> None:
    with fair.works.open(SYSTEM) as work:
        users.grant(work, fair.user, fair.lincoln.id, "partner_agency")
    mine = PartnerFacts("Library", "Books", Agreement((), None, None), users=(fair.user,))
    with fair.works.open(fair.staff()) as work:
        partners.save(work, "lincoln", mine)
        partners.save(work, "lincoln", PartnerFacts("Food Bank", "Food", Agreement((), None, None)))
    with fair.works.open(fair.staff("partner_agency"), write=False) as work:
        assert [(p.slug, one.name) for p, one in own_partners(work)] == [("lincoln", "Library")]
    with fair.works.open(fair.staff("counselor"), write=False) as work:
        assert own_partners(work) == ()
