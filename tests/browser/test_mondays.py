"""A coordinator's Monday and a counselor's in a real browser, with the keyboard alone; axe finds nothing on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.browser import axe, overflow
from farolito.testing.paper import pages_of
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from farolito_printables.plugin import Printables
from tests.web.staff.form import AGREED, CONSENT, both, document, section
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

CALL_ME = document(
    "call-me",
    section(
        "start",
        CONSENT,
        {"name": "called", "type": "full_name", "label": both("Your name?", "¿Su nombre?")},
        {
            "name": "phone",
            "type": "phone",
            "label": both("Phone?", "¿Teléfono?"),
            "safe_contact": True,
        },
    ),
)
ANSWERS: dict[str, Any] = {
    "agree": AGREED,
    "called": "Familia Prueba",
    "phone": {"number": "+12135550199", "call": "yes", "text": "no"},
}

TABS = 150  # more than any page of ours has to stop at


@dataclass
class Monday:
    """A browser that is only ever typed into."""

    page: Page
    address: str

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def look(self) -> None:
        """What must hold on every page."""
        assert axe(self.page) == [], self.page.url
        assert overflow(self.page) == 0, self.page.url

    def to(self, selector: str) -> None:
        """Press Tab until the focus is on the first element of this kind that is reached."""
        for _ in range(TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector} on {self.page.url}")

    def follow(self, selector: str) -> None:
        """Tab to a link or button and press Enter; the page that comes is looked at."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def pick(self, selector: str, words: str) -> None:
        """Tab to a menu and type the beginning of what is wanted."""
        self.to(selector)
        self.page.keyboard.type(words)

    def tick(self, selector: str) -> None:
        """Tab to a box and press the space bar, unless it is ticked."""
        self.to(selector)
        if not self.page.evaluate("document.activeElement.checked"):
            self.page.keyboard.press("Space")

    def radio(self, name: str, value: str) -> None:
        """Tab to a group of round buttons and move with the arrows."""
        self.to(f'input[name="{name}"]')
        self.page.keyboard.press("Space")
        for _ in range(12):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not among {name}")

    def write(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def reads(self, *words: str) -> None:
        text = " ".join(self.page.inner_text("main").split())
        for said in words:
            assert said in text, (said, text)


@pytest.fixture
def school(tmp_path: Any) -> Iterator[School]:
    made = School(tmp_path, make_hooks(Printables))
    made.open_form(CALL_ME)
    yield made
    made.close()


@pytest.fixture
def monday(
    school: School, make_context: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Monday]]:
    with serve(school.app) as address:

        def begin(user: str = "", width: int = 1280) -> Monday:
            context = make_context(locale="en", viewport={"width": width, "height": 800})
            page = context.new_page()
            if user:
                cookie = {"name": NAMES["staff"], "value": school.token(user), "url": address}
                context.add_cookies([cookie])  # type: ignore[list-item]
            return Monday(page, address)

        yield begin


@pytest.mark.parametrize("width", [1280, 360])
def test_a_coordinators_monday_from_the_inbox_to_closed(
    school: School, monday: Callable[..., Monday], width: int
) -> None:
    response = school.send("call-me", language="es", **ANSWERS)
    rosa, _ = school.add_user("coordinator", name="Rosa Alvarez")
    desk = monday(rosa, width)

    desk.go("/staff/lincoln?state=new")
    desk.reads("New", "Nobody")
    desk.follow(f'a[href="{response}"]')
    desk.reads("Familia Prueba")
    assert "555-0199" not in desk.page.inner_text("main")

    # what is safe comes first, then the number
    desk.follow(f'a[href="{response}/contact"]')
    safety = desk.page.get_by_role("region", name="Contact safety")
    assert "Do not text" in safety.inner_text()
    desk.tick('input[name="read"]')
    desk.follow("section.note button")
    desk.reads("(213) 555-0199")

    # the call, in Spanish; nobody was there, so again on Wednesday
    desk.radio("channel", "call")
    desk.pick("#language", "Espa")
    desk.radio("outcome", "no_answer")
    desk.write("#words", "Rang ten times")
    desk.to("#next_try")
    desk.page.keyboard.type("11252026")
    desk.follow(".form-wide button.btn")
    desk.reads("Call – No answer", "Español", "Rang ten times")

    # the follow-up is on her list
    desk.follow('a[href="/staff/my-day"]')
    desk.reads("Next 7 days", "Try again: Call")
    desk.follow('button[value="done"]')
    desk.reads("Done. It is off the list.", "Nothing to do.")

    # a partner, and the referral with the family's yes
    desk.go("/staff/lincoln/partners/new")
    desk.write("#name", "Food Bank")
    desk.write("#service", "Groceries")
    desk.tick('input[name="scope"][value="name"]')
    desk.follow("main button.btn")
    desk.go(f"{response}/referrals")
    desk.radio("said", "yes")
    desk.radio("by", "parent")
    desk.follow("section.card button.btn")
    desk.reads("Sent. A follow-up asks in a week how it went.", "Name: Familia Prueba")
    code = desk.page.locator("dd.ltr").inner_text()

    # the slip
    desk.to('a[href$="slip.pdf"]')
    slip = desk.page.evaluate("document.activeElement.href")
    printed = desk.page.context.request.get(slip)
    assert printed.headers["content-type"] == "application/pdf"
    assert code in " ".join(pages_of(printed.body()))

    # the partner, who has no account
    partner = monday(width=width)
    partner.go("/partner/lincoln")
    partner.write("#code", code)
    partner.follow("button.btn")
    partner.reads("Referral from Lincoln High School, November 23, 2026")
    partner.radio("go", "completed:helped")
    partner.follow("button.btn")
    partner.reads("The school has your answer.")

    # closed
    desk.go(f"{response}/referrals")
    desk.reads("Completed: got help")
    desk.pick("#w-state", "Done")
    desk.follow(".work button")
    desk.go("/staff/lincoln?state=done")
    desk.reads("Done")
    desk.follow(f'a[href="{response}"]')
    desk.follow(f'a[href="{response}/history"]')
    desk.reads("Marked “Done”", "A partner answered a referral", "Wrote down a contact")


def test_a_counselors_monday_with_her_own_records_only(
    school: School, monday: Callable[..., Monday]
) -> None:
    needs, talk = school.send("needs"), school.send("talk")
    dana, _ = school.add_user("counselor", name="Dana Whitfield")
    desk = monday(dana, 360)
    desk.go("/staff/lincoln")
    desk.reads("1 response, newest first", "Talk to the counselor")
    assert needs not in desk.page.content()
    for name in ("What does your family need?", "Partners", "Export"):
        assert name not in desk.page.content()
    desk.follow(f'a[href="{talk}"]')
    desk.reads("Quiero hablar")
    assert f"{talk}/referrals" not in desk.page.content()
    desk.follow(f'a[href="{talk}/follow-ups"]')
    desk.write("#what", "See them on Tuesday")
    desk.follow(".form-wide button.btn")
    desk.reads("Tomorrow See them on Tuesday")
    desk.follow(f'a[href="{talk}/notes"]')
    desk.write("#note", "Only for me")
    desk.follow(".form-wide button.btn")
    desk.reads("Only for me")
    desk.follow('a[href="/staff/my-day"]')
    desk.reads("See them on Tuesday")

    # nothing of it is there for anybody else, not even as a number
    rosa, _ = school.add_user("coordinator", name="Rosa Alvarez")
    other = monday(rosa)
    other.go("/staff/lincoln")
    other.reads("1 response, newest first")
    other.go("/staff/lincoln/to-do")
    other.reads("Nothing to do.")
