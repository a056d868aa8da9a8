"""Lists within the entries of lists: walked, answered, removed, brought back, sent and summarised at any depth."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.drafts import (
    Draft,
    add_entry,
    answer_at,
    entries,
    is_done,
    remove_entry,
    restore_entry,
)
from farolito.domain.journey import after, before, furthest, list_around, may_visit, progress
from farolito.domain.lists import accept_list
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import read_form
from farolito.domain.relevance import values
from farolito.domain.scoring import needs
from farolito.domain.summary import summarise
from tests.domain.conftest import TODAY, Person
from tests.web_support.nested_form import nested_form

ANA = "members/ana"
COOK = f"{ANA}/jobs/cook"


class Worker(Person):
    """Somebody who answers about people, their jobs and their shifts."""

    def lists_at(self, key: str, more: str, entry_id: str = "new") -> list[str]:
        """Presses Continue on a list; the problems."""
        self.draft, self.problems, _ = accept_list(
            self.form, self.at(key), more, self.draft, TYPES, TODAY, entry_id
        )
        return [f"{one.question}: {one.code}" for one in self.problems]

    def starts(self) -> None:
        self.continues("consent_page", consent="with_name")
        self.continues("reach_page", nickname="Rosa", mail="", text_ok="yes")

    def adds_ana(self, age: str = "40") -> None:
        self.lists_at("members", "yes", "ana")
        self.continues(f"{ANA}/member_page", member_name="Ana")
        self.continues(f"{ANA}/age_page", member_age=age)

    def adds_job(self, name: str, pay: str) -> str:
        self.lists_at(f"{ANA}/jobs", "yes", name)
        job = f"{ANA}/jobs/{name}"
        self.continues(f"{job}/job_page", job_title=name.capitalize())
        self.continues(f"{job}/pay_page", pay=pay, overtime="no")
        return job

    def ends(self) -> None:
        self.adds_ana()
        self.adds_job("cook", "300")
        self.lists_at(f"{COOK}/shifts", "yes", "s1")
        self.continues(f"{COOK}/shifts/s1/shift_page", shift_kind="night")
        self.lists_at(f"{COOK}/shifts", "no")
        self.lists_at(f"{ANA}/jobs", "no")
        self.lists_at("members", "no")
        self.continues("rent_page", rent="1200")
        self.continues("words_page", words="")


@pytest.fixture(scope="module")
def nested() -> Any:
    form = read_form(json.dumps(nested_form()), question_types=TYPES)
    assert not isinstance(form, list), "\n".join(map(str, form))
    return form


@pytest.fixture
def worker(nested: Any) -> Worker:
    made = Worker(nested)
    made.starts()
    return made


def key(found: Any) -> str | None:
    return None if found is None else found.key


def test_the_steps_of_an_entry_are_its_pages_then_its_lists(worker: Worker) -> None:
    worker.adds_ana()
    worker.adds_job("cook", "300")
    assert [one for one in worker.keys if one.startswith("members")] == [
        "members",
        f"{ANA}/member_page",
        f"{ANA}/age_page",
        f"{ANA}/jobs",
        f"{COOK}/job_page",
        f"{COOK}/pay_page",
        f"{COOK}/shifts",
    ]


def test_a_rule_within_sees_its_own_entry_then_the_one_around_it_then_the_form(
    worker: Worker,
) -> None:
    worker.adds_ana("13")
    assert f"{ANA}/jobs" not in worker.keys
    worker.continues(f"{ANA}/age_page", member_age="17")
    worker.adds_job("cook", "300")
    asked = worker.at(f"{COOK}/pay_page").questions
    assert [one.name for one in asked] == ["pay"]
    worker.continues(f"{ANA}/age_page", member_age="18")
    asked = worker.at(f"{COOK}/pay_page").questions
    assert [one.name for one in asked] == ["pay", "overtime"]
    worker.continues("consent_page", consent="without_name")
    asked = worker.at(f"{COOK}/pay_page").questions
    assert [one.name for one in asked] == ["pay"]


def test_a_rule_outside_adds_up_over_both_lists(worker: Worker) -> None:
    worker.adds_ana()
    worker.adds_job("cook", "300")
    assert "rent_page" in worker.keys
    worker.adds_job("driver", "250")
    assert "rent_page" not in worker.keys


def test_needs_look_through_three_lists(worker: Worker) -> None:
    def found() -> list[str]:
        known = values(worker.form, worker.draft.answers, TYPES, TODAY)
        return [need.name for need in needs(worker.form, known, TODAY)]

    worker.adds_ana()
    worker.lists_at(f"{ANA}/jobs", "no")
    assert found() == ["work"]
    worker.adds_job("cook", "300")
    worker.lists_at(f"{COOK}/shifts", "yes", "s1")
    worker.continues(f"{COOK}/shifts/s1/shift_page", shift_kind="night")
    assert found() == ["nights"]


def test_values_within_an_entry_are_its_own_and_those_around(worker: Worker) -> None:
    worker.adds_ana()
    worker.adds_job("cook", "300")
    inside = values(worker.form, worker.draft.answers, TYPES, TODAY, COOK)
    assert (inside["pay"], inside["member_age"], inside["nickname"]) == (300, 40, "Rosa")
    assert inside["shifts"] is None
    outside = values(worker.form, worker.draft.answers, TYPES, TODAY)
    assert "pay" not in outside
    assert outside["members"][0]["jobs"][0]["job_title"] == "Cook"  # type: ignore[index,call-overload]


def test_continue_and_back_stay_within_an_entry_and_leave_it_by_its_list(worker: Worker) -> None:
    worker.adds_ana()
    worker.adds_job("cook", "300")
    steps = worker.steps
    assert key(after(steps, f"{ANA}/age_page")) == f"{ANA}/jobs"
    assert key(after(steps, f"{COOK}/pay_page")) == f"{COOK}/shifts"
    assert key(after(steps, f"{COOK}/shifts")) == f"{ANA}/jobs"
    assert key(after(steps, f"{ANA}/jobs")) == "members"
    assert key(after(steps, "members")) == "rent_page"
    assert key(before(steps, f"{COOK}/shifts")) == f"{COOK}/pay_page"
    assert key(before(steps, f"{COOK}/job_page")) == f"{ANA}/jobs"
    assert key(before(steps, f"{ANA}/jobs")) == f"{ANA}/age_page"
    assert key(before(steps, f"{ANA}/member_page")) == "members"
    assert key(list_around(steps, COOK)) == f"{ANA}/jobs"
    assert list_around(steps, "") is None


def test_a_list_is_unfinished_while_anything_below_it_is(worker: Worker) -> None:
    worker.ends()
    assert furthest(worker.steps) is None
    worker.lists_at(f"{COOK}/shifts", "yes", "s2")
    for one in (f"{COOK}/shifts", f"{ANA}/jobs", "members"):
        assert not worker.at(one).finished
    assert key(furthest(worker.steps)) == "members"
    assert worker.lists_at("members", "no") == [f"{ANA}: entry_not_finished"]
    assert worker.lists_at(f"{ANA}/jobs", "no") == [f"{COOK}: entry_not_finished"]


def test_nobody_gets_ahead_of_themselves_within_an_entry(worker: Worker) -> None:
    worker.adds_ana()
    assert not may_visit(worker.steps, "rent_page")
    worker.lists_at(f"{ANA}/jobs", "yes", "cook")
    assert may_visit(worker.steps, f"{COOK}/job_page")
    assert not may_visit(worker.steps, f"{COOK}/pay_page")
    assert not may_visit(worker.steps, f"{COOK}/shifts")
    worker.continues(f"{ANA}/age_page", member_age="")
    worker.leaves(f"{ANA}/age_page", member_age="forty")
    assert f"{ANA}/jobs" not in worker.keys
    assert not may_visit(worker.steps, f"{COOK}/job_page")


def test_progress_counts_the_outermost_sections(worker: Worker) -> None:
    worker.adds_ana()
    worker.adds_job("cook", "300")
    assert progress(worker.form, worker.at(f"{COOK}/pay_page")) == (2, 3)
    assert progress(worker.form, worker.at("words_page")) == (3, 3)


def test_what_is_sent_has_every_entry_where_it_belongs(worker: Worker) -> None:
    worker.ends()
    assert worker.whole_form == []
    (ana,) = worker.sent["members"]["entries"]
    (cook,) = ana["answers"]["jobs"]["entries"]
    assert cook["answers"] == {
        "job_title": "Cook",
        "pay": 300,
        "overtime": "no",
        "shifts": {"entries": [{"id": "s1", "answers": {"shift_kind": "night"}}], "done": True},
    }
    worker.continues(f"{ANA}/age_page", member_age="10")
    (ana,) = worker.sent["members"]["entries"]
    assert set(ana["answers"]) == {"member_name", "member_age"}


def test_the_whole_form_names_problems_by_their_whole_path(worker: Worker) -> None:
    worker.adds_ana()
    worker.lists_at(f"{ANA}/jobs", "yes", "cook")
    found = worker.whole_form
    assert f"{COOK}/job_title: required" in found
    assert f"{COOK}/shifts: yes_or_no" in found
    assert f"{ANA}/jobs: yes_or_no" in found


def test_entries_at_any_depth_are_removed_and_come_back(worker: Worker) -> None:
    worker.ends()
    worker.leaves(f"{COOK}/shifts/s1/shift_page", shift_kind="day")
    whole = worker.draft
    gone = remove_entry(whole, f"{COOK}/shifts", "s1")
    assert entries(gone.answers, f"{COOK}/shifts") == ()
    assert restore_entry(gone, f"{COOK}/shifts", "s1").answers == whole.answers
    gone = remove_entry(whole, f"{ANA}/jobs", "cook")
    assert answer_at(gone.answers, f"{COOK}/pay") is None
    assert restore_entry(gone, f"{ANA}/jobs", "cook") == Draft(
        whole.answers, whole.raw, {f"{ANA}/jobs": ()}
    )
    stored = Draft.from_json(json.loads(json.dumps(gone.to_json())))
    assert restore_entry(stored, f"{ANA}/jobs", "cook").answers == whole.answers


def test_what_was_removed_within_an_entry_is_forgotten_with_it(worker: Worker) -> None:
    worker.ends()
    worker.draft = remove_entry(worker.draft, f"{COOK}/shifts", "s1")
    worker.draft = remove_entry(worker.draft, "members", "ana")
    assert f"{COOK}/shifts" in worker.draft.removed
    for number in range(3):
        worker.draft = add_entry(worker.draft, "members", f"k{number}")
        worker.draft = remove_entry(worker.draft, "members", f"k{number}")
    assert set(worker.draft.removed) == {"members"}
    assert restore_entry(worker.draft, f"{COOK}/shifts", "s1") == worker.draft


def test_nothing_is_added_to_an_entry_that_is_gone(worker: Worker) -> None:
    assert add_entry(worker.draft, "members/nobody/jobs", "x") == worker.draft
    assert not is_done(worker.draft.answers, "members/nobody/jobs")


def test_a_summary_says_whose_list_it_is(worker: Worker) -> None:
    worker.ends()
    found = summarise(worker.form, worker.draft.answers, TYPES, TODAY, "en", "respondent")
    told = [(one.around, one.title, one.entry_title) for one in found.sections]
    assert told[1:4] == [
        ((), "Who lives with you?", "Ana"),
        (("Ana",), "Jobs", "Cook"),
        (("Ana", "Cook"), "Shifts", "At night"),
    ]
    assert [one.list_key for one in found.sections[1:4]] == [
        "members",
        f"{ANA}/jobs",
        f"{COOK}/shifts",
    ]
    row = found.sections[2].rows[0]
    assert (row.question, row.step_key) == (f"{COOK}/job_title", f"{COOK}/job_page")


def test_an_empty_list_within_an_entry_says_so(worker: Worker) -> None:
    worker.adds_ana()
    found = summarise(worker.form, worker.draft.answers, TYPES, TODAY, "es", "staff").sections
    (empty,) = [one for one in found if one.empty]
    assert (empty.around, empty.empty) == (("Ana",), "Todavía no agregó un trabajo.")


def test_an_entry_without_a_name_is_counted(worker: Worker) -> None:
    worker.ends()
    document = nested_form()
    member = document["sections"][1]["pages"][0]["questions"][0]
    member.update(audience_view=["counselor"])
    form = read_form(json.dumps(document), question_types=TYPES)
    found = summarise(form, worker.draft.answers, TYPES, TODAY, "en", "staff").sections  # type: ignore[arg-type]
    assert ("Person 1",) in [one.around for one in found]
