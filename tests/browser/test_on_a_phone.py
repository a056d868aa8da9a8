"""Coming back, reading aloud and the scripts of twelve languages, on the screen of a phone."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.languages import WRITTEN
from farolito.testing.browser import press
from tests.browser.looked_at import FAMILIES
from tests.browser.test_family_script import draft_with
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.windows import Windows

LEAST = {
    "hy": 1.6,
    "vi": 1.6,
    "zh-Hans": 1.6,
    "zh-Hant": 1.6,
    "ko": 1.6,
    "ar": 1.75,
    "fa": 1.75,
    "km": 1.9,
}

VOICES = """
window.spoken = [];
const voices = %s;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener() {}, cancel() {},
  speak(said) { window.spoken.push([said.text, said.lang]); if (said.onend) window.ended = said.onend; },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
OWN = '[{ lang: "es_US", localService: true }, { lang: "en-GB", localService: true }]'
OF_THE_NETWORK = '[{ lang: "en-US", localService: false }]'


def screens(walk: Walk, language: str) -> Iterator[str]:
    """Every screen of saving, coming back, changing and taking back."""
    site = walk.start.removesuffix("/lincoln/fair")
    walk.to_help(language).tick("food").press("later")
    yield "pin"
    walk.fill(pin="1234").press("pin")
    yield "pin, problem"
    walk.fill(pin="5813").press("pin")
    yield "later"
    walk.open(f"{site}/lincoln/resume?language={language}")
    yield "resume"
    walk.fill(code="2222-3333").submit()
    yield "resume, problem"
    walk.forget().to_check(language).press("send")
    code = walk.code
    walk.open(f"{site}/resume").fill(code=code, fact="0142").submit()
    yield "opened"
    walk.press("change")
    yield "change"
    walk.open(f"{walk.start}/later/withdraw")
    yield "withdraw"
    walk.press("withdraw")
    yield "withdrawn"


@pytest.mark.parametrize("language", FAMILIES)
def test_every_screen_of_coming_back_can_be_used_by_everybody(
    windows: Windows, site_app: Flask, language: str
) -> None:
    walk = QuickWalk(site_app, language=language)
    found = {name: windows.faults(walk, language) for name in screens(walk, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 9


def test_a_phone_that_died_is_gone_on_with_on_another_by_code_and_second_fact(
    almost_sent: Callable[[Page], Walk], make_context: Callable[..., BrowserContext], site: str
) -> None:
    page = make_context().new_page()
    walk = almost_sent(page).press("change:words_page").press("later")
    code = page.text_content(".code") or ""
    page.goto(f"{walk.start}/words_page")
    with page.expect_response(draft_with("más")):  # no later than 2 s after the last letter
        page.locator("[name=words]").press_sequentially(" y más")
    page.context.browser.contexts[-1].close()  # type: ignore[union-attr]
    other = make_context().new_page()
    other.goto(f"{site}/resume")
    other.fill("#code", code)
    other.fill("#fact", "0142")
    press(other.locator("main .act .btn"))
    assert other.url.endswith("/words_page")
    assert other.input_value("[name=words]").startswith(" y más")


def test_lines_stand_far_enough_apart_for_every_script_also_within_another(walk: Walk) -> None:
    page = walk.to_help().page
    for tag in WRITTEN:
        page.evaluate("(tag) => { document.documentElement.lang = tag }", tag)
        apart = page.evaluate(
            """() => ["p", "label span", "h1"].map((name) => {
              const style = getComputedStyle(document.querySelector("main " + name));
              return parseFloat(style.lineHeight) / parseFloat(style.fontSize); })"""
        )
        least = LEAST.get(tag, 1.5)
        assert [one >= least - 0.001 for one in apart[:2]] == [True, True], (tag, apart)
        assert apart[2] >= max(1.3, least - 0.2) - 0.001, (tag, apart)
    page.evaluate(
        "document.documentElement.lang = 'en'; document.querySelector('main p').lang = 'km'"
    )
    inner = "parseFloat(getComputedStyle(document.querySelector('main p')).lineHeight)"
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    assert page.evaluate(f"{inner} / {size}") >= 1.899


def listening(open_page: Callable[..., Page], site: str, voices: str, language: str) -> Page:
    """The first question on a phone with these voices."""
    page = open_page()
    page.add_init_script(VOICES % voices)
    return Walk(page, site).to_help(language).page


def test_a_question_is_read_with_its_choices_by_a_voice_of_its_language(
    open_page: Callable[..., Page], site: str
) -> None:
    page = listening(open_page, site, OWN, "es")
    button = page.locator("[data-listen]")
    button.click()
    assert button.text_content() == "Parar"
    assert page.evaluate("window.spoken.slice(0, 3)") == [
        ["¿Con qué quiere ayuda?", "es_US"],
        ["Elija todo.", "es_US"],
        ["Comida", "es_US"],
    ]
    page.evaluate("window.ended()")
    assert button.text_content() == "Escuchar"
    assert page.evaluate("document.querySelector('form').action").endswith("/help_page")


def test_a_page_of_several_questions_has_a_button_for_each_after_the_first_press(
    almost_sent: Callable[[Page], Walk], open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.add_init_script(VOICES % OWN)
    almost_sent(page).press("change:contact_page")
    page.locator("nav [data-listen]").click()
    own = page.locator("main .field [data-listen]")
    assert own.count() == page.locator("main .field").count()
    page.evaluate("window.spoken = []")
    own.nth(1).click()
    assert page.evaluate("window.spoken[0][0]") == "Your phone"


def sound() -> bytes:
    """A twentieth of a second of silence."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 1, 8000, 400, "NONE", ""))
        file.writeframes(b"\x80" * 400)
    return made.getvalue()


def test_the_sound_file_of_a_label_is_heard_instead_of_the_voice_which_goes_on_after_it(
    open_page: Callable[..., Page], site: str
) -> None:
    page = listening(open_page, site, OWN, "es")
    sent: list[dict[str, Any]] = [{"body": sound(), "content_type": "audio/wav"}, {"status": 404}]
    page.route("**/label.wav", lambda route: route.fulfill(**sent[0]))
    page.evaluate("document.querySelector('main legend h1').dataset.say = '/label.wav'")
    button = page.locator("[data-listen]")
    button.click()
    page.wait_for_function("() => window.spoken.length")
    assert page.evaluate("window.spoken.slice(0, 2).map(([text]) => text)") == [
        "Elija todo.",
        "Comida",
    ]
    page.evaluate("window.ended()")
    assert button.text_content() == "Escuchar"
    sent.pop(0)
    page.evaluate("window.spoken = []")
    button.click()
    page.wait_for_function("() => window.spoken.length")
    assert page.evaluate("window.spoken[0][0]") == "¿Con qué quiere ayuda?"  # it could not be had


@pytest.mark.parametrize(
    ("voices", "language"), [(OF_THE_NETWORK, "en"), (OWN, "ar-XB"), ("[]", "en")]
)
def test_without_a_voice_of_the_phones_own_in_the_language_there_is_no_button(
    open_page: Callable[..., Page], site: str, voices: str, language: str
) -> None:
    page = listening(open_page, site, voices, language)
    page.wait_for_function("document.querySelector('script[type=module]')")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-listen]").is_hidden()
