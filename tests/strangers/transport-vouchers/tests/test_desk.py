"""The desk gives each family one voucher, each number once, and nobody else sees who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from farolito.testing.factories import form_in, make_form, make_response, make_submission
from farolito.testing.hook_tester import failures
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.plugins import make_hooks

from voucher_desk.models import Voucher
from voucher_desk.plugin import VoucherDesk
from voucher_desk.settings import DeskSettings
from voucher_desk.vouchers import NEED, next_steps, people_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

(FORM,) = VoucherDesk().form_files
AT = "2026-11-23T09:30:00-08:00"
CONSENT = {"choice": "yes", "text": "transport-voucher-2026", "language": "en", "at": AT}
THREE = {"consent": CONSENT, "ride_needed": "yes", "ride_people": 3}
HOME = "/-/voucher_desk/"
RESPONSE = make_response(make_form("transport-voucher"), THREE, needs=[NEED])


@pytest.fixture
def site(site_with: Callable[..., Site]) -> Site:
    return site_with(VoucherDesk)


def test_it_keeps_its_promises_to_the_host(engine_url: str) -> None:
    assert len(make_hooks(VoucherDesk).register_pages()) == 1
    assert form_in(FORM).name == "transport-voucher"
    assert wrong_with_migrations(engine_url, VoucherDesk) == []
    assert VoucherDesk().languages == ("en", "es")


def test_nothing_that_families_send_makes_it_fail() -> None:
    assert failures(VoucherDesk, "next_steps", response=RESPONSE) == []
    assert failures(VoucherDesk, "submission_saving", submission=make_submission(RESPONSE)) == []


def test_a_family_learns_where_the_desk_is() -> None:
    (step,) = next_steps(RESPONSE, DeskSettings(where="Room 4."))

    assert step.detail["es"] == "Dónde: Room 4. Traiga su código."


@pytest.mark.parametrize(
    ("said", "people"), [(3, 3), (20, 6), ({"skipped": True}, 1), (None, 1), ("three", 1)]
)
def test_people_are_counted_up_to_what_the_school_gives(said: object, people: int) -> None:
    assert people_of(make_response(answers={"ride_people": said}), most=6) == people


def test_a_voucher_is_given_once_and_its_slip_is_a_pdf(site: Site) -> None:
    response = site.send(site.open_form(FORM), THREE)
    desk = site.staff("coordinator")
    assert "3 people, asked on" in desk.get(HOME).text

    reply = desk.post(f"{HOME}lincoln/{response}", data={"number": " a 17 "})

    assert (reply.status_code, reply.headers["Location"]) == (303, f"{HOME}lincoln")
    page = desk.get(f"{HOME}lincoln").text
    assert "Nobody waits." in page
    assert "A 17" in page
    assert desk.get(f"{HOME}lincoln/{response}/slip.pdf").data.startswith(b"%PDF")
    assert desk.post(f"{HOME}lincoln/{response}", data={"number": "A 17"}).status_code == 303


def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site) -> None:
    name = site.open_form(FORM)
    first, second = site.send(name, THREE), site.send(name, THREE)
    desk = site.staff("coordinator")
    desk.post(f"{HOME}lincoln/{first}", data={"number": "A17"})

    taken = desk.post(f"{HOME}lincoln/{second}", data={"number": "a17"})

    assert taken.status_code == 422
    assert "Another family has this number." in taken.text
    assert 'value="a17"' in taken.text
    assert "Type the number" in desk.post(f"{HOME}lincoln/{second}", data={"number": " "}).text
    long = desk.post(f"{HOME}lincoln/{second}", data={"number": "1" * 21})
    assert "too long" in long.text
    gone = desk.post(f"{HOME}lincoln/{first}", data={"number": "B2"})
    assert "has a voucher already" in gone.text


def test_who_may_not_read_these_records_gives_no_vouchers(site: Site) -> None:
    response = site.send(site.open_form(FORM), THREE)

    for role in ("counselor", "county_coach"):
        staff = site.staff(role)
        assert staff.get(HOME).status_code == 404
        data = {"number": "A1"}
        assert staff.post(f"{HOME}lincoln/{response}", data=data).status_code == 404
    assert site.staff("coordinator").get(f"{HOME}lincoln/{response}/slip.pdf").status_code == 404
    assert site.staff("coordinator").get(f"{HOME}jefferson").status_code == 404


def test_a_correction_changes_what_is_not_given(site: Site) -> None:
    session_of = site.works.session
    hooks = make_hooks(VoucherDesk)
    fewer = make_response(make_form("transport-voucher"), THREE | {"ride_people": 1}, needs=[NEED])
    nobody = make_response(make_form("transport-voucher"), {"ride_needed": "no"})
    with session_of() as session:
        key = (RESPONSE.place.id, RESPONSE.id)
        hooks.submission_saving(make_submission(RESPONSE), session)
        hooks.submission_saving(make_submission(fewer, number=2), session)
        assert session.get_one(Voucher, key).people == 1
        hooks.submission_saving(make_submission(nobody, number=3), session)
        session.flush()
        assert session.get(Voucher, key) is None


def test_a_family_that_is_erased_leaves_no_voucher(site: Site) -> None:
    response = site.send(site.open_form(FORM), THREE)
    with site.works.session() as session:
        assert session.get(Voucher, (site.place.id, response)) is not None

    site.erase(response)

    with site.works.session() as session:
        assert session.get(Voucher, (site.place.id, response)) is None
