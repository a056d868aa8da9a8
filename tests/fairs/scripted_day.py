"""The day of the scripted fair: a school, four tablets behind a network that fails, tickets, paper, and families."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Audit, Response, Submission
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.drafts import Draft
from farolito.services import fairs, jobs, paper_sheets, places, receiving, responses, tablets
from farolito.services.fairs import Plan
from farolito.services.paper_sheets import Typed
from farolito.testing.browser import FLAGS, PATIENCE, program
from farolito.web.host import host_of
from tests.cli.test_run import until
from tests.tablet_support.fair import PIN, Tablet
from tests.web_support.sites import ROOT

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext

    from farolito.domain.fairs import Tally
    from tests.fairs.faults import Network
    from tests.fairs.school import School

FORM = "quick-check-in"
LANGUAGES = ("es", "km", "fa", "hy", "zh-Hant", "en")
EXAMPLE: Any = json.loads(
    (ROOT / f"forms/needs-assessment/examples/{FORM}/help-today.json").read_text("utf-8")
)
WINDOW: Any = {"width": 800, "height": 1100}

ANSWER = """async (name) => {
  // every page of the form, as somebody touches it: the first choice of each question, or the one that stands alone
  const main = document.getElementById("main");
  const press = (what) => new Promise((done) => {
    new MutationObserver((_, looks) => (looks.disconnect(), done())).observe(main, { childList: true });
    document.querySelector(`button[name=_go][value="${what}"]:not(.vh)`).click();
  });
  const shown = (what) => [...main.querySelectorAll(what)].find((one) => one.offsetParent);
  for (let pages = 0; !main.querySelector('button[value="send"]'); pages++) {
    if (pages > 30) throw new Error(main.innerText);
    const asksName = main.querySelector("[name^=contact_name]");
    if (asksName) asksName.value = name;
    else (shown("[type=radio]") ?? shown("[data-alone]"))?.click();
    await press("next");
  }
  await press("send");
  while (!document.querySelector("#main h1")) await new Promise(requestAnimationFrame);
}"""
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

    def __init__(self, app: Flask, net: Network, school: School) -> None:
        self.app, self.net, self.school = app, net, school
        self.works = host_of(app).works
        with self.works.open(SYSTEM, write=False) as work:
            self.place_id = places.by_slug(work, "lincoln").id
            today = work.today()
        self.staff = Actor("user", "u", "Rosa", (Grant(self.place_id, "coordinator"),))
        with self.works.open(self.staff) as work:
            self.id = fairs.plan(work, "lincoln", Plan("Fair", today, (FORM,), LANGUAGES))
        self.tablets: dict[str, Tablet] = {}

    def view(self, work: Any) -> fairs.FairView:
        return fairs.one(work, "lincoln", self.id)

    def pair(self, name: str, context: BrowserContext) -> None:
        with self.works.open(self.staff) as work:
            code = tablets.prepare(work, "lincoln", self.id, name, PIN).code
        page = context.new_page()
        page.goto(f"{self.net.address}/pair?code={code}")
        page.locator("main .btn").click()
        page.wait_for_url("**/tablet/")
        page.wait_for_selector("#next:not([hidden])")
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.tablets[name] = Tablet(page, self.net.address)

    def unpair(self, name: str) -> None:
        with self.works.open(self.staff) as work:
            (gone,) = (one for one in tablets.of_fair(work, "lincoln", self.id) if one.name == name)
            tablets.unpair(work, "lincoln", self.id, gone.id)

    def family(self, name: str, language: str) -> int:
        """The next family answers on a tablet; the number of its ticket."""
        with self.works.open(self.staff) as work:
            number = fairs.give(work, self.view(work), language)
            paired = {one.name: one.id for one in tablets.of_fair(work, "lincoln", self.id)}
            fairs.move(work, self.view(work), number, "in_progress", "tablet", paired[name])
        self._answers(name, language, number, f"Family {number}")
        return number

    def comes_back(self, name: str, language: str, number: int) -> None:
        """A family says all of it again, and shows the code of its last page."""
        code = self.tablets[name].outbox()[0]["sid"][-6:]
        self._answers(name, language, number, f"Family {number} again", code)

    def _answers(self, name: str, language: str, number: int, called: str, code: str = "") -> None:
        tablet = self.tablets[name]
        page = tablet.page
        page.wait_for_selector("#next:not([hidden])")
        page.check(f"#l-{language} input")
        page.fill("#ticket", str(number))
        if code:
            page.click("[data-w=correct]")
            page.fill("#first", code)
        page.click("#next .btn:not(.alt)")
        page.wait_for_selector("#main h1")
        page.evaluate(ANSWER, called)
        page.click("footer [data-do=done]")
        page.wait_for_selector(".calm")
        tablet.pin()
        page.wait_for_selector("#team-h")

    def number_sheets(self, many: int) -> range:
        """So many forms on paper, with their numbers; printed on another day."""
        with self.works.open(self.staff) as work:
            made = paper_sheets.number_sheets(work, "lincoln", FORM, "es", many)
        return range(made.first, made.last + 1)

    def on_paper(self) -> None:
        """The next family takes a sheet."""
        with self.works.open(self.staff) as work:
            number = fairs.give(work, self.view(work), "es")
            fairs.move(work, self.view(work), number, "done", "paper")

    def type_in(self, number: int) -> None:
        """What stands on a sheet of paper, typed in by staff."""
        answers = {**EXAMPLE["answers"], "contact_name": f"Paper {number}"}
        with self.works.open(self.staff) as work:
            sheet = paper_sheets.of_number(work, "lincoln", str(number))
            handle = paper_sheets.open_sheet(work, sheet)
            handle = paper_sheets.save(work, handle, Draft(answers), Typed())
            sent = paper_sheets.send(work, sheet, handle)
        assert not isinstance(sent, list), sent

    def do_jobs(self) -> None:
        """What the worker does. A job that one had begun who was killed is done when its lease is over."""
        until(lambda: not jobs.run_all(self.works) and not self._waiting(), 2 * jobs.LEASE.seconds)

    def _waiting(self) -> int:
        with self.works.open(SYSTEM, write=False) as work:
            every = jobs.counts(work)
        return sum(every.get((kind, "waiting"), 0) for kind in ("envelope", "submission_saved"))

    def stored(self, sid: str) -> int:
        """How often an envelope was taken for a new one."""
        audit = table_of(Audit)
        asked = select(audit.c.target).where(
            audit.c.action == "envelope.received", audit.c.target == f"envelope/{sid}"
        )
        with self.works.open(SYSTEM, write=False) as work:
            return len(work.peek(asked))

    def answered(self) -> list[str]:
        """Who is there, as they wrote their name."""
        response = table_of(Response)
        with self.works.open(SYSTEM, write=False) as work:
            found = work.peek(
                select(response.c.id).where(response.c.status.in_(("completed", "amended")))
            )
            ids = [row.id for row in found]
        names = []
        for one in ids:
            with self.works.open(self.staff) as work:
                names.append(str(responses.read(work, "lincoln", one).answers["contact_name"]))
        return sorted(names)

    def submissions(self) -> int:
        """How often something was sent, changes of it too."""
        with self.works.open(SYSTEM, write=False) as work:
            return len(work.peek(select(table_of(Submission).c.number)))

    def take_what_is_held(self) -> set[str]:
        """Staff take all that is held as it is; the reasons for which it was."""
        with self.works.open(self.staff) as work:
            held = receiving.held(work, "lincoln")
        for one in held:
            with self.works.open(self.staff) as work:
                receiving.take(work, "lincoln", one.sid)
        return {one.reason for one in held}

    def count_paper(self, many: int) -> None:
        with self.works.open(self.staff) as work:
            fairs.count_paper(work, self.view(work), many, many)

    def tally(self) -> Tally:
        with self.works.open(self.staff) as work:
            return fairs.end_of_day(work, self.view(work)).tally

    def send(self, name: str) -> None:
        """Stand near the wifi until the tablet has nothing more that waits."""
        tablet = self.tablets[name]
        for _ in range(300):
            tablet.page.click("[data-do=refresh]")
            tablet.page.wait_for_timeout(100)
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


def own_browser(browser: Browser, folder: Path) -> BrowserContext:
    """A browser in a process of its own, with a profile on disk."""
    kept = browser.browser_type.launch_persistent_context(
        str(folder),
        executable_path=program(browser.browser_type),
        args=list(FLAGS),
        viewport=WINDOW,
    )
    kept.set_default_timeout(PATIENCE)
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
