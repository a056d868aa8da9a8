"""A plugin's link above a response: for the records it asks for, where it is on, and for whoever may follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from farolito.api import Asks, Plugin, ResponseLink, hookimpl
from farolito.plugins.sets import Chosen, Scope
from farolito.testing.plugins import load_from, write_plugin
from farolito.testing.site import Site, make_site
from tests.plugins.making import method
from tests.plugins.test_codes_of import ANSWERS, FORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

HREF = "/-/lists/lincoln/{}"


class Lists(Plugin):
    """Has a page for each response of the school."""

    name = "lists"
    title = "Lists"
    summary = "Keeps lists."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))

    @hookimpl
    def register_response_links(self) -> Iterable[ResponseLink]:
        """One for whoever sees the list of responses, one for administrators."""
        return [
            ResponseLink("Lists of this family", "/-/lists/<place>/<response>", "responses.list"),
            ResponseLink("Not for coordinators", "/-/lists/all", "plugins.change"),
        ]


class Counseling(Lists):
    """The same for other records."""

    name = "others"
    asks = Asks(records=("counseling",))

    @hookimpl
    def register_response_links(self) -> Iterable[ResponseLink]:
        """Never shown here."""
        return [ResponseLink("Not asked for", "/-/others/<response>", "responses.list")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with both."""
    made = make_site(tmp_path, Lists, Counseling)
    made.open_form(FORM)
    yield made
    made.close()


def page(site: Site, response: str, role: str = "coordinator") -> str:
    return site.staff(role).get(f"/staff/lincoln/responses/{response}").text


def test_the_link_stands_above_every_page_of_a_response_and_leads_to_it(site: Site) -> None:
    response = site.send("passes", ANSWERS)
    html = page(site, response)

    assert f'href="{HREF.format(response)}"' in html
    assert "Lists of this family" in html
    assert "Lists of this family" in page(site, f"{response}/notes")


def test_nobody_is_shown_a_link_that_they_may_not_follow_or_of_records_not_asked_for(
    site: Site,
) -> None:
    html = page(site, site.send("passes", ANSWERS))

    assert "Not for coordinators" not in html
    assert "Not asked for" not in html


def test_an_anonymous_response_has_none(site: Site) -> None:
    survey = {**FORM, "name": "survey", "regime": "anonymous", "purpose": "survey"}
    survey["retention"] = {"draft_days": 1, "identity_months": 0, "answers_months": 36}
    survey["sections"] = [
        {
            "name": "all",
            "title": {"en": "All"},
            "pages": [
                {
                    "name": "one",
                    "questions": [{"name": "well", "type": "yes_no", "label": {"en": "Well?"}}],
                }
            ],
        }
    ]
    site.open_form(survey)

    assert "Lists of this family" not in page(site, site.send("survey", {"well": "yes"}))


def test_where_the_plugin_is_off_it_has_none(site: Site) -> None:
    response = site.send("passes", ANSWERS)
    roster = site.works.hooks.roster
    site.works.hooks.roster = replace(
        roster, chosen=Chosen(by="set", scopes={"lists": Scope(everywhere=False)})
    )

    assert "Lists of this family" not in page(site, response)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("('Log out', '/staff/log-out', 'responses.list')", "must begin with `/-/broken/`"),
        ("('All', '/-/broken/', 'everything')", "no permission"),
        ("(1, '/-/broken/', 'responses.list')", "must be text"),
    ],
)
def test_a_link_that_is_wrong_keeps_its_plugin_out(folder: Path, link: str, says: str) -> None:
    source = method(
        "@hookimpl\ndef register_response_links(self):\n"
        f"    from farolito.api import ResponseLink\n    return [ResponseLink{link}]"
    )
    write_plugin(folder, "broken", source)
    [refusal] = load_from(folder, ["broken"]).roster.refused

    assert says in refusal.reason
