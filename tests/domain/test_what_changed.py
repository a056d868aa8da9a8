"""What differs between two submissions: changed, newly asked and gone; what nobody answered either time is none."""

from __future__ import annotations

from datetime import date
from typing import Any

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from farolito.domain.summary import Summary, summarise
from farolito.domain.what_changed import what_changed
from tests.domain.conftest import DOCUMENT, ask, en, page

FORM = trusted_form(
    {
        **DOCUMENT,
        "sections": [
            {
                "name": "all",
                "title": en("All"),
                "pages": [
                    page("one", ask("first", "text"), ask("second", "text")),
                    page("two", ask("more", "text", relevant="first == 'yes'")),
                ],
            }
        ],
        "scores": [],
        "needs": [],
    }
)


def sent(**answers: Any) -> Summary:
    return summarise(FORM, answers, CORE_QUESTION_TYPES, date(2026, 11, 23), "en", "staff")


def told(before: Summary, after: Summary) -> dict[str, tuple[list[str] | None, list[str] | None]]:
    def texts(row: Any) -> list[str] | None:
        return None if row is None else [piece.text for piece in row.answer]

    return {
        one.row.question: (texts(one.before), texts(one.after))
        for one in what_changed(before, after)
    }


def test_only_what_reads_otherwise_is_told() -> None:
    assert told(sent(first="a", second="b"), sent(first="a", second="c")) == {
        "second": (["b"], ["c"])
    }
    assert told(sent(first="a"), sent(first="a")) == {}


def test_an_answer_that_was_given_later_or_taken_back_is_a_change() -> None:
    assert told(sent(first="a"), sent(first="a", second="b")) == {"second": ([], ["b"])}
    assert told(sent(first="a", second="b"), sent(first="a")) == {"second": (["b"], [])}
    assert told(sent(first="a"), sent(first="a", second={"skipped": True})) == {"second": ([], [])}


def test_what_is_asked_only_since_or_no_more_is_told_where_something_was_answered() -> None:
    no, yes = sent(first="no"), sent(first="yes", more="x")
    assert told(no, yes) == {"first": (["no"], ["yes"]), "more": (None, ["x"])}
    assert told(yes, no) == {"first": (["yes"], ["no"]), "more": (["x"], None)}
    assert told(no, sent(first="yes")) == {"first": (["no"], ["yes"])}


def repeat(name: str) -> dict[str, Any]:
    words = {one: en(one) for one in ("entry", "add", "empty")}
    return {"name": name, "max": 9, "entry_label": f"{name}_name", **words}


LISTS = trusted_form(
    {
        **DOCUMENT,
        "sections": [
            {
                "name": "people",
                "title": en("People"),
                "repeat": repeat("people"),
                "pages": [page("who", ask("people_name", "text"), ask("people_more", "text"))],
                "sections": [
                    {
                        "name": "jobs",
                        "title": en("Jobs"),
                        "repeat": repeat("jobs"),
                        "pages": [page("job", ask("jobs_name", "text"))],
                    }
                ],
            }
        ],
        "scores": [],
        "needs": [],
    }
)


def listed(**jobs: tuple[str, ...]) -> Summary:
    """People by name, each with what they work as; nothing else is answered of them."""

    def entries(*each: tuple[str, dict[str, Any]]) -> dict[str, Any]:
        return {"entries": [{"id": one, "answers": of} for one, of in each], "done": True}

    people = [
        (
            name,
            {
                **({"people_name": name} if name != "nobody" else {}),
                "jobs": entries(*((job, {"jobs_name": job}) for job in those)),
            },
        )
        for name, those in jobs.items()
    ]
    answers = {"people": entries(*people)}
    return summarise(LISTS, answers, CORE_QUESTION_TYPES, date(2026, 11, 23), "en", "staff")


def off(before: Summary, after: Summary) -> dict[str, bool]:
    return {one.row.question: one.off_list for one in what_changed(before, after)}


def test_whoever_is_on_a_list_only_since_or_no_more_is_told_as_that_at_any_depth() -> None:
    ana, both = listed(ana=("cook",)), listed(ana=("cook", "clerk"), luz=("nurse",))
    fresh = ("people/ana/jobs/clerk/jobs_name", "people/luz/people_name")
    nurse = "people/luz/jobs/nurse/jobs_name"
    assert off(ana, both) == dict.fromkeys((*fresh, nurse), True)
    assert off(both, ana) == dict.fromkeys((*fresh, nurse), True)
    assert off(listed(), ana) == {
        "people/ana/people_name": True,
        "people/ana/jobs/cook/jobs_name": True,
    }


def test_whoever_came_to_a_list_without_an_answer_is_told_of_once() -> None:
    assert off(listed(ana=()), listed(ana=(), nobody=())) == {"people/nobody/people_name": True}
    assert off(listed(ana=(), nobody=()), listed(ana=())) == {"people/nobody/people_name": True}
    assert off(listed(nobody=()), listed(nobody=())) == {}
