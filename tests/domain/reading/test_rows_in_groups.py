"""A matrix stands wherever a question may: in a group, and in each entry of a list within a list."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from farolito.domain.answers import problems
from farolito.domain.definitions import Form, by_group
from farolito.domain.expressions import text_of
from farolito.domain.placed import placed
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.relevance import relevant_answers
from farolito.domain.translations import texts_of
from tests.domain.reading.test_matrix import both, document, matrix

TODAY = date(2026, 11, 23)


def asked(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "text", "label": both(f"{name}?"), **more}


def page(name: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "title": both(name), "questions": list(questions)}


def section(name: str, label: str, *pages: dict[str, Any], **more: Any) -> dict[str, Any]:
    words = {"entry": both("one"), "add": both("More?"), "empty": both("None.")}
    repeat = {"name": f"{name}_list", "max": 3, "entry_label": label, **words}
    return {"name": name, "title": both(name), "pages": list(pages), "repeat": repeat, **more}


WAYS = {
    "group": "ways",
    "label": both("On the way"),
    "relevant": "answered(first)",
    "questions": [matrix(), asked("why_so"), matrix(name="calm")],
}
JOBS = section("jobs", "job_pay", page("job_page", matrix(name="job"), asked("boss")))
JOBS["pages"][0]["questions"][0]["rows"][0]["name"] = "pay"
SECTIONS = [
    {
        "name": "s",
        "title": both("All"),
        "pages": [page("begin", asked("first")), page("p", asked("second"), WAYS, asked("last"))],
    },
    section("people", "name_of", page("person", asked("name_of")), sections=[JOBS]),
]
TEXT = json.dumps(document(sections=SECTIONS))


def form() -> Form:
    read = read_form(TEXT, question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, Form), "\n".join(map(str, read))
    return read


def at(pointer: str) -> Any:
    found: Any = json.loads(TEXT)
    for part in pointer.split("/")[1:]:
        found = found[int(part) if isinstance(found, list) else part]
    return found


def test_rows_stand_in_the_group_of_their_matrix_with_its_rule() -> None:
    runs = by_group(form().pages["p"].questions)
    named = [(group and group.name, [one.name for one in run]) for group, run in runs]
    rows = ["safe_bus", "safe_yard", "why_so", "calm_bus", "calm_yard"]
    assert named == [(None, ["second"]), ("ways", rows), (None, ["last"])]
    group = form().questions["calm_yard"].group
    assert group is not None
    assert group.relevant is not None
    assert text_of(group.relevant) == "answered(first)"


def test_every_pointer_leads_to_what_was_written_there() -> None:
    written = [one for one in placed(form()) if one.is_written]
    for one in written:
        row = one.question.options.get("row")
        assert at(one.pointer)["name"] == (row.matrix if row else one.question.name)
    assert [one.path for one in placed(form())][-3:] == [
        "people_list/jobs_list/job_pay",
        "people_list/jobs_list/job_yard",
        "people_list/jobs_list/boss",
    ]


def test_a_row_may_name_an_entry() -> None:
    jobs = form().repeats["jobs_list"]
    assert jobs.repeat is not None
    assert jobs.repeat.entry_label == "job_pay"
    assert list(jobs.names) == ["job_pay", "job_yard", "boss"]


def test_rows_of_an_entry_within_an_entry_are_kept_and_checked() -> None:
    job = {"id": "b2", "answers": {"job_pay": "often", "job_yard": "gold", "boss": "Kim"}}
    jobs = {"entries": [job], "done": True}
    person = {"id": "a1", "answers": {"name_of": "Ana", "jobs_list": jobs}}
    answers = {"first": "x", "people_list": {"entries": [person], "done": True}}
    types = CORE_QUESTION_TYPES
    assert relevant_answers(form(), answers, types, TODAY)["people_list"]["entries"] == [person]
    wrong = [(one.question, one.code) for one in problems(form(), answers, types, TODAY)]
    assert ("people_list/a1/jobs_list/b2/job_yard", "not_a_choice") in wrong
    assert not any(path.endswith("/job_pay") for path, _ in wrong)


def test_a_rule_takes_the_whole_group_away() -> None:
    everything = {"second": "x", "safe_bus": "often", "calm_yard": "never"}
    sent = relevant_answers(form(), everything, CORE_QUESTION_TYPES, TODAY)
    assert sent.keys() & everything.keys() == {"second"}


def test_words_of_rows_in_groups_and_lists_go_to_translators() -> None:
    keys = [one.key for one in texts_of(json.loads(TEXT))]
    assert len(set(keys)) == len(keys)
    assert any("rows" in key and "calm" in key for key in keys)
    assert any("rows" in key and "job" in key for key in keys)
