"""Tickets: given in order, moved, counted, and gone on with on the family's own phone by a code that works once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY
from farolito.domain.codes import ALPHABET
from farolito.errors import Conflict, NotFound
from farolito.services import fairs, jobs, sessions
from farolito.services.fairs import Claimed
from farolito.services.users import Refusal
from tests.services.conftest import ANSWERS

if TYPE_CHECKING:
    from tests.services.conftest import School
    from tests.services.fairs.conftest import Fair


def test_tickets_are_given_from_the_stack_and_then_beyond_it(fair: Fair) -> None:
    assert [one.number for one in fair.print(2)] == [1, 2]
    assert fair.board.in_stack == 2
    assert [fair.give("es"), fair.give("km", interpreter=True), fair.give("fa")] == [1, 2, 3]
    waiting = fair.board.waiting
    assert [(one.number, one.language, one.interpreter) for one in waiting] == [
        (1, "es", False),
        (2, "km", True),
        (3, "fa", False),
    ]
    assert fair.board.next_number == 4


def test_the_number_on_the_paper_that_was_handed_out_counts(fair: Fair) -> None:
    fair.print(5)
    assert fair.give("es", number=4) == 4
    assert fair.give("en") == 1
    with pytest.raises(Conflict):
        fair.give("es", number=4)
    with pytest.raises(NotFound):
        fair.give("es", number=0)


def test_a_language_that_nobody_reads_here_is_refused_and_one_that_is_only_spoken_is_kept(
    fair: Fair,
) -> None:
    with pytest.raises(NotFound):
        fair.give("xx")
    number = fair.give("es", spoken="omq-x-mixtec")
    assert fair.ticket(number).spoken == "omq-x-mixtec"


def test_nothing_is_given_before_the_day_and_after_it(school: School, fair: Fair) -> None:
    fair.planned(days=1)
    with pytest.raises(NotFound):
        fair.give()
    school.clock.advance(days=2)
    with pytest.raises(NotFound):
        fair.give()


def test_what_is_sent_on_our_device_is_done_on_the_board(fair: Fair) -> None:
    number = fair.give()
    token = fair.begin(number).token
    assert [one.number for one in fair.board.in_progress] == [number]
    fair.school.answer(token, **ANSWERS)
    assert fair.ticket(number).came == "incomplete"
    fair.school.send(token)
    board = fair.board
    assert (board.in_progress, board.done) == ((), 1)
    assert fair.ticket(number).came == "sent"


def test_an_anonymous_form_that_is_sent_is_done_too_and_its_ticket_leads_nowhere(
    school: School, fair: Fair
) -> None:
    number = fair.give()
    token = fair.begin(number, "survey").token
    school.answer(token, "survey", food_worried="often")
    school.send(token, "survey")
    assert fair.ticket(number).came == "sent"
    [(session,)] = school.rows("SELECT session_id FROM ticket")
    assert school.rows("SELECT id FROM response WHERE session_id = :s", s=session) == []


def test_beginning_again_closes_what_was_begun_for_the_ticket_before(
    school: School, fair: Fair
) -> None:
    number = fair.give()
    before = fair.begin(number)
    after = fair.begin(number)
    with pytest.raises(NotFound):
        fair.found(before)
    assert fair.found(after).status == "in_progress"


def test_a_form_that_is_not_at_the_fair_is_not_begun(fair: Fair) -> None:
    fair.change(links=("needs",))
    number = fair.give()
    with pytest.raises(NotFound):
        fair.begin(number, "survey")


def test_a_code_moves_the_form_to_the_phone_with_every_answer_once(
    school: School, fair: Fair
) -> None:
    number = fair.give("es")
    tablet = fair.begin(number)
    school.answer(tablet.token, **ANSWERS)
    claimed = fair.claim(fair.code(number).lower())
    assert isinstance(claimed, Claimed)
    assert (claimed.place_slug, claimed.link_slug) == ("lincoln", "needs")
    found = fair.found(claimed.session)
    assert (found.draft.answers["food_worried"], found.language) == ("often", "es")
    assert found.channel == "own_device"
    with pytest.raises(NotFound):
        fair.found(tablet)
    with school.works.open(NOBODY, write=False) as work:
        assert sessions.of_token(work, tablet.token) is None
    assert fair.claim(fair.code(number)) == Refusal("wrong")
    school.send(claimed.session.token)
    assert fair.ticket(number).came == "sent"


def test_a_code_begins_the_form_on_the_phone_where_nothing_was_begun(fair: Fair) -> None:
    [ticket] = fair.print(1)
    claimed = fair.claim(ticket.code or "", language="es")
    assert isinstance(claimed, Claimed)
    assert fair.found(claimed.session).language == "es"
    shown = fair.ticket(1)
    assert (shown.state, shown.way, shown.language) == ("in_progress", "phone", "es")


def test_codes_that_open_nothing_answer_alike_after_the_same_statements(
    school: School, fair: Fair
) -> None:
    """Unknown, used, of a ticket that is done, of one that left, mistyped, and of a day that is over."""
    fair.print(6)
    used, done, left, late = (fair.give("es") for _ in range(4))
    codes = {number: fair.code(number) for number in (used, done, left, late)}
    assert isinstance(fair.claim(codes[used]), Claimed)
    fair.answer(done)
    fair.move(left, "left")
    seen = []
    for code in (codes[used], codes[done], codes[left], ALPHABET[:8], "no code", "", codes[late]):
        if code == codes[late]:
            school.clock.advance(days=1)
        with school.watched() as statements:
            assert fair.claim(code) == Refusal("wrong")
        # how many tries there were decides about the others
        seen.append([one for one in statements if "rate_limit" not in one])
    assert [len(one) for one in seen] == [1] * len(seen), seen


def test_guessing_is_slowed_down_and_claiming_is_not(fair: Fair) -> None:
    for _ in range(12):
        fair.give()
    for number in range(1, 13):
        assert isinstance(fair.claim(fair.code(number)), Claimed)
    wrong = [fair.claim(ALPHABET[:8], "192.0.2.9") for _ in range(11)]
    assert wrong[:10] == [Refusal("wrong")] * 10
    assert isinstance(wrong[10], Refusal)
    assert wrong[10].reason == "wait"


def test_a_code_stands_nowhere_in_the_database_in_the_clear(school: School, fair: Fair) -> None:
    code = fair.print(1)[0].code or ""
    [row] = school.rows("SELECT * FROM ticket")
    assert not any(code.encode() in (bytes(one) if isinstance(one, memoryview) else one)
                   for one in row if isinstance(one, (bytes, memoryview)))  # fmt: skip
    assert code not in [one for one in row if isinstance(one, str)]


def test_the_night_forgets_codes_and_ways_to_answers_and_keeps_what_came(
    school: School, fair: Fair
) -> None:
    sent, begun, left = fair.give(), fair.give(), fair.give()
    fair.answer(sent)
    fair.begin(begun)
    fair.move(left, "left")
    school.clock.advance(hours=20)
    jobs.run_all(school.works)
    assert school.rows("SELECT DISTINCT session_id, code, code_index FROM ticket") == [
        (None, None, None)
    ]
    assert [(one.state, one.came) for one in map(fair.ticket, (sent, begun, left))] == [
        ("done", "sent"),
        ("in_progress", "incomplete"),
        ("left", ""),
    ]


def test_what_comes_of_a_tablet_counts_once_and_is_never_undone(fair: Fair) -> None:
    fair.print(2)
    number = fair.give("es")
    fair.move(number, "in_progress", "tablet", "t1")
    for complete in (False, True, True, False):
        fair.arrive(number, complete=complete)
    assert fair.ticket(number).came == "sent"
    fair.arrive(2)  # given out without internet: the board never heard of it
    fair.arrive(7)
    assert [(one.number, one.language) for one in map(fair.ticket, (1, 2, 7))] == [
        (1, "es"),
        (2, "km"),
        (7, "km"),
    ]
    assert fair.board.done == 3


def test_a_tablet_is_told_number_and_language_of_the_tickets_that_were_sent_to_it(
    school: School, fair: Fair
) -> None:
    for language in ("es", "fa", "km", "hy"):
        fair.give(language)
    for number in (2, 1, 3):
        fair.move(number, "in_progress", "tablet", "t1")
        school.clock.advance(minutes=1)
    fair.move(4, "in_progress", "tablet", "t2")
    fair.move(3, "waiting")
    fair.arrive(1)
    fair.move(1, "in_progress", "tablet", "t1")  # by mistake: it was answered
    with school.works.open(NOBODY, write=False) as work:
        told = {one: fairs.for_tablet(work, school.place.id, fair.id, one) for one in ("t1", "t2")}
        assert fairs.for_tablet(work, school.place.id, "another fair", "t1") == ()
    assert told == {"t1": ((2, "fa"),), "t2": ((4, "hy"),)}


def test_what_comes_of_an_event_without_a_plan_changes_nothing(school: School, fair: Fair) -> None:
    with school.works.open(fair.staff) as work:
        fairs.arrived(work, school.place.id, "no-such-fair", 1, complete=True)
    assert school.rows("SELECT number FROM ticket") == []


def test_two_people_who_give_a_ticket_at_once_give_two(school: School, fair: Fair) -> None:
    view = fair.view
    with school.works.open(fair.staff) as work:
        first = fairs.give(work, view, "es")
    with school.works.open(fair.staff) as work:
        second = fairs.give(work, view, "es")
    assert (first, second) == (1, 2)
