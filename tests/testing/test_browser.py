"""The browser tools: what the browser tests rely on, tried on pages with known faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing import browser as module
from farolito.testing.browser import axe, look, overflow, program
from farolito.testing.server import serve
from farolito.testing.tools import MissingTool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

GOOD = (
    "<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'>"
    "<title>Good</title><main><h1>Good</h1><p>Words</p></main>"
    "<script>document.title = 'Scripted'</script></html>"
)
BAD = GOOD.replace("<p>Words</p>", "<p style='width: 500px'><img src='data:,'></p>")


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Two pages, with the strictest policy a page can have."""
    start_response(
        "200 OK",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", "script-src 'none'"),
        ],
    )
    return [(BAD if environ["PATH_INFO"] == "/bad" else GOOD).encode()]


def test_axe_finds_nothing_on_a_good_page_and_names_the_fault_of_a_bad_one(
    plain_phone: Page,
) -> None:
    with serve(application) as address:
        plain_phone.goto(f"{address}/good")
        assert axe(plain_phone) == []
        plain_phone.goto(f"{address}/bad")
        assert any(line.startswith("image-alt (critical)") for line in axe(plain_phone))


def test_a_page_without_scripts_stays_without_them_after_a_look_by_axe(plain_phone: Page) -> None:
    plain_phone.set_content(GOOD)
    axe(plain_phone)
    axe(plain_phone)
    plain_phone.set_content(GOOD)
    assert plain_phone.title() == "Good"


def test_overflow_is_counted_in_pixels_of_a_phone(phone: Page) -> None:
    phone.set_content(GOOD)
    assert overflow(phone) == 0
    phone.set_content(BAD)
    assert overflow(phone) > 100


def test_scripts_run_only_where_they_are_on(phone: Page, plain_phone: Page) -> None:
    phone.set_content(GOOD)
    plain_phone.set_content(GOOD)
    assert (phone.title(), plain_phone.title()) == ("Scripted", "Good")


def test_every_context_starts_without_cookies(
    make_context: Callable[..., BrowserContext],
) -> None:
    with serve(application) as address:
        first = make_context()
        first.add_cookies([{"name": "a", "value": "b", "url": address}])
        assert make_context().cookies(address) == []


def test_a_look_is_a_picture_of_the_page(phone: Page, tmp_path: Path) -> None:
    phone.set_content(GOOD)
    assert look(phone, "good", tmp_path).read_bytes().startswith(b"\x89PNG")


def test_a_machine_without_a_browser_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Nothing:
        """A kind of browser that was not downloaded."""

        executable_path = "/nowhere/chromium"

    monkeypatch.setattr(module, "PROGRAMS", ())
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(MissingTool, match="apt-get install chromium-headless-shell"):
        program(Nothing())  # type: ignore[arg-type]
