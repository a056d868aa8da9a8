"""What the family of the pictures answers, page by page, on whatever device."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.fairs.pictures.day import Day

NAMES = {"en": "Rosa Diaz", "es": "Rosa Díaz", "fa": "مریم رضایی", "km": "សុខ ចាន់"}
CHILD = {"en": "Leo", "es": "Leo", "fa": "آرش", "km": "ដារ៉ា"}
WORDS = {
    "en": "My husband lost his job.",
    "es": "Mi esposo perdió el trabajo.",
    "fa": "همسرم کارش را از دست داده است.",
    "km": "ប្តីខ្ញុំបាត់បង់ការងារ។",
}
SEND = 'button[name=_go][value="send"]:visible'
WRONG = ("contact_phone", "member_name", "member_birth_date")
"""Questions of which something wrong is answered first."""


def answer_all(
    day: Day, page: Page, device: str, go_on: Callable[[], None], until: str = ""
) -> None:
    """The whole form with its mistakes, each screen taken, or up to the page of a question. ``device`` names them."""
    listed = 0  # how often the list of children was shown
    while not page.locator(SEND).count():
        name = asked(page) or "list"
        screen = f"{device}-{name}"
        day.take(page, screen)
        if name == until:
            return
        if name in WRONG and listed < 2:
            mistake(page, name)
            go_on()
            day.take(page, f"{screen}-with-a-problem")
        listed += name == "members"
        answer(page, name, day.language, more=listed == 1)
        go_on()
    day.take(page, f"{device}-check")


def asked(page: Page) -> str:
    """The name of the first question of a page; empty for the page of a list, or one without questions."""
    name: str = page.evaluate(
        """() => [...document.querySelectorAll("main :is(input, textarea, select)[name]")]
          .map((one) => one.name.split("/").at(-1).split(".")[0])[0] ?? "" """
    )
    return name


def mistake(page: Page, name: str) -> None:
    """Something that can not be: a phone of two digits, the 31st of April, nothing where something must be."""
    if name == "contact_phone":
        page.fill(f"main [name$={name}]", "12")
    elif name == "member_birth_date":
        birth_date(page, "4", "31")


def answer(page: Page, name: str, language: str, *, more: bool = False) -> None:
    """Answer what is asked. ``more``: one more child is told of."""
    texts = {
        "contact_name": NAMES, "member_name": CHILD, "help_words": WORDS,
        "contact_phone": dict.fromkeys(NAMES, "213 555 0142"),
    }  # fmt: skip
    if name in texts:
        page.fill(f"main [name$={name}]:not([type=hidden])", texts[name][language])
    elif name == "member_birth_date":
        birth_date(page, "4", "30")
    elif name == "members":
        page.check(f'main [name$={name}][value="{"yes" if more else "no"}"]')
    elif page.locator("main [type=radio]:visible").count():
        page.locator("main [type=radio]:visible").first.check()
    else:
        for one in page.locator("main [type=checkbox]:visible").all()[:2]:
            one.check()


def birth_date(page: Page, month: str, day: str) -> None:
    """A child that goes to school."""
    page.select_option("main [name$='.month']", month)
    page.fill("main [name$='.day']", day)
    page.fill("main [name$='.year']", "2016")
