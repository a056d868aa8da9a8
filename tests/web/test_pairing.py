"""The page that pairs a tablet: a code, https or this very computer, and a browser that runs scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import Actor, Grant
from farolito.services import events, tablets
from farolito.services.tablets import pins
from farolito.web.tablet.secure import is_near, is_secure
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    monkeypatch.setattr(pins, "ROUNDS", 10)
    made = School(tmp_path)
    yield made
    made.close()


def code_of(school: School) -> str:
    actor = Actor("user", "u", "Rosa", (Grant(school.places["lincoln"].id, "coordinator"),))
    with school.works.open(actor) as work:
        fair = events.start(work, "lincoln", "Resource fair").id
        return tablets.prepare(work, "lincoln", fair, "Table 2", "258014").code


def pair(school: School, code: str, **how: Any) -> Any:
    return school.visitor().post("/pair", data={"code": code}, **({"headers": SCRIPT} | how))


def test_the_script_of_the_page_gets_the_token_once(school: School) -> None:
    code = code_of(school)
    reply = pair(school, code)
    assert reply.status_code == 201
    assert reply.headers["Cache-Control"] == "no-store"
    said = reply.json
    assert said["tablet"]["name"] == "Table 2"
    assert said["fair"]["name"] == "Resource fair"
    assert set(said["pin"]) == {"salt", "rounds", "hash"}
    token = {"Authorization": f"Tablet {said['token']}"}
    assert school.visitor().post("/tablet/state", json={}, headers=token).status_code == 200
    again = pair(school, code)
    assert again.status_code == 422
    assert "Ask for a new one" in again.json["words"]


def test_the_picture_brings_the_code_and_only_what_could_be_one(school: School) -> None:
    page = school.visitor().get("/pair?code=482913").text
    assert 'value="482913"' in page
    assert '"><script' not in school.visitor().get('/pair?code="><script>').text


def test_without_https_nothing_is_paired_and_the_code_still_counts(school: School) -> None:
    code = code_of(school)
    plain = {"base_url": "http://10.1.2.3:8000"}
    for how in ({**plain, "headers": SCRIPT}, {**plain, "headers": {}}):
        reply = pair(school, code, **how)
        assert reply.status_code == 422
        assert "without https" in (reply.json["words"] if reply.is_json else reply.text)
    page = school.visitor().get("/pair", base_url="http://10.1.2.3:8000").text
    assert "can’t be paired here" in page
    assert "docs/running-a-fair.md" in page
    assert "<form" not in page
    assert pair(school, code, base_url="https://forms.school.example").status_code == 201


def test_a_browser_without_scripts_is_told_and_uses_no_code_up(school: School) -> None:
    code = code_of(school)
    reply = pair(school, code, headers={"Accept": "text/html"})
    assert reply.status_code == 422
    assert "runs no scripts" in reply.text
    assert f'value="{code}"' in reply.text
    assert pair(school, code).status_code == 201


def test_too_many_wrong_codes_are_told_to_wait(school: School) -> None:
    said = [pair(school, "x").json["words"] for _ in range(11)]
    assert len(set(said[:10])) == 1
    assert "Wait 1 minute" in said[10]


@pytest.mark.parametrize(
    ("address", "secure", "near"),
    [
        ("https://forms.school.example", True, False),
        ("http://forms.school.example", False, False),
        ("http://localhost:8000", True, True),
        ("http://127.0.0.1:8000/x", True, True),
        ("http://[::1]:8000", True, True),
        ("http://farolito.localhost", True, True),
        ("http://localhost.evil.example", False, False),
        ("http://127.0.0.1.evil.example", False, False),
        ("", False, False),
    ],
)
def test_where_a_browser_keeps_answers(address: str, secure: bool, near: bool) -> None:
    assert is_secure(address) is secure
    assert is_near(address) is near
