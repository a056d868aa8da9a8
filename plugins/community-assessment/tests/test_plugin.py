"""The plugin keeps its promises to the host: facts, forms, tables, languages, demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.factories import form_in
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.paper import pages_of
from farolito.testing.plugins import make_hooks
from farolito_community_assessment import models
from farolito_community_assessment.plugin import CommunityAssessment
from farolito_community_assessment.variants import VARIANTS

if TYPE_CHECKING:
    from farolito.testing.site import Site


def test_it_is_loaded_with_its_parts() -> None:
    hooks = make_hooks(CommunityAssessment)

    assert len(hooks.register_pages()) == len(hooks.register_place_links()) == 1


def test_its_migrations_make_exactly_its_tables(engine_url: str) -> None:
    assert models.Cycle.metadata.tables  # they are declared
    assert wrong_with_migrations(engine_url, CommunityAssessment) == []


def test_its_forms_are_anonymous_and_ask_students_nothing_protected() -> None:
    forms = {path.stem: form_in(path) for path in CommunityAssessment().form_files}

    assert set(forms) == {variant.form for variant in VARIANTS.values()}
    assert {form.regime for form in forms.values()} == {"anonymous"}
    student = forms["assets-needs-student"]
    assert student.audience == "student"
    assert not any(question.ppra for question in student.all_questions())
    assert "do not have to take part" in str(student.sections[0].pages[0].questions[0].hint["en"])


def test_the_demo_is_filled_once_and_says_that_it_is_one(site: Site) -> None:
    from farolito.services.plugins import demo_data

    assert demo_data.fill(site.works, site.place) == []
    assert demo_data.fill(site.works, site.place) == []

    assert "Demo" in site.visitor().get("/-/community_assessment/results/lincoln").text
    page = site.staff("coordinator").get("/-/community_assessment/lincoln").text
    assert "2025-26" in page
    assert "91.9 %" in page
    poster = site.staff("coordinator").get("/-/community_assessment/lincoln/2025-26/poster.pdf")
    assert len(pages_of(poster.data)) == 1
