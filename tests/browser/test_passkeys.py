"""Passkeys in a real browser with a made-up authenticator: made, shown, refused; and the way without them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.one_time_codes import code_of, step_of
from farolito.services import factors, passkeys, sessions
from farolito.services.passkeys import Site
from farolito.testing.browser import press
from farolito.testing.server import serve
from tests.web.staff.school import PASSWORD, School

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, CDPSession, Page

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Phone:
    """A browser with a finger-print reader at the site."""

    def __init__(self, page: Page, school: School, address: str) -> None:
        self.page, self.school, self.address = page, school, address
        self.debugger: CDPSession = page.context.new_cdp_session(page)
        self.debugger.send("WebAuthn.enable")
        made = self.debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.authenticator = {"authenticatorId": made["authenticatorId"]}

    def log_in(self, email: str) -> None:
        self.page.goto(f"{self.address}/staff/log-in")
        self.page.fill("#email", email)
        self.page.fill("#password", PASSWORD)
        press(self.page.get_by_role("button", name="Log in", exact=True))

    def make_passkey(self) -> None:
        press(self.page.get_by_role("button", name="Make a passkey"))
        self.school.clock.advance(seconds=1)

    def log_out(self) -> None:
        press(self.page.get_by_role("button", name="Log out", exact=True))

    def knows_the_owner(self, yes: bool) -> None:
        self.debugger.send(
            "WebAuthn.setUserVerified", {**self.authenticator, "isUserVerified": yes}
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, str]]:
    """A site at ``localhost``: to browsers, a name that passkeys may be bound to without https."""
    school = School(tmp_path_factory.mktemp("site"))
    school.send()
    with serve(school.app) as address:
        yield school, address.replace("127.0.0.1", "localhost")
    school.close()


@pytest.fixture
def phone(make_context: Callable[..., BrowserContext], site: tuple[School, str]) -> Phone:
    return Phone(make_context().new_page(), *site)


def test_a_passkey_is_made_and_then_opens_the_site_alone(phone: Phone) -> None:
    user, email = phone.school.add_user("coordinator")
    phone.log_in(email)
    assert phone.page.url.startswith(f"{phone.address}/staff/account/second-step")
    phone.make_passkey()
    assert phone.page.locator("li.code").count() == 10
    press(phone.page.get_by_role("link", name="Continue"))
    assert phone.page.url == f"{phone.address}/staff/lincoln"
    with phone.school.works.open(SYSTEM) as work:
        (made,) = factors.state(work, user).passkeys
    assert made.device == "Chrome, Linux"

    phone.log_out()
    press(phone.page.get_by_role("button", name="Log in with a passkey"))
    assert phone.page.url == f"{phone.address}/staff/lincoln"
    phone.school.clock.advance(seconds=1)

    # after the password, and again before an export, it does instead of a code
    phone.log_out()
    phone.log_in(email)
    assert phone.page.url.startswith(f"{phone.address}/staff/second-step")
    press(phone.page.get_by_role("button", name="Use a passkey"))
    assert phone.page.url == f"{phone.address}/staff/lincoln"
    phone.school.clock.advance(minutes=11)
    phone.page.goto(f"{phone.address}/staff/lincoln/export?form=needs")
    phone.page.get_by_label("CSV files").check()
    press(phone.page.get_by_role("button", name="Download the file"))
    with phone.page.expect_download() as waiting:
        phone.page.get_by_role("button", name="Use a passkey").click()
    assert waiting.value.suggested_filename.endswith(".zip")


def test_a_passkey_that_did_not_know_its_owner_opens_nothing(phone: Phone) -> None:
    _, email = phone.school.add_user("coordinator")
    phone.log_in(email)
    phone.make_passkey()
    phone.page.goto(f"{phone.address}/staff/")
    phone.log_out()
    phone.knows_the_owner(False)
    phone.page.get_by_role("button", name="Log in with a passkey").click()
    phone.page.get_by_text("The passkey did not work").wait_for()
    assert phone.page.url == f"{phone.address}/staff/log-in"


def shown(phone: Phone, options: str) -> str:
    """What the browser answers to these options, as our own script would send it."""
    script = """async (options) => {
        const bytes = (t) => Uint8Array.from(atob(t.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
        const o = JSON.parse(options);
        o.challenge = bytes(o.challenge);
        o.allowCredentials = [];
        return JSON.stringify((await navigator.credentials.get({publicKey: o})).toJSON());
    }"""
    said: str = phone.page.evaluate(script, options)
    return said


def test_an_answer_counts_once_and_only_for_what_it_was_asked_for(phone: Phone) -> None:
    works = phone.school.works
    user, email = phone.school.add_user("coordinator")
    other, _ = phone.school.add_user("coordinator")
    phone.log_in(email)
    phone.make_passkey()
    here = Site("localhost", phone.address)
    with works.open(SYSTEM) as work:
        mine = sessions.of_token(work, sessions.start_staff(work, user, "password").token)
        theirs = sessions.of_token(work, sessions.start_staff(work, other, "password").token)
        assert mine is not None
        assert theirs is not None
    with works.open(NOBODY) as work:
        answer = shown(phone, passkeys.options(work, mine, here))
        for session, site in (
            (None, here),
            (theirs, here),
            (mine, Site("localhost", "http://localhost:1")),
            (mine, Site("evil.example", phone.address)),
        ):
            assert passkeys.check(work, session, site, answer) is None
        changed = json.loads(answer)
        for part in ("authenticatorData", "signature", "clientDataJSON"):
            bad: dict[str, Any] = json.loads(answer)
            text = changed["response"][part]
            bad["response"][part] = text[:40] + ("A" if text[40] != "A" else "B") + text[41:]
            assert passkeys.check(work, mine, here, json.dumps(bad)) is None, part
        assert passkeys.check(work, mine, here, answer) == user
        assert passkeys.check(work, mine, here, answer) is None
        later = shown(phone, passkeys.options(work, mine, here))
    phone.school.clock.advance(minutes=11)
    with works.open(NOBODY) as work:
        assert passkeys.check(work, mine, here, later) is None


def test_without_scripts_the_app_does_the_same(
    make_context: Callable[..., BrowserContext], site: tuple[School, str]
) -> None:
    school, address = site
    user, email = school.add_user("coordinator")
    page = make_context(javascript=False).new_page()
    page.goto(f"{address}/staff/log-in")
    assert not page.get_by_role("button", name="Log in with a passkey").is_visible()
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    press(page.get_by_role("button", name="Log in", exact=True))
    press(page.get_by_role("button", name="Use an app"))
    with school.works.open(SYSTEM) as work:
        secret = factors.waiting_secret(work, user)
    assert secret is not None
    assert page.locator(".qr svg").is_visible()
    page.fill("#code", code_of(secret, step_of(school.clock())))
    press(page.get_by_role("button", name="Continue"))
    assert page.locator("li.code").count() == 10
    press(page.get_by_role("link", name="Continue"))
    assert page.url == f"{address}/staff/lincoln"
