"""Languages: which one a reader gets, how the catalogues stand, and the two that are no languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from farolito.cli.translations import HOST, faults, po_files
from farolito.domain.languages import LANGUAGES
from farolito.domain.phones import phone_words
from farolito.plugins.at_work import at_work
from farolito.web.filters import date_words, ltr, own_words
from farolito.web.i18n import (
    ENGLISH,
    ENGLISH_END,
    Catalogues,
    direction,
    gettext,
    label_of,
    negotiated,
    ngettext,
    speak,
    speaking,
    spoken,
)
from farolito.web.marking import marked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

EVERY = tuple(LANGUAGES)


def catalogues_of(app: Flask) -> Catalogues:
    return cast("Catalogues", app.extensions["babel"].instance.domain_instance)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US", "en"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("fil-PH", "tl"),
        ("de, ru;q=0.5", "ru"),
        ("es;q=0, en", "en"),
        ("de", None),
        ("", None),
        ("*", None),
        ("x" * 5000, None),
    ],
)
def test_the_readers_most_wanted_language_that_is_offered(
    app: Flask, header: str, expected: str | None
) -> None:
    with app.test_request_context("/", headers={"Accept-Language": header}):
        assert negotiated(EVERY) == expected


def test_a_language_that_is_not_offered_is_not_negotiated(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "es, en;q=0.1"}):
        assert negotiated(("en",)) == "en"


def test_speaking_for_a_moment_goes_back_to_the_language_before(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("es")
        with speaking("en"):
            assert gettext("Continue") == "Continue"
        assert (spoken(), gettext("Continue")) == ("es", "Continuar")


def test_spanish_has_its_own_form_for_one(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("es")
        said = [
            ngettext(
                "Use %(num)s letter or fewer. You have used %(used)s",
                "Use %(num)s letters or fewer. You have used %(used)s",
                n,
                used=9,
            )
            for n in (1, 2)
        ]
    assert said == [
        "Use 1 letra como máximo. Ha usado 9",
        "Use 2 letras como máximo. Ha usado 9",
    ]


def test_a_sentence_that_a_language_lacks_is_english_and_says_so_unseen(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("ko")
        assert gettext("Continue") == "계속"
        assert gettext("A sentence of tomorrow") == f"{ENGLISH}A sentence of tomorrow{ENGLISH_END}"
        assert ngettext("%(num)s day", "%(num)s days", 2) == f"{ENGLISH}2 days{ENGLISH_END}"


def test_english_in_a_page_is_marked_as_english_and_stays_plain_where_no_element_can_be() -> None:
    left = f"{ENGLISH}Press <b>here</b>{ENGLISH_END}"
    assert marked(f"<p>{left} 계속</p>") == (
        '<p><span lang="en" dir="ltr">Press <b>here</b></span> 계속</p>'
    )
    title = f'<title>{ENGLISH}Hello{ENGLISH_END}</title><a aria-label="{ENGLISH}Go{ENGLISH_END}">계속</a>'
    assert marked(title) == title


def test_a_family_page_marks_what_is_left_in_english(
    make_site: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_site()
    monkeypatch.delitem(catalogues_of(app).of("ko")._catalog, "Forms")
    html = app.test_client().get("/lincoln", headers={"Accept-Language": "ko"}).text
    assert '<html lang="ko"' in html
    assert '<h2><span lang="en" dir="ltr">Forms</span></h2>' in html


def test_words_outside_a_page_have_no_unseen_signs(app: Flask) -> None:
    assert catalogues_of(app).translate("A sentence of tomorrow", "ko") == "A sentence of tomorrow"


@pytest.fixture
def meetings(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that calls "Minutes" something else than the host does, in Spanish alone."""
    words = Catalog(locale="es")
    words.add("Minutes", "Acta")
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, words)
    catalogues = Catalogues({"meetings": tmp_path})
    monkeypatch.setattr(app.extensions["babel"].instance, "domain_instance", catalogues)


