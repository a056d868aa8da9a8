"""Lists within entries and groups on a page, through HTTP: whose list it is, ways in and out, nothing lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.nested_form import nested_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

AT = "/lincoln/work"


@pytest.fixture
def worker(make_site: Callable[..., Flask]) -> Family:
    """A family on the form about people and their jobs; nothing is started yet."""
    return Family(own_client(make_site({"work": nested_form()})), AT)


def to_list(worker: Family, language: str = "en") -> Family:
    worker.begin(language).press("next", consent="with_name")
    return worker.press("next", nickname="Rosa", mail="r@example.org", text_ok="yes")


def to_jobs(worker: Family, language: str = "en", name: str = "Ana") -> Family:
    """On the list of Ana's jobs, which is empty."""
    to_list(worker, language).press("next", members="yes").press("next", member_name=name)
    return worker.press("next", member_age="40")


def list_field(worker: Family) -> str:
    return worker.address.removeprefix(f"{AT}/")


def answer(worker: Family, yes_or_no: str) -> Family:
    return worker.press("next", **{list_field(worker): yes_or_no})


def add_job(worker: Family, title: str = "Cook") -> Family:
    """From Ana's list of jobs to the list of shifts of a new one."""
    answer(worker, "yes").press("next", job_title=title)
    return worker.press("next", pay="300", overtime="no")


def to_check(worker: Family, language: str = "en") -> Family:
    add_job(to_jobs(worker, language))
    answer(worker, "yes").press("next", shift_kind="night")
    for _ in ("shifts", "jobs", "members"):
        answer(worker, "no")
    return worker.press("next", rent="1200").press("next", words="")


def test_after_the_pages_of_a_person_comes_the_list_of_their_jobs(worker: Family) -> None:
    to_jobs(worker)
    assert worker.address.endswith("/jobs")
    assert worker.page.heading == "Ana: Jobs"
    assert worker.title == "Ana: Jobs – Lincoln Community School"
    assert "You have not added a job yet." in worker.html
    assert "Step 2 of 3" in worker.html


def test_each_page_says_whom_and_what_it_is_about(worker: Family) -> None:
    answer(to_jobs(worker, name="Ana <b>"), "yes")
    assert "<bdi>Ana &lt;b&gt;</bdi></p>" in worker.html
    worker.press("next", job_title="Cook")
    assert "<bdi>Ana &lt;b&gt;</bdi> – <bdi>Cook</bdi></p>" in worker.html
    worker.press("next", pay="300", overtime="no")
    assert worker.page.heading == "Ana <b>, Cook: Shifts"
    assert "Ana &lt;b&gt;</bdi>" in worker.html


def test_no_more_leads_out_list_by_list(worker: Family) -> None:
    add_job(to_jobs(worker))
    assert worker.address.endswith("/shifts")
    answer(worker, "no")
    assert worker.address.endswith("/jobs")
    assert worker.title.startswith("Cook added – Ana: Jobs")
    assert "1 on the list" in worker.html
    answer(worker, "no")
    assert worker.address == f"{AT}/members"
    assert worker.title.startswith("Ana added – Who lives with you?")
    answer(worker, "no")
    assert worker.address == f"{AT}/rent_page"


def test_a_shift_is_called_by_the_words_of_its_choice(worker: Family) -> None:
    add_job(to_jobs(worker, "es"))
    answer(worker, "yes").press("next", shift_kind="night")
    assert "<b>" in worker.html
    assert "De noche" in worker.html
    assert "night</b>" not in worker.html


def test_back_leads_through_the_entry_and_out_to_its_list(worker: Family) -> None:
    answer(to_jobs(worker), "yes")
    jobs = worker.address.partition("/jobs/")[0] + "/jobs"
    assert worker.press("back").address == jobs
    assert worker.press("back").address.endswith("/age_page")
    assert worker.press("back").address.endswith("/member_page")
    assert worker.press("back").address == f"{AT}/members"


def test_a_job_is_removed_and_brought_back_with_its_shifts(worker: Family) -> None:
    add_job(to_jobs(worker))
    answer(worker, "yes").press("next", shift_kind="night")
    answer(worker, "no")
    job = next(one for one in worker.page.buttons if one.startswith("remove:"))
    worker.press(job)
    assert worker.page.heading == "Remove Cook?"
    worker.press(job.replace("remove:", "removed:"))
    assert "Cook is removed." in worker.html
    assert "0 on the list" not in worker.html
    worker.press(job.replace("remove:", "undo:"))
    assert "1 on the list" in worker.html
    worker.press(job.replace("remove:", "change:")).press("next").press("next")
    assert "At night" in worker.html


