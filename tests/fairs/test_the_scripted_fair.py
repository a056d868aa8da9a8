"""A whole fair without internet (research: domain 8.1): four tablets, families in six languages, everything goes wrong.

In the evening the school has each family's answers once, each ticket is accounted for, and whoever was lost is found.
"""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Response
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.services import fairs, jobs, places, receiving, responses, tablets
from farolito.services.fairs import Plan
from farolito.services.tablets import pins
from farolito.testing.browser import FLAGS, program
from farolito.testing.server import serve
from farolito.web.host import host_of
from tests.fairs.faults import FLAPS, Network, network
from tests.tablet_support.fair import PIN, Tablet
from tests.web_support.sites import close_site, make_empty_database, make_site, pack_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext

    from farolito.domain.fairs import Tally

LONG = bool(os.environ.get("FAROLITO_LONG"))
FAMILIES = 40 if LONG else 8
LANGUAGES = ("es", "km", "fa", "hy", "zh-Hant", "en")
TABLETS = ("Table 1", "Table 2", "Table 3", "Table 4")
FORM = "quick-check-in"
WINDOW: Any = {"width": 800, "height": 1100}
RECEIPTS = """() => new Promise((resolve) => {
  indexedDB.open("farolito-outbox").onsuccess = ({ target: { result: db } }) => {
    db.transaction("items").objectStore("items").getAll().onsuccess = ({ target }) => {
      db.close();
      resolve(target.result.map(({ receipt }) => receipt));
    };
  };
})"""


class Day:
    """The fair, its tablets, and the network in front of the school."""

    def __init__(self, app: Flask, net: Network, start: Any) -> None:
        self.app, self.net, self._start = app, net, start
        self.works = host_of(app).works
        with self.works.open(SYSTEM, write=False) as work:
            self.place_id = places.by_slug(work, "lincoln").id
            today = work.today()
        self.staff = Actor("user", "u", "Rosa", (Grant(self.place_id, "coordinator"),))
        with self.works.open(self.staff) as work:
            self.id = fairs.plan(work, "lincoln", Plan("Fair", today, (FORM,), LANGUAGES))
        self.tablets: dict[str, Tablet] = {}
        self.names: dict[int, str] = {}

    def view(self, work: Any) -> fairs.FairView:
        return fairs.one(work, "lincoln", self.id)

    def pair(self, name: str, context: BrowserContext) -> None:
        with self.works.open(self.staff) as work:
            code = tablets.prepare(work, "lincoln", self.id, name, PIN).code
        page = context.new_page()
        page.goto(f"{self.net.address}/pair?code={code}")
        page.locator("main .btn").click()
        page.wait_for_url("**/tablet/")
        page.wait_for_selector("#next:not([hidden])", timeout=30_000)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.tablets[name] = Tablet(page, self.net.address)

    def family(self, name: str, language: str) -> int:
        """The next family answers on a tablet; the number of its ticket."""
        with self.works.open(self.staff) as work:
            number = fairs.give(work, self.view(work), language)
            paired = {one.name: one.id for one in tablets.of_fair(work, "lincoln", self.id)}
            fairs.move(work, self.view(work), number, "in_progress", "tablet", paired[name])
        tablet = self.tablets[name]
        page = tablet.page
        page.wait_for_selector("#next:not([hidden])")
        page.check(f"#l-{language} input")
        page.fill("#ticket", str(number))
        page.click("#next .btn:not(.alt)")
        page.wait_for_selector("#main h1")
        self.names[number] = f"Family {number}"
        while not page.locator('button[name=_go][value="send"]:visible').count():
            if page.locator("[name^=contact_name]").count():
                page.fill("[name^=contact_name]", self.names[number])
            elif page.locator("#main [type=radio]").count():
                page.locator("#main [type=radio]:visible").first.check()
            elif page.locator("#main [data-alone]:visible").count():
                page.locator("#main [data-alone]:visible").first.check()
            before = page.inner_html("#main")
            tablet.go("next")
            page.wait_for_function(
                "(before) => document.getElementById('main').innerHTML !== before", arg=before
            )
        tablet.go("send")
        page.wait_for_selector("#main:not(:has(form))")
        page.click("footer [data-do=done]")
        page.wait_for_selector(".calm")
        tablet.pin()
        page.wait_for_selector("#team-h")
        return number

    def school_dies_and_comes_back(self) -> None:
        self._start()

    def do_jobs(self) -> None:
        jobs.run_all(self.works)

    def answered(self) -> list[str]:
        """Who is there, as they wrote their name."""
        response = table_of(Response)
        with self.works.open(SYSTEM, write=False) as work:
            found = work.peek(select(response.c.id).where(response.c.status == "completed"))
            ids = [row.id for row in found]
        names = []
        for one in ids:
            with self.works.open(self.staff) as work:
                names.append(str(responses.read(work, "lincoln", one).answers["contact_name"]))
        return sorted(names)

    def tally(self) -> Tally:
        with self.works.open(self.staff) as work:
            return fairs.end_of_day(work, self.view(work)).tally

    def send(self, name: str) -> None:
        """Stand near the wifi until the tablet has nothing more that waits."""
        tablet = self.tablets[name]
        for _ in range(80):
            tablet.page.click("[data-do=refresh]")
            tablet.page.wait_for_timeout(500)
            if all(one["state"] != "waiting" for one in tablet.outbox()):
                return
        raise AssertionError(f"{name} still has {tablet.outbox()}")

    def receipts(self, name: str) -> list[dict[str, Any]]:
        """What a tablet keeps to show that the school has it."""
        found: list[dict[str, Any]] = self.tablets[name].page.evaluate(RECEIPTS)
        return found

    def verified(self, receipts: list[dict[str, Any]]) -> int:
        with self.works.open(SYSTEM, write=False) as work:
            return sum(receiving.verify(work, self.place_id, one) for one in receipts)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    (tmp_path / "site").mkdir()
    forms = {FORM: pack_form(FORM)}
    app = make_site(tmp_path / "site", make_empty_database(tmp_path), forms)
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(pins, "ROUNDS", 1000)
        running = stack.enter_context(ExitStack())
        net = stack.enter_context(network("http://127.0.0.1:9"))

        def start() -> None:
            running.close()
            net.lead_to(running.enter_context(serve(app)))

        start()
        yield Day(app, net, start)
    close_site(app)


