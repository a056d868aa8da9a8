"""Joining, keeping apart and taking back: what somebody said holds until it is taken back, and nothing is lost."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.errors import Conflict, Forbidden, NotFound
from farolito.services import audit, households
from farolito.services.retention import erase
from tests.services.households.conftest import PHONE, child, family

if TYPE_CHECKING:
    from tests.services.households.conftest import Fair


def head(fair: Fair, response_id: str) -> str | None:
    with fair.works.open(fair.staff()) as work:
        return households.of_response(work, "lincoln", response_id)


def join(fair: Fair, one: str, other: str) -> str:
    with fair.works.open(fair.staff()) as work:
        return households.join(work, "lincoln", one, other)


def take_back(fair: Fair, verdict: str) -> None:
    with fair.works.open(fair.staff()) as work:
        households.take_back(work, "lincoln", verdict)


def three(fair: Fair) -> tuple[list[str], list[str]]:
    """Three strangers: their responses and their households."""
    sent = [fair.send(family(f"Family {n}", f"+1626555010{n}")) for n in range(3)]
    return sent, [str(head(fair, one)) for one in sent]


def test_joined_households_are_shown_as_one_and_taking_back_restores_them(fair: Fair) -> None:
    sent, own = three(fair)
    before = fair.rows("household"), fair.rows("person"), fair.rows("person_key")
    verdict = join(fair, own[2], own[0])
    assert [head(fair, one) for one in sent] == [own[0], own[1], own[0]]
    with fair.works.open(fair.staff()) as work:
        view = households.read(work, "lincoln", own[2])
        assert (view.id, len(view.people), len(view.sent)) == (own[0], 2, 2)
        assert [(tie.verdict_id, tie.by) for tie in view.ties] == [(verdict, "Ms. Alvarez")]
    take_back(fair, verdict)
    assert (fair.rows("household"), fair.rows("person"), fair.rows("person_key")) == before
    take_back(fair, verdict)  # again: nothing
    actions = [row[4] for row in fair.rows("audit")]
    assert actions.count("household.joined") == 1
    assert actions.count("household.parted") == 2
    with fair.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, fair.lincoln.id) is None


def test_what_came_after_a_join_stays_where_it_was_said(fair: Fair) -> None:
    sent, own = three(fair)
    token = fair.browser()
    wrong = join(fair, own[0], own[1])
    right = join(fair, own[1], own[2])
    later = [
        fair.send(family("Family 9", "+16265550199"), token=token),
        fair.send({"contact_name": "Family 9"}, "check-in", token=token),
    ]
    join(fair, str(head(fair, later[0])), own[0])
    assert len({head(fair, one) for one in (*sent, *later)}) == 1
    take_back(fair, wrong)
    assert head(fair, sent[0]) == head(fair, later[0]) == head(fair, later[1]) == own[0]
    assert head(fair, sent[1]) == head(fair, sent[2]) == own[1]
    take_back(fair, right)
    assert head(fair, sent[2]) == own[2]


def test_a_join_by_the_same_browser_can_be_taken_back_and_stays_so(fair: Fair) -> None:
    token = fair.browser()
    first = fair.send(family(), token=token)
    second = fair.send({"contact_name": "Somebody else"}, "check-in", token=token)
    with fair.works.open(fair.staff()) as work:
        (tie,) = households.read(work, "lincoln", str(head(fair, first))).ties
    take_back(fair, tie.verdict_id)
    assert head(fair, first) != head(fair, second)


def test_not_the_same_is_remembered_and_stands_against_joining(fair: Fair) -> None:
    one, other = fair.send(family()), fair.send(family())
    with fair.works.open(fair.staff()) as work:
        (hint,) = households.hints_for(work, "lincoln", one)
        said = households.keep_apart(work, "lincoln", hint.household_id, hint.other_id)
        assert households.hints_for(work, "lincoln", one) == ()
        assert households.hints_for(work, "lincoln", other) == ()
    _, own = three(fair)
    join(fair, own[0], hint.household_id)
    with fair.works.open(fair.staff()) as work:
        assert households.hints_for(work, "lincoln", other) == ()  # nor with what is joined to it
    for mine in (hint.household_id, own[0]):
        with pytest.raises(Conflict, match="not the same family"):
            join(fair, mine, hint.other_id)
    take_back(fair, said)
    with fair.works.open(fair.staff()) as work:
        assert len(households.hints_for(work, "lincoln", one)) == 1
    join(fair, hint.household_id, hint.other_id)
    with pytest.raises(Conflict, match="one household already"):
        join(fair, own[0], hint.other_id)


def test_who_may_only_look_joins_nothing_and_nobody_reaches_another_place(fair: Fair) -> None:
    _, own = three(fair)
    verdict = join(fair, own[0], own[1])
    looking = fair.staff("parent_engagement_coordinator")
    with fair.works.open(looking) as work:
        for act in (households.join, households.keep_apart):
            with pytest.raises(Forbidden):
                act(work, "lincoln", own[0], own[2])
        with pytest.raises(Forbidden):
            households.take_back(work, "lincoln", verdict)
    far = fair.staff("coordinator", fair.faraway)
    with fair.works.open(far) as work, pytest.raises(NotFound):
        households.take_back(work, "faraway", verdict)
    with fair.works.open(far) as work, pytest.raises(NotFound):
        households.join(work, "faraway", own[0], own[2])
    with fair.works.open(fair.staff()) as work, pytest.raises(NotFound):
        households.join(work, "lincoln", own[0], "no-such-household")


def test_erasing_a_response_leaves_nothing_of_it_and_keeps_the_others_together(fair: Fair) -> None:
    sent, own = three(fair)
    join(fair, own[0], own[1])
    join(fair, own[1], own[2])
    middle = fair.send(family("Gone Away", "+16265550188", child("Boy Gone", school="roosevelt")))
    last = str(head(fair, middle))
    join(fair, own[2], last)
    with fair.works.open(SYSTEM) as work:
        erase(work, fair.lincoln.id, sent[1], "all", "request")
    assert head(fair, sent[0]) == head(fair, sent[2]) == own[0]
    assert sent[1] not in str([fair.rows(t) for t in ("person", "household_response")])
    with fair.works.open(SYSTEM) as work:
        erase(work, fair.lincoln.id, middle, "all", "request")
    assert last not in str([fair.rows(t) for t in ("household", "household_verdict", "person")])
    assert not [row for row in fair.rows("person_key") if row[2].startswith(last)]
    with fair.works.open(SYSTEM) as work:
        for one in (sent[0], sent[2]):
            erase(work, fair.lincoln.id, one, "all", "request")
    for table in ("household", "household_response", "household_verdict", "person", "person_key"):
        assert fair.rows(table) == []


class Model:
    """What must be true, said again in the simplest way: points, and lines between them."""

    def __init__(self) -> None:
        self.point: dict[str, str] = {}  # response -> its own household
        self.lines: dict[str, tuple[str, str]] = {}

    def groups(self) -> set[frozenset[str]]:
        """The responses that are one household."""
        together = {point: {point} for point in {p for line in self.lines.values() for p in line}}
        together |= {point: {point} for point in self.point.values()}
        for one, other in self.lines.values():
            if together[one] is not together[other]:
                together[one] |= together[other]
                for point in together[one]:
                    together[point] = together[one]
        responses = {
            frozenset(r for r, point in self.point.items() if point in group)
            for group in map(frozenset, together.values())
        }
        return responses - {frozenset()}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_joined_parted_and_erased_each_response_is_in_one_household(
    fair: Fair, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  the same each time
    model, apart = Model(), set[str]()
    for _ in range(45):
        act = chance.choice(("send", "send", "join", "join", "apart", "take_back", "erase"))
        here = sorted(model.point)
        if act == "send" or len(here) < 2:
            sent = fair.send(family(f"Family {len(here)}", PHONE))
            model.point[sent] = str(head(fair, sent))
        elif act in ("join", "apart"):
            one, other = (model.point[r] for r in chance.sample(here, 2))
            with fair.works.open(fair.staff()) as work:
                try:
                    if act == "join":
                        model.lines[households.join(work, "lincoln", one, other)] = (one, other)
                    else:
                        apart.add(households.keep_apart(work, "lincoln", one, other))
                except Conflict:
                    continue
        elif act == "take_back" and (model.lines or apart):
            verdict = chance.choice(sorted({*model.lines, *apart}))
            try:
                take_back(fair, verdict)
            except NotFound:  # went with the last response on one side of it
                assert verdict in apart or not _is_between(model, verdict)
            model.lines.pop(verdict, None)
            apart.discard(verdict)
        elif act == "erase":
            gone = chance.choice(here)
            with fair.works.open(SYSTEM) as work:
                erase(work, fair.lincoln.id, gone, "all", "request")
            del model.point[gone]
            assert gone not in str([fair.rows(t) for t in ("person", "household_response")])
        assert _groups(fair, model) == model.groups()
    rows = {table: fair.rows(table) for table in ("household", "person", "person_key")}
    people = {row[1] for row in rows["person"]}
    assert len(people) == len(model.point)
    assert {row[2] for row in rows["person_key"]} == people
    heads = {row[1]: row[2] for row in rows["household"]}
    assert all(head == heads[head] and head <= own for own, head in heads.items())


def _groups(fair: Fair, model: Model) -> set[frozenset[str]]:
    found: dict[Any, set[str]] = {}
    with fair.works.open(fair.staff(), write=False) as work:
        for response in model.point:
            found.setdefault(households.of_response(work, "lincoln", response), set()).add(response)
    assert None not in found
    return {frozenset(one) for one in found.values()}


def _is_between(model: Model, verdict: str) -> bool:
    """Whether both sides of a line still hold a response."""
    line = model.lines.pop(verdict)
    try:
        reached = [{point} for point in line]
        for side in reached:
            grown = True
            while grown:
                ends = {p for one in model.lines.values() if side & set(one) for p in one}
                grown = not ends <= side
                side |= ends
        return all(side & set(model.point.values()) for side in reached)
    finally:
        model.lines[verdict] = line
