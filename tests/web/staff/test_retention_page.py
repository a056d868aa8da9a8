"""How long things are kept, as whoever decides it sees it; and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.retention import months_after
from farolito.services import audit, forms, retention
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import date_words
from tests.services.sealed import Fair

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School


@pytest.fixture
def admin(school: School) -> FlaskClient:
    user, _ = school.add_user("platform_admin", place="county")
    return school.logged_in(user)


def test_what_goes_soon_is_said_before_it_goes(school: School, admin: FlaskClient) -> None:
    school.send()
    assert "Nothing." in admin.get("/admin/retention").text
    school.clock.advance(days=410)
    user, _ = school.add_user("platform_admin", place="county")
    page = school.logged_in(user).get("/admin/retention").text
    assert "Names and contacts" in page.split("Held")[0]
    assert "Lincoln" in page.split("Held")[0]


def test_a_form_from_a_tablet_that_nobody_looks_at_is_said_to_go_before_it_goes(
    school: School,
) -> None:
    with school.works.open(SYSTEM, write=False) as work:
        kept, known = (form := forms.current(work, "needs")).retention, form.hash
    fair = Fair(school.works, school.places["lincoln"].id, {"needs": known})
    fair.send(fair.seal(sid := fair.sid()), trusted=False)
    goes = months_after(school.clock(), kept.identity_months)
    day = date_words(goes.astimezone(SCHOOL_ZONE).date(), "en")

    def pages() -> list[str]:
        coordinator = school.logged_in(school.add_user("coordinator")[0])
        admin = school.logged_in(school.add_user("platform_admin", place="county")[0])
        read = coordinator.get("/staff/lincoln/held"), coordinator.get(f"/staff/lincoln/held/{sid}")
        return [one.text for one in (*read, admin.get("/admin/retention"))]

    listed, shown, _ = pages()
    assert "Will be erased" not in listed
    assert day in shown
    school.clock.advance(days=(goes - school.clock()).days - 13)
    listed, _, coming = pages()
    assert f"Will be erased: {day}" in listed
    assert "Forms from tablets that nobody has decided about" in coming.split("Held")[0]


def sent_by_an_unknown_tablet(school: School) -> str:
    """The address of what is held of it."""
    with school.works.open(SYSTEM, write=False) as work:
        known = forms.current(work, "needs").hash
    fair = Fair(school.works, school.places["lincoln"].id, {"needs": known})
    fair.send(fair.seal(sid := fair.sid()), trusted=False)
    return f"/staff/lincoln/held/{sid}"


def test_what_a_hold_keeps_is_not_said_to_go(school: School) -> None:
    address = sent_by_an_unknown_tablet(school)
    with school.works.open(SYSTEM) as work:
        retention.hold(work, school.places["lincoln"].id, "A court asked.", form_name="needs")
    school.clock.advance(days=500)
    retention.purge(school.works)
    coordinator = school.staff("coordinator")
    assert "Will be erased" not in coordinator.get("/staff/lincoln/held").text
    page = coordinator.get(address).text
    assert "A hold keeps it" in page
    assert "January" not in page  # the day on which it would have gone


def test_whoever_comes_too_late_reads_that_it_was_erased_and_by_nobody(school: School) -> None:
    address = sent_by_an_unknown_tablet(school)
    school.clock.advance(days=500)
    retention.purge(school.works)
    coordinator = school.staff("coordinator")
    for late in (coordinator.get(address), coordinator.post(address, data={"go": "take"})):
        assert late.status_code == 409
        assert "This form was erased, as families were told." in late.text
        assert "set this form aside" not in late.text


def test_what_went_can_be_printed_as_a_certificate(school: School) -> None:
    school.send()
    school.clock.advance(days=2000)
    retention.purge(school.works)
    user, _ = school.add_user("platform_admin", place="county")
    admin = school.logged_in(user)
    page = admin.get("/admin/retention").text
    [day] = [part.split('"')[0] for part in page.split("/admin/retention/erased/")[1:]]
    certificate = admin.get(f"/admin/retention/erased/{day}").text
    assert "Certificate of erasure" in certificate
    assert "Its time was over" in certificate
    for wrong in ("1999-01-01", "yesterday", "2026-13-45"):
        assert admin.get(f"/admin/retention/erased/{wrong}").status_code == 404


def test_something_is_held_and_the_hold_is_lifted(school: School, admin: FlaskClient) -> None:
    reply = admin.post(
        "/admin/retention/hold", data={"place": "lincoln", "form": "", "reason": "A court asked."}
    )
    assert reply.status_code == 303
    page = admin.get("/admin/retention").text
    assert "A court asked." in page
    hold = page.split('name="hold" value="')[1].split('"')[0]
    admin.post("/admin/retention/lift", data={"place": "lincoln", "hold": hold})
    assert "A court asked." not in admin.get("/admin/retention").text


def test_a_hold_without_a_reason_is_asked_again_and_nothing_typed_is_lost(
    admin: FlaskClient,
) -> None:
    reply = admin.post(
        "/admin/retention/hold", data={"place": "lincoln", "form": "needs", "reason": " "}
    )
    assert "Write why it is held" in reply.text
    assert 'value="lincoln" selected' in reply.text


def test_a_place_keeps_less_and_is_told_why_it_can_not_keep_more(
    school: School, admin: FlaskClient
) -> None:
    fields = {"place": "lincoln", "form": "needs", "draft_days": "3", "names": "1"}
    assert admin.post("/admin/retention/rule", data={**fields, "answers": "2"}).status_code == 303
    assert "3 days" in admin.get("/admin/retention").text
    refused = admin.post("/admin/retention/rule", data={**fields, "answers": "999"}).text
    assert "never for longer" in refused
    assert 'value="999"' in refused
    for wrong in ("", "two", "0", "-1"):
        assert (
            "Write whole numbers"
            in admin.post("/admin/retention/rule", data={**fields, "answers": wrong}).text
        )


@pytest.mark.parametrize("address", ["/admin/retention", "/admin/audit?place=lincoln"])
def test_a_coordinator_decides_nothing_of_this(school: School, address: str) -> None:
    user, _ = school.add_user("coordinator")
    assert school.logged_in(user).get(address).status_code == 404


def test_the_audit_says_who_did_what_and_that_it_is_intact(
    school: School, admin: FlaskClient
) -> None:
    response = school.send()
    reader, _ = school.add_user("coordinator")
    school.logged_in(reader).get(response)
    page = admin.get("/admin/audit?place=lincoln&check=1").text
    assert "response.read" in page
    assert "A family" in page
    assert "Intact" in page


def test_a_broken_audit_is_shown_as_broken_from_its_first_wrong_entry(
    school: School, admin: FlaskClient
) -> None:
    with school.works.open(SYSTEM) as work:
        place = school.places["lincoln"].id
        for number in range(3):
            audit.record(work, place, "response.read", f"response/{number}")
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET target = 'x' WHERE number = 2")
    assert "Broken from entry 2 on." in admin.get("/admin/audit?place=lincoln&check=1").text


def test_a_long_audit_is_read_page_by_page(school: School, admin: FlaskClient) -> None:
    with school.works.open(SYSTEM) as work:
        place = school.places["lincoln"].id
        for number in range(60):
            audit.record(work, place, "response.read", f"response/{number}")
    first = admin.get("/admin/audit?place=lincoln").text
    assert "response/59" in first
    assert "response/5<" not in first
    following = first.split("before=")[1].split('"')[0]
    assert "response/5<" in admin.get(f"/admin/audit?place=lincoln&before={following}").text


def test_whoever_decides_for_one_school_decides_and_sees_nothing_of_another(
    school: School,
) -> None:
    school.send(place="grant")
    school.clock.advance(days=410)
    user, _ = school.add_user("platform_admin", place="lincoln")
    client = school.logged_in(user)
    page = client.get("/admin/retention").text
    assert "Grant" not in page
    hold = {"place": "grant", "form": "", "reason": "A court asked."}
    assert client.post("/admin/retention/hold", data=hold).status_code == 404
    rule = {"place": "grant", "form": "needs", "draft_days": "3", "names": "1", "answers": "2"}
    assert client.post("/admin/retention/rule", data=rule).status_code == 404
    with school.works.open(SYSTEM) as work:
        held = retention.hold(work, school.places["grant"].id, "An audit.")
    lift = {"place": "grant", "hold": held}
    assert client.post("/admin/retention/lift", data=lift).status_code == 404
    assert client.get("/admin/audit?place=grant").status_code == 404
    school.clock.advance(days=2000)
    with school.works.open(SYSTEM) as work:
        retention.lift(work, school.places["grant"].id, held)
    retention.purge(school.works)
    day = school.clock.now.date().isoformat()
    user, _ = school.add_user("platform_admin", place="lincoln")
    assert school.logged_in(user).get(f"/admin/retention/erased/{day}").status_code == 404
    assert "/admin/retention/erased/" not in school.logged_in(user).get("/admin/retention").text
