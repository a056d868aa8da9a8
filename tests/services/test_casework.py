"""Working on a response: states, whom it is assigned to, notes; and the inbox that is narrowed by them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.errors import Forbidden, NotFound
from farolito.services import casework, forms, inbox, jobs, links, users
from farolito.services.casework import Changed, Picked, history, notes
from farolito.services.inbox import Wanted
from tests.services.conftest import ANYTHING, CONSENT, FOOD, document, en

if TYPE_CHECKING:
    from tests.services.conftest import School

WITH_NEEDS = document(
    "with-needs",
    CONSENT,
    FOOD,
    needs=[{"name": "food", "label": en("Food"), "when": "food_worried == 'often'"}],
)
TALK = document("talk", CONSENT, ANYTHING, regime="counseling")


def person(school: School, name: str, *roles: str) -> Actor:
    """Somebody with an account and these roles at the school."""
    with school.works.open(SYSTEM) as work:
        user = users.add(work, f"{name}@school.example", name, "a long test password")
        for role in roles:
            users.grant(work, user, school.place.id, role)
    return Actor("user", user, name, tuple(Grant(school.place.id, role) for role in roles))


def open_link(school: School, form: dict[str, Any]) -> None:
    with school.works.open(SYSTEM) as work:
        forms.publish(work, form)
        links.add(work, school.place.id, form["name"], form["name"])


def sent(school: School, link: str = "needs", **answers: Any) -> str:
    token = school.open_form(link)
    given = {"agree": {"choice": "yes", "text": "agree-2026-11", "language": "en"}}
    given["agree"]["at"] = "2026-11-23T09:30:00-08:00"
    skipped = {"food_worried": {"skipped": True}, "anything": {"skipped": True}}
    asked = school.find(token, link).form.questions
    known = {**given, **skipped, **answers}
    school.answer(token, link, **{name: known[name] for name in asked})
    return school.send(token, link).response_id or ""


def listed(school: School, actor: Actor, **narrowed: Any) -> list[str]:
    with school.works.open(actor, write=False) as work:
        found = inbox.page(work, "lincoln", Wanted(**narrowed))
    return [one.response_id for one in found.items]


def change(school: School, actor: Actor, response: str, revision: int, **to: Any) -> None:
    with school.works.open(actor) as work:
        casework.change(work, casework.case(work, "lincoln", response), revision, **to)


def test_who_comes_second_is_told_and_changes_nothing(school: School) -> None:
    luis, maria = (person(school, name, "coordinator") for name in ("luis", "maria"))
    response = sent(school)
    change(school, luis, response, 0, state="in_progress", assigned_to=maria.id)
    with pytest.raises(Changed) as refused:
        change(school, maria, response, 0, state="done")
    now = refused.value.now
    assert (now.state, now.assigned_to, now.worked_by) == ("in_progress", maria.id, luis.id)
    change(school, maria, response, now.revision, state="done")
    assert school.rows("SELECT work_state, assigned_to, work_revision FROM response") == [
        ("done", maria.id, 2)
    ]


def test_what_is_so_already_is_no_change_and_no_conflict(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response = sent(school)
    change(school, luis, response, 0, state="done")
    change(school, luis, response, 0, state="done")
    actions = [row[0] for row in school.rows("SELECT action FROM audit ORDER BY number")]
    assert actions == ["response.submitted", "response.marked_done"]


@pytest.mark.parametrize("role", ["volunteer", "platform_admin", "district_lead", "counselor"])
def test_only_who_may_work_on_a_record_is_given_it(school: School, role: str) -> None:
    luis, other = person(school, "luis", "coordinator"), person(school, "other", role)
    response = sent(school)
    with pytest.raises(NotFound):
        change(school, luis, response, 0, assigned_to=other.id)
    with pytest.raises(NotFound):
        change(school, other, response, 0, state="done")


def test_several_are_changed_at_once_and_those_somebody_else_changed_are_left(
    school: School,
) -> None:
    luis = person(school, "luis", "coordinator")
    open_link(school, TALK)
    one, two, three = (sent(school) for _ in range(3))
    hidden = sent(school, "talk")
    change(school, luis, two, 0, state="duplicate")
    picked = [Picked(one, 0), Picked(two, 0), Picked(three, 0), Picked(hidden, 0), Picked("x", 0)]
    with school.works.open(luis) as work:
        done = casework.change_many(work, "lincoln", picked, assigned_to=luis.id)
    assert (done.done, done.left) == (2, 1)
    assert sorted(listed(school, luis, assigned="me")) == sorted([one, three])
    assert school.rows("SELECT count(*) FROM response WHERE assigned_to IS NOT NULL") == [(2,)]


def test_a_note_is_kept_sealed_with_its_day_and_author(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response = sent(school)
    with school.works.open(luis) as work:
        notes.add(work, casework.case(work, "lincoln", response), "Called the aunt \u200f🙂")
    with school.works.open(luis) as work:
        [note] = notes.of(work, casework.case(work, "lincoln", response))
    assert (note.text, note.author, note.written_at) == (
        "Called the aunt \u200f🙂", "luis", school.clock.now,
    )  # fmt: skip
    [(body,)] = school.rows("SELECT body FROM staff_note")
    assert b"aunt" not in bytes(body)


def test_nobody_writes_notes_about_an_anonymous_response(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    school.send_survey()
    [(response,)] = school.rows("SELECT id FROM response")
    with pytest.raises(NotFound), school.works.open(luis) as work:
        notes.add(work, casework.case(work, "lincoln", response), "who is this")


def test_the_history_says_who_did_what_and_no_other_records(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    response, other = sent(school), sent(school)
    change(school, luis, other, 0, state="done")
    change(school, luis, response, 0, state="in_progress", assigned_to=luis.id)
    with school.works.open(luis, write=False) as work:
        done = history.of(work, casework.case(work, "lincoln", response))
    assert [(one.action, one.kind, one.who) for one in done] == [
        ("response.assigned", "user", "luis"),
        ("response.marked_in_progress", "user", "luis"),
    ]


def test_the_inbox_is_narrowed_by_each_filter_and_by_all_of_them(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    open_link(school, WITH_NEEDS)
    first = sent(school, "with-needs", food_worried="often")
    school.clock.advance(days=2)
    second = sent(school, "with-needs", food_worried="never")
    school.clock.advance(minutes=1)
    third = sent(school)
    jobs.run_all(school.works)
    change(school, luis, first, 0, state="needs_fixing", assigned_to=luis.id)
    change(school, luis, second, 0, state="done")
    for narrowed, expected in (
        ({}, [third, second, first]),
        ({"form": "with-needs"}, [second, first]),
        ({"form": "nothing-of-this-name"}, []),
        ({"state": "new"}, [third]),
        ({"state": "needs_fixing"}, [first]),
        ({"state": "done"}, [second]),
        ({"assigned": "me"}, [first]),
        ({"assigned": "nobody"}, [third, second]),
        ({"need": "food"}, [first]),
        ({"need": "rent"}, []),
        ({"language": "en"}, [third, second, first]),
        ({"language": "es"}, []),
        ({"channel": "own_device"}, [third, second, first]),
        ({"channel": "paper"}, []),
        ({"since": date(2026, 11, 24)}, [third, second]),
        ({"until": date(2026, 11, 24)}, [first]),
        ({"overdue": True}, []),
        ({"need": "food", "assigned": "me", "state": "needs_fixing", "form": "with-needs",
          "language": "en", "channel": "own_device", "since": date(2026, 11, 23),
          "until": date(2026, 11, 23)}, [first]),
        ({"need": "food", "assigned": "me", "state": "done"}, []),
    ):  # fmt: skip
        assert listed(school, luis, **narrowed) == expected, narrowed


def test_no_filter_finds_what_the_reader_may_not_know_of(school: School) -> None:
    luis, dana = person(school, "luis", "coordinator"), person(school, "dana", "counselor")
    open_link(school, {**TALK, "needs": WITH_NEEDS["needs"], "sections": WITH_NEEDS["sections"]})
    hidden = sent(school, "talk", food_worried="often")
    jobs.run_all(school.works)
    change(school, dana, hidden, 0, state="in_progress", assigned_to=dana.id)
    moved = Actor("user", dana.id, "dana", luis.grants)  # the same person, with another role now
    for narrowed in (
        {}, {"form": "talk"}, {"state": "in_progress"}, {"assigned": "me"}, {"need": "food"},
    ):  # fmt: skip
        assert listed(school, moved, **narrowed) == []
        assert listed(school, dana, **narrowed) == [hidden]
    with school.works.open(luis, write=False) as work:
        offered = inbox.offered(work, "lincoln")
    assert "talk" not in {form.name for form in offered.forms}
    assert [need.name for need in offered.needs] == []
    assert "dana" not in {one.name for one in offered.colleagues}


def test_pages_go_on_both_ways_and_show_each_response_once(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    everything: list[str] = []
    for _ in range(5):
        school.clock.advance(minutes=1)
        everything.insert(0, sent(school))
    with school.works.open(luis, write=False) as work:
        first = inbox.page(work, "lincoln", limit=2)
        second = inbox.page(work, "lincoln", after=first.older, limit=2)
        third = inbox.page(work, "lincoln", after=second.older, limit=2)
        back = inbox.page(work, "lincoln", before=third.newer, limit=2)
        start = inbox.page(work, "lincoln", before=back.newer, limit=2)
    shown = [[one.response_id for one in page.items] for page in (first, second, third)]
    assert shown == [everything[:2], everything[2:4], everything[4:]]
    assert (first.newer, third.older) == (None, None)
    assert [one.response_id for one in back.items] == shown[1]
    assert [one.response_id for one in start.items] == shown[0]
    assert start.newer is None


def test_where_few_match_the_page_says_how_far_it_looked_and_goes_on_there(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    luis = person(school, "luis", "coordinator")
    monkeypatch.setattr(inbox, "FIRST_LOOKS", 2)
    monkeypatch.setattr(inbox, "LOOKS", 3)
    rare = sent(school)
    change(school, luis, rare, 0, state="done")
    for _ in range(7):
        school.clock.advance(minutes=1)
        sent(school)
    wanted, after, found, pages = Wanted(state="done"), None, [], 0
    with school.works.open(luis, write=False) as work:
        while True:
            page = inbox.page(work, "lincoln", wanted, after=after)
            found += [one.response_id for one in page.items]
            pages += 1
            if page.older is None:
                break
            assert page.looked_to is not None
            after = page.older
    assert (found, pages) == ([rare], 3)


def test_the_index_of_needs_names_no_need_and_forgets_what_was_corrected(school: School) -> None:
    open_link(school, WITH_NEEDS)
    sent(school, "with-needs", food_worried="often")
    jobs.run_all(school.works)
    [(index,)] = school.rows("SELECT need_index FROM response_need")
    assert b"food" not in bytes(index)
    jobs.run_all(school.works)
    assert len(school.rows("SELECT 1 FROM response_need")) == 1


def test_who_may_list_nothing_is_offered_nothing(school: School) -> None:
    with (
        pytest.raises(Forbidden),
        school.works.open(person(school, "a", "platform_admin"), write=False) as work,
    ):
        inbox.offered(work, "lincoln")
