"""A page in one of our windows is the page to which a family comes by pressing, scripts and all."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from farolito.testing.server import serve
from tests.browser.windows import show
from tests.web_support.in_languages import in_languages
from tests.web_support.more_types import more_types_form
from tests.web_support.more_types import screens as of_types
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.trial_form import trial_form
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.windows import Windows

STYLES = list((files("farolito.web") / "static").glob("*.css"))  # type: ignore[attr-defined]

SEEN = """async (handled) => {
  for (const one of document.images) { one.loading = "eager"; await one.decode(); }
  return [document.documentElement.outerHTML, handled || document.activeElement.id === "problems",
  document.querySelector("details")?.open, ...[...document.querySelectorAll("input, select, textarea")]
  .map((one) => [one.name, one.type === "file" ? "" : one.value, one.checked]),
  ...[...document.images].map((one) => [one.naturalWidth, one.naturalHeight])];
}"""
BY_CHANCE = re.compile(r"<script.*?</script>|\b[0-9a-f]{8}(?:[0-9a-f]{24})?\b|(?<= src=\")[^\"]+")


def seen(page: Page, handled: bool) -> str:
    """All that a page holds, how its fields are, and whether a problem has the focus, unless a hand took it away."""
    html, *state = page.evaluate(SEEN, handled)
    return BY_CHANCE.sub("", html) + "\n" + repr(state)


@pytest.mark.parametrize(
    ("link", "walked"), [("fair", Walk.screens), ("types", of_types)], ids=["form", "every type"]
)
def test_a_window_shows_what_a_family_sees_that_pressed_its_way_there(
    tmp_path: Path,
    open_page: Callable[..., Page],
    windows: Windows,
    link: str,
    walked: Callable[[Walk, str], Iterator[str]],
) -> None:
    (tmp_path / "site").mkdir()
    forms = {"types": in_languages(more_types_form()), "fair": in_languages(trial_form())}
    app = make_site(tmp_path / "site", make_empty_database(tmp_path), forms, pseudo_locales=True)
    with serve(app) as address:
        page = open_page(locale="es")
        pressed, quick = Walk(page, address, link), QuickWalk(app, link, "es")
        for name, _ in zip(walked(pressed, "es"), walked(quick, "es"), strict=True):
            show(windows.day, quick.html, quick.typed, unfolded=quick.unfolded)
            if not page.locator(".code").count():  # a code is another one for each family
                handled = bool(quick.typed) or quick.unfolded
                assert seen(windows.day, handled) == seen(page, handled), name
    close_site(app)


def test_by_night_nothing_differs_but_colors() -> None:
    """So that what was looked at by day needs only the rules about colors by night."""
    by_night = [
        block
        for sheet in STYLES
        for block in re.findall(
            r"prefers-color-scheme[^{]*{(.*?})\s*}", sheet.read_text(encoding="utf-8"), re.DOTALL
        )
    ]
    assert len(by_night) == 1
    (declared,) = re.findall(r"^\s*:root {(.*)}$", by_night[0], re.DOTALL)
    for one in declared.strip().rstrip(";").split(";"):
        assert re.fullmatch(r"\s*--[\w-]+: #[0-9a-f]{3,6}", one), one


GOOD = """<!doctype html><html lang="es"><head><title>Bien</title><style>
body { background: #fff } @media (prefers-color-scheme: dark) { body { background: #000; color: #fff } }
button { min-width: 44px; min-height: 44px }</style></head>
<body><main><h1>Bien</h1><p>Palabras</p><button>Enviar</button></main></body></html>"""
FAULTS = {
    "light: image-alt": ("Palabras", "Palabras <img src='data:,'>"),
    "dark: color-contrast": ("#000", "#eee"),
    "too wide": ("<p>", "<p style='width: 24rem'>"),
    "cut off": ("<p>", "<p style='position: relative; left: -20px'>"),
    "left in English": ("Palabras", "Please tell us how you are"),
    "<button>": ("min-height: 44px", "height: 20px"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_kind_of_fault_is_found_also_after_other_pages(windows: Windows, fault: str) -> None:
    assert windows.faults_of(GOOD, "es") == []
    found = windows.faults_of(GOOD.replace(*FAULTS[fault]), "es")
    assert [one for one in found if one.startswith(fault)], found
    assert windows.faults_of(GOOD, "es") == []
