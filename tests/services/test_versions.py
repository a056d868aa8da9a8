"""Versions: retired ones take nothing new and lose nothing old; and what a change touches is counted."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.summary import summarise
from farolito.errors import NotFound
from farolito.services import differences, forms, links, responses, versions
from farolito.services.forms import FormSource
from tests.services.conftest import ANSWERS, NEEDS

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.services.differences import Effect, Report
    from tests.services.conftest import School


def changed(**food: Any) -> dict[str, Any]:
    """The school's form with another question about food."""
    document = copy.deepcopy(NEEDS)
    question = document["sections"][0]["pages"][1]["questions"][0]
    question.update(copy.deepcopy(food))
    return document


OTHER_CHOICES: list[dict[str, Any]] = [
    {"name": "always", "label": {"en": "Always", "es": "Siempre"}},
    {"name": "never", "label": {"en": "Never", "es": "Nunca"}},
]


def publish(school: School, document: dict[str, Any]) -> Form:
    with school.works.open(SYSTEM) as work:
        return forms.publish(work, document)


def retire(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        forms.retire(work, "family-needs")


def sync(school: School) -> forms.SyncReport:
    with school.works.open(SYSTEM) as work:
        return forms.sync(work, [FormSource("host", NEEDS)])


def compare(school: School, document: dict[str, Any]) -> Report:
    with school.works.open(SYSTEM) as work:
        return differences.counted(
            work, forms.current(work, "family-needs"), forms.readable(work, document)
        )


def effect(report: Report, kind: str, what: str) -> Effect:
    [found] = [one for one in report.effects if (one.change.kind, one.change.what) == (kind, what)]
    return found


def test_a_retired_form_takes_nothing_new(school: School) -> None:
    retire(school)
    with school.works.open(NOBODY) as work, pytest.raises(NotFound):
        links.open_link(work, "lincoln", "needs")
    with school.works.open(SYSTEM) as work:
        assert [link.slug for link in links.of_place(work, "lincoln")] == ["survey"]
        with pytest.raises(NotFound):
            forms.retire(work, "family-needs")


def test_who_has_begun_finishes_on_their_version(school: School) -> None:
    token = school.open_form()
    before = school.find(token).form
    publish(school, changed(choices=OTHER_CHOICES))
    retire(school)
    school.answer(token, **ANSWERS)
    assert school.send(token).again is False
    [(stored,)] = school.rows("SELECT form_hash FROM submission")
    assert stored == before.hash


def test_what_was_sent_is_shown_as_it_was_answered(school: School) -> None:
    receipt = school.send_answers()
    publish(school, changed(choices=OTHER_CHOICES, label={"en": "Other?", "es": "¿Otra?"}))
    with school.works.open(school.staff("coordinator")) as work:
        record = responses.read(work, "lincoln", receipt.response_id or "")
        summary = summarise(record.form, record.answers, work.types, work.today(), "en", "staff")
    rows = {row.question: row for section in summary.sections for row in section.rows}
    assert rows["food_worried"].label == "Do you worry about food?"
    assert [piece.text for piece in rows["food_worried"].answer] == ["Often"]


def test_a_name_alone_means_what_is_published_or_else_the_last_one(school: School) -> None:
    def meant() -> str:
        with school.works.open(SYSTEM) as work:
            return versions.find(work, "family-needs").hash

    first = meant()
    second = publish(school, changed(choices=OTHER_CHOICES)).hash
    assert meant() == second != first
    publish(school, NEEDS)  # back to how it was
    assert meant() == first
    retire(school)
    assert meant() == second


def test_a_restart_does_not_bring_a_retired_form_back(school: School) -> None:
    retire(school)
    report = sync(school)
    assert (report.published, report.left) == ((), ("family-needs",))
    assert publish(school, NEEDS).name == "family-needs"
    assert sync(school).unchanged == ("family-needs",)


def test_a_restart_does_not_undo_what_somebody_published_by_hand(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        forms.publish(work, changed(choices=OTHER_CHOICES), forms.BY_HAND)
    assert sync(school).left == ("family-needs",)
    with school.works.open(SYSTEM) as work:
        assert (
            forms.current(work, "family-needs").questions["food_worried"].choices[0].name
            == "always"
        )


def test_a_version_is_found_by_name_number_and_hash(school: School) -> None:
    new = publish(school, changed(choices=OTHER_CHOICES))
    with school.works.open(SYSTEM, write=False) as work:
        first, second = versions.of_form(work, "family-needs")
        assert [(one.number, one.status) for one in (first, second)] == [
            (1, "retired"),
            (2, "published"),
        ]
        assert versions.find(work, "family-needs").hash == new.hash
        assert versions.find(work, "family-needs@1").hash == first.hash
        assert versions.find(work, f"family-needs@{first.hash[:8]}").hash == first.hash
        for unknown in (
            "family-needs@3",
            "family-needs@",
            "nothing",
            f"family-needs@{first.hash[:3]}",
        ):
            with pytest.raises(NotFound):
                versions.find(work, unknown)


def test_a_dropped_choice_is_counted_by_who_chose_it(school: School) -> None:
    for food in ("often", "often", "never", {"skipped": True}):
        school.send_answers(food_worried=food)
    report = compare(school, changed(choices=OTHER_CHOICES))
    dropped = effect(report, "removed", "choice")
    assert (dropped.change.name, dropped.answers, dropped.change.lossy) == ("often", 2, True)
    assert dropped.columns == ("food_worried",)
    assert (report.responses, report.open_drafts) == (4, 0)


def test_answers_to_a_renamed_question_are_counted_over_all_versions(school: School) -> None:
    school.send_answers()
    publish(school, changed(name="hungry", was=["food_worried"]))
    token = school.open_form()
    renamed = {**ANSWERS, "hungry": "never"}
    del renamed["food_worried"]
    school.answer(token, **renamed)
    school.send(token)
    school.open_form()
    document = changed(name="hungry", type="yes_no", was=["food_worried"])
    del document["sections"][0]["pages"][1]["questions"][0]["choices"]
    report = compare(school, document)
    retyped = effect(report, "retyped", "question")
    assert (retyped.answers, retyped.change.lossy) == (2, True)
    assert report.columns_ended == ("hungry~choice",)
    assert report.columns_added == ("hungry",)
    assert report.open_drafts == 1


def test_counting_is_recorded_where_something_was_opened(school: School) -> None:
    school.send_answers()
    compare(school, changed(choices=OTHER_CHOICES))
    assert school.rows("SELECT actor, action, target FROM audit ORDER BY number")[1:] == [
        ("system", "responses.counted", "form/family-needs")
    ]