@pytest.mark.usefixtures("meetings")
def test_the_words_of_the_plugin_at_work_come_before_the_hosts(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("es")
        with at_work("meetings"):
            assert (gettext("Minutes"), gettext("Continue")) == ("Acta", "Continuar")
            assert catalogues_of(app).translate("Minutes", "es") == "Acta"
        assert gettext("Minutes") == catalogues_of(app).translate("Minutes", "es") == "Minutos"
        assert label_of("meetings", "Minutes") == "Acta"


@pytest.mark.usefixtures("meetings")
def test_where_a_plugin_has_no_words_the_hosts_are_taken_and_english_is_marked(app: Flask) -> None:
    with app.test_request_context("/"), at_work("meetings"):
        speak("ko")
        assert gettext("Continue") == "계속"
        assert gettext("A sentence of tomorrow") == f"{ENGLISH}A sentence of tomorrow{ENGLISH_END}"
        speak("es")
        assert gettext("A sentence of tomorrow") == f"{ENGLISH}A sentence of tomorrow{ENGLISH_END}"


def test_pages_for_staff_speak_two_languages_and_those_of_families_twelve(
    make_site: Callable[..., Flask],
) -> None:
    client = make_site().test_client()
    headers = {"Accept-Language": "ko, es;q=0.5"}
    assert '<html lang="es"' in client.get("/staff/log-in", headers=headers).text
    assert '<html lang="ko"' in client.get("/", headers=headers).text


@pytest.mark.parametrize(("language", "said"), [("en", 0), ("es", 1), ("ru", 1)])
def test_a_page_says_that_nobody_checked_our_words(
    make_site: Callable[..., Flask], language: str, said: int
) -> None:
    """Until a catalogue says ``X-State: reviewed``."""
    client = make_site().test_client()
    sentence = {
        "en": "have not been checked by a native reader",
        "es": "Ningún hablante nativo ha revisado todavía nuestras palabras",
        "ru": "ещё не проверил носитель языка",
    }[language]
    html = client.get("/lincoln", headers={"Accept-Language": language}).text
    assert html.count(sentence) == said


def test_the_pseudo_locales_disguise_every_sentence(app: Flask) -> None:
    with app.test_request_context("/"):
        speak("en-XA")
        longer = gettext("Send my answers")
        speak("ar-XB")
        turned = gettext("Send my answers")
    assert len(longer) >= len("Send my answers") * 1.33
    assert longer != turned != "Send my answers"


def test_the_pseudo_locales_are_offered_only_where_they_are_asked_for(
    make_site: Callable[..., Flask],
) -> None:
    assert "use:en-XA" not in make_site().test_client().get("/lincoln/fair").text
    shown = make_site(pseudo_locales=True).test_client().get("/lincoln/fair").text
    assert "use:en-XA" in shown
    assert "use:ar-XB" in shown


def test_right_to_left_is_said_on_the_page(make_site: Callable[..., Flask]) -> None:
    client = make_site(pseudo_locales=True).test_client()
    reply = client.post("/lincoln/fair", data={"_go": "use:ar-XB"}, follow_redirects=True)
    assert '<html lang="ar-XB" dir="rtl">' in reply.text
    assert [direction(tag) for tag in ("fa", "ar", "es", "unknown")] == ["rtl", "rtl", "ltr", "ltr"]


def test_the_catalogues_are_complete_and_up_to_date() -> None:
    assert faults(HOST) == []


def test_every_catalogue_says_whether_it_was_reviewed() -> None:
    for path in po_files(HOST):
        assert 'X-State: draft\\n"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", EVERY)
def test_dates_are_in_words_with_western_digits(language: str) -> None:
    said = date_words(date(2026, 11, 23), language)
    assert "23" in said
    assert "2026" in said


def test_months_are_in_their_own_language_whichever_language_was_asked_before() -> None:
    tags = [tag for tag in LANGUAGES if not LANGUAGES[tag].pseudo]
    once = {tag: _february(tag) for tag in sorted(tags, reverse=True)}
    assert (once["es"], once["ko"], once["zh-Hant"]) == ("febrero", "2\uc6d4", "2\u6708")
    assert once == {tag: _february(tag) for tag in sorted(tags)}


def _february(language: str) -> str:
    return str(get_month_names("wide", "stand-alone", LANGUAGES[language].locale)[2])


def test_latin_inside_right_to_left_text_is_isolated() -> None:
    assert ltr("<213>") == '<bdi dir="ltr" class="ltr">&lt;213&gt;</bdi>'
    assert own_words("a<b") == '<bdi dir="auto" class="pre">a&lt;b</bdi>'


def test_phone_numbers_are_written_as_people_write_them() -> None:
    assert phone_words("+12135550142") == "(213) 555-0142"
    assert phone_words("+525512345678") == "+525512345678"
    assert phone_words("555-0142 ext. 3") == "555-0142 ext. 3"
