"""A fair with a tablet in a real browser: paired by its code, and handed to families."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from farolito.domain.access import Actor, Grant
from farolito.services import events, places, tablets
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask import Flask
    from playwright.sync_api import BrowserContext, Page

PIN = "258014"
FAIR, TABLET = "Resource fair", "Table 2, blue"


def short_form() -> dict[str, Any]:
    """Two questions on two pages, in three languages."""

    def said(en: str, es: str, ar: str) -> dict[str, str]:
        return {"en": en, "es": es, "ar": ar}

    name = {
        "name": "who",
        "type": "full_name",
        "label": said("Your name", "Su nombre", "اسمك"),
        "why": said("To call you.", "Para llamarle.", "للاتصال بك."),
    }
    words = {
        "name": "anything",
        "type": "long_text",
        "label": said("Anything else?", "¿Algo más?", "هل من شيء آخر؟"),
    }
    consent = {
        "name": "agree",
        "type": "consent",
        "label": said("Is it okay to start?", "¿Empezamos?", "هل نبدأ؟"),
        "required": True,
        "text": "agree-2026-11",
        "points": [said("You choose what to answer.", "Usted elige.", "أنت تختار.")],
        "more": said("We keep it for 3 years.", "Lo guardamos 3 años.", "نحتفظ به 3 سنوات."),
        "choices": [
            {"name": "yes", "label": said("Yes", "Sí", "نعم")},
            {"name": "no", "label": said("No", "No", "لا")},
        ],
        "declines": ["no"],
    }
    return {
        "name": "short",
        "title": said("A short form", "Un formulario corto", "نموذج قصير"),
        "summary": said("Two questions.", "Dos preguntas.", "سؤالان."),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es", "ar"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "all",
                "title": said("Questions", "Preguntas", "أسئلة"),
                "pages": [
                    {"name": f"p_{one['name']}", "questions": [one]}
                    for one in (consent, name, words)
                ],
            }
        ],
    }


class Fair:
    """A fair of today at the school of ``app``, which is served at ``address``."""

    def __init__(self, app: Flask, address: str) -> None:
        self.works = host_of(app).works
        self.address = address
        self.cut = False  # whatever tablets ask for, nobody is there
        self._answer, app.wsgi_app = app.wsgi_app, self._served  # type: ignore[method-assign]
        with self.works.open(Actor("nobody")) as work:
            place = places.by_slug(work, "lincoln").id
        self.staff = Actor("user", "u", "Rosa", (Grant(place, "coordinator"),))
        with self.works.open(self.staff) as work:
            self.id = events.start(work, "lincoln", FAIR).id

    def _served(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self.cut and environ["PATH_INFO"].startswith("/tablet/"):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError
        return self._answer(environ, start_response)

    def _cut(self, off: bool) -> None:
        self.cut = off

    def code(self) -> str:
        """The code of one more tablet."""
        with self.works.open(self.staff) as work:
            return tablets.prepare(work, "lincoln", self.id, TABLET, PIN).code

    def pair(self, page: Page) -> Tablet:
        """Pair the browser of ``page``, and wait until it could do without internet."""
        self.cut = False
        page.goto(f"{self.address}/pair?code={self.code()}")
        page.locator("main .btn").click()
        page.wait_for_url("**/tablet/")
        tablet = Tablet(page, self.address, self._cut)
        tablet.page.wait_for_selector("#next:not([hidden])")
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        return tablet

    def unpair(self) -> None:
        """All tablets of the fair open nothing any more."""
        with self.works.open(self.staff) as work:
            for one in tablets.of_fair(work, "lincoln", self.id):
                tablets.unpair(work, "lincoln", self.id, one.id)

    def told(self) -> Any:
        """What the latest tablet said about itself."""
        with self.works.open(self.staff, write=False) as work:
            every = tablets.of_fair(work, "lincoln", self.id)
        return max(every, key=lambda one: one.id).said


class Tablet:
    """A paired tablet, held by staff and families in turn."""

    def __init__(
        self, page: Page, address: str, cut: Callable[[bool], None] = lambda _: None
    ) -> None:
        self.page = page
        self.address = address
        self._cut = cut

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def lose_internet(self) -> None:
        """From here on nobody is reached: for a moment, a window that was just opened does not know it by itself."""
        self._cut(True)
        self.context.set_offline(True)

    def find_internet(self) -> None:
        """Everybody is reached again."""
        self._cut(False)
        self.context.set_offline(False)

    def reopen(self) -> None:
        """Close its window, and open it again."""
        fresh = self.context.new_page()
        self.page.close()
        self.page = fresh
        fresh.goto(f"{self.address}/tablet/")
        fresh.wait_for_selector("#screen h1")

    def give(
        self,
        language: str = "es",
        ticket: str = "",
        button: str = ".btn:not(.alt)",
        first: str = "",
        form: str = "short",
    ) -> None:
        """Hand it to a family, with the first page of the form; ``first``: the code of what it corrects."""
        self.page.wait_for_selector("#next:not([hidden])")
        self.page.select_option("#form", form)
        self.page.check(f"#l-{language} input")
        self.page.fill("#ticket", ticket)
        if first:
            self.page.click("#next summary")
            self.page.fill("#first", first)
        self.page.click(f"#next {button}")
        self.page.wait_for_selector("#main h1")

    def go(self, what: str) -> None:
        """Press a button of the form."""
        self.page.click(f'button[name=_go][value="{what}"]:not(.vh)')

    def answer(self, who: str, anything: str) -> None:
        """Agree, and answer both questions; the last page is left open."""
        self.go("next")
        self.page.fill("[name^=who]", who)
        self.go("next")
        self.page.fill("[name^=anything]", anything)

    def send(self) -> None:
        """Go on to the check page, and send."""
        self.go("next")
        self.go("send")

    def stop(self) -> None:
        """I am done, before the end; where something was answered, it is asked whether that is meant."""
        self.page.click("footer [data-do=done]")
        if self.page.locator("#stop[open]").count():
            self.page.click("#stop [data-do=stop]")

    def pin(self, pin: str = PIN) -> None:
        """Staff type a PIN."""
        if not self.page.locator("#pin[open]").count():
            self.page.click("[data-do=staff]")
        self.page.fill("#digits", pin)
        self.page.keyboard.press("Enter")

    def said_of_pin(self) -> str:
        """What is said of a wrong one."""
        self.page.wait_for_function("() => document.getElementById('pin-e').textContent !== ''")
        return self.page.inner_text("#pin-e")

    def says(self, words: str, within: float | None = None) -> None:
        """Wait until these words stand on the screen, at most so many milliseconds."""
        script = "(words) => document.body.innerText.includes(words)"
        self.page.wait_for_function(script, arg=words, timeout=within)

    def outbox(self) -> list[dict[str, Any]]:
        """What lies in its outbox: sid, size, digest, state."""
        found: list[dict[str, Any]] = self.page.evaluate(OUTBOX)
        return found


OUTBOX = """() => new Promise((resolve) => {
  const request = indexedDB.open("farolito-outbox");
  request.onsuccess = () => {
    const all = request.result.transaction("items").objectStore("items").getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result.map(({ sid, size, digest, state }) => ({ sid, size, digest, state })));
    };
  };
})"""

EVERYTHING = """async () => {
  // each value that can be looked at, as text; bytes as letters of one byte
  const seen = [document.documentElement.outerHTML, document.title, location.href, JSON.stringify(history.state)];
  for (const one of document.querySelectorAll("input, textarea, select")) seen.push(String(one.value));
  for (const store of [localStorage, sessionStorage]) seen.push(JSON.stringify({ ...store }));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) seen.push(request.url, await (await cache.match(request)).text());
  }
  const flat = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) seen.push(Array.from(value, (one) => String.fromCharCode(one)).join(""));
    else if (value && typeof value === "object")
      for (const [key, one] of Object.entries(value)) seen.push(key), flat(one);
    else seen.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise((resolve) => {
        db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
      });
      flat(all);
    }
    db.close();
  }
  return seen.join("\\n");
}"""
"""All that a page of this tablet can find in it: document, history, storage, caches, databases."""
