"""The settings page of a plugin: drawn from what the plugin declares, kept word for word, secrets never shown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import Asks, Plugin, setting, settings_of
from farolito.domain.access import SYSTEM
from farolito.plugins.setting import KINDS
from farolito.services import plugin_settings
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.web.staff.school import School

PAGE = "/admin/plugins/settable/settings"
SECRET = "a-very-long-secret-7781"


@dataclass(frozen=True)
class Everything:
    """A setting of each kind."""

    room: str = setting("Where is it?", help="For example: Room 12", default="The office")
    story: str = setting("What is it for?", "long_text")
    fewest: int | None = setting("Fewest", "whole_number", least=1, most=30, default=11)
    open: bool = setting("Is it open?", "yes_no")
    who: str = setting("Who answers?", "choice", choices=[("us", "We do"), ("they", "They do")])
    since: date | None = setting("Since when?", "date")
    site: str = setting("Where on the web?", "web_address", per_place=False)
    key: str = setting("Key", "secret")


class Settable(Plugin):
    """Has a setting of each kind."""

    name = "settable"
    title = "Settable <b>"
    summary = "Can be set."
    requires_host = ">=0.1,<1"
    asks = Asks(secrets=("key",))
    settings = Everything


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    return make_school(make_hooks(Settable), pseudo_locales=True)


def admin(school: School, place: str = "county", language: str = "en") -> Any:
    return school.staff("platform_admin", place=place, language=language)


def filled(page: str) -> dict[str, str]:
    """What a browser would send without a touch: the fields of the form as they stand."""
    form = page.partition('method="post" action="/admin')[2].partition("</form>")[0]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if facts.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        sent[facts["name"]] = html.unescape(facts.get("value", ""))
    for name, words in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', form):
        sent[name] = html.unescape(words)
    for name, options in re.findall(
        r'<select [^>]*name="([\w.]+)"[^>]*>(.*?)</select>', form, re.S
    ):
        chosen = re.search(r'value="(\w*)"[^>]* selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def post(client: Any, place: str = "", **changed: str) -> TestResponse:
    where = f"{PAGE}?place={place}" if place else PAGE
    sent = {
        **filled(client.get(where).text),
        **{k.replace("__", "."): v for k, v in changed.items()},
    }
    reply: TestResponse = client.post(where, data=sent)
    return reply


def read(school: School, place: str = "lincoln") -> Everything:
    with school.works.open(SYSTEM, write=False) as work:
        return settings_of(work, Everything, school.places[place])


def test_there_is_a_setting_of_every_kind_and_each_is_drawn(school: School) -> None:
    page = admin(school).get(PAGE).text

    assert len(fields(Everything)) == len(KINDS)
    for field in ("room", "story", "fewest", "open", "who", "since.month", "site", "key"):
        assert f'name="{field}"' in page
    assert "Settable &lt;b&gt;" in page
    assert 'value="The office"' in page
    assert 'type="password"' in page


def test_what_is_typed_is_kept_and_what_is_left_is_inherited(school: School) -> None:
    client = admin(school)

    reply = post(
        client, room="Room 12", story="Rest\r\nand talk", fewest="7", open="yes", who="they",
        since__month="11", since__day="23", since__year="2026", site="https://example.org/a",
        key=SECRET,
    )  # fmt: skip

    assert (reply.status_code, reply.location) == (303, f"{PAGE}?saved")
    assert read(school) == Everything(
        room="Room 12", story="Rest\nand talk", fewest=7, open=True, who="they",
        since=date(2026, 11, 23), site="https://example.org/a", key=SECRET,
    )  # fmt: skip
    assert "Saved." in client.get(reply.location).text


def test_saving_without_a_touch_sets_nothing(school: School) -> None:
    for place in ("", "county", "lincoln"):
        assert post(admin(school), place).status_code == 303

    assert school.rows("SELECT * FROM plugin_setting") == []
    assert school.rows("SELECT * FROM audit WHERE action = 'plugin.setting_changed'") == []


def test_a_place_has_a_value_of_its_own_until_it_takes_that_of_its_county(school: School) -> None:
    client = admin(school)
    post(client, "county", room="The county's")
    page = client.get(f"{PAGE}?place=lincoln").text
    assert "The value of The County" in page
    assert "Use the value of" not in page

    post(client, "lincoln", room="Room 12")
    page = client.get(f"{PAGE}?place=lincoln").text
    assert "Use the value of The County (<bdi>The county&#39;s</bdi>)" in page
    assert 'href="/admin/plugins/settable/settings?place=lincoln"' in client.get(PAGE).text

    post(client, "lincoln", _unset="room", fewest="9")
    assert read(school).room == "The county's"
    assert read(school).fewest == 9  # what was typed beside it is not lost
    assert read(school, "grant").fewest == 11


def test_a_field_can_be_emptied_though_there_is_a_value_above(school: School) -> None:
    post(admin(school), "lincoln", room="", fewest="")

    assert read(school) == Everything(room="", fewest=None)


def test_what_is_the_same_everywhere_is_not_asked_for_a_place(school: School) -> None:
    assert 'name="site"' not in admin(school).get(f"{PAGE}?place=lincoln").text


def test_a_wrong_value_is_refused_with_words_and_nothing_typed_is_lost(school: School) -> None:
    reply = post(
        admin(school), room="Room 12 “A”", fewest="99", site="example.org", since__month="2",
        since__day="30", since__year="2026", key="typed-key",
    )  # fmt: skip

    assert reply.status_code == 422
    page = html.unescape(reply.text)
    assert "There is a problem" in page
    for words in (
        "Write a number from 1 to 30",
        "Write a whole address of the web",
        "Check the day: February has 28 days",
    ):
        assert page.count(words) >= 2  # above, and beside the field
    for typed in ('value="Room 12 “A”"', 'value="99"', 'value="example.org"', 'value="typed-key"'):
        assert typed in page
    for anchor in re.findall(r'<li><a href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page
    assert school.rows("SELECT * FROM plugin_setting") == []


def test_a_conflict_loses_nothing_that_was_typed(school: School) -> None:
    client = admin(school)
    sent = {**filled(client.get(PAGE).text), "room": "Mine"}
    with school.works.open(SYSTEM) as work:
        plugin_settings.save(work, "settable", "", {"fewest": 3})

    reply = client.post(PAGE, data=sent)

    assert reply.status_code == 409
    assert "Somebody else changed these settings meanwhile." in reply.text
    assert 'value="Mine"' in reply.text
    again = {**filled(reply.text), "fewest": "3"}
    assert client.post(PAGE, data=again).status_code == 303
    assert (read(school).room, read(school).fewest) == ("Mine", 3)


def test_a_secret_is_never_in_a_page_and_stays_when_its_field_is_empty(school: School) -> None:
    client = admin(school)
    post(client, key=SECRET)

    page = client.get(PAGE).text
    assert SECRET not in page
    assert "Set. It ends in 7781" in page
    post(client, room="Room 12")
    assert read(school).key == SECRET
    post(client, key="short")
    page = client.get(PAGE).text
    assert "short" not in page
    assert "ends in" not in page
    post(client, _unset="key")
    assert read(school).key == ""
    assert "Not set" in client.get(PAGE).text


def test_settings_of_another_version_are_named_and_can_be_forgotten(school: School) -> None:
    client = admin(school)
    post(client, room="Room 12")
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE plugin_setting SET name = 'hall'")
    page = client.get(PAGE).text
    assert "Kept from another version" in page
    assert '<code class="ltr">hall</code>' in page

    post(client, _unset="hall")
    assert "Kept from another version" not in client.get(PAGE).text


def test_who_may_change_plugins_at_one_school_sees_that_school_alone(school: School) -> None:
    client = admin(school, "lincoln")

    assert client.get(PAGE).location == f"{PAGE}?place=lincoln"
    page = client.get(f"{PAGE}?place=lincoln").text
    assert "Grant High School" not in page
    for other in ("grant", "county", "nowhere"):
        assert client.get(f"{PAGE}?place={other}").status_code == 404
        assert client.post(f"{PAGE}?place={other}", data={"room": "X"}).status_code == 404
    assert school.staff("coordinator").get(PAGE).status_code == 404
    assert school.visitor().get(PAGE).status_code == 303


def test_it_is_asked_again_who_somebody_is_before_anything_is_saved(school: School) -> None:
    client = admin(school)
    sent = {**filled(client.get(PAGE).text), "room": "Room 12"}
    school.clock.advance(minutes=11)

    reply = client.post(PAGE, data=sent)

    assert reply.status_code == 403
    assert 'value="Room 12"' in reply.text  # and what was typed is kept
    assert school.rows("SELECT * FROM plugin_setting") == []


def test_a_plugin_without_settings_or_not_on_has_no_such_page(school: School) -> None:
    assert admin(school).get("/admin/plugins/nobody/settings").status_code == 404


@pytest.mark.parametrize(("language", "says"), [("es", "Ajustes"), ("ar-XB", 'dir="rtl"')])
def test_the_page_speaks_other_languages(school: School, language: str, says: str) -> None:
    page = admin(school, language=language).get(f"{PAGE}?place=lincoln")
    assert page.status_code == 200
    assert says in page.text
