"""A plugin that is on at some places only: where it is off, it is not called, offered or shown; on both engines."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from farolito.api import Asks, NavItem, NextStep, Pages, PdfLayout, Plugin, hookimpl
from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import NotFound
from farolito.plugins.sets import EVERYWHERE, Chosen, Scope
from farolito.services import forms, links, place_tree, places, responses, sessions, users
from farolito.services.outcome import outcome_of
from farolito.services.plugins.places_where import places_where
from farolito.services.plugins.reach import layout_at
from farolito.testing.site import Site, make_site
from farolito.testing.statements import watched
from farolito.web.cookies import NAMES

from .test_the_site_survives import FORM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    from farolito.api import Work

pages = Pages("visits", url_prefix="/-/visits")


@pages.route("/", permission="forms.view", cache="no-store", csp="staff")
def index(work: Work) -> str:
    """The schools that the reader may see."""
    return " ".join(place.slug for place in places_where(work, "forms.view"))


@pages.route("/<place_slug>", permission="forms.view", cache="no-store", csp="staff")
def of_place(work: Work, place_slug: str) -> str:
    """One school."""
    return place_slug


@pages.route("/about", permission="public", cache="no-store", csp="family")
def about(work: Work) -> str:
    """For everybody."""
    return "about"


class Visits(Plugin):
    """Has a part in everything, and writes down what it was called for."""

    name = "visits"
    title = "Visits"
    summary = "Counts visits."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("anonymous",), decides=("education_record",))
    called: ClassVar[list[tuple[str, str]]] = []

    @hookimpl
    def register_pages(self) -> list[Pages]:
        """Pages with a place in the address, and without."""
        return [pages]

    @hookimpl
    def register_navigation(self) -> list[NavItem]:
        """An entry of the menu."""
        return [NavItem("All visits", "/-/visits/", "forms.view")]

    @hookimpl
    def register_pdf_layouts(self) -> list[PdfLayout]:
        """A paper."""
        return [PdfLayout("visits", "family_copy", "Copy", lambda _: "<p>copy</p>")]

    @hookimpl
    def next_steps(self, response: Any) -> list[NextStep]:
        """One."""
        self.called.append(("next_steps", response.place.slug))
        return [NextStep({"en": "Come by."})]

    @hookimpl
    def decide_access(self, place: Any) -> bool:
        """Nobody may read anything."""
        self.called.append(("decide_access", place.slug))
        return False

    @hookimpl
    def submission_saving(self, submission: Any) -> None:
        """Noted."""
        self.called.append(("submission_saving", submission.response.place.slug))

    @hookimpl
    def submission_saved(self, event: Any) -> None:
        """Noted."""
        self.called.append(("submission_saved", event.place_id))


class Schools:
    """Two schools of one county, both with the same form, which came with the plugin."""

    def __init__(self, site: Site) -> None:
        self.site, self.works = site, site.works
        with self.works.open(SYSTEM) as work:
            self.county = places.path(work, "lincoln")[0]
            places.add(work, "site", "jefferson", "Jefferson", self.county)
            forms.publish(work, FORM, source="visits")
            for slug in ("lincoln", "jefferson"):
                links.add(work, places.by_slug(work, slug).id, "survey", "survey")
        self.ids = {slug: self._id(slug) for slug in ("lincoln", "jefferson")}

    def _id(self, slug: str) -> str:
        with self.works.open(SYSTEM, write=False) as work:
            return places.by_slug(work, slug).id

    def choose(self, scope: Scope | None) -> None:
        """What a process would have been started with."""
        hooks = self.works.hooks
        scopes = {} if scope is None else {"visits": scope}
        hooks.roster = replace(hooks.roster, chosen=Chosen("set", 1, scopes))
        Visits.called.clear()

    def begin(self, slug: str) -> str:
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            responses.start(work, links.open_link(work, slug, "survey"), "en", session.id)
        return session.token

    def send(self, slug: str, token: str) -> int:
        """Sends what was begun; how many next steps there are."""
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, token, slug, "survey")
            responses.save(work, handle, replace(handle.draft, answers={"likes": "all"}))
        with self.works.open(NOBODY) as work:
            sent = responses.submit(work, responses.load(work, token, slug, "survey"))
            assert not isinstance(sent, list)
        self.site.work_off()
        with self.works.open(NOBODY, write=False) as work:
            outcome = outcome_of(work, responses.load(work, token, slug, "survey"))
        return len(outcome.steps)

    def staff(self, *slugs: str) -> FlaskClient:
        """Somebody who works at these places."""
        with self.works.open(SYSTEM) as work:
            user = users.add(work, f"{'-'.join(slugs)}@x.example", "Somebody", "a long password")
            for slug in slugs:
                users.grant(work, user, places.by_slug(work, slug).id, "counselor")
            token = sessions.start_staff(work, user, "second_factor").token
        client = self.site.visitor()
        client.set_cookie(NAMES["staff"], token)
        return client


@pytest.fixture
def schools(tmp_path: Path, engine_url: str) -> Iterator[Schools]:
    url = "" if engine_url.startswith("sqlite") else engine_url
    site = make_site(tmp_path, Visits, database_url=url)
    yield Schools(site)
    site.close()


@contextmanager
def only_at(schools: Schools, slug: str) -> Iterator[None]:
    schools.choose(Scope(everywhere=False).choose(schools.ids[slug], True))
    yield


def test_off_at_a_place_it_is_not_called_for_what_is_sent_there(schools: Schools) -> None:
    schools.choose(EVERYWHERE)
    begun = {slug: schools.begin(slug) for slug in ("lincoln", "jefferson")}
    with only_at(schools, "jefferson"):
        # begun before, on a form of the plugin: it may be finished and sent
        assert schools.send("lincoln", begun["lincoln"]) == 0
        assert Visits.called == []
        assert schools.send("jefferson", begun["jefferson"]) == 1
    assert Visits.called == [
        ("submission_saving", "jefferson"),
        ("submission_saved", schools.ids["jefferson"]),
        ("next_steps", "jefferson"),
    ]


def test_off_at_a_place_it_still_decides_who_reads_there(schools: Schools) -> None:
    with only_at(schools, "jefferson"):
        schools.staff("lincoln")
        with schools.works.open(SYSTEM, write=False) as work:
            lincoln = places.by_slug(work, "lincoln")
            assert not schools.works.hooks.decide_access(
                work.actor, "responses.view", lincoln, "education_record"
            )
    assert Visits.called == [("decide_access", "lincoln")]


def test_off_at_a_place_its_forms_are_not_offered_there(schools: Schools) -> None:
    with only_at(schools, "jefferson"):
        schools.begin("jefferson")
        with schools.works.open(SYSTEM, write=False) as work:
            (closed,) = links.of_place(work, "lincoln")
            (opened,) = links.of_place(work, "jefferson")
        assert (closed.open, closed.plugin_off) == (False, True)
        assert (opened.open, opened.plugin_off) == (True, False)
        with pytest.raises(NotFound, match="closed"):
            schools.begin("lincoln")
        family = schools.site.visitor()
        assert "This form is closed" in family.get("/lincoln/survey").text
        assert "This form is closed" not in family.get("/jefferson/survey").text
        said = schools.staff("lincoln").get("/staff/lincoln/forms").text
        assert "The plugin that this form came with is off here." in said


def test_turned_off_altogether_its_forms_are_offered_nowhere_and_those_of_the_host_are(
    schools: Schools,
) -> None:
    schools.choose(None)
    with schools.works.open(SYSTEM) as work:
        assert not links.open_link(work, "lincoln", "survey").open
        forms.publish(work, {**FORM, "title": {"en": "Ours"}}, source="host")
        assert links.open_link(work, "lincoln", "survey").open


def test_off_at_a_place_it_prints_nothing_there(schools: Schools) -> None:
    with only_at(schools, "jefferson"), schools.works.open(SYSTEM, write=False) as work:
        assert layout_at(work, "family_copy", "lincoln") is None
        assert layout_at(work, "family_copy", "jefferson") is not None


def test_its_pages_and_its_menu_entry_are_there_where_it_is_on(schools: Schools) -> None:
    lincoln, both, top = (
        schools.staff("lincoln"),
        schools.staff("lincoln", "jefferson"),
        schools.staff("county"),
    )
    with only_at(schools, "jefferson"):
        assert lincoln.get("/-/visits/lincoln").status_code == 404
        assert lincoln.get("/-/visits/").status_code == 404
        assert "All visits" not in lincoln.get("/staff/lincoln/forms").text
        assert both.get("/-/visits/lincoln").status_code == 404
        assert both.get("/-/visits/jefferson").status_code == 200
        assert both.get("/-/visits/").text == "jefferson"
        assert "All visits" in both.get("/staff/lincoln/forms").text
        assert top.get("/-/visits/").text == "jefferson"
        assert schools.site.visitor().get("/-/visits/about").status_code == 200
    schools.choose(Scope(everywhere=False).choose(schools.county, False))
    assert top.get("/-/visits/").status_code == 404
    assert schools.site.visitor().get("/-/visits/about").status_code == 404


def test_a_place_that_is_moved_takes_over_what_was_chosen_above_it(schools: Schools) -> None:
    with schools.works.open(SYSTEM) as work:
        district = places.add(work, "district", "west", "West", schools.county)
    schools.choose(Scope().choose(district.id, False))
    client = schools.staff("lincoln")
    assert client.get("/-/visits/lincoln").status_code == 200
    with schools.works.open(SYSTEM) as work:
        place_tree.move(work, "lincoln", "west")
    assert client.get("/-/visits/lincoln").status_code == 404


def test_without_choices_nobody_looks_for_a_place(schools: Schools) -> None:
    client = schools.staff("lincoln")

    def asked(scope: Scope) -> list[str]:
        schools.choose(scope)
        client.get("/-/visits/lincoln")
        with watched(schools.works.engine) as seen:
            assert client.get("/-/visits/lincoln").status_code == 200
        return [one for one in seen if "FROM place" in one]

    assert asked(EVERYWHERE) == []
    assert asked(Scope().choose(schools.ids["jefferson"], False)) != []
