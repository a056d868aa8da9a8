"""A messy list comes in whole: each of its rows is accounted for, nothing is guessed, and twice is as good as once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito_resource_guide.checked import age, checked_words
from farolito_resource_guide.hours_words import hours_words
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.storing import checked, save
from farolito_resource_guide.taking.files import read_files
from farolito_resource_guide.taking.read import SAYS, NotAList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.testing.site import Site
    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.taking.read import Read

DATA = Path(__file__).parent / "data"
SOURCE, AS_OF = "Food Oasis LA", date(2018, 1, 1)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)

Take = Callable[["list[Read]"], "dict[str, Any]"]


def same(sentence: str) -> str:
    return sentence


def of_place(site: Site) -> Mapping[str, Entry]:
    with site.works.session() as session:
        return {entry.name: entry for entry in entries_of(session, site.place.id).values()}


def a_list(*rows: str, header: str = "name,address_1,city,state,zip,phone,category") -> list[Read]:
    return read_files({"list.csv": "\n".join([header, *rows]).encode()}, SOURCE, AS_OF)


def test_all_343_rows_of_the_pantry_list_are_accounted_for(
    site: Site, taken: Take, pantries: list[Read]
) -> None:
    report = taken(pantries)

    assert [row["row"] for row in report["rows"]] == list(range(2, 345))
    assert report["counts"] == {"taken": 343, "changed": 0, "same": 0, "not_taken": 0}
    assert len(of_place(site)) == 343


def test_what_could_not_be_used_of_the_pantry_list_is_said(pantries: list[Read]) -> None:
    said = {(row.name, code, text) for row in pantries for code, text in row.remarks}
    codes = Counter(code for _, code, _ in said)

    assert codes == {"phone": 7, "hours": 4, "point": 1}
    assert ("Catholic Charities- Brownson House", "phone", "((21)) 2-3514") in said
    assert ("Church of the Redeemer", "hours", "Tue 2100-1300") in said
    assert ("Loaves & Fishes-Van Nuys", "hours", "Mon 1000-130") in said
    away = "42.1077661, -87.9903638"  # in Illinois
    assert ("Servants Arms Community Based Organization", "point", away) in said
    assert {code for code, _ in (one for row in pantries for one in row.remarks)} <= set(SAYS)


def test_the_same_list_a_second_time_changes_nothing(
    site: Site, taken: Take, pantries: list[Read], pantry_file: bytes
) -> None:
    taken(pantries)
    before = of_place(site)

    again = read_files({"another-name.csv": pantry_file}, SOURCE, AS_OF)

    assert taken(again)["counts"] == {"taken": 0, "changed": 0, "same": 343, "not_taken": 0}
    assert of_place(site) == before


def test_every_day_code_and_time_of_the_list_is_a_day_and_a_time(
    pantries: list[Read], pantry_file: bytes
) -> None:
    cells = list(csv.reader(io.StringIO(pantry_file.decode("utf-8-sig"))))[1:]
    codes = sum(
        len({tuple(row[at : at + 3]) for at in range(12, 33, 3)} - {("", "", "")}) for row in cells
    )
    hours = [one for row in pantries if row.entry for one in row.entry.all_hours]

    assert sum(len(one.days) for one in hours) + sum(not one.known for one in hours) == codes
    assert all(one.opens and one.closes and one.opens < one.closes for one in hours if one.known)


def test_days_and_web_addresses_come_in_right(
    site: Site, taken: Take, pantries: list[Read]
) -> None:
    taken(pantries)
    found = of_place(site)

    conference = found["All Saints Conference"].spots[0]
    assert [hours_words(one, "en", same) for one in conference.hours] == [
        "2nd and 4th Friday of the month, 3:00\u202fPM to 5:00\u202fPM"
    ]
    assert conference.address
    assert conference.address.zip == "90032"
    assert (conference.latitude, conference.longitude) == (34.0856924, -118.1729264)
    last = found["Ascension's Food Pantry"].spots[0].hours
    assert last[0].days == ((-1, 5),)
    assert found["All Peoples Christian Center"].url == "https://allpeoplescc.org/"
    assert found["All Peoples Christian Center"].categories == ("food_pantry",)
    assert [phone.number for phone in found["Altadena S.D.A. Church"].all_phones] == [
        "(626) 794-3953"
    ]


def test_old_data_is_never_said_without_its_age(
    site: Site, taken: Take, pantries: list[Read]
) -> None:
    taken(pantries)

    for entry in of_place(site).values():
        assert age(entry, TODAY) == "old"
        said = checked_words(entry, TODAY, "en", same)
        assert said == "Not checked since 2018. Call before you go."


def test_a_changed_row_changes_its_entry_and_no_other(
    site: Site, taken: Take, pantry_file: bytes
) -> None:
    text = pantry_file.decode("utf-8-sig")
    taken(read_files({"a.csv": text.encode()}, SOURCE, AS_OF))
    before = of_place(site)
    other = text.replace("(626)794-3953", "(626)794-9999")

    report = taken(read_files({"a.csv": other.encode()}, SOURCE, AS_OF))

    assert report["counts"] == {"taken": 0, "changed": 1, "same": 342, "not_taken": 0}
    after = of_place(site)
    assert after["Altadena S.D.A. Church"].all_phones[0].number == "(626) 794-9999"
    assert after["Altadena S.D.A. Church"].number == before["Altadena S.D.A. Church"].number
    assert {name for name in after if after[name] != before[name]} == {"Altadena S.D.A. Church"}


def test_what_staff_have_changed_is_never_written_over(site: Site, taken: Take) -> None:
    taken(a_list("Bread,1 Main St,Duarte,CA,91010,626-555-0100,Food Pantry"))
    mine = replace(of_place(site)["Bread"], description="Ask for the side door", edited=True)
    with site.works.session() as session:
        save(session, site.place.id, mine, NOW)

    report = taken(a_list("Bread,1 Main St,Duarte,CA,91010,626-555-0199,Food Pantry"))

    [row] = report["rows"]
    assert (row["outcome"], row["why"], row["number"]) == ("not_taken", ["here", ""], mine.number)
    assert of_place(site)["Bread"].description == "Ask for the side door"
    assert of_place(site)["Bread"].all_phones[0].number == "(626) 555-0100"


def test_a_check_that_was_made_here_outlives_an_import(site: Site, taken: Take) -> None:
    taken(a_list("Bread,1 Main St,Duarte,CA,91010,626-555-0100,Food Pantry"))
    bread = of_place(site)["Bread"]
    with site.works.session() as session:
        checked(session, site.place.id, bread, TODAY, "Rosa", date(2027, 5, 1))

    taken(a_list("Bread,1 Main St,Duarte,CA,91010,626-555-0199,Food Pantry"))

    after = of_place(site)["Bread"]
    assert after.all_phones[0].number == "(626) 555-0199"
    assert (after.checked_on, after.assurer) == (TODAY, "Rosa")


def test_rows_that_can_not_be_taken_say_why(site: Site, taken: Take) -> None:
    report = taken(
        a_list(
            ",1 Main St,Duarte,CA,91010,,",
            "No way at all,,,,,,Food Pantry",
            "",
            "Twice,1 Main St,Duarte,CA,91010,626-555-0100,Food Pantry",
            "twice,1 main st,Duarte,CA,91010,626-555-0100,Food Pantry",
            "Odd,2 Main St,Duarte,CA,9101,626-555-01,Juggling",
        ),
    )

    assert [(row["row"], row["outcome"], row["why"]) for row in report["rows"]] == [
        (2, "not_taken", ["no_name", ""]),
        (3, "not_taken", ["no_way", ""]),
        (5, "taken", None),
        (6, "not_taken", ["twice", "5"]),
        (7, "taken", None),
    ]
    assert report["rows"][4]["remarks"] == [
        ["phone", "626-555-01"],
        ["zip", "9101"],
        ["category", "Juggling"],
    ]
    assert of_place(site)["Odd"].categories == ("other",)
    assert [term.name for term in of_place(site)["Odd"].terms] == ["Juggling"]


def test_rows_beyond_what_a_page_has_time_for_are_not_taken_and_say_so() -> None:
    rows = a_list(*(f"Place {number},1 Main St,,,,211," for number in range(2001)))

    assert [row.why for row in rows[1999:]] == [None, ("too_many", "")]


def test_columns_are_found_by_what_they_are_called(site: Site, taken: Take) -> None:
    rows = a_list(
        '"Wed 9 am - 11 am; by appointment",Food bank,626.555.0100,spanish and Korean,The Pantry,5/2/2026',
        header="Days and Hours,Type,Telephone,Languages,Agency Name,Last Verified",
    )

    taken(rows)

    found = of_place(site)["The Pantry"]
    assert [hours_words(one, "en", same).replace("\u202f", " ") for one in found.all_hours] == [
        "Wednesday, 9:00 AM to 11:00 AM",
        "by appointment",
    ]
    assert (found.languages, found.checked_on) == (("es", "ko"), date(2026, 5, 2))
    assert rows[0].remarks == (("hours", "by appointment"),)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"  \n", "empty"),
        (b"\x89PNG\0\0", "not_text"),
        (b"street,zip\n1 Main St,91010\n", "no_columns"),
        (b'{"name": ', "not_json"),
        (b"[]", "no_services"),
        (b"PK\x03\x04nonsense", "not_zip"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_what_is_no_list_is_refused_by_name(body: bytes, code: str) -> None:
    with pytest.raises(NotAList, match=f"^{code}$"):
        read_files({"list.csv": body}, SOURCE, AS_OF)


def test_an_archive_that_unfolds_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", "id,name\n" + " " * 20_000_000)

    with pytest.raises(NotAList, match="not_zip"):
        read_files({"hsds.zip": packed.getvalue()}, SOURCE, AS_OF)


TABLES = {
    "organizations.csv": "id,name,description\nd9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610,Example Org,Helps\n",
    "services.csv": "id,organization_id,name,status,assured_date\nac148810-d857-441c-9679-408f346de14b,"
    "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610,Food for all,active,2026-10-01\n",
    "locations.csv": "id,location_type,latitude,longitude\n3a19ff88-4620-4d17-9830-ac1d859eb5d5,physical,34.1,-118.0\n",
    "service_at_locations.csv": "id,service_id,location_id\ne94c9f38-1e8f-4564-91d4-d53501ab1765,"
    "ac148810-d857-441c-9679-408f346de14b,3a19ff88-4620-4d17-9830-ac1d859eb5d5\n",
    "addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
    "1,3a19ff88-4620-4d17-9830-ac1d859eb5d5,1 Main St,Duarte,CA,91010,US,physical\n",
    "schedules.csv": "id,service_at_location_id,freq,byday,opens_at,closes_at\n"
    '1,e94c9f38-1e8f-4564-91d4-d53501ab1765,MONTHLY,"2SA,4SA",09:00,11:00\n',
    "phones.csv": "id,service_id,number\n1,ac148810-d857-441c-9679-408f346de14b,626-555-0100\n",
    "languages.csv": "id,service_id,phone_id,code\n1,ac148810-d857-441c-9679-408f346de14b,,es\n2,,1,ko\n",
    "required_documents.csv": "id,service_id,document\n1,ac148810-d857-441c-9679-408f346de14b,A bag\n",
    "taxonomy_terms.csv": "id,name,description,taxonomy\nt1,Food Pantry,x,OpenEligibility\n",
    "attributes.csv": "id,link_id,link_entity,taxonomy_term_id\n1,ac148810-d857-441c-9679-408f346de14b,service,t1\n",
}


def packed(tables: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"data/{name}", text)
    return made.getvalue()


@pytest.mark.parametrize("archived", [False, True])
def test_the_tables_of_hsds_are_joined(site: Site, taken: Take, archived: bool) -> None:
    loose = {name: text.encode() for name, text in TABLES.items()}
    files = {"hsds.zip": packed(TABLES)} if archived else loose

    taken(read_files(files, "HSDS", None))

    found = of_place(site)["Food for all"]
    assert found.id == "ac148810-d857-441c-9679-408f346de14b"
    assert found.organization
    assert found.organization.name == "Example Org"
    assert found.spots[0].address
    assert found.spots[0].address.zip == "91010"
    assert found.spots[0].hours[0].days == ((2, 5), (4, 5))
    assert found.phones[0].languages == ("ko",)
    assert (found.languages, found.documents) == (("es",), ("A bag",))
    assert found.categories == ("food_pantry",)
    assert [(term.name, term.taxonomy) for term in found.terms] == [
        ("Food Pantry", "OpenEligibility")
    ]
    assert found.checked_on == date(2026, 10, 1)


def test_the_official_example_of_hsds_comes_in(site: Site, taken: Take) -> None:
    text = (DATA / "hsds-3.1/service_full.json").read_bytes()

    report = taken(read_files({"service_full.json": text}, "HSDS", None))

    assert report["counts"]["taken"] == 1
    found = of_place(site)["Community Counselling"]
    assert found.minimum_age == 12
    assert found.all_hours[0].days == ((0, 3), (0, 4))
    assert age(found, TODAY) == "due"  # it was assured in 2005
    listed = (DATA / "hsds-3.1/service_list.json").read_bytes()
    assert read_files({"list.json": listed}, "HSDS", None)[0].name == "Community Counselling"


def test_services_come_with_their_organization_and_none_alone_is_no_list() -> None:
    whole = json.loads((DATA / "hsds-3.1/organization_full.json").read_text())

    [row] = read_files({"organization.json": json.dumps(whole).encode()}, "HSDS", None)

    assert row.entry
    assert row.entry.organization
    assert row.entry.organization.name == whole["name"]
    del whole["services"]
    with pytest.raises(NotAList, match="no_services"):
        read_files({"organization.json": json.dumps([whole]).encode()}, "HSDS", None)


@pytest.mark.parametrize(
    "odd",
    [
        {"id": "x"},
        {"id": "x", "name": ["a"]},
        {"id": "x", "name": "A", "phones": "none"},
        {"id": "x", "name": "A", "service_at_locations": [{"location": 3}]},
        {"name": "A"},
        "text",
        None,
    ],
)
def test_a_service_that_is_none_is_not_taken_and_says_so(odd: Any) -> None:
    [row] = read_files({"a.json": json.dumps([odd]).encode()}, "HSDS", None)

    assert row.entry is None
    assert row.why
    assert row.why[0] in SAYS
