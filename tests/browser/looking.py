"""What must hold on every screen of a family; ``windows.py`` looks at all of it in one go, the page is there anyway.

Of the checks in docs/checks.md: 3 (narrow, with large and spaced letters), 19 (large enough to press) and 23 (no
English left in another language).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.browser import overflow

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}

# WCAG 1.4.12, on top of letters twice as large
SPACED = """() => {
  document.documentElement.style.fontSize = "200%";
  const sheet = document.createElement("style");
  sheet.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`;
  document.head.append(sheet);
}"""
LEFTMOST = """Math.min(...[...document.querySelectorAll("main *")].filter((e) => !e.closest(".vh"))
  .map((e) => e.getBoundingClientRect()).filter((r) => r.width > 1).map((r) => r.left))"""
SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((e) => e.checkVisibility() && !e.closest(".vh") && !e.closest(".skip"))
  .map((e) => [e, (e.closest("label.ch") || e).getBoundingClientRect()])
  .filter(([e, r]) => e.type !== "hidden" && r.width > 1 &&
    (e.closest("p, li li, .steps") && e.tagName === "A" ? r.height < 24 : r.height < 44 || r.width < 44))
  .map(([e, r]) => `${e.outerHTML.slice(0, 120)} ${r.width}x${r.height}`)"""

NAMES = ("Lincoln Community School", "Los Angeles County", "Ana María de la Luz")
"""What is called so in every language, and what the families of the tests are called."""
IN_LATIN_LETTERS = ("es", "vi", "tl")
ENGLISH = """([names, latin]) => {
  const run = /[A-Za-z][A-Za-z'’-]+(?:[ ,;:–-]+[A-Za-z][A-Za-z'’-]+){3,}/g;
  const ours = /\\b(the|your|you|and|we|what|how|with|this|our|are|have|will|of|is|for|not)\\b/gi;
  const here = document.documentElement.lang, found = [];
  const look = (text, element) => {
    if (element.closest("[lang]").lang !== here || element.closest("script, style, bdi")) return;
    for (const name of names) text = text.replaceAll(name, "–");
    for (const [words] of text.matchAll(run))
      if (!latin || (words.match(ours) ?? []).length > 1) found.push(words);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) look(walker.currentNode.data, walker.currentNode.parentElement);
  for (const name of ["aria-label", "alt", "title", "placeholder"])
    for (const one of document.querySelectorAll(`[${name}]`)) look(one.getAttribute(name), one);
  look(document.title, document.documentElement);
  return found;
}"""
"""Four words or more in a row in English letters; where others write with them too, two of them English."""


def left_in_english(page: Page, language: str) -> list[str]:
    """Runs of more than three English words on a page in another language that are not marked as English."""
    if language.startswith(("en", "ar-XB")):
        return []
    found = page.evaluate(ENGLISH, [NAMES, language in IN_LATIN_LETTERS])
    return [f"left in English: {words}" for words in found]


def too_wide(page: Page) -> list[str]:
    """By how much the page of a narrow window is too wide when its letters become large and spaced; they stay so.

    The page's context is made with ``bypass_csp=True``: no page of ours would take the style.
    """
    assert page.viewport_size == NARROW
    page.evaluate(SPACED)
    wide, left = overflow(page), page.evaluate(LEFTMOST)
    return ["too wide: " + str(wide)] * (wide > 0) + ["cut off: " + str(left)] * (left < -1)
