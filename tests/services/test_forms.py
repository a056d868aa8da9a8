"""Form versions: addressed by their content, published one at a time, never changed."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from farolito.api import Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.domain.reading import document_of
from farolito.errors import NotFound, PublishRefused
from farolito.services import forms, links
from farolito.services.forms import FormSource
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.domain.definitions import Form
    from farolito.plugins.hooks import Hooks
    from farolito.services.forms import SyncReport
    from tests.services.conftest import School


def stored(school: School) -> Mapping[str, Any]:
    """The definition that the school's form was published from."""
    [(definition,)] = school.rows(
        "SELECT definition FROM form_version WHERE form_name = 'family-needs'"
    )
    return document_of(definition)


def changed(document: Mapping[str, Any], title: str = "Another title") -> dict[str, Any]:
    other = copy.deepcopy(dict(document))
    other["title"]["en"] = title
    return other


def sync(school: School, document: Mapping[str, Any]) -> SyncReport:
    with school.works.open(SYSTEM) as work:
        return forms.sync(work, [FormSource("host", document)])


def versions(school: School) -> list[tuple[Any, ...]]:
    return school.rows(
        "SELECT number, status FROM form_version WHERE form_name = 'family-needs' ORDER BY number"
    )


def test_what_did_not_change_is_not_published_again(school: School) -> None:
    report = sync(school, stored(school))
    assert (report.published, report.unchanged) == ((), ("family-needs",))
    assert versions(school) == [(1, "published")]


def test_what_changed_becomes_the_next_version_and_links_show_it(school: School) -> None:
    report = sync(school, changed(stored(school)))
    assert report.published == ("family-needs",)
    assert versions(school) == [(1, "retired"), (2, "published")]
    with school.works.open(SYSTEM, write=False) as work:
        assert links.open_link(work, "lincoln", "needs").form.title["en"] == "Another title"
        assert forms.current(work, "family-needs").title["en"] == "Another title"


def test_a_draft_keeps_the_version_it_began_with(school: School) -> None:
    token = school.open_form()
    sync(school, changed(stored(school)))
    assert school.find(token).form.title["en"] == "The form family-needs"


def test_an_earlier_version_is_published_again_under_its_number(school: School) -> None:
    first = stored(school)
    sync(school, changed(first))
    sync(school, first)
    assert versions(school) == [(1, "published"), (2, "retired")]


def test_a_broken_form_is_refused_with_reasons_and_the_one_before_stays(school: School) -> None:
    broken = changed(stored(school))
    broken["sections"][0]["pages"][0]["questions"][0]["type"] = "no_such_type"
    report = sync(school, broken)
    assert list(report.refused) == ["family-needs"]
    assert versions(school) == [(1, "published")]


def test_a_form_without_consent_is_refused(school: School) -> None:
    asks_nobody = changed(stored(school))
    del asks_nobody["sections"][0]["pages"][0]
    with pytest.raises(PublishRefused, match="consent"), school.works.open(SYSTEM) as work:
        forms.publish(work, asks_nobody)


def test_a_version_that_was_never_published_is_not_found(school: School) -> None:
    for wrong in ("0" * 64, "", "\x00", "\ud800"):
        with school.works.open(SYSTEM, write=False) as work:
            with pytest.raises(NotFound):
                forms.version(work, wrong)
            with pytest.raises(NotFound):
                forms.current(work, wrong)


def test_a_version_is_read_from_the_database_once(school: School) -> None:
    with school.works.open(SYSTEM, write=False) as work:
        first = forms.current(work, "family-needs")
    with school.watched() as statements, school.works.open(SYSTEM, write=False) as work:
        assert forms.version(work, first.hash) is first
    assert statements == []


def test_the_published_forms_are_listed_with_where_they_came_from(school: School) -> None:
    with school.works.open(SYSTEM, write=False) as work:
        found = [(form.name, form.number, form.source) for form in forms.published(work)]
    assert found == [("community-survey", 1, "host"), ("family-needs", 1, "host")]


class Strict(Plugin):
    """Has something against one title."""

    name = "strict"
    title = "Strict"
    summary = "Checks."
    requires_host = ">=0.1,<1"

    @hookimpl
    def check_publish(self, form: Form) -> list[str]:
        return ["This title is not good."] if form.title["en"] == "Another title" else []


class TestWithAPluginThatChecks:
    @pytest.fixture
    def hooks(self) -> Hooks:
        return make_hooks(Strict)

    def test_what_it_has_against_a_form_is_a_reason(self, school: School) -> None:
        report = sync(school, changed(stored(school)))
        assert report.refused == {"family-needs": ("This title is not good.",)}
