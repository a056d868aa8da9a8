"""The link on the poster: whose form it is, in which languages, and what is honest to say about them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.domain.languages import LANGUAGES
from farolito.domain.stamping import stamped
from farolito.web.host import host_of
from tests.web_support.sites import pack_form
from tests.web_support.trial_form import trial_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

SPANISH = "Ningún hablante nativo ha revisado esta traducción todavía."


def close(app: Flask) -> None:
    with host_of(app).works.open(SYSTEM) as work:
        work.connection.exec_driver_sql("UPDATE link SET open = 0")


def test_every_language_has_a_button_in_that_language(client: FlaskClient) -> None:
    html = client.get("/lincoln/fair").text
    for tag, autonym in (("es", "Español"), ("en", "English")):
        assert re.search(
            rf'<li lang="{tag}" dir="ltr"><button[^>]*value="use:{tag}"[^>]*>{autonym}<', html
        )


def test_the_languages_that_the_school_reads_most_come_first(client: FlaskClient) -> None:
    html = client.get("/lincoln/fair").text
    assert html.index("use:es") < html.index('<li lang="en"')


def test_after_those_the_languages_come_by_their_own_names(make_site: Callable[..., Flask]) -> None:
    app = make_site({"check-in": pack_form("quick-check-in")})
    html = app.test_client().get("/lincoln/check-in").text
    tags = re.findall(r'<li lang="([^"]+)"', html)
    assert tags[0] == "es"
    autonyms = [LANGUAGES[tag].autonym for tag in tags[1:] if LANGUAGES[tag].autonym.isascii()]
    assert autonyms == sorted(autonyms) == ["English", "Tagalog"]
    assert [tag for tag in LANGUAGES if tag in tags[1:]] == tags[1:]


def test_a_translation_nobody_checked_says_so_in_its_own_language(client: FlaskClient) -> None:
    html = client.get("/lincoln/fair", headers={"Accept-Language": "en"}).text
    (line,) = (line for line in html.splitlines() if SPANISH in line)
    assert 'lang="es"' in line
    assert "This translation has not been checked" not in html  # English is the source


def test_whoever_reads_another_of_our_languages_is_told_of_an_interpreter_in_it(
    client: FlaskClient,
) -> None:
    told = re.compile(r'<p class="note" lang="([\w-]+)" dir="(ltr|rtl)">([^<]+)</p>')
    found = {
        tag: told.findall(client.get("/lincoln/fair", headers={"Accept-Language": tag}).text)
        for tag in ("ko", "ar", "es", "de")
    }
    assert [(tag, way) for tag, way, _ in found["ko"] + found["ar"]] == [
        ("ko", "ltr"),
        ("ar", "rtl"),
    ]
    assert "통역" in found["ko"][0][2]
    assert found["es"] == found["de"] == []


def test_a_reviewed_translation_says_nothing_of_the_kind(make_site: Callable[..., Flask]) -> None:
    reviewed = json.loads(stamped(json.dumps(trial_form()), reviewed=("es",)))
    app = make_site({"fair": reviewed})
    assert SPANISH not in app.test_client().get("/lincoln/fair").text


def test_the_introduction_is_in_the_readers_own_language(client: FlaskClient) -> None:
    html = client.get("/lincoln/fair", headers={"Accept-Language": "es-419, en;q=0.5"}).text
    assert 'lang="es"' in html
    assert "¿Qué necesita su familia?" in html
    assert "What does your family need?" not in html


def test_a_reader_of_another_language_sees_english_and_the_schools_second(
    client: FlaskClient,
) -> None:
    html = client.get("/lincoln/fair", headers={"Accept-Language": "ko"}).text
    assert "What does your family need?" in html
    assert "¿Qué necesita su familia?" in html


def test_a_closed_form_says_where_help_is(app: Flask, client: FlaskClient) -> None:
    close(app)
    html = client.get("/lincoln/fair", headers={"Accept-Language": "en"}).text
    assert "This form is closed. If you want help, call (213) 555-0100. Or come to Room 12." in html
    assert "use:en" not in re.sub(r'class="vh"[^>]*>', "", html)


def test_a_closed_form_cannot_be_started(app: Flask, client: FlaskClient) -> None:
    close(app)
    assert client.post("/lincoln/fair", data={"_go": "use:en"}).status_code == 404


def test_a_language_that_is_not_offered_starts_in_one_that_is(client: FlaskClient) -> None:
    reply = client.post("/lincoln/fair", data={"_go": "use:xx"}, follow_redirects=True)
    assert 'lang="en"' in reply.text


def test_looking_at_the_link_starts_nothing(app: Flask, client: FlaskClient) -> None:
    client.get("/lincoln/fair")
    client.get("/lincoln/fair/consent_page")
    with host_of(app).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT count(*) FROM response").scalar()
    assert rows == 0
    assert client.get_cookie("farolito") is None


def test_the_first_page_can_be_opened_before_anything_is_started(client: FlaskClient) -> None:
    html = client.get("/lincoln/fair/consent_page", headers={"Accept-Language": "es"}).text
    assert "¿Cómo guardamos sus respuestas?" in html


def test_the_first_page_opened_like_that_can_be_answered(client: FlaskClient) -> None:
    data = {"_go": "next", "_language": "es", "consent": "with_name"}
    reply = client.post("/lincoln/fair/consent_page", data=data)
    page = client.get(reply.location)
    assert "¿Con qué quiere ayuda?" in page.text


def test_a_later_page_without_a_start_leads_to_the_link(client: FlaskClient) -> None:
    assert client.get("/lincoln/fair/help_page").location == "/lincoln/fair"


def test_the_first_page_says_the_same_to_everybody_who_reads_the_same(client: FlaskClient) -> None:
    def first(language: str) -> str:
        headers = {"Accept-Language": language}
        return client.get("/lincoln/fair/consent_page", headers=headers).text

    assert first("en") == first("en")
    assert first("en") != first("es")


def test_a_form_in_one_language_has_no_language_button(make_site: Callable[..., Flask]) -> None:
    app = make_site({"fair": trial_form(translations={"es": {"state": "machine"}})})
    html = app.test_client().get("/lincoln/fair/consent_page").text
    assert 'value="language"' not in html
