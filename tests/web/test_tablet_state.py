"""What a paired tablet may ask, and that nobody else may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, Actor, Grant
from farolito.services import events, tablets
from farolito.services.tablets import pins
from farolito.services.users import Refusal
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIN = "258014"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    monkeypatch.setattr(pins, "ROUNDS", 10)
    made = School(tmp_path)
    yield made
    made.close()


def coordinator(school: School) -> Actor:
    return Actor("user", "u", "Rosa", (Grant(school.places["lincoln"].id, "coordinator"),))


def pair(school: School) -> tuple[str, dict[str, str]]:
    """A paired tablet: the id of its fair, and the header with its token."""
    with school.works.open(coordinator(school)) as work:
        fair = events.start(work, "lincoln", "Resource fair").id
        code = tablets.prepare(work, "lincoln", fair, "Table 2", PIN).code
    with school.works.open(NOBODY) as work:
        made = tablets.pair(work, code)
    assert not isinstance(made, Refusal)
    return fair, {"Authorization": f"Tablet {made.token}"}


def of_fair(school: School, fair: str) -> Any:
    with school.works.open(coordinator(school)) as work:
        return tablets.of_fair(work, "lincoln", fair)


def test_a_tablet_says_how_it_is(school: School) -> None:
    fair, token = pair(school)
    sent = {"kept": False, "free": 5, "languages": ["es"], "waiting": 2, "browser": "mine"}
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/156.0 Safari/537.36"}
    reply = school.visitor().post("/tablet/state", json=sent, headers=token | agent)
    assert (reply.status_code, reply.json) == (200, {"code": "ok", "tickets": []})
    [tablet] = of_fair(school, fair)
    assert tablet.said == tablets.Said("Chrome, Android", False, 5, ("es",), 2)


@pytest.mark.parametrize("path", ["/tablet/state", "/tablet/pin"])
@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Tablet x"}, {"Authorization": "Bearer "}]
)
def test_without_its_token_nobody_says_or_asks_anything(
    school: School, path: str, header: dict[str, str]
) -> None:
    fair, _ = pair(school)
    reply = school.visitor().post(path, json={"pin": PIN}, headers=header)
    assert (reply.status_code, reply.json) == (401, {"code": "unpaired"})
    assert of_fair(school, fair)[0].said == tablets.Said()


def test_what_is_no_json_says_nothing_and_breaks_nothing(school: School) -> None:
    fair, token = pair(school)
    reply = school.visitor().post("/tablet/state", data=b"\xff[1", headers=token)
    assert reply.status_code == 200
    assert of_fair(school, fair)[0].said == tablets.Said()


def test_a_locked_tablet_asks_about_its_pin(school: School) -> None:
    _, token = pair(school)
    browser = school.visitor()

    def ask(pin: str) -> Any:
        return browser.post("/tablet/pin", json={"pin": pin}, headers=token)

    assert ask(PIN).status_code == 200
    assert [ask("9999").status_code for _ in range(5)] == [403] * 5
    reply = ask(PIN)
    assert (reply.status_code, reply.headers["Retry-After"]) == (429, "60")
