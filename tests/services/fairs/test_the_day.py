"""A whole fair (research: domain 8.1): forty families, and a tally that adds up or says by how much it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY
from farolito.domain.fairs import Standing, Tally, tally
from farolito.errors import Conflict, NotFound
from farolito.services import events, fairs, paper_sheets, tablets
from farolito.services.fairs import Claimed, StillWaiting
from farolito.services.paper_sheets import Typed
from farolito.services.tablets import Said
from farolito.services.users import Refusal
from tests.services.conftest import ANSWERS

if TYPE_CHECKING:
    from tests.services.conftest import School
    from tests.services.fairs.conftest import Fair

IN_SIX_LANGUAGES = ("es", "hy", "zh-Hans", "km", "fa", "en")


def tablets_say(
    school: School, fair: Fair, *outbox: int, languages: tuple[str, ...] = (), corrections: int = 0
) -> None:
    """So many tablets are paired, and each says how many envelopes wait on it."""
    with school.works.open(fair.staff) as work:
        known = {one.name: one for one in tablets.of_fair(work, "lincoln", fair.id)}
    for number, many in enumerate(outbox, 1):
        name = f"Table {number}"
        if name not in known:
            with school.works.open(fair.staff) as work:
                waiting = tablets.prepare(work, "lincoln", fair.id, name, "4826")
            with school.works.open(NOBODY) as work:
                paired = tablets.pair(work, waiting.code)
            assert not isinstance(paired, Refusal)
            known[name] = paired.tablet
        with school.works.open(NOBODY) as work:
            said = Said(waiting=many, languages=languages, corrections=corrections)
            tablets.told(work, known[name], said)


def test_a_correction_that_waits_on_a_tablet_belongs_to_no_other_ticket(
    school: School, fair: Fair
) -> None:
    fair.give("es")
    fair.move(1, "in_progress", "tablet", "t1")
    tablets_say(school, fair, 2)
    assert fair.end_of_day.tally.missing == -1
    tablets_say(school, fair, 2, corrections=1)
    end = fair.end_of_day
    assert (end.tally.outbox, end.tally.missing) == (1, 0)
    assert [one.outbox for one in end.not_empty] == [2]  # both must be sent before it is closed


def test_forty_families_add_up(school: School, fair: Fair) -> None:
    """Eight answer on the laptop, eighteen on tablets (two envelopes wait still), six on their phones, four on paper,
    two begin and go, two leave the line.
    """
    fair.print(40)
    with school.works.open(fair.staff) as work:
        fairs.turn_table(work, _with_tables(fair), "DPSS", on=False)
    given = [fair.give(IN_SIX_LANGUAGES[number % 6]) for number in range(40)]
    assert given == list(range(1, 41))
    assert len(fair.board.waiting) == 40
    line = iter(given)
    for _ in range(8):
        fair.answer(next(line))
    on_tablets = [next(line) for _ in range(18)]
    for number in on_tablets:
        fair.move(number, "in_progress", "tablet", "t1")
    for _ in range(6):
        number = next(line)
        tablet = fair.begin(number)
        school.answer(tablet.token, agree=ANSWERS["agree"])
        claimed = fair.claim(fair.code(number))
        assert isinstance(claimed, Claimed)
        school.answer(claimed.session.token, **ANSWERS)
        school.send(claimed.session.token)
    for _ in range(4):
        fair.move(next(line), "done", "paper")
    for _ in range(2):
        fair.begin(next(line))
    for _ in range(2):
        fair.move(next(line), "left")
    for number in on_tablets[:16]:
        fair.arrive(number)
        fair.arrive(number)  # a receipt was lost, and it was sent again
    tablets_say(school, fair, 2, 0)
    end = fair.end_of_day
    assert end.tally == tally_of(sent=30, outbox=2)
    assert end.tally.missing == 0
    assert [one.name for one in end.not_empty] == ["Table 1"]

    with school.works.open(fair.staff) as work, pytest.raises(StillWaiting):
        fairs.close(work, fair.view, rescued=False)
    assert fair.view.state == "open"
    for number in on_tablets[16:]:
        fair.arrive(number)
    tablets_say(school, fair, 0, 0)
    with school.works.open(fair.staff) as work:
        fairs.close(work, fair.view, rescued=False)
    assert (fair.view.state, fair.view.rescued) == ("closed", False)
    with school.works.open(fair.staff) as work:
        assert [one.alive for one in tablets.of_fair(work, "lincoln", fair.id)] == [False, False]
    assert fair.end_of_day.tally == tally_of(sent=32)
    assert len(school.rows("SELECT id FROM response WHERE status = 'completed'")) == 14
    assert school.rows("SELECT code FROM ticket WHERE code IS NOT NULL") == []


def tally_of(*, sent: int, outbox: int = 0) -> Tally:
    """A tally of forty tickets: two were begun and left, four are on paper, two families went away."""
    return Tally(
        tickets=40,
        sent=sent,
        outbox=outbox,
        incomplete=2,
        paper=4,
        left=2,
        waiting=0,
        on_tablets=(25, 26) if outbox else (),
    )


def _with_tables(fair: Fair) -> fairs.FairView:
    fair.change(tables=(fairs.Table("DPSS"), fairs.Table("WIC")))
    return fair.view


def test_a_tally_that_does_not_add_up_says_by_how_much_and_which_tickets(
    school: School, fair: Fair
) -> None:
    for _ in range(4):
        fair.give()
    fair.move(1, "done")
    fair.move(2, "in_progress", "tablet", "t1")
    fair.move(3, "in_progress", "tablet", "t1")
    tablets_say(school, fair, 1)
    found = fair.end_of_day.tally
    assert (found.missing, found.unknown, found.on_tablets) == (2, (1,), (2, 3))
    assert (found.outbox, found.waiting) == (1, 1)
    tablets_say(school, fair, 5)
    assert fair.end_of_day.tally.missing == -2


def test_a_tablet_goes_on_when_the_day_of_its_fair_is_moved(school: School, fair: Fair) -> None:
    tablets_say(school, fair, 0)
    fair.change(day=fair.view.plan.day + timedelta(days=7))
    school.clock.advance(days=7)
    with school.works.open(fair.staff) as work:
        assert [one.alive for one in tablets.of_fair(work, "lincoln", fair.id)] == [True]


def test_what_lies_in_the_stack_counts_for_nothing() -> None:
    found = tally([Standing(1, "printed"), Standing(2, "left")], 0)
    assert (found.tickets, found.left, found.missing) == (1, 1, 0)


def test_a_fair_is_closed_over_a_tablet_that_is_gone_only_with_the_file_in_hand(
    school: School, fair: Fair
) -> None:
    tablets_say(school, fair, 3)
    with school.works.open(fair.staff) as work:
        pin = fairs.make_pin(work, fair.view)
        fairs.close(work, fair.view, rescued=True)
    assert fair.view.rescued
    with school.works.open(NOBODY) as work:
        assert isinstance(events.log_in(work, "lincoln", pin, "Lupe"), Refusal)
    with school.works.open(fair.staff) as work:
        with pytest.raises(Conflict):
            fairs.close(work, fair.view, rescued=True)
        with pytest.raises(NotFound):
            fairs.change(work, fair.view, fair.view.plan)


def test_a_fair_whose_day_has_not_come_is_not_closed(school: School, fair: Fair) -> None:
    fair.planned(days=1)
    with school.works.open(fair.staff) as work, pytest.raises(Conflict):
        fairs.close(work, fair.view, rescued=False)
    school.clock.advance(days=3)
    with school.works.open(fair.staff) as work:
        fairs.close(work, fair.view, rescued=False)  # after its day is over, too
    assert fair.view.state == "closed"


def test_paper_is_counted_and_what_was_typed_in_is_taken_off(school: School, fair: Fair) -> None:
    with school.works.open(fair.staff) as work:
        numbers = paper_sheets.number_sheets(work, "lincoln", "family-needs", "es", 12)
        fairs.count_paper(work, fair.view, 12, 9)
    with school.works.open(fair.staff) as work:
        sheet = paper_sheets.of_number(work, "lincoln", str(numbers.first))
        handle = paper_sheets.open_sheet(work, sheet)
    with school.works.open(fair.staff) as work:
        handle = paper_sheets.save(work, handle, replace(handle.draft, answers=ANSWERS), Typed())
        assert not isinstance(paper_sheets.send(work, sheet, handle), list)
    found = fair.end_of_day.tally
    assert (found.paper_given, found.paper_returned, found.paper_entered) == (12, 9, 1)
    assert found.paper_to_enter == 8


def test_what_is_ready_is_done_and_what_is_not_says_what_is_missing(
    school: School, fair: Fair
) -> None:
    def checks() -> dict[str, fairs.Check]:
        with school.works.open(fair.staff, write=False) as work:
            return {one.kind: one for one in fairs.checks(work, fair.view)}

    before = checks()
    assert {kind for kind, one in before.items() if one.done} == {"forms"}
    gaps = {(gap.link.slug, gap.language): gap for gap in before["languages"].gaps}
    assert gaps["needs", "es"].unchecked > 5
    assert gaps["needs", "es"].missing == 0
    assert not gaps["needs", "km"].offered
    fair.change(languages=("en",))
    fair.print(40)
    tablets_say(school, fair, 0, 0, languages=("en",))
    with school.works.open(fair.staff) as work:
        fairs.make_pin(work, fair.view)
        paper_sheets.number_sheets(work, "lincoln", "family-needs", "es", 5)
    after = checks()
    assert {kind for kind, one in after.items() if not one.done} == set()
    assert after["paper"].sheets == {"es": 5}
    fair.change(day=fair.view.plan.day + timedelta(days=1), languages=("en", "es"))
    assert not checks()["copies"].done  # the tablets have English alone
