"""A tablet at a fair: it opens without internet, nothing of a family stays in it, and only staff go on."""

from __future__ import annotations

import base64
import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error
from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Response
from farolito.domain.access import SYSTEM
from farolito.services import jobs, tablets
from farolito.services.tablets import pins
from farolito.testing.browser import axe, overflow
from farolito.testing.server import serve
from farolito.web.host import host_of
from farolito.web.tablet import document
from tests.browser.test_fair_story import picture
from tests.browser.test_on_a_phone import OWN, VOICES
from tests.tablet_support.fair import EVERYTHING, FAIR, PIN, TABLET, Fair, Tablet, short_form
from tests.web_support.in_languages import in_languages
from tests.web_support.sites import close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import BrowserContext, Dialog, Route

FAMILIES = 20 if os.environ.get("FAROLITO_LONG") else 3
SPOKEN = "ours/anything.es.mp3"
PHONE_WINDOW: Any = {"width": 360, "height": 640}
TABLET_WINDOW: Any = {"width": 800, "height": 1100}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("fair")
    (folder / "site").mkdir()
    form = short_form()
    form["sections"][0]["pages"][2]["questions"][0]["audio"] = {"es": SPOKEN}
    forms = {"short": in_languages(form, ("en", "es", "ar", "km"))}
    made = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    file = host_of(made).assets._by_name[SPOKEN] = folder / "anything.es.mp3"
    file.write_bytes((b"\xff\xfb\x90\x64" + bytes(413)) * 6)  # a sixth of a second of silence
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "ROUNDS", 1000)
        yield made
    close_site(made)


@pytest.fixture(scope="module")
def fair(app: Flask) -> Iterator[Fair]:
    with serve(app) as address:
        yield Fair(app, address)


@pytest.fixture(autouse=True)
def somebody_is_there(fair: Fair) -> None:
    """Whatever the test before did to the connection."""
    fair.cut = False


@pytest.fixture
def tablet(fair: Fair, make_context: Callable[..., BrowserContext]) -> Tablet:
    return fair.pair(make_context(viewport=TABLET_WINDOW).new_page())


def test_a_tablet_opens_from_cold_without_internet_and_takes_families(
    fair: Fair, tablet: Tablet, app: Flask
) -> None:
    tablet.says("Online")
    picture(tablet.page, "tablet")
    tablet.lose_internet()
    tablet.reopen()
    tablet.says("No internet. Answers are saved on this tablet.")
    tablet.says(TABLET)
    for number, language in enumerate(("es", "ar", "km"), 44):
        tablet.give(language, str(number))
        if language == "es":
            picture(tablet.page, "tablet-es")
        tablet.answer(f"Kanari {number}", "Nothing")
        tablet.send()
        tablet.page.wait_for_selector("#main:not(:has(form))")
        tablet.page.click("footer [data-do=done]")
        tablet.page.wait_for_selector(".calm")
        tablet.pin()
    tablet.says("Saved on this tablet, not sent yet: 3")
    tablet.says("Ticket 46")
    tablet.find_internet()
    tablet.page.click("[data-do=refresh]")
    tablet.says("All sent.", within=30_000)
    jobs.run_all(fair.works)
    with fair.works.open(SYSTEM, write=False) as work:
        sent = work.peek(_select_responses())
    assert sorted(row.language for row in sent) == ["ar", "es", "km"]
    assert fair.told().cold


PLAYED = """
window.played = window.cancelled = 0;
speechSynthesis.cancel = () => window.cancelled++;
const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () { window.played++; return play.call(this); };
"""
SPOIL = """async () => {
  const cache = await caches.open("copy"), sounds = (await cache.keys()).filter(({ url }) => url.endsWith(".mp3"));
  for (const one of sounds) await cache.put(one, new Response("no sound"));
  return sounds.length;
}"""


