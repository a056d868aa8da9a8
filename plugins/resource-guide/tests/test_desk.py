"""The desk: staff check, change and retire entries, look at what people say is different, and import lists."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from farolito_resource_guide import proposals
from farolito_resource_guide.editing import as_form
from farolito_resource_guide.entry import Address, Entry, Phone, Spot
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.reading_hours import read_hours
from farolito_resource_guide.storing import save_all

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from farolito.testing.site import Site

PUBLIC = "/-/resource_guide/lincoln"
DESK = f"{PUBLIC}/desk"
ENTRY = f"{DESK}/entry/1"
TODAY = date(2026, 11, 26)  # as conftest's clock says


def entry(number: int = 1, **more: Any) -> Entry:
    facts: dict[str, Any] = {
        "id": f"00000000-0000-0000-0000-{number:012}",
        "name": f"Place {number}",
        "categories": ("food_pantry",),
        "spots": (
            Spot(
                address=Address("1 Main Street", city="Duarte", state="CA", postal_code="91010"),
                phones=(Phone("(626) 555-0100"),),
                hours=read_hours("Mon 9 am - 11 am"),
                latitude=34.0,
                longitude=-118.0,
            ),
        ),
    }
    return Entry(**facts | more)


def put(site: Site, *entries: Entry) -> None:
    with site.works.session() as session:
        save_all(session, site.place.id, entries, datetime.now(UTC))


def kept(site: Site, number: int = 1) -> Entry:
    with site.works.session() as session:
        return entries_of(session, site.place.id)[number]


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.fixture
def coordinator(site: Site) -> FlaskClient:
    """Keeps the guide."""
    return site.staff("coordinator")


def test_what_nobody_has_checked_is_on_the_list_until_somebody_does(
    site: Site, coordinator: FlaskClient
) -> None:
    put(site, entry(1), entry(2, checked_on=TODAY - timedelta(200)), entry(3, checked_on=TODAY))
    page = coordinator.get(DESK).text
    assert re.findall(r"<bdi>(Place \d)</bdi></a>", page) == ["Place 1", "Place 2"]

    reply = coordinator.post(f"{ENTRY}/checked", data={"back": "list"})

    assert (reply.status_code, reply.headers["Location"]) == (303, DESK)
    assert re.findall(r"<bdi>(Place \d)</bdi></a>", coordinator.get(DESK).text) == ["Place 2"]
    one = kept(site)
    assert (one.checked_on, one.assurer) == (TODAY, "coordinator")
    assert one.review_by == TODAY + timedelta(180)
    assert "Checked on" in site.visitor().get(f"{PUBLIC}/1?language=en").text


def test_an_entry_is_changed_field_by_field_and_twice_is_as_good_as_once(
    site: Site, coordinator: FlaskClient
) -> None:
    put(site, entry())
    typed = as_form(kept(site)) | {
        "seen": seen(coordinator.get(ENTRY).text),
        "name": "New name",
        "hours": "2nd & 4th Sat 9 am - 11 am\nTue 1 pm - 3 pm",
        "phone": "626 555 0199",
        "address_1": "2 Main Street",
        "website": "www.example.org",
        "source_url": "www.211la.org/resources/service/food-1",
        "documents": "A bag\nA letter",
        "es_name": "Nombre",
        "speaks_ko": "yes",
        "kind2": "meals",
        "go": "checked",
    }

    reply = coordinator.post(ENTRY, data=typed)

    assert (reply.status_code, reply.headers["Location"]) == (303, ENTRY)
    one = kept(site)
    assert (one.name, one.url, one.documents) == (
        "New name",
        "https://www.example.org",
        ("A bag", "A letter"),
    )
    assert [line.days for line in one.all_hours] == [((2, 5), (4, 5)), ((0, 1),)]
    assert one.all_phones[0].number == "(626) 555-0199"
    assert one.categories == ("food_pantry", "meals")
    assert (one.said("name", "es"), one.languages, one.checked_on) == ("Nombre", ("ko",), TODAY)
    assert one.source_url == "https://www.211la.org/resources/service/food-1"
    assert one.spots[0].latitude is None  # it has moved: nobody knows where to
    again = coordinator.post(ENTRY, data=typed | {"seen": seen(coordinator.get(ENTRY).text)})
    assert again.status_code == 303
    assert kept(site).spots == one.spots


def test_all_faults_are_named_at_once_and_what_was_typed_stays(
    site: Site, coordinator: FlaskClient
) -> None:
    typed = {
        "name": " ", "phone": "12", "hours": "Sat 9-11", "website": "nothing here", "email": "x", "zip": "9",
        "alert_until": "soon", "description": "Typed with care",
    }  # fmt: skip

    reply = coordinator.post(f"{DESK}/new", data=typed)

    assert reply.status_code == 422
    assert "<title>Problem: " in reply.text
    for field in ("name", "phone", "hours", "website", "email", "zip", "alert_until"):
        assert f'href="#{field}"' in reply.text
        assert f'id="e-{field}"' in reply.text
    assert "Say am or pm" in reply.text
    assert "Typed with care" in reply.text
    assert "Sat 9-11" in reply.text
    with site.works.session() as session:
        assert entries_of(session, site.place.id) == {}


def test_somebody_who_was_slower_loses_nothing(site: Site, coordinator: FlaskClient) -> None:
    put(site, entry())
    typed = as_form(kept(site)) | {"seen": seen(coordinator.get(ENTRY).text)}
    coordinator.post(ENTRY, data=typed | {"fees": "Free"})

    reply = coordinator.post(ENTRY, data=typed | {"fees": "One dollar"})

    assert reply.status_code == 409
    assert "Somebody else has changed this entry" in reply.text
    assert 'value="One dollar"' in reply.text
    assert kept(site).fees == "Free"
    coordinator.post(ENTRY, data=typed | {"fees": "One dollar", "seen": seen(reply.text)})
    assert kept(site).fees == "One dollar"


def test_a_new_entry_needs_a_name_and_a_way_to_reach_it(
    site: Site, coordinator: FlaskClient
) -> None:
    assert "street address or a phone" in coordinator.post(f"{DESK}/new", data={"name": "A"}).text

    reply = coordinator.post(f"{DESK}/new", data={"name": "A", "phone": "211", "kind1": "crisis"})

    assert reply.headers["Location"] == ENTRY
    assert (kept(site).name, kept(site).spots[0].kind) == ("A", "virtual")


def test_a_retired_entry_can_come_back(site: Site, coordinator: FlaskClient) -> None:
    put(site, entry())

    coordinator.post(f"{ENTRY}/retire")
    assert kept(site).status == "inactive"
    assert "Place 1" in coordinator.get(f"{DESK}?show=retired").text
    assert "not offered any more" in site.visitor().get(f"{PUBLIC}/1?language=en").text
    coordinator.post(f"{ENTRY}/retire", data={"go": "back"})
    assert kept(site).status == "active"


def test_what_a_visitor_proposes_changes_nothing_before_staff_take_it_over(
    site: Site, coordinator: FlaskClient
) -> None:
    put(site, entry(fees="Free"))
    family = site.visitor()
    form = family.get(f"{PUBLIC}/1/change?language=en").text
    assert ">Mon 9:00 am - 11:00 am</textarea>" in form
    typed = proposals.as_typed(kept(site)) | {
        "hours": "Mon 1 pm - 3 pm",
        "says": "They told me",
        "who": "went",
    }

    reply = family.post(f"{PUBLIC}/1/change?language=en", data=typed)

    assert reply.status_code == 303
    assert "A person at the school will look at it" in family.get(reply.headers["Location"]).text
    assert kept(site).all_hours == read_hours("Mon 9 am - 11 am")
    assert (
        family.post(f"{PUBLIC}/1/change?language=en", data=typed).status_code == 303
    )  # quick fingers
    page = coordinator.get(f"{DESK}/said").text
    assert page.count("Take over") == 1
    assert "Mon 1 pm - 3 pm" in page
    assert "They told me" in page
    assert "Cost" not in page  # it is as before
    action = re.search(r'action="([^"]+/said/[^"]+)"', page)
    assert action
    coordinator.post(action[1], data={"go": "take"})
    one = kept(site)
    assert one.all_hours == read_hours("Mon 1 pm - 3 pm")
    assert (one.checked_on, one.edited, one.fees) == (TODAY, True, "Free")
    assert "Nothing waits." in coordinator.get(f"{DESK}/said").text
    assert coordinator.post(action[1], data={"go": "take"}).status_code == 303


def test_a_proposal_that_is_put_aside_is_gone(site: Site, coordinator: FlaskClient) -> None:
    put(site, entry())
    site.visitor().post(
        f"{PUBLIC}/1/change", data={"says": "It is a circus now", "who": "<script>"}
    )
    action = re.search(r'action="([^"]+/said/[^"]+)"', coordinator.get(f"{DESK}/said").text)
    assert action

    coordinator.post(action[1], data={"go": "drop"})

    with site.works.session() as session:
        assert proposals.waiting(session, site.place.id) == []
    assert kept(site).checked_on is None


def test_hours_that_nobody_can_read_are_held_and_then_typed_by_staff(
    site: Site, coordinator: FlaskClient
) -> None:
    put(site, entry())
    typed = proposals.as_typed(kept(site)) | {"hours": "whenever the door is open"}
    site.visitor().post(f"{PUBLIC}/1/change", data=typed)
    action = re.search(r'action="([^"]+/said/[^"]+)"', coordinator.get(f"{DESK}/said").text)
    assert action

    reply = coordinator.post(action[1], data={"go": "take"})

    assert reply.status_code == 422
    assert "whenever the door is open" in reply.text
    with site.works.session() as session:
        assert len(proposals.waiting(session, site.place.id)) == 1


def test_nobody_can_send_messages_all_day_long(site: Site) -> None:
    put(site, entry())
    family = site.visitor()

    codes = [
        family.post(f"{PUBLIC}/1/change", data={"says": f"Message {number}"}).status_code
        for number in range(7)
    ]

    assert codes == [303] * 5 + [429] * 2
    late = family.post(f"{PUBLIC}/1/change?language=en", data={"says": "Please read this"})
    assert "We have many messages now" in late.text
    assert "Please read this" in late.text
    assert family.post(f"{PUBLIC}/1/change", data={}).status_code == 422


def test_a_list_is_imported_on_a_page_and_its_report_has_every_row(
    site: Site, coordinator: FlaskClient, pantry_file: bytes
) -> None:
    data = {
        "source": "Food Oasis LA",
        "as_of": "2018",
        "files": (BytesIO(pantry_file), "pantries.csv"),
    }

    reply = coordinator.post(f"{DESK}/import", data=data, content_type="multipart/form-data")

    assert reply.status_code == 303
    report = reply.headers["Location"]
    page = coordinator.get(report).text
    assert "<b>343</b> New" in page
    assert "<b>343</b> rows in all" in page
    rows = [
        coordinator.get(f"{report}?page={number}").text.count("<tr><td") for number in range(1, 6)
    ]
    assert rows == [100, 100, 100, 43, 0]
    noted = coordinator.get(f"{report}?show=remarks").text
    assert noted.count("<tr><td") == 10
    assert "This is no phone number: ((21)) 2-3514" in noted
    assert "pantries.csv" in coordinator.get(f"{DESK}/import").text
    assert kept(site, 1).source_as_of is not None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Choose a file."),
        ({"files": (BytesIO(b"name\nA\n"), "a.csv")}, "Write where the list is from"),
        (
            {"files": (BytesIO(b"a,b\n1,2\n"), "a.csv"), "source": "X", "as_of": "2018"},
            "We find no column “name”",
        ),
        (
            {"files": (BytesIO(b"name\nA\n"), "a.csv"), "source": "X", "as_of": "2999"},
            "Write how old the list is",
        ),
    ],
)
def test_a_file_that_can_not_be_taken_says_what_to_do(
    coordinator: FlaskClient, data: dict[str, Any], says: str
) -> None:
    reply = coordinator.post(f"{DESK}/import", data=data, content_type="multipart/form-data")

    assert reply.status_code == 422
    assert says in reply.text


def test_only_those_who_keep_the_guide_come_to_the_desk(site: Site) -> None:
    put(site, entry())

    for role in ("counselor", "county_coach", "volunteer"):
        staff = site.staff(role)
        assert staff.get(DESK).status_code == 404
        assert staff.post(f"{ENTRY}/checked").status_code == 404
    helper = site.staff("parent_engagement_coordinator")
    assert helper.get(DESK).status_code == 200
    assert helper.get(f"{DESK}/import").status_code == 404
    for elsewhere in ("jefferson", "county"):
        assert (
            site.staff("coordinator").get(f"/-/resource_guide/{elsewhere}/desk").status_code == 404
        )
    assert site.visitor().get(DESK).status_code == 303
    assert kept(site).checked_on is None
