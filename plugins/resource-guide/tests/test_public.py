"""Families find help by what they need, where they live and when it is open; everything says how old it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.api import SCHOOL_ZONE
from farolito_resource_guide.choosing import Wanted, choose
from farolito_resource_guide.entry import Address, Entry, Organization, Phone, Spot
from farolito_resource_guide.hours import EVERY, LAST, Hours
from farolito_resource_guide.near import centroids, miles
from farolito_resource_guide.reading_hours import read_hours
from farolito_resource_guide.storing import save_all, set_status

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from farolito.testing.site import Site
    from farolito_resource_guide.taking.read import Read

HOME = "/-/resource_guide/lincoln"
TODAY = date(2026, 11, 26)  # as conftest's clock says
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
EVERY_DAY = Hours(tuple((EVERY, day) for day in range(7)))
NEVER = Hours((((TODAY.day - 1) // 7 + 1, (TODAY.weekday() + 1) % 7),), valid_to=date(2000, 1, 1))


def entry(number: int, **more: Any) -> Entry:
    street = more.pop("street", "1 Main Street")
    hours = more.pop("hours", (EVERY_DAY,))
    spot = Spot(
        address=Address(street, city="Duarte", state="CA", postal_code=more.pop("zip", "91010")),
        phones=(Phone("(626) 555-0100"),),
        hours=hours,
    )
    facts: dict[str, Any] = {
        "id": f"00000000-0000-0000-0000-{number:012}",
        "name": f"Place {number}",
        "categories": ("food_pantry",),
        "checked_on": TODAY - timedelta(3),
        "spots": (spot,),
    }
    return Entry(**facts | more)


def put(site: Site, *entries: Entry) -> None:
    with site.works.session() as session:
        save_all(session, site.place.id, entries, NOW)


@pytest.fixture
def family(site: Site) -> FlaskClient:
    """A phone that was never here."""
    return site.visitor()


def names(html: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*><bdi[^>]*>([^<]+)", html)


def test_the_first_page_asks_what_they_need_and_offers_only_what_there_is(
    site: Site, family: FlaskClient
) -> None:
    put(site, entry(1), entry(2, categories=("clinic",)))

    page = family.get(f"{HOME}?language=en").text

    assert "What do you need?" in page
    doors = re.findall(r'<li><a class="btn alt" href="([^"]+)">([^<]+)', page)
    assert [title for _, title in doors] == ["Food", "Health"]
    assert names(family.get(doors[1][0].replace("&amp;", "&")).text) == ["Place 2"]


def test_filters_are_links_and_work_together(site: Site, family: FlaskClient) -> None:
    put(
        site,
        entry(1, languages=("es",)),
        entry(2, languages=("es",), hours=(NEVER,)),
        entry(3, categories=("clinic",), languages=("es",)),
        entry(4, languages=("ko",)),
    )

    page = family.get(f"{HOME}?category=food&language=en").text
    assert names(page) == ["Place 1", "Place 2", "Place 4"]
    spanish = re.search(r'href="([^"]+)" rel="nofollow">Español', page)
    assert spanish
    page = family.get(spanish[1].replace("&amp;", "&")).text
    assert names(page) == ["Place 1", "Place 2"]
    today = re.search(r'href="([^"]+)"[^>]*>Open today', page)
    assert today
    page = family.get(today[1].replace("&amp;", "&")).text
    assert names(page) == ["Place 1"]
    off = re.search(r'href="([^"]+)"[^>]*aria-current="true">Open today', page)
    assert off
    assert names(family.get(off[1].replace("&amp;", "&")).text) == ["Place 1", "Place 2"]


def test_near_a_zip_the_nearest_comes_first_and_help_by_phone_is_near_everybody(
    site: Site, family: FlaskClient
) -> None:
    by_phone = Spot(kind="virtual", phones=(Phone("211"),))
    put(
        site,
        entry(1, zip="91104"),
        entry(2, zip="91010"),
        entry(3, zip="93535"),
        entry(4, spots=(by_phone,)),
    )

    page = family.get(f"{HOME}?zip=91010&language=en").text

    assert names(page) == ["Place 2", "Place 1", "Place 4"]  # Lancaster is too far
    assert "9.6 miles away" in page
    assert 9 < miles(centroids()["91010"], centroids()["91104"]) < 10


@pytest.mark.parametrize("typed", ["Duarte", "9101", "10001", "<b>"])
def test_a_zip_that_we_do_not_know_is_said_and_stays_in_the_field(
    site: Site, family: FlaskClient, typed: str
) -> None:
    put(site, entry(1))

    page = family.get(HOME, query_string={"zip": typed, "language": "en"}).text

    assert "Write a ZIP code near here with 5 numbers" in page
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in page


def test_every_entry_says_when_it_was_checked_and_old_ones_come_last(
    site: Site, family: FlaskClient
) -> None:
    put(
        site,
        entry(1, name="A", checked_on=None, source_as_of=date(2018, 1, 1)),
        entry(2, name="B"),
        entry(3, name="C", checked_on=TODAY - timedelta(300)),
        entry(4, name="D", checked_on=None),
    )

    page = family.get(f"{HOME}?all=1&language=en").text

    assert names(page) == ["B", "A", "C", "D"]
    assert page.index("Nobody has checked these lately") < page.index("Not checked since 2018")
    assert page.count("Checked on ") == 1
    assert "Ask to confirm." in page
    assert "Not checked yet. Call before you go." in page
    for number, words in (
        (1, "Not checked since 2018"),
        (3, "Ask to confirm"),
        (4, "Not checked yet"),
    ):
        assert words in family.get(f"{HOME}/{number}?language=en").text


def test_the_name_on_the_door_stands_beside_the_translated_one(
    site: Site, family: FlaskClient
) -> None:
    words = {"name": "Mesa de comida", "description": "Una bolsa de comida"}
    put(
        site,
        entry(1, name="Food Table", description="A bag of food", translations={"es": words}),
        entry(2, name="Soup Kitchen", fees="Free"),
    )

    page = family.get(f"{HOME}/1?language=es").text
    assert '<html lang="es"' in page
    assert '<bdi lang="es">Mesa de comida</bdi> <bdi lang="en">(Food Table)</bdi>' in page
    assert "A bag of food" not in page
    other = family.get(f"{HOME}/2?language=es").text
    assert '<bdi lang="en">Soup Kitchen</bdi>' in other
    assert '<span lang="en" dir="ltr">Free</span> (en inglés)' in other
    assert "(Food Table)" not in family.get(f"{HOME}/1?language=en").text


def test_an_entry_has_all_that_a_family_wants_to_know(site: Site, family: FlaskClient) -> None:
    hours = read_hours("2nd & 4th Sat 9 am - 11 am")
    put(
        site,
        entry(
            1,
            organization=Organization("The Church", id="00000000-0000-0000-0000-00000000000a"),
            url="https://www.example.org/food/",
            hours=hours,
            documents=("A bag", "A letter"),
            fees="Free",
            languages=("es",),
            alert="Closed in July",
            alert_until=TODAY,
        ),
        entry(2, alert="Closed in June", alert_until=TODAY - timedelta(1)),
    )

    page = family.get(f"{HOME}/1?language=en").text.replace("\u202f", " ")

    for words in (
        "The Church", "1 Main Street, Duarte, CA 91010", "2nd and 4th Saturday of the month, 9:00 AM to 11:00 AM",
        'href="tel:6265550100"', "A letter", "Free", "Español", "Closed in July", ">example.org/food<",
    ):  # fmt: skip
        assert words in page
    assert "Closed in June" not in family.get(f"{HOME}/2").text


def test_a_retired_entry_is_in_no_list_and_its_page_says_so(
    site: Site, family: FlaskClient
) -> None:
    put(site, entry(1), entry(2))
    with site.works.session() as session:
        set_status(session, site.place.id, entry(1), "inactive", NOW)

    assert names(family.get(f"{HOME}?all=1").text) == ["Place 2"]
    page = family.get(f"{HOME}/1?language=en").text
    assert "This is not offered any more." in page
    assert "555-0100" not in page


def test_pages_ask_nothing_keep_nothing_and_may_be_cached(site: Site, family: FlaskClient) -> None:
    put(site, entry(1))

    for path in (HOME, f"{HOME}?all=1", f"{HOME}/1"):
        reply = family.get(path)
        assert reply.status_code == 200
        assert "Set-Cookie" not in reply.headers
        assert reply.headers["Cache-Control"] == "public, max-age=300"
        assert reply.headers["Vary"] == "Accept-Language"
        assert "style=" not in reply.text
        assert 'method="post"' not in reply.text


def test_the_full_list_of_pantries_stays_within_the_budget_of_a_family_page(
    site: Site, family: FlaskClient, pantries: list[Read], taken: Callable[[list[Read]], Any]
) -> None:
    taken(pantries)

    for query in (
        "language=en",
        "all=1&language=en",
        "zip=91104&open=today&category=food&language=es",
    ):
        page = family.get(f"{HOME}?{query}").data
        assert len(brotli.compress(page)) <= 8 * 1024
    page = family.get(f"{HOME}?all=1&language=en").text
    assert "343 places" in page
    assert len(names(page)) == page.count("Not checked since 2018. Call before you go.")
    after = re.search(r'href="([^"]+)" rel="next', page)
    assert after
    assert names(family.get(after[1].replace("&amp;", "&")).text)[0] not in names(page)


def test_open_now_is_told_by_the_clock_of_the_school() -> None:
    last_friday = Hours(((LAST, 4),), time(9), time(17))
    one = entry(1, hours=(last_friday,))
    wanted = Wanted(open="now")
    # half past four in the afternoon of Friday the 27th in Los Angeles; in UTC it is Saturday
    here = datetime(2026, 11, 28, 0, 30, tzinfo=UTC).astimezone(SCHOOL_ZONE)

    assert choose([one], wanted, here)
    assert not choose([one], wanted, here + timedelta(hours=1))
    assert not choose([one], wanted, here - timedelta(7))
    assert choose([one], Wanted(open="today"), here + timedelta(hours=1))
    assert not choose([replace(one, status="temporarily closed")], wanted, here)


def test_what_is_not_there_is_not_found(site: Site, family: FlaskClient) -> None:
    for path in (
        "/-/resource_guide/nowhere",
        f"{HOME}/99",
        f"{HOME}/x",
        f"{HOME}/1e3",
        f"{HOME}/²",
    ):
        assert family.get(path).status_code == 404, path


def test_odd_addresses_give_a_page(site: Site, family: FlaskClient) -> None:
    put(site, entry(1))

    for query in (
        "page=0", "page=999999999", "page=x", "category=%00", "open=later&speaks=xx", "language=xx", f"zip={'9' * 500}"
    ):  # fmt: skip
        assert family.get(f"{HOME}?all=1&{query}").status_code == 200, query
