"""Families sign up without an account, wait when it is full, move up, withdraw, and are forgotten."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from farolito.testing.site import make_site
from farolito_events import signing_up
from farolito_events.models import Event, SignUp
from farolito_events.plugin import Events

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from farolito.testing.site import Site

DESK = "/-/events/desk/lincoln"
PUBLIC = "/-/events/lincoln"
CODE = re.compile(r'name="code" value="([^"]+)"')


def sign_up(site: Site, event: str, **said: str) -> tuple[FlaskClient, str]:
    """Somebody signs up: their browser and their code."""
    browser = site.visitor()
    page = browser.get(f"{PUBLIC}/{event}/sign-up").text
    [code] = CODE.findall(page)
    reply = browser.post(
        f"{PUBLIC}/{event}/sign-up",
        data={"people": "1", "name": "", "reach": "", "code": code} | said,
    )
    assert reply.status_code == 303, reply.text
    return browser, code


def states(site: Site, event: str) -> list[str]:
    with site.works.session() as session:
        rows = session.scalars(
            select(SignUp).where(SignUp.event_id == event).order_by(SignUp.number)
        )
        return [row.state for row in rows]


def test_what_comes_up_is_listed_and_the_rest_is_not(site: Site, plan: Callable[..., str]) -> None:
    shown = plan()
    hidden = plan(shown="link", title_en="Only with the link")
    team = plan(kind="meeting", shown="team", title_en="Committee")
    plan(day="2026-11-20", title_en="Last week")

    page = site.visitor().get(PUBLIC)

    assert f"{PUBLIC}/{shown}?" in page.text
    for title in ("Only with the link", "Committee", "Last week"):
        assert title not in page.text
    assert "max-age" in page.headers["Cache-Control"]
    assert "Accept-Language" in page.headers["Vary"]
    assert site.visitor().get(f"{PUBLIC}/{hidden}").status_code == 200
    assert site.visitor().get(f"{PUBLIC}/{team}").status_code == 404
    assert site.visitor().get("/-/events/nowhere").status_code == 404
    assert site.visitor().get("/-/events/county").status_code == 404


def test_the_page_speaks_what_its_address_asks_for(site: Site, plan: Callable[..., str]) -> None:
    event = plan()

    spanish = site.visitor().get(f"{PUBLIC}/{event}?language=es").text

    assert "Sueño y estrés" in spanish
    assert '<html lang="es"' in spanish
    english = site.visitor().get(f"{PUBLIC}/{event}").text
    assert 'lang="es" dir="auto">Una hora' in english  # what is not translated says so


def test_who_signs_up_gets_a_code_and_staff_see_what_they_left(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan()

    browser, code = sign_up(site, event, name="Ana", reach="626 555 0142", people="3")

    mine = browser.get(f"{PUBLIC}/mine/sign-up").text
    assert signing_up.shown(code) in mine
    assert "For 3 people." in mine
    desk = site.staff("coordinator").get(f"{DESK}/{event}").text
    assert "Ana" in desk
    assert "626 555 0142" in desk
    assert code not in desk


def test_nothing_needs_to_be_left_and_nothing_is_kept_then(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan()

    sign_up(site, event)

    with site.works.session() as session:
        [row] = session.scalars(select(SignUp)).all()
        assert row.said is None
        assert row.people == 1


def test_what_is_kept_can_not_be_read_in_the_database(site: Site, plan: Callable[..., str]) -> None:
    event = plan()

    _, code = sign_up(site, event, name="Ana", reach="ana@school.example")

    with site.works.session() as session:
        [row] = session.scalars(select(SignUp)).all()
        kept = (row.said or b"") + row.code_hash.encode()
        assert b"Ana" not in kept
        assert b"ana@" not in kept
        assert code.encode() not in kept


def test_sending_the_same_form_twice_signs_up_once(site: Site, plan: Callable[..., str]) -> None:
    event = plan()
    browser, code = sign_up(site, event)

    again = browser.post(f"{PUBLIC}/{event}/sign-up", data={"people": "1", "code": code})

    assert again.status_code == 303
    assert states(site, event) == ["in"]


def test_when_it_is_full_people_wait_and_nobody_overtakes(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(capacity="3")
    first, code = sign_up(site, event, people="2")
    sign_up(site, event, people="2")  # does not fit
    sign_up(site, event, people="1")  # would fit, and waits its turn
    assert states(site, event) == ["in", "waiting", "waiting"]

    reply = first.post(f"{PUBLIC}/mine/sign-up", data={"code": code, "go": "withdraw"})

    assert reply.status_code == 303
    assert "You are not signed up any more" in first.get(reply.headers["Location"]).text
    assert states(site, event) == ["moved_up", "moved_up"]
    desk = site.staff("coordinator")
    page = desk.get(f"{DESK}/{event}").text
    assert page.count("Got a place. Told them") == 2
    [key, *_] = re.findall(r'name="key" value="([^"]+)"', page)
    desk.post(f"{DESK}/{event}", data={"go": "told", "key": key})
    assert sorted(states(site, event)) == ["in", "moved_up"]


def test_a_small_party_does_not_pass_a_large_one_that_waits_before_it(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(capacity="3")
    first, code = sign_up(site, event, people="1")
    sign_up(site, event, people="2")
    sign_up(site, event, people="3")
    sign_up(site, event, people="1")

    first.post(f"{PUBLIC}/mine/sign-up", data={"code": code, "go": "withdraw"})

    assert states(site, event) == ["in", "waiting", "waiting"]


def test_staff_erase_a_sign_up_for_who_asks_them_and_the_next_one_moves_up(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(capacity="1")
    sign_up(site, event, name="Ana")
    sign_up(site, event, name="Beto")
    staff = site.staff("coordinator")
    [key, *_] = re.findall(r'name="key" value="([^"]+)"', staff.get(f"{DESK}/{event}").text)

    for _ in range(2):
        assert staff.post(f"{DESK}/{event}", data={"go": "erase", "key": key}).status_code == 303

    assert states(site, event) == ["moved_up"]
    assert "Ana" not in staff.get(f"{DESK}/{event}").text


def test_more_places_let_those_in_who_wait(site: Site, plan: Callable[..., str]) -> None:
    event = plan(capacity="1")
    sign_up(site, event)
    sign_up(site, event)
    assert states(site, event) == ["in", "waiting"]

    kept = {"title_en": "x", "day": "2026-12-03", "begins": "17:30", "sign_up": "1"}
    reply = site.staff("coordinator").post(
        f"{DESK}/{event}/change", data=kept | {"shown": "listed", "capacity": "5"}
    )

    assert reply.status_code == 303
    assert states(site, event) == ["in", "moved_up"]


def test_a_code_opens_its_sign_up_in_another_browser_and_wrong_ones_are_counted(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan()
    _, code = sign_up(site, event)
    other = site.visitor()
    typed = f" {code[:4].lower()}-{code[4:].lower()} "

    assert other.post(f"{PUBLIC}/mine/sign-up", data={"code": typed}).status_code == 303
    assert "You are signed up" in other.get(f"{PUBLIC}/mine/sign-up").text
    wrong = site.visitor()
    tries = [wrong.post(f"{PUBLIC}/mine/sign-up", data={"code": "2222-2222"}) for _ in range(22)]
    assert "We find no sign-up with this code" in tries[0].text
    assert [tries[0].status_code, tries[-1].status_code] == [422, 429]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ({"people": "0"}, "from 1 to 10"),
        ({"people": "many"}, "from 1 to 10"),
        ({"name": "x" * 81}, "Use 80 letters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, plan: Callable[..., str], said: dict[str, str], hint: str
) -> None:
    event = plan()
    fields = {"people": "2", "name": "Ana", "reach": "here", "code": "22222222"} | said

    reply = site.visitor().post(f"{PUBLIC}/{event}/sign-up", data=fields)

    assert reply.status_code == 422
    assert hint in reply.text
    assert 'value="here"' in reply.text
    assert states(site, event) == []


def test_when_it_is_over_people_say_how_it_was_where_the_form_is_open(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(day="2026-11-20")
    assert "Tell us how it was" not in site.visitor().get(f"{PUBLIC}/{event}").text
    (form,) = [path for path in Events().form_files if path.stem == "event-feedback"]
    site.open_form(form)

    assert 'href="/lincoln/event-feedback"' in site.visitor().get(f"{PUBLIC}/{event}").text
    coming = plan()
    assert "Tell us how it was" not in site.visitor().get(f"{PUBLIC}/{coming}").text


def test_nobody_signs_up_for_what_is_over_cancelled_or_takes_nobody(
    site: Site, plan: Callable[..., str]
) -> None:
    over = plan(day="2026-11-22")
    open_to_all = plan(sign_up="")
    cancelled = plan()
    site.staff("coordinator").post(f"{DESK}/{cancelled}", data={"go": "cancel"})

    for event in (over, open_to_all, cancelled):
        assert site.visitor().get(f"{PUBLIC}/{event}/sign-up").status_code == 404
        sent = site.visitor().post(
            f"{PUBLIC}/{event}/sign-up", data={"people": "1", "code": "22222222"}
        )
        assert sent.status_code == 404
    assert "This event is cancelled." in site.visitor().get(PUBLIC).text


def test_the_day_that_families_are_told_is_the_day_on_which_they_are_forgotten(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan()
    page = site.visitor().get(f"{PUBLIC}/{event}/sign-up").text
    assert "We erase it on December 10, 2026." in page
    sign_up(site, event, name="Ana")

    site.works.clock = lambda: datetime(2026, 12, 10, 7, tzinfo=UTC)  # the ninth, at the school
    site.night()
    assert states(site, event) == ["in"]
    site.works.clock = lambda: datetime(2026, 12, 10, 18, tzinfo=UTC)
    site.night()

    assert states(site, event) == []
    with site.works.session() as session:
        assert session.get(Event, (site.place.id, event)) is not None


def test_the_last_seat_is_given_once_on_both_databases(tmp_path: Path, engine_url: str) -> None:
    site = make_site(tmp_path, Events, database_url=engine_url)
    site.works.clock = lambda: datetime(2026, 11, 23, 18, tzinfo=UTC)
    facts = {"kind": "fair", "title_en": "Fair", "day": "2026-12-03", "begins": "09:00"}
    staff = site.staff("coordinator")
    made = staff.post(
        f"{DESK}/new", data=facts | {"shown": "listed", "sign_up": "1", "capacity": "1"}
    )
    event = str(made.headers["Location"]).rpartition("/")[2]

    first, code = sign_up(site, event, name="Ana")
    sign_up(site, event)
    assert states(site, event) == ["in", "waiting"]
    first.post(f"{PUBLIC}/mine/sign-up", data={"code": code, "go": "withdraw"})

    assert states(site, event) == ["moved_up"]
    site.works.clock = lambda: datetime(2026, 12, 11, 18, tzinfo=UTC)
    site.night()
    assert states(site, event) == []
    site.close()