def test_without_internet_a_label_is_heard_from_its_file_or_from_the_tablets_own_voice(
    fair: Fair, make_context: Callable[..., BrowserContext]
) -> None:
    context = make_context(viewport=TABLET_WINDOW)
    context.add_init_script(VOICES % OWN + PLAYED)
    tablet = fair.pair(context.new_page())
    tablet.lose_internet()
    tablet.reopen()
    page = tablet.page
    tablet.give("km")
    assert page.locator("nav [data-listen]").is_hidden()  # neither a voice nor a file
    tablet.stop()
    page.wait_for_selector(".calm")
    tablet.pin()
    tablet.give("es")
    tablet.go("next")
    page.click("nav [data-listen]")
    assert page.evaluate("window.spoken.map(([text]) => text)")[0] == "Su nombre"
    assert page.inner_text("nav [data-listen]") == "Parar"
    page.evaluate("window.cancelled = 0")
    tablet.go("next")
    assert page.inner_text("nav [data-listen]") == "Escuchar"
    assert page.evaluate("window.cancelled") > 0  # another page is silent
    page.evaluate("window.spoken = []")
    page.click("nav [data-listen]")
    page.wait_for_function("() => window.played === 1")
    page.wait_for_function(
        "() => window.spoken.length || document.querySelector('nav [data-listen]').innerText === 'Escuchar'"
    )
    assert "¿Algo más?" not in page.evaluate("window.spoken.map(([text]) => text)")
    assert page.evaluate(SPOIL) == 1  # that is what is heard, not what the browser remembers
    tablet.go("back")
    tablet.go("next")
    page.click("nav [data-listen]")
    page.wait_for_function("() => window.spoken.some(([text]) => text === '¿Algo más?')")