def test_what_is_half_typed_in_a_job_survives_a_change_of_language(worker: Family) -> None:
    answer(to_jobs(worker), "yes").press("next", job_title="Cook")
    here = worker.address
    worker.press("language", pay="three hundred")
    worker.press("use:es")
    assert worker.address == here
    assert worker.fields["pay"] == ["three hundred"]
    assert "¿Dólares por semana?" in worker.html
    worker.press("next", overtime="no")
    assert worker.address == here
    assert "pay" in worker.page.invalid


def test_a_list_page_within_an_entry_keeps_its_choice_through_a_change_of_language(
    worker: Family,
) -> None:
    to_jobs(worker)
    here, field = worker.address, list_field(worker)
    worker.press("language", **{field: "no"}).press("use:es")
    assert worker.address == here
    assert worker.fields[field] == ["no"]
    assert worker.page.heading == "Ana: Trabajos"


def test_a_list_is_not_left_while_something_below_it_is_unfinished(worker: Family) -> None:
    answer(to_jobs(worker), "yes").press("next", job_title="Cook")
    jobs = worker.address.partition("/jobs/")[0] + "/jobs"
    answer(worker.open(jobs), "no")
    assert worker.address == jobs
    assert "Finish this one with Change, or remove it" in worker.html
    answer(worker.open(f"{AT}/members"), "no")
    assert worker.address == f"{AT}/members"
    assert "Finish this one with Change, or remove it" in worker.html


def test_nobody_opens_a_page_that_comes_later_or_is_not_there(worker: Family) -> None:
    jobs = to_jobs(worker).address
    for where in (f"{jobs}/nobody/job_page", f"{AT}/rent_page", f"{AT}/members/x/jobs"):
        assert worker.open(where).address == f"{AT}/members"


def test_check_answers_tells_every_list_and_leads_back_into_it(worker: Family) -> None:
    to_check(worker)
    assert worker.address == f"{AT}/check"
    headings = [re.sub("<[^>]+>", "", one) for one in re.findall("<h[23]>.*?</h[23]>", worker.html)]
    assert headings[2:5] == [
        "Who lives with you? – Ana",
        "Ana: Jobs – Cook",
        "Ana, Cook: Shifts – At night",
    ]
    change = next(one for one in worker.page.buttons if one.endswith("/pay_page"))
    worker.press(change)
    assert worker.fields["pay"] == ["300"]
    worker.press("next", pay="320")
    assert worker.address == f"{AT}/check"
    assert "320" in worker.html


def test_another_job_from_check_answers_ends_at_check_answers(worker: Family) -> None:
    to_check(worker)
    change = next(one for one in worker.page.buttons if one.endswith("/jobs"))
    answer(worker.press(change), "yes").press("next", job_title="Driver")
    worker.press("next", pay="100", overtime="no")
    assert worker.page.heading == "Ana, Driver: Shifts"
    assert answer(worker, "no").page.heading == "Ana: Jobs"
    assert answer(worker, "no").address == f"{AT}/check"
    assert "Driver" in worker.html


def test_a_form_with_lists_within_lists_is_sent_and_thanks(worker: Family) -> None:
    to_check(worker, "es").press("send")
    assert worker.address == f"{AT}/done"
    assert "Gracias" in worker.html


def test_a_group_is_a_fieldset_with_its_heading_and_hint(worker: Family) -> None:
    worker.begin("es").press("next", consent="with_name")
    assert "<legend><h2>Cómo hablarle sin riesgo</h2></legend>" in worker.html
    assert "Solo si usted quiere." in worker.html
    assert worker.fields.keys() >= {"nickname", "mail"}
    assert worker.press("next", mail="nowhere").page.invalid == ["mail"]
    assert "<legend><h2>Cómo hablarle sin riesgo</h2></legend>" in worker.html


def test_a_group_whose_rule_does_not_hold_is_not_there(worker: Family) -> None:
    worker.begin().press("next", consent="without_name")
    assert "Safe ways" not in worker.html
    assert "mail" not in worker.fields
    assert worker.press("next", nickname="Rosa").address == f"{AT}/members"


def test_check_answers_has_the_heading_of_a_group(worker: Family) -> None:
    to_check(worker)
    assert "<h3>Safe ways to reach you</h3>" in worker.html