def own_browser(browser: Browser, folder: Path) -> BrowserContext:
    """A browser in a process of its own, with a profile on disk."""
    kept = browser.browser_type.launch_persistent_context(
        str(folder),
        executable_path=program(browser.browser_type),
        args=list(FLAGS),
        viewport=WINDOW,
    )
    kept.set_default_timeout(10_000)
    return kept


def kill(folder: Path) -> int:
    """End every process of the browser with this profile, as a dead battery does; how many there were."""
    killed = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
                killed += 1
    return killed


def test_at_the_end_of_a_day_on_which_everything_went_wrong_each_family_is_there_once(
    day: Day, browser: Browser, make_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    battery, *others, lost = TABLETS
    day.pair(battery, own_browser(browser, profile))
    for name in (*others, lost):
        day.pair(name, make_context(viewport=WINDOW))

    day.net.cut = True  # the hotspot dies in the first minute
    on: dict[str, list[int]] = {name: [] for name in TABLETS}
    for turn in range(FAMILIES):
        name = TABLETS[turn % 4]
        if turn == FAMILIES // 2:
            day.school_dies_and_comes_back()
            day.net.cut, day.net.plan = False, ["captive portal"] * 8
            for near in others:  # somebody finds a wifi that is not the school's
                day.tablets[near].page.click("[data-do=refresh]")
                day.tablets[near].page.wait_for_timeout(500)
            day.net.cut, day.net.plan = True, []
        on[name].append(day.family(name, LANGUAGES[turn % len(LANGUAGES)]))
    assert day.answered() == []

    assert kill(profile)
    again = own_browser(browser, profile)
    page = again.new_page()
    page.goto(f"{day.net.address}/tablet/")
    page.wait_for_selector("#team-h")
    day.tablets[battery] = Tablet(page, day.net.address)
    assert len(day.tablets[battery].outbox()) == len(on[battery])
    with day.works.open(day.staff) as work:
        (gone,) = (one for one in tablets.of_fair(work, "lincoln", day.id) if one.name == lost)
        tablets.unpair(work, "lincoln", day.id, gone.id)

    chance = Random(8)  # noqa: S311  no secret
    day.net.plan = [chance.choice(FLAPS) if chance.random() < 0.3 else "" for _ in range(300)]
    day.net.cut = False
    for name in (battery, *others):
        day.send(name)
    day.do_jobs()
    there = [number for name in (battery, *others) for number in on[name]]
    assert day.answered() == sorted(f"Family {number}" for number in there)
    assert set(day.net.happened) > {"captive portal"}
    tally = day.tally()
    assert (tally.tickets, tally.sent) == (FAMILIES, len(there))
    assert sorted(tally.on_tablets) == on[lost]

    day.net.plan = []
    day.send(lost)  # it lay under a table
    day.do_jobs()
    with day.works.open(day.staff) as work:
        held = receiving.held(work, "lincoln")
    assert {one.reason for one in held} == {"tablet"}
    for one in held:
        with day.works.open(day.staff) as work:
            receiving.take(work, "lincoln", one.sid)
    assert day.answered() == sorted(f"Family {number}" for number in range(1, FAMILIES + 1))
    tally = day.tally()
    assert (tally.sent, tally.missing, tally.on_tablets) == (FAMILIES, 0, ())
    for name in TABLETS:
        assert day.verified(day.receipts(name)) == len(on[name])
    again.close()