def test_a_copy_is_complete_when_every_sound_is_what_its_address_says(
    fair: Fair,
    app: Flask,
    make_context: Callable[..., BrowserContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = replace(host_of(app).assets.get(SPOKEN), content=b"ID3, but another one")
    page = make_context(viewport=TABLET_WINDOW).new_page()
    with monkeypatch.context() as patch:
        patch.setitem(host_of(app).assets._read, SPOKEN, wrong)
        page.goto(f"{fair.address}/pair?code={fair.code()}")
        page.click("main .btn")
        page.wait_for_url("**/tablet/")
        for _ in range(2):  # the tablet looks again when it is done with the look before
            with page.expect_response("**/tablet/copy.json"):
                page.click("[data-do=refresh]")
        assert "Fetching the forms:" in page.inner_text("#copied")
        assert page.locator("#next").is_hidden()
    page.click("[data-do=refresh]")
    page.wait_for_selector("#next:not([hidden])")
    assert page.evaluate(SPOIL) == 1


def test_a_family_that_comes_back_to_correct_changes_what_it_sent(
    fair: Fair, tablet: Tablet
) -> None:
    page = tablet.page
    before = submissions(fair)
    tablet.lose_internet()
    tablet.give("es", "7")
    tablet.answer("Rosa", "Nothing")
    tablet.send()
    page.wait_for_selector("#main:not(:has(form))")
    page.click("footer [data-do=done]")
    page.wait_for_selector("#code:not([hidden])")
    code = page.inner_text("#code").split()[-1]
    tablet.pin()
    tablet.says(code)  # the team finds it by the number of the ticket, too
    page.click("#next summary")
    page.check("#l-es input")
    page.fill("#first", "12345")
    page.click("#next .btn:not(.alt)")
    assert page.get_attribute("#first", "aria-invalid") == "true"
    page.click("#next summary")
    tablet.give("es", "7", first=code.lower())
    tablet.answer("Rosa", "Food for two")
    tablet.send()
    page.wait_for_selector("#main:not(:has(form))")
    page.click("footer [data-do=done]")
    tablet.pin()
    page.wait_for_selector("#team-h")
    tablet.find_internet()
    page.click("[data-do=refresh]")
    tablet.says("All sent.")
    jobs.run_all(fair.works)
    assert submissions(fair) - before == {("amended", 2)}


def test_where_nobody_can_find_what_was_sent_first_nothing_is_offered_to_correct(
    fair: Fair, make_context: Callable[..., BrowserContext]
) -> None:
    page = make_context(viewport=TABLET_WINDOW).new_page()

    def anonymous(route: Route) -> None:
        copy = route.fetch().json()
        for form in copy["forms"]:
            form["anonymous"] = True
        route.fulfill(json=copy)

    page.context.route("**/tablet/copy.json", anonymous)
    fair.pair(page)
    page.wait_for_selector("#next:not([hidden])")
    assert page.is_hidden("[data-w=correct]")


def test_a_ticket_that_was_sent_to_a_tablet_is_shown_there_until_it_is_answered(
    tablet: Tablet,
) -> None:
    page = tablet.page
    told = {"code": "ok", "tickets": [[14, "es"], [15, ""]]}
    page.route("**/tablet/state", lambda route: route.fulfill(json=told))
    page.click("[data-do=refresh]")
    page.select_option("#form", "short")
    page.click("text='Ticket 14 · Español'")
    assert page.input_value("#ticket") == "14"
    assert page.is_checked("#l-es input")
    assert axe(page) == []
    tablet.lose_internet()
    page.click("#next .btn:not(.alt)")
    page.wait_for_selector("#main h1")
    tablet.answer("Rosa", "Nothing")
    tablet.stop()
    page.wait_for_selector(".calm")
    tablet.pin()
    page.wait_for_selector("#sent:not([hidden])")
    assert page.locator("#sent button").all_inner_texts() == ["Ticket 15"]


def submissions(fair: Fair) -> set[tuple[str, int]]:
    """Of each response: how it stands, and how often it was sent."""
    response = table_of(Response)
    with fair.works.open(SYSTEM, write=False) as work:
        found = work.peek(select(response.c.status, response.c.submitted_number))
    return {(row.status, row.submitted_number) for row in found}


def _select_responses() -> Any:
    response = table_of(Response)
    return select(response.c.language).where(response.c.status == "completed")


def test_nothing_of_a_family_is_left_for_the_next_one(
    fair: Fair, with_memory: BrowserContext
) -> None:
    page = with_memory.new_page()
    page.goto(f"{fair.address}/")
    tablet = fair.pair(page)
    tablet.lose_internet()
    canaries: list[str] = []
    for number in range(FAMILIES):
        canary = f"kanari{number}zzyx"
        canaries.append(canary)
        tablet.give(("es", "en", "ar")[number % 3])
        tablet.answer(f"Rosa {canary}", f"{canary} says")
        if number % 2:
            tablet.stop()
        else:
            tablet.send()
            tablet.page.click("footer [data-do=done]")
        tablet.page.wait_for_selector(".calm")
        look(tablet, canaries)
        before = tablet.outbox()
        assert len(before) == number + 1
        for _ in range(10):
            step(tablet, "history.back()")
        for move in ("history.forward()", "history.go(9)", "location.reload()"):
            step(tablet, move)
        arrive(tablet)
        look(tablet, canaries)
        tablet.reopen()
        assert tablet.page.locator("#next").count() == 0
        look(tablet, canaries)
        assert [one["digest"] for one in tablet.outbox()] == [one["digest"] for one in before]
        tablet.pin()
        tablet.page.wait_for_selector("#team-h")
    assert {one["state"] for one in tablet.outbox()} == {"waiting"}


def test_who_walks_away_in_the_middle_is_asked_and_then_leaves_nothing(
    fair: Fair, with_memory: BrowserContext
) -> None:
    page = with_memory.new_page()
    page.goto(f"{fair.address}/")
    tablet = fair.pair(page)
    tablet.give("en")
    tablet.answer("Rosa kanari7zzyx", "kanari7zzyx says")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", answer)
    with page.expect_event("dialog"):
        step(tablet, "history.back()")
    assert page.input_value("[name^=anything]") == "kanari7zzyx says"
    step(tablet, "history.back()")
    page.wait_for_url(f"{fair.address}/")
    step(tablet, "history.forward()")
    page.wait_for_selector(".calm")
    look(tablet, ["kanari7zzyx"])
    assert asked == ["beforeunload", "beforeunload"]
    assert page.locator("#next").count() == 0


def test_a_browser_that_keeps_pages_keeps_an_empty_one_and_loads_it_anew(tablet: Tablet) -> None:
    """What a browser does with pages it keeps for Back: said to the page, for this one's browser keeps none."""
    tablet.give("en")
    tablet.answer("Rosa kanari8zzyx", "kanari8zzyx says")
    tablet.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    look(tablet, ["kanari8zzyx"])
    assert tablet.page.inner_text("body") == ""
    tablet.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tablet.page.wait_for_selector(".calm")


def step(tablet: Tablet, move: str) -> None:
    """Go somewhere, and let the browser arrive."""
    with suppress(Error):  # what asks may be gone before it is answered
        tablet.page.evaluate(f"() => {{ setTimeout(() => {move}) }}")
    tablet.page.wait_for_timeout(60)


def arrive(tablet: Tablet) -> None:
    """Come back to the tablet's page from wherever the last step has led, or is still leading."""
    for _ in range(30):
        with suppress(Error):
            tablet.page.goto(f"{tablet.address}/tablet/")
            tablet.page.wait_for_selector(".calm", timeout=10_000)
            return
        tablet.page.wait_for_timeout(300)
    raise AssertionError("the tablet's page does not open")


def look(tablet: Tablet, canaries: list[str]) -> None:
    """No canary stands anywhere that a page can look."""
    seen = tablet.page.evaluate(EVERYTHING)
    for canary in canaries:
        for one in (canary, canary.encode("utf-16-le").decode("latin-1"), *in_base64(canary)):
            assert one not in seen


def in_base64(word: str) -> list[str]:
    """What base64 makes of a word, wherever it stands in what is encoded."""
    return [
        base64.b64encode(b"x" * shift + word.encode()).decode()[4 if shift else 0 : -4]
        for shift in range(3)
    ]


def test_where_a_canary_is_kept_it_is_found(tablet: Tablet) -> None:
    """Otherwise looking in the wrong places would pass."""
    for put in (
        "localStorage.x = 'kanari9zzyx'",
        "caches.open('x').then((cache) => cache.put('/tablet/x', new Response('kanari9zzyx')))",
        "history.replaceState({ x: 'kanari9zzyx' }, '')",
        "document.body.append('kanari9zzyx')",
    ):
        tablet.page.evaluate(f"async () => {{ await ({put}); }}")
        with pytest.raises(AssertionError):
            look(tablet, ["kanari9zzyx"])
        tablet.page.evaluate(
            "async () => { localStorage.clear(); await caches.delete('x'); history.replaceState(null, ''); }"
        )
        tablet.page.reload()
        tablet.page.wait_for_selector("#team-h")


def test_five_wrong_pins_lock_it_until_there_is_internet_and_a_reload_gives_no_more(
    tablet: Tablet,
) -> None:
    tablet.give()
    tablet.stop()
    tablet.page.wait_for_selector(".calm")
    assert tablet.outbox() == []  # nothing was answered, and nobody has agreed to anything
    tablet.lose_internet()
    for left in (4, 3):
        tablet.pin("9999")
        assert tablet.said_of_pin() == f"Try again. Tries left: {left}"
    tablet.reopen()
    for left in (2, 1):
        tablet.pin("9999")
        assert tablet.said_of_pin() == f"Try again. Tries left: {left}"
    tablet.pin("9999")
    locked = "Too many tries. Now it can only be opened where there is internet."
    assert tablet.said_of_pin() == locked
    tablet.reopen()
    tablet.pin(PIN)
    assert tablet.said_of_pin() == locked
    tablet.find_internet()
    tablet.pin("9999")
    assert tablet.said_of_pin() == "That is not the PIN. Try again."
    tablet.pin("٢٥٨٠١٤")
    tablet.page.wait_for_selector("#team-h")
    tablet.give()
    tablet.pin("9999")
    assert tablet.said_of_pin() == "Try again. Tries left: 4"


def test_who_goes_away_is_asked_and_then_saved_as_incomplete_and_cleared(
    fair: Fair, make_context: Callable[..., BrowserContext]
) -> None:
    page = make_context(viewport=TABLET_WINDOW).new_page()
    page.clock.install()
    tablet = fair.pair(page)
    tablet.lose_internet()
    tablet.give("en")
    tablet.answer("Kanari", "kanari5zzyx")
    page.clock.fast_forward(179_000)
    assert not page.locator("#idle[open]").count()
    page.clock.fast_forward(2_000)
    page.wait_for_selector("#idle[open]")
    assert page.get_attribute("#idle", "role") == "alertdialog"
    assert page.evaluate("document.activeElement.textContent") == "Yes"
    page.keyboard.press("Enter")
    assert page.input_value("[name^=anything]") == "kanari5zzyx"
    page.clock.fast_forward(181_000)
    page.wait_for_selector("#idle[open]")
    page.clock.fast_forward(61_000)
    page.wait_for_selector(".calm")
    look(tablet, ["kanari5zzyx"])
    assert [one["state"] for one in tablet.outbox()] == ["waiting"]
    assert "Thank you" not in page.inner_text("body")


def test_the_page_of_thanks_goes_away_by_itself(
    fair: Fair, make_context: Callable[..., BrowserContext]
) -> None:
    page = make_context(viewport=TABLET_WINDOW).new_page()
    page.clock.install()
    tablet = fair.pair(page)
    tablet.give("es")
    tablet.answer("Rosa", "Nada")
    tablet.stop()
    tablet.says("Gracias.")
    tablet.says("Sus respuestas están guardadas.")
    page.clock.fast_forward(21_000)
    page.wait_for_function("() => !document.body.innerText.includes('Gracias')")
    assert page.inner_text("#place") == "Lincoln Community School"


def test_what_can_not_be_kept_stays_until_it_can(tablet: Tablet) -> None:
    tablet.give("en")
    tablet.answer("Rosa", "x")
    tablet.page.evaluate(
        """() => {
          const before = (globalThis.put = IDBObjectStore.prototype.put);
          IDBObjectStore.prototype.put = function (value, key) {
            if (value?.body) throw new DOMException("full", "QuotaExceededError");
            return before.call(this, value, key);
          };
        }"""
    )
    tablet.stop()
    tablet.says("We could not save this. Please call a helper.")
    assert tablet.page.evaluate("!document.documentElement.outerHTML.includes('Rosa')")
    tablet.page.evaluate("() => { IDBObjectStore.prototype.put = globalThis.put; }")
    tablet.page.click("[data-do=again]")
    tablet.says("Thank you.")
    assert len(tablet.outbox()) == 1


def test_an_unpaired_tablet_says_so_and_loses_nothing(fair: Fair, tablet: Tablet) -> None:
    tablet.lose_internet()
    tablet.give("en")
    tablet.answer("Rosa", "x")
    tablet.stop()
    tablet.page.wait_for_selector(".calm")
    tablet.pin()
    tablet.page.wait_for_selector("#team-h")
    fair.unpair()
    tablet.find_internet()
    tablet.page.click("[data-do=refresh]")
    tablet.says("This tablet is not paired any more. Pair it again; nothing is lost.")
    assert len(tablet.outbox()) == 1
    again = fair.pair(tablet.page)
    assert len(again.outbox()) == 1


def test_staff_ask_and_read_each_page_in_their_own_language_beside_it(tablet: Tablet) -> None:
    tablet.page.set_viewport_size({"width": 1280, "height": 800})
    tablet.give("es", button=".btn.alt")
    tablet.page.wait_for_selector("#beside h1, #beside legend")
    assert "Is it okay to start?" in tablet.page.inner_text("#beside")
    assert tablet.page.get_attribute("#beside", "lang") == "en"
    assert axe(tablet.page) == []
    tablet.answer("Rosa", "Nada")
    assert "Anything else?" in tablet.page.inner_text("#beside")
    assert "Nada" not in tablet.page.inner_text("#beside")
    assert tablet.page.locator("#beside :is(input, textarea, button)").count() == 0
    tablet.stop()
    tablet.page.wait_for_selector("#team-h")  # nothing was locked


def test_where_staff_ask_and_type_number_keys_choose_and_enter_goes_on(tablet: Tablet) -> None:
    page = tablet.page
    page.set_viewport_size({"width": 1280, "height": 800})
    tablet.give("es", button=".btn.alt", form="fair")
    heading = page.inner_text("#main h1")
    while not page.locator("#main [data-n]").count():
        tablet.go("next")
        page.wait_for_function(
            "(one) => document.querySelector('#main h1').innerText !== one", arg=heading
        )
        heading = page.inner_text("#main h1")
    assert axe(page) == []
    shown = page.locator("#main label.ch")
    assert shown.first.get_attribute("data-n") == "1"
    page.keyboard.press("2")
    assert shown.nth(1).locator("input").is_checked()
    page.uncheck("#keys")
    page.focus("h1")
    page.keyboard.press("1")
    assert not shown.first.locator("input").is_checked()  # turned off
    page.check("#keys")
    page.focus("h1")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(one) => document.querySelector('#main h1').innerText !== one", arg=heading
    )
    tablet.stop()
    page.wait_for_selector("#team-h")
    tablet.give("es", form="fair")  # a family has no such keys
    assert not page.locator("#keys").is_visible()


@pytest.mark.parametrize("language", ["en", "es", "ar-XB"])
def test_every_screen_is_accessible_and_none_is_wider_than_its_window(
    tablet: Tablet, language: str
) -> None:
    page = tablet.page
    page.select_option("#ours", language)
    page.wait_for_function("(one) => document.documentElement.lang === one", arg=language)
    spoken: Any = {"en": "en", "es": "es", "ar-XB": "ar"}
    seen: list[str] = []

    def check(name: str) -> None:
        page.evaluate("document.fullscreenElement && document.exitFullscreen().catch(() => null)")
        assert axe(page) == [], name
        for window in (PHONE_WINDOW, TABLET_WINDOW):
            page.set_viewport_size(window)
            for size in ("100%", "200%"):
                page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
                assert overflow(page) <= 0, (name, window, size)
        page.evaluate("document.documentElement.removeAttribute('style')")
        seen.append(name)

    check("team")
    tablet.give(spoken[language])
    check("family")
    page.click("[data-do=staff]")
    check("PIN")
    tablet.pin("9999")
    tablet.said_of_pin()
    check("wrong PIN")
    tablet.pin()
    page.wait_for_selector("#taken[open]")
    check("taken")
    page.click("#taken [data-do=close]")
    tablet.go("next")
    page.click("footer [data-do=done]")
    check("stop")
    page.click("#stop [data-do=stop]")
    page.wait_for_selector(".calm")
    check("thanks")
    tablet.reopen()
    page = tablet.page
    check("rest")
    assert len(seen) == 8


def test_with_the_keyboard_alone(tablet: Tablet) -> None:
    page = tablet.page

    def to(wanted: str) -> None:
        for _ in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
                assert (
                    page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                )
                return
        raise AssertionError(wanted)

    page.focus("#form")
    page.select_option("#form", "short")
    to("[name=language]")
    page.keyboard.press("Space")
    to("#ticket")
    page.keyboard.type("7")
    to("#next .btn:not(.alt)")
    page.keyboard.press("Enter")
    page.wait_for_selector("#main h1")
    to("[name=_go][value=next]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name^=who]")
    page.focus("h1")
    page.keyboard.press("Shift+Tab")
    to("footer [data-do=done]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop[open]")
    page.keyboard.press("Escape")
    assert not page.locator("#stop[open]").count()


NOW = """(kept) => caches.keys().then((now) => now.some((one) => !kept.includes(one)))"""
ONLY = """(kept) => caches.keys().then(
  (now) => now.length === kept.length && !now.every((one) => kept.includes(one)))"""


def test_another_version_takes_over_when_nobody_answers(tablet: Tablet, app: Flask) -> None:
    """It lies ready beside the old one, and the tablet opens with it from the next time on that staff hold it."""
    assets = host_of(app).assets
    main = assets.get("tablet/main.js")
    kept = tablet.page.evaluate("caches.keys()")
    tablet.give()
    newer = main.content + b"// newer\n"
    assets._read["tablet/main.js"] = replace(
        main, content=newer, url="/static/newer/tablet/main.js"
    )
    try:
        tablet.page.evaluate(
            "navigator.serviceWorker.getRegistration().then((one) => one.update())"
        )
        tablet.page.wait_for_function(NOW, arg=kept)
        assert tablet.page.locator("#main h1").count()
        tablet.stop()
        tablet.page.wait_for_selector(".calm")
        tablet.pin()
        tablet.page.wait_for_function(ONLY, arg=kept)
    finally:
        assets._read["tablet/main.js"] = main


def test_a_version_that_came_broken_is_not_used(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file is not what the server said: the tablet goes on with what it has."""
    whole = document._kept

    def broken() -> dict[str, str]:
        return {path: digest[:-6] + "AAAAA=" for path, digest in whole().items()}

    monkeypatch.setattr(document, "_kept", broken)
    became = tablet.page.evaluate(
        """() => navigator.serviceWorker.getRegistration().then((one) => one.update()).then(
          ({ installing }) => new Promise((resolve) => {
            installing.onstatechange = () => resolve(installing.state);
          }))"""
    )
    assert became == "redundant"
    tablet.lose_internet()
    tablet.reopen()
    tablet.page.wait_for_selector("#team-h")


def test_the_pages_know_the_fair_and_no_token_is_in_a_cache(tablet: Tablet, fair: Fair) -> None:
    assert FAIR in tablet.page.inner_text("header")
    token = tablet.page.evaluate(
        """() => new Promise((resolve) => {
          indexedDB.open("farolito-tablet").onsuccess = ({ target: { result } }) => {
            const asked = result.transaction("pairing").objectStore("pairing").get("tablet");
            asked.onsuccess = () => { result.close(); resolve(asked.result.token); };
          };
        })"""
    )
    with fair.works.open(SYSTEM, write=False) as work:
        found = tablets.of_token(work, token)
    assert found is not None
    cached = tablet.page.evaluate(
        """async () => {
          const said = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const one of await cache.keys()) said.push(one.url, await (await cache.match(one)).text());
          }
          return said.join("\\n");
        }"""
    )
    assert token not in cached
    assert f"{fair.address}/tablet/copy.json" not in cached
    assert tablet.context.cookies() == []
