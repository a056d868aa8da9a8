"""Guessing is throttled wherever it comes from, and a gym full of families behind one address is not.

The real limiter on the real database, a hundred guesses a second. ``FAROLITO_LONG=1`` makes 100,000 of each kind.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.domain.referring import new_referral_code
from farolito.services import events, factors, users
from farolito.services.referrals import answering
from farolito.services.referrals.answering import Refused, Source
from farolito.services.users import Refusal
from tests.web.staff.school import PASSWORD
from tests.web_support.family import Family

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School

GUESSES = 100_000 if os.environ.get("FAROLITO_LONG") else 12_500
PER_SECOND = 100


def started_event(school: School) -> str:
    """The PIN of an event at Lincoln."""
    coordinator = Actor("user", "x", "x", (Grant(school.places["lincoln"].id, "coordinator"),))
    with school.works.open(coordinator) as work:
        return events.start(work, "lincoln", "Fair").pin


def guesser(school: School, what: str) -> Callable[[Any, int, str], object]:
    """One guess of a kind, from an address; never the right one."""
    if what == "PIN":
        pin = int(started_event(school))
        return lambda work, number, address: events.log_in(
            work, "lincoln", f"{(pin + 1 + number) % 10**8:08}", "Eve", address
        )
    if what == "referral code":
        return lambda work, number, address: answering.find(
            work, "lincoln", new_referral_code(number.to_bytes(4) * 8), Source(address)
        )
    user, email = school.add_user("coordinator")
    if what == "password":
        return lambda work, number, address: users.log_in(work, email, f"guess {number}", address)
    with school.works.open(SYSTEM) as work:
        factors.new_recovery_codes(work, user)
    # no app is set up, so no code of six numbers can be right: what is counted is how many are looked at
    return lambda work, number, address: factors.check(work, user, f"{number % 10**6:06}")


@pytest.mark.parametrize("what", ["PIN", "password", "second step", "referral code"])
def test_of_many_guesses_from_changing_addresses_ninety_nine_in_a_hundred_are_not_looked_at(
    school: School, what: str
) -> None:
    guess = guesser(school, what)
    looked_at = 0
    for number in range(GUESSES):
        address = f"198.51.{number // 250 % 250}.{number % 250}"
        with school.works.open(NOBODY) as work:
            answer = guess(work, number, address)
        assert isinstance(answer, Refusal | Refused), "a guess was right"
        looked_at += not answer.seconds
        school.clock.advance(seconds=1 / PER_SECOND)
    assert 0 < looked_at < GUESSES / 100


def test_three_hundred_families_behind_one_address_are_not_kept_waiting(school: School) -> None:
    pin = started_event(school)
    _, email = school.add_user("parent_engagement_coordinator")
    for number in range(300):  # one every six seconds, for half an hour
        school.clock.advance(seconds=6)
        client = school.visitor()
        client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
        family = Family(client, "/lincoln/needs").begin("en")
        assert family.status == 200
        assert family.address.startswith("/lincoln/needs/")
        if number % 10 == 0:  # among them helpers and staff; each mistypes once
            helper = {"place": "lincoln", "pin": pin, "name": "Lupe"}
            assert client.post("/staff/event", data={**helper, "pin": "1"}).status_code == 422
            assert client.post("/staff/event", data=helper).status_code == 303
        if number % 30 == 0:
            pair = {"email": email, "password": PASSWORD}
            client = school.visitor()
            client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
            assert client.post("/staff/log-in", data={**pair, "password": "x"}).status_code == 422
            assert client.post("/staff/log-in", data=pair).status_code == 303


@pytest.mark.parametrize("proxies", [0, 1])
def test_an_address_that_the_browser_makes_up_counts_for_nothing(
    make_school: Callable[..., School], proxies: int
) -> None:
    school = make_school(trusted_proxies=proxies)
    started_event(school)
    wrong = {"place": "lincoln", "pin": "1", "name": "Eve"}

    def guess(number: int) -> str:
        # the last address is the one that a proxy of ours would add
        made_up = f"198.51.100.{number}, 192.0.2.1"
        headers = {"X-Forwarded-For": made_up}
        return school.visitor().post("/staff/event", data=wrong, headers=headers).text

    for number in range(10):
        assert "match, or the event is over" in guess(number)
    assert "Too many tries" in guess(11)


def test_behind_a_proxy_that_is_named_each_visitor_counts_alone(
    make_school: Callable[..., School],
) -> None:
    school = make_school(trusted_proxies=1)
    started_event(school)
    wrong = {"place": "lincoln", "pin": "1", "name": "Eve"}
    for number in range(15):
        headers = {"X-Forwarded-For": f"198.51.100.{number}"}
        reply = school.visitor().post("/staff/event", data=wrong, headers=headers)
        assert "match, or the event is over" in reply.text
