"""Who guesses learns nothing by the time: what exists and what does not takes the same steps, the slow ones above all.

``./run bench guessing`` measures the time itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import NotFound
from farolito.services import events, password_links, places, sessions, users
from farolito.services.referrals import answering
from farolito.services.referrals.answering import Refused, Source
from farolito.services.users import Refusal
from tests.services.test_casework import person
from tests.services.test_referrals import partner, respond, sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.work import Work
    from tests.services.conftest import School

    Guess = Callable[[Work], object]

PASSWORD = "correct horse battery staple"
VALUE = re.compile(r"[xX]?'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|NULL")
COST = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each hashing of a password cost, in the order in which they were done."""
    done: list[str] = []
    monkeypatch.setattr(users, "HASHER", Hasher(done))
    return done


class Hasher:
    """Stands for argon2: writes down what it would cost, and says at once whether it is right."""

    def __init__(self, done: list[str]) -> None:
        self.done = done

    def hash(self, password: bytes) -> str:
        return f"$argon2id$v=19$m=47104,t=1,p=1${password.hex()}"

    def verify(self, hashed: str, password: bytes) -> bool:
        [cost] = COST.findall(hashed)
        self.done.append(cost)
        return hashed == self.hash(password)


def steps(school: School, hashed: list[str], guess: Guess) -> tuple[list[str], list[str]]:
    """What a guess, which must be wrong, does: the statements without their values, and what was hashed."""
    hashed.clear()
    with school.watched() as seen, school.works.open(NOBODY) as work:
        try:
            answer = guess(work)
        except NotFound:
            answer = None
        assert answer in (None, Refusal("wrong"), Refused()), answer
    return [VALUE.sub("?", statement) for statement in seen], list(hashed)


def log_in(email: str, password: str) -> Guess:
    return lambda work: users.log_in(work, email, password, "192.0.2.1")


def test_a_log_in_hashes_a_password_whoever_is_meant(school: School, hashed: list[str]) -> None:
    with school.works.open(SYSTEM) as work:
        users.add(work, "rosa@school.example", "Rosa", PASSWORD)
        off = users.add(work, "off@school.example", "Off", PASSWORD)
        users.turn_off(work, off)
        users.add(work, "invited@school.example", "Invited")
    steps(school, hashed, log_in("first@school.example", "wrong"))  # begins the chain of the audit
    wrong = steps(school, hashed, log_in("rosa@school.example", "wrong"))
    assert wrong[1] == ["$argon2id$v=19$m=47104,t=1,p=1$"]
    for email in ("nobody@school.example", "off@school.example", "invited@school.example"):
        assert steps(school, hashed, log_in(email, PASSWORD)) == wrong, email


def test_what_nobody_has_costs_as_much_as_a_password_of_today() -> None:
    assert users.NOBODYS_HASH.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_a_pin_is_looked_for_whether_or_not_there_is_such_a_place(
    school: School, hashed: list[str]
) -> None:
    def guess(place: str) -> Guess:
        return lambda work: events.log_in(work, place, "00000000", "Eve", "192.0.2.1")

    with school.works.open(SYSTEM) as work:
        places.add(work, "site", "quiet", "No event here")
    with school.works.open(school.staff("coordinator")) as work:
        events.start(work, "lincoln", "Fair")
    at_an_event = steps(school, hashed, guess("lincoln"))
    assert steps(school, hashed, guess("quiet")) == at_an_event
    assert steps(school, hashed, guess("nowhere")) == at_an_event


def test_a_referral_code_is_looked_for_alike_whether_it_was_ever_given(
    school: School, hashed: list[str]
) -> None:
    def guess(code: str) -> Guess:
        return lambda work: answering.find(work, "lincoln", code, Source("192.0.2.1"))

    luis = person(school, "luis", "coordinator")
    made = sent(school, luis, respond(school), partner(school, luis))
    school.clock.advance(days=61)
    over = steps(school, hashed, guess(made.code or ""))
    assert over[0]
    assert steps(school, hashed, guess("222-222")) == over


def test_a_link_is_looked_for_alike_whether_it_was_ever_given(
    school: School, hashed: list[str]
) -> None:
    def guess(token: str) -> Guess:
        return lambda work: password_links.look(work, token)

    with school.works.open(SYSTEM) as work:
        rosa = users.add(work, "rosa@school.example", "Rosa")
        replaced, old = password_links.new(work, rosa), password_links.new(work, rosa)
    school.clock.advance(days=8)
    never = steps(school, hashed, guess("never-given"))
    assert never[0]
    assert steps(school, hashed, guess(replaced)) == never
    assert steps(school, hashed, guess(old)) == never


def test_a_cookie_is_looked_for_alike_whether_it_was_ever_given(
    school: School, hashed: list[str]
) -> None:
    def guess(token: str) -> Guess:
        return lambda work: sessions.of_token(work, token)

    with school.works.open(SYSTEM) as work:
        rosa = users.add(work, "rosa@school.example", "Rosa")
        ended, idle = (sessions.start_staff(work, rosa, "password").token for _ in range(2))
        sessions.end(work, ended)
    school.clock.advance(hours=2)
    never = steps(school, hashed, guess("never-given"))
    assert never[0]
    for token in (ended, idle):
        assert steps(school, hashed, guess(token)) == never
