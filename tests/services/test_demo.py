"""The demo: a county that is there after one command, and not twice after two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.reading import document_of
from farolito.domain.referring import Agreement
from farolito.services import (
    demo,
    demo_answers,
    demo_fair,
    demo_work,
    fairs,
    forms,
    links,
    numbers,
    places,
    referrals,
    sessions,
    users,
)
from farolito.services.packs import read_pack
from farolito.services.referrals.partners import PartnerFacts
from farolito.services.sessions import NewSession

if TYPE_CHECKING:
    from farolito.services.demo import Demo
    from farolito.services.work import Works

FORMS = Path(__file__).parents[2] / "forms" / "needs-assessment"


@pytest.fixture
def loaded(works: Works) -> Demo:
    with works.open(SYSTEM) as work:
        report = forms.sync(
            work,
            [
                forms.FormSource("host", document_of(file.read_bytes()))
                for file in sorted(FORMS.glob("*.json"))
                if file.name != "pack.json"
            ],
        )
        assert not report.refused, report.refused
        return demo.load(work)


def test_the_county_has_fifteen_districts_with_one_high_school_each(
    works: Works, loaded: Demo
) -> None:
    with works.open(SYSTEM, write=False) as work:
        [county] = places.tree(work)
    assert county.place.name == "Los Angeles County"
    assert len(county.children) == 15
    for district in county.children:
        [site] = district.children
        assert (district.place.kind, site.place.kind, site.children) == ("district", "site", ())
        assert "High School" in site.place.name


def test_the_school_links_every_form_under_an_address(works: Works, loaded: Demo) -> None:
    with works.open(SYSTEM, write=False) as work:
        found = {link.slug: link for link in links.of_place(work, "duarte")}
    assert {"needs", "check-in", "survey"} <= set(found) == set(loaded.links)
    assert found["needs"].form.name == "family-needs"
    assert found["needs"].languages[:2] == ("en", "es")  # a draft is good enough to try


def test_other_schools_wait_for_a_review(works: Works, loaded: Demo) -> None:
    with works.open(SYSTEM, write=False) as work:
        assert places.settings_of(work, "duarte").languages == "draft"
        assert places.settings_of(work, "pasadena").languages == "reviewed"


def test_everybody_can_log_in_with_the_password_that_was_printed(
    works: Works, loaded: Demo
) -> None:
    for person in loaded.new[:2]:
        with works.open(NOBODY) as work:
            session = users.log_in(work, person.email, person.password)
            assert isinstance(session, NewSession)
            found = sessions.of_token(work, session.token)
        assert found is not None
        assert [grant.role for grant in found.actor.grants] == [person.role]
        assert person.password not in repr(person)


def test_the_log_ins_are_kept_in_a_file_for_us_alone(loaded: Demo) -> None:
    assert loaded.file.stat().st_mode & 0o777 == 0o600
    kept = loaded.file.read_text(encoding="utf-8")
    assert all(f"{one.email}  {one.password}" in kept for one in loaded.new)


def test_loading_it_twice_changes_nothing(works: Works, loaded: Demo) -> None:
    def everything() -> list[object]:
        with works.engine.connect() as connection:
            return [
                connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2, 3").all()  # noqa: S608
                for name in ("place", "link", '"user"', '"grant"')
            ]

    before, kept = everything(), loaded.file.read_text()
    with works.open(SYSTEM) as work:
        again = demo.load(work)
    assert (again.new, again.links) == ((), loaded.links)
    assert (everything(), again.file.read_text()) == (before, kept)


def test_no_answers_are_invented(works: Works, loaded: Demo) -> None:
    with works.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM response").scalar_one() == 0


def test_a_lead_of_the_district_sees_its_school(works: Works, loaded: Demo) -> None:
    [lead] = [one for one in loaded.new if one.role == "district_lead"]
    with works.open(NOBODY) as work:
        session = users.log_in(work, lead.email, lead.password)
        assert isinstance(session, NewSession)
        found = sessions.of_token(work, session.token)
        assert found is not None
        work.actor = found.actor
        assert [place.slug for place in places.of_actor(work)] == ["duarte"]


def test_the_school_holds_a_fair_today_and_plans_another_one_once(
    works: Works, loaded: Demo
) -> None:
    for _ in range(2):
        demo_fair.hold(works, loaded.school)
    actor = demo_work.coordinator(works, loaded.school)
    assert actor is not None
    with works.open(actor, write=False) as work:
        found = fairs.of_place(work, loaded.school.slug)
        assert [one.state for one in found] == ["planned", "open"]
        board = fairs.board(work, found[1])
        tally = fairs.end_of_day(work, found[1]).tally
    assert (len(board.waiting), len(board.in_progress), board.done, board.left) == (5, 1, 1, 1)
    assert tally.missing == 0


def test_the_numbers_of_the_month_before_are_there_to_be_seen_once(
    works: Works, loaded: Demo
) -> None:
    packs = [read_pack(FORMS)]
    sent = demo_answers.send(works, loaded.school, packs)
    assert sent
    assert demo_answers.send(works, loaded.school, packs) == []
    actor = demo_work.coordinator(works, loaded.school)
    assert actor is not None
    with works.open(actor, write=False) as work:
        found = numbers.shown(work, loaded.school.slug)
        assert found.form is not None
        assert found.form.name == "community-needs-survey"
        assert found.until is not None
        assert found.until < work.today().replace(day=1)
    with works.engine.connect() as connection:
        every = "SELECT count(DISTINCT substr(CAST(received_at AS text), 1, 10)) FROM response"
        assert connection.exec_driver_sql(every).scalar_one() > 10  # not all on one day


def test_families_are_sent_to_partners_and_one_waits_for_its_slip(
    works: Works, loaded: Demo
) -> None:
    sent = demo_answers.send(works, loaded.school, [read_pack(FORMS)])
    actor = demo_work.coordinator(works, loaded.school)
    assert actor is not None
    with works.open(actor) as work:
        for name in ("Demo clinic", "Demo pantry"):
            facts = PartnerFacts(name, "Help", Agreement(("name",), None, None))
            referrals.partners.save(work, "duarte", facts)
    demo_work.refer(works, loaded.school, sent)
    demo_work.refer(works, loaded.school, [])  # as on the next start
    with works.engine.connect() as connection:
        states = connection.exec_driver_sql("SELECT state FROM referral ORDER BY state").all()
    assert [state for (state,) in states] == ["received", "sent"]
