"""The tablets of a fair: a code that is shown until it is used, what each says, and what must be there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, Actor, Grant
from farolito.services import events, tablets
from farolito.services.tablets import Paired, pins
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

SECURE = "https://forms.school.example"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    monkeypatch.setattr(pins, "ROUNDS", 10)
    made = School(tmp_path, base_url=SECURE)
    yield made
    made.close()


def start(school: School) -> str:
    actor = Actor("user", "u", "Rosa", (Grant(school.places["lincoln"].id, "coordinator"),))
    with school.works.open(actor) as work:
        return events.start(work, "lincoln", "Resource fair").id


def prepare(school: School, fair: str, **changes: str) -> tuple[FlaskClient, Any]:
    client = school.staff("coordinator")
    typed = {"name": "Table 2, blue", "pin": "258014", **changes}
    return client, client.post(f"/staff/lincoln/events/{fair}/tablets", data=typed)


def pair(school: School, page: str) -> Paired:
    code = page.partition('<span class="code ltr" dir="ltr">')[2][:7]
    with school.works.open(NOBODY) as work:
        made = tablets.pair(work, code)
    assert isinstance(made, Paired)
    return made


def test_a_code_and_its_picture_are_shown_until_the_tablet_is_there(school: School) -> None:
    fair = start(school)
    client, reply = prepare(school, fair)
    assert reply.status_code == 303
    page = client.get(reply.location).text
    assert "Waiting for the tablet" in page
    assert "forms.school.example/pair" in page
    assert page == client.get(reply.location).text
    assert "<svg" in page
    made = pair(school, page)
    page = client.get(reply.location).text
    assert "Tablet connected" in page
    assert "until November 24" in page
    assert made.token not in page
    assert "<svg" not in page


def test_the_list_says_in_words_how_each_tablet_is(school: School) -> None:
    fair = start(school)
    client, reply = prepare(school, fair)
    address = f"/staff/lincoln/events/{fair}/tablets"
    assert "Waits for its code" in client.get(address).text
    made = pair(school, client.get(reply.location).text)
    school.clock.advance(minutes=2)
    token = {"Authorization": f"Tablet {made.token}", "User-Agent": "Android Chrome/156"}
    oldest = int(school.clock.now.timestamp() * 1000)
    sent = {"kept": True, "free": 3_100_000_000, "languages": ["es", "ko"], "waiting": 3}
    school.visitor().post("/tablet/state", json={**sent, "oldest": oldest}, headers=token)
    school.clock.advance(minutes=10)
    page = client.get(address).text
    for words in (
        "Paired", "last seen 10 minutes ago", "Chrome, Android", "3 records are not sent yet.",
        "The oldest: 10 minutes ago.", "The browser keeps what is stored here.",
        "Offline copy is complete: 2 languages", "Not tried without internet yet.", "3.1 GB",
    ):  # fmt: skip
        assert words in page


def test_unpairing_is_one_press_and_says_that_nothing_is_lost(school: School) -> None:
    fair = start(school)
    client, reply = prepare(school, fair)
    made = pair(school, client.get(reply.location).text)
    address = f"/staff/lincoln/events/{fair}/tablets"
    assert "Unpairing deletes nothing." in client.get(address).text
    assert client.post(f"{address}/{made.tablet.id}", data={"do": "unpair"}).location == address
    assert "Not paired any more" in client.get(address).text
    with school.works.open(NOBODY) as work:
        assert tablets.of_token(work, made.token) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Give the tablet a name, such as Table 2"),
        ({"pin": "1234"}, "Choose a PIN of 4 to 6 digits. Not 1111, not 1234."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    school: School, typed: dict[str, str], said: str
) -> None:
    _, reply = prepare(school, start(school), **typed)
    assert reply.status_code == 422
    assert "<title>Problem: Tablets" in reply.text
    assert reply.text.count(said) == 2
    kept = "258014" if "name" in typed else "Table 2, blue"
    assert f'value="{kept}"' in reply.text


def test_without_https_no_code_is_made_and_the_page_says_what_to_do(
    tmp_path: Path,
) -> None:
    made = School(tmp_path, base_url="http://10.1.2.3:8000")
    fair = start(made)
    client, reply = prepare(made, fair)
    assert reply.status_code == 404
    page = client.get(f"/staff/lincoln/events/{fair}/tablets").text
    assert "http://10.1.2.3:8000" in page
    assert "docs/running-a-fair.md" in page
    assert "<form" not in page.partition("<main")[2]
    assert made.rows("SELECT count(*) FROM tablet") == [(0,)]
    made.close()


def test_on_the_computer_itself_it_says_that_no_other_one_can_open_it(tmp_path: Path) -> None:
    made = School(tmp_path, base_url="http://127.0.0.1:8000")
    page = made.staff("coordinator").get(f"/staff/lincoln/events/{start(made)}/tablets").text
    assert "Only this computer can open this site." in page
    made.close()


def test_a_helper_with_the_pin_of_the_event_pairs_nothing(school: School) -> None:
    fair = start(school)
    for role in ("volunteer", "counselor"):
        client = school.staff(role)
        address = f"/staff/lincoln/events/{fair}/tablets"
        assert client.get(address).status_code == 404
        assert client.post(address, data={"name": "x", "pin": "2580"}).status_code == 404
