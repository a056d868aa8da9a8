"""Who may have which paper, what is on it, what never is, and that each print is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.api import NextStep, PdfLayout, Plugin, hookimpl
from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import Forbidden, NotFound
from farolito.services import documents, places
from farolito.services.documents import PaperFailed
from farolito.services.documents.unprintable import may_be_handed_out
from farolito.testing.factories import ALL_ASKS
from farolito.testing.paper import pages_of
from farolito_printables.plugin import Printables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from farolito.services.documents import Document

    School = Any


class Helpful(Plugin):
    """Adds a next step to every response."""

    name = "helpful"
    title = "Helpful"
    summary = "Adds a step."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def next_steps(self, response: object) -> Iterable[NextStep]:
        return [NextStep(title={"en": "Come to the fair", "es": "Venga a la feria"})]


class Clumsy(Plugin):
    """Its layout raises."""

    name = "clumsy"
    title = "Clumsy"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        def give_up(document: object) -> str:
            raise SystemExit("no")

        return [PdfLayout("clumsy", "family_copy", "Clumsy", give_up)]


@pytest.fixture
def school(school_with: Callable[..., School]) -> School:
    """A school that can print."""
    return school_with(Helpful, Printables)


def read(document: Document) -> str:
    """The words of a PDF."""
    return " ".join(pages_of(document.content))


def test_a_family_prints_its_own_copy_in_its_language(school: School) -> None:
    sent = school.send()
    with school.works.open(NOBODY) as work:
        document = documents.family_copy(work, sent)

    code = f"{sent.code[:4]}-{sent.code[4:]}" if sent.code else ""
    words = read(document)
    assert document.filename == f"lincoln-{code}-es.pdf"
    assert code in words
    assert "Find food (es)" in words
    assert "Venga a la feria" in words
    assert "What do you want help with? (es) Food (es)" in words
    assert "Ningún hablante nativo" in words


def test_what_is_private_for_staff_or_a_score_is_never_on_it(school: School) -> None:
    with school.works.open(NOBODY) as work:
        words = read(documents.family_copy(work, school.send()))

    for secret in ("canary-worry", "canary-note", "555", "Load", "Heavy", "Is it okay?"):
        assert secret not in words


def test_who_lives_in_the_household_is_on_the_staff_copy_and_not_on_the_sheet_that_goes_home(
    school: School,
) -> None:
    sent = school.send()
    with school.works.open(school.staff("coordinator")) as work:
        staff = read(documents.staff_copy(work, "lincoln", sent.response_id))
    with school.works.open(NOBODY) as work:
        family = read(documents.family_copy(work, sent))

    assert "canary-member" in staff
    assert "canary-member" not in family


def test_a_word_that_gives_a_family_away_is_left_out_and_they_are_asked_to_come(
    school: School,
) -> None:
    copy = school.copy_of(school.send(help=["food", "rent"], language="en"))

    titles = [step.title for step in copy.steps]
    assert titles == [
        "Find food",
        "Come to the fair",
        "There is one more step. Ask us about it in person.",
    ]


@pytest.mark.parametrize(
    "words",
    ["Help for homeless families", "CPS", "Child abuse", "Familias sin hogar", "maltrato", "家暴"],
)
def test_such_words_are_known(words: str) -> None:
    assert not may_be_handed_out("fine", words)


@pytest.mark.parametrize("words", ["Home", "cpsx", "abused2", "Hogar", "Food pantry", "homework"])
def test_other_words_are_not_taken_for_them(words: str) -> None:
    assert may_be_handed_out(words)


def test_the_address_on_it_has_no_code_in_it(school: School) -> None:
    sent = school.send()
    copy = school.copy_of(sent)

    assert copy.address.endswith("/lincoln/needs")
    assert sent.code is not None
    assert sent.code not in (copy.qr_svg or "") + copy.address


def test_a_sensitive_form_leaves_no_trace_of_what_it_was_about(school: School) -> None:
    copy = school.copy_of(school.send("quiet", help=["food", "rent"], language="en"))

    assert copy.title == "School form"
    assert copy.summary is None
    assert copy.qr_svg is None
    assert copy.address == ""
    assert [step.phone for step in copy.steps] == ["988", None]
    assert copy.steps[1].title == "There is one more step. Ask us about it in person."


def test_a_student_gets_the_crisis_lines_first(school: School) -> None:
    sent = school.send(language="en")
    student = replace(sent, form=replace(sent.form, audience="student"))

    first = school.copy_of(student).steps[0]
    assert first.phone == "988"
    assert "800-854-7771" in first.detail


def test_answers_that_were_not_sent_are_not_printed(school: School) -> None:
    sent = replace(school.send(), status="in_progress")
    with school.works.open(NOBODY) as work, pytest.raises(NotFound):
        documents.family_copy(work, sent)
    anonymous = replace(school.send(), response_id=None)
    with school.works.open(NOBODY) as work, pytest.raises(NotFound):
        documents.family_copy(work, anonymous)


def test_the_staff_copy_has_safe_contact_needs_scores_and_both_languages(school: School) -> None:
    sent = school.send()
    assert sent.response_id is not None
    with school.works.open(school.staff("coordinator")) as work:
        document = documents.staff_copy(work, "lincoln", sent.response_id)

    words = read(document)
    assert document.filename.endswith("-es.pdf")
    assert words.index("STAFF COPY") < words.index("Spanish") < words.index("What is safe?")
    assert words.index("What is safe? Text me Your phone? (213) 555-0142") < words.index("Needs")
    assert "Load 2 · Heavy" in words
    assert "canary-note" in words
    assert "What do you want help with? What do you want help with? (es)" in words


def test_every_print_is_recorded_and_by_whom(school: School) -> None:
    sent = school.send()
    assert sent.response_id is not None
    before = len(school.audited())
    with school.works.open(NOBODY) as work:
        documents.family_copy(work, sent)
    with school.works.open(school.staff("coordinator")) as work:
        documents.family_copy_for_staff(work, "lincoln", sent.response_id)
        documents.staff_copy(work, "lincoln", sent.response_id)

    assert school.audited()[before:] == [
        ("nobody", "family_copy.printed"),
        ("user:u1", "response.printed"),
        ("user:u1", "response.printed"),
    ]


@pytest.mark.parametrize("roles", [(), ("district_lead",), ("platform_admin",), ("counselor",)])
def test_who_may_not_read_may_not_print(school: School, roles: tuple[str, ...]) -> None:
    sent = school.send()
    assert sent.response_id is not None
    for make in (documents.staff_copy, documents.family_copy_for_staff):
        with school.works.open(school.staff(*roles)) as work, pytest.raises(NotFound):
            make(work, "lincoln", sent.response_id)


def test_nobody_waits_to_write_while_paper_is_made(school: School) -> None:
    """The lock of the database is given back before the document is rendered."""
    sent = school.send()
    with school.works.open(NOBODY) as work:
        documents.family_copy(work, sent)
        with school.works.open(SYSTEM) as other:
            places.add(other, "site", "next-door", "Next door")


def test_a_blank_form_is_for_staff_of_the_place_in_a_language_it_offers(school: School) -> None:
    with school.works.open(school.staff("coordinator"), write=False) as work:
        document = documents.blank_form(work, "lincoln", "family-needs", "es")
        assert document.filename == "lincoln-family-needs-es.pdf"
        assert "What do you want help with? (es)" in read(document)
        assert documents.blank_form(work, "lincoln", "quiet-form", "en").filename == (
            "lincoln-form-en.pdf"
        )
        for name, language in (("family-needs", "ko"), ("other", "en")):
            with pytest.raises(NotFound):
                documents.blank_form(work, "lincoln", name, language)
    with school.works.open(NOBODY, write=False) as work, pytest.raises(Forbidden):
        documents.blank_form(work, "lincoln", "family-needs", "en")


def test_without_a_layout_it_is_said_which_plugin_brings_one(
    school_with: Callable[..., School],
) -> None:
    bare = school_with()
    with bare.works.open(NOBODY) as work, pytest.raises(NotFound, match="“printables”"):
        documents.family_copy(work, bare.send())


def test_a_layout_that_raises_costs_one_sheet(school_with: Callable[..., School]) -> None:
    clumsy = school_with(Clumsy)
    with clumsy.works.open(NOBODY) as work, pytest.raises(PaperFailed, match="clumsy"):
        documents.family_copy(work, clumsy.send())


def test_the_day_on_it_is_the_day_at_the_school(school: School) -> None:
    sent = replace(school.send(), received_at=datetime(2026, 11, 24, 3, tzinfo=UTC))

    assert school.copy_of(sent).date == date(2026, 11, 23)
