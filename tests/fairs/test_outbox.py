"""The outbox of a tablet in a real browser: what is queued is sent exactly once, through a network that fails."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

import farolito.web
from farolito.db.base import table_of
from farolito.db.models import Envelope
from farolito.domain.envelopes import envelope_of, rescued
from farolito.services.receiving.epochs import raise_epoch
from tests.fairs.faults import FLAPS, Network, network
from tests.fairs.paired import TabletSite, make_tablet_site
from tests.fairs.school import School, school
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

TABLET = Path(farolito.web.__file__).parent / "static" / "tablet"
ENVELOPE = table_of(Envelope)
LONG = bool(os.environ.get("FAROLITO_LONG"))
QUEUED, FLAPPED = (500, 110) if LONG else (50, 11)

LOAD = """async () => {
  const from = (name) => import(`/static/0/tablet/${name}.js`);
  globalThis.sealing = await from("sealing");
  globalThis.outbox = await (await from("outbox")).open();
  globalThis.drain = (await from("sending")).drain;
}"""
QUEUE = """async ([record, header, many]) => {
  for (let at = 0; at < many; at++)
    await outbox.put({ ...record, ticket: at }, { ...header, sid: sealing.newSid() });
  return outbox.counts();
}"""
DRAIN = """async ([token, later]) => {
  const flags = [];
  const now = () => Date.now() + later;
  const done = await drain(outbox, { token, now, flag: (code, sid) => flags.push(code) });
  return { ...done, flags };
}"""
KEPT = "async () => (await outbox.items()).map(({ body, ...one }) => ({ ...one, body: !!body }))"


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("tablet"), keys_on_disk=True)
    yield made
    close_site(made.app)


@pytest.fixture(scope="module")
def served(tablet: TabletSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school(tablet.app, tmp_path_factory.mktemp("served")) as made:
        yield made


@pytest.fixture(scope="module")
def net(served: School) -> Iterator[Network]:
    with network(served) as made:
        yield made


@pytest.fixture
def context(make_context: Callable[..., BrowserContext]) -> BrowserContext:
    return make_context()


def opened(context: BrowserContext, net: Network) -> Page:
    """A page of the site with the modules of the tablet in it."""
    page = context.new_page()
    page.goto(f"{net.address}/lincoln/needs")
    page.evaluate(LOAD)
    return page


def until_empty(page: Page, token: str, most: int) -> list[str]:
    """Drain again and again, as a tablet does, with a clock that skips the waiting; every flag that came up."""
    flags: list[str] = []
    for later in range(most):
        done = page.evaluate(DRAIN, [token, later * 300_000])
        flags += done["flags"]
        if done["waiting"] == 0:
            page.evaluate(DRAIN, [token, (later + 1) * 300_000])
            return flags
    raise AssertionError(page.evaluate("async () => outbox.counts()"))


def test_what_is_queued_is_stored_exactly_once_whatever_the_network_does(
    context: BrowserContext, net: Network, tablet: TabletSite, served: School
) -> None:
    page = opened(context, net)
    before = tablet.rows("SELECT count(*) FROM envelope")[0][0]
    counts = page.evaluate(QUEUE, [tablet.record, tablet.header, QUEUED])
    assert (counts["waiting"], counts["held"], counts["poison"]) == (QUEUED, 0, 0)
    spread = max(1, (QUEUED - 8) // FLAPPED)
    net.plan = [
        flap for at in range(FLAPPED) for flap in (FLAPS[at % len(FLAPS)], *[""] * (spread - 1))
    ]
    assert until_empty(page, tablet.token, 40 * FLAPPED) == []
    assert sorted({*net.happened}) == sorted(FLAPS)
    assert served.deaths() == ["ended -9"] * net.happened.count("server killed")
    kept = page.evaluate(KEPT)
    assert {one["state"] for one in kept} == {"stored"}
    assert tablet.verified([one["receipt"] for one in kept]) == QUEUED
    stored = tablet.rows("SELECT count(*), count(DISTINCT sid) FROM envelope")[0]
    assert stored == (before + QUEUED, before + QUEUED)
    responses = tablet.rows("SELECT count(*) FROM response")[0][0]
    tablet.do_jobs()
    assert tablet.rows("SELECT count(*) FROM response")[0][0] == responses + QUEUED
    assert tablet.rows("SELECT DISTINCT state, reason FROM envelope") == [("opened", "")]


def test_a_tablet_that_took_any_2xx_for_an_answer_would_lose_what_a_portal_swallowed(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    """The control of the test above: with this one mistake, a tablet believes a hotel's log-in page."""
    right = "if (ours && said.mac && status < 203)"
    text = (TABLET / "sending.js").read_text("utf-8")
    assert text.count(right) == 1
    wrong = text.replace(right, "if (status >= 200 && status < 300)")
    kind = "text/javascript"
    context.route("**/sending.js", lambda route: route.fulfill(body=wrong, content_type=kind))
    page = opened(context, net)
    before = tablet.rows("SELECT count(*) FROM envelope")
    page.evaluate(QUEUE, [tablet.record, tablet.header, 1])
    net.plan = ["captive portal"]
    assert page.evaluate(DRAIN, [tablet.token, 0])["waiting"] == 0
    assert tablet.rows("SELECT count(*) FROM envelope") == before


def test_four_tabs_never_send_at_the_same_time(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    pages = [opened(context, net) for _ in range(4)]
    before = tablet.rows("SELECT count(*) FROM envelope")[0][0]
    many = 200 if LONG else 24
    pages[0].evaluate(QUEUE, [tablet.record, tablet.header, many])
    net.pause, net.overlaps, net.most_at_once = 0.01, 0, 0
    for page in pages:  # begun in all of them before any is done
        page.evaluate("(given) => { globalThis.going = (%s)(given); }" % DRAIN, [tablet.token, 0])  # noqa: UP031
    sent = [page.evaluate("() => going")["sent"] for page in pages]
    net.pause = 0.0
    assert sum(sent) == many
    assert (net.overlaps, net.most_at_once) == (0, 1)
    assert tablet.rows("SELECT count(*) FROM envelope")[0][0] == before + many


ANSWERS: list[tuple[int, bool, str, str]] = [
    # status, ours (names the envelope), what becomes of it, what a person is told
    (201, True, "stored", ""),
    (200, True, "stored", ""),
    (202, True, "held", ""),
    (409, True, "conflict", "conflict"),
    (410, True, "gone", "gone"),
    (400, True, "poison", "poison"),
    (413, True, "poison", "poison"),
    (415, True, "poison", "poison"),
    (401, True, "waiting", "unpaired"),
    (403, True, "waiting", "unpaired"),
    (503, True, "waiting", ""),
    *((status, False, "waiting", "") for status in (200, 201, 202, 204, 302, 400, 401, 404)),
    *((status, False, "waiting", "") for status in (409, 410, 413, 429, 500, 507)),
]  # fmt: skip
_TABLE = """async ([record, header, answers]) => {
  const real = fetch, found = [];
  for (const [status, ours] of answers) {
    const sid = sealing.newSid();
    await outbox.put(record, { ...header, sid });
    const { digest } = await outbox.item(sid);
    const receipt = { sid, digest, mac: "00", received_at: "2026-11-26T00:00:00+00:00", state: "stored" };
    const body = [204, 302].includes(status) ? null : JSON.stringify(ours ? receipt : { ...receipt, digest: "00" });
    globalThis.fetch = async () => new Response(body, { status });
    const flags = [];
    await drain(outbox, { token: "t", flag: (code) => flags.push(code) });
    const { state, tries, next } = await outbox.item(sid);
    found.push([state, flags.join(), tries, next > 0]);
    await outbox.change("items", { [sid]: () => null });
  }
  globalThis.fetch = real;
  return found;
}"""
_WAITS = """async ([record, header, after]) => {
  const real = fetch, waits = [];
  const sid = sealing.newSid();
  await outbox.put(record, { ...header, sid });
  globalThis.fetch = async () => new Response("", { status: 503, headers: after ? { "Retry-After": after } : {} });
  let now = 1e12;
  for (let turn = 0; turn < 30; turn++) {
    await drain(outbox, { now: () => now });
    const { next } = await outbox.item(sid);
    waits.push(next - now);
    now = next;
  }
  const { tries } = await outbox.item(sid);
  await drain(outbox, { now: () => 0 }); // the clock is put back by thirty years
  const back = (await outbox.item(sid)).tries - tries;
  await outbox.change("items", { [sid]: () => null });
  globalThis.fetch = real;
  return [waits, back];
}"""


def test_every_answer_means_what_the_table_says(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    given = [[status, ours] for status, ours, _, _ in ANSWERS]
    found = page.evaluate(_TABLE, [tablet.record, tablet.header, given])
    got = [(*one[:2], state, told) for one, (state, told, _, _) in zip(given, found, strict=True)]
    assert got == [tuple(one) for one in ANSWERS]
    for state, _, tries, later in found:
        assert (tries, later) == ((1, True) if state == "waiting" else (0, False))


def test_a_tablet_waits_longer_each_time_never_in_step_and_as_long_as_it_is_asked(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    waits, tried = page.evaluate(_WAITS, [tablet.record, tablet.header, ""])
    assert all(0 <= wait <= min(300_000, 2000 * 2**turn) for turn, wait in enumerate(waits))
    assert len({*waits}) == len(waits)
    assert max(waits) > 150_000
    assert tried == 1  # by its own clock nothing is ever too early
    asked, _ = page.evaluate(_WAITS, [tablet.record, tablet.header, "40"])
    assert min(asked) >= 40_000
    for hostile in ("-5", "soon", "99999999999"):
        found, _ = page.evaluate(_WAITS, [tablet.record, tablet.header, hostile])
        assert max(found) <= 900_000


_PRESSED = """async ([record, header]) => {
  const real = fetch, asked = [];
  const sid = sealing.newSid();
  await outbox.put(record, { ...header, sid });
  const later = { status: 503, headers: { "Retry-After": "900" } };
  globalThis.fetch = async (path) => (asked.push(path), new Response("", later));
  let now = 1e12;
  for (let turn = 0; turn < 12; turn++) {
    await drain(outbox, { now: () => now });
    ({ next: now } = await outbox.item(sid));
  }
  now -= 1000; // one second too early
  asked.length = 0;
  await drain(outbox, { now: () => now });
  const byItself = asked.length;
  globalThis.fetch = async (path) => (asked.push(path), Promise.reject(new TypeError("no network")));
  await drain(outbox, { now: () => now, hurry: true });
  const { tries, next } = await outbox.item(sid);
  await outbox.change("items", { [sid]: () => null });
  globalThis.fetch = real;
  return { byItself, pressed: asked.length, tries, wait: next - now };
}"""


def test_whoever_presses_send_now_means_now_and_the_pauses_begin_anew(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    found = page.evaluate(_PRESSED, [tablet.record, tablet.header])
    assert (found["byItself"], found["pressed"], found["tries"]) == (0, 1, 1)
    assert 0 <= found["wait"] <= 2000


def test_a_restored_server_gets_again_what_it_lost(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    page.evaluate(QUEUE, [tablet.record, tablet.header, 3])
    until_empty(page, tablet.token, 2)
    sids = [one["sid"] for one in page.evaluate(KEPT)]
    with tablet.works.engine.begin() as connection:
        connection.execute(delete(ENVELOPE).where(ENVELOPE.c.sid == sids[0]))
    assert page.evaluate(DRAIN, [tablet.token, 0])["sent"] == 1
    assert page.evaluate(DRAIN, [tablet.token, 0])["sent"] == 0
    raise_epoch(tablet.works.settings.keys)
    assert page.evaluate(DRAIN, [tablet.token, 0])["sent"] == 3
    assert page.evaluate(DRAIN, [tablet.token, 0])["sent"] == 0
    # what was confirmed is let go after a week, by the server's clock
    with tablet.works.engine.begin() as connection:
        long_ago = datetime(2025, 9, 1, tzinfo=UTC)
        connection.execute(update(ENVELOPE).values(received_at=long_ago))
    page.evaluate(DRAIN, [tablet.token, 0])
    assert [one["body"] for one in page.evaluate(KEPT)] == [False] * 3
    assert page.evaluate("async () => (await outbox.rescue()).size") == len("FAROLITO-RESCUE-1\n")


_BROKEN = """async ([record, header]) => {
  const put = IDBObjectStore.prototype.put, get = IDBObjectStore.prototype.get;
  const transaction = IDBDatabase.prototype.transaction, open = IDBFactory.prototype.open;
  const found = {};
  const attempt = async (name) => {
    const sid = sealing.newSid();
    const code = await outbox.put(record, { ...header, sid }).then((one) => one.code && "kept", (error) => error.code);
    IDBObjectStore.prototype.put = put;
    IDBObjectStore.prototype.get = get;
    IDBDatabase.prototype.transaction = transaction;
    IDBFactory.prototype.open = open;
    found[name] = [code, (await outbox.item(sid)) ? 1 : 0];
  };
  let closed = 1;
  IDBDatabase.prototype.transaction = function (...given) {
    if (closed-- > 0) throw new DOMException("the connection is closing", "InvalidStateError");
    return transaction.apply(this, given);
  };
  await attempt("closed behind our back");
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key);
    if (value.body) this.transaction.abort();
    return request;
  };
  await attempt("killed while it is written");
  IDBObjectStore.prototype.put = function (value, key) {
    return put.call(this, value.body ? { ...value, body: value.body.slice(0, 100) } : value, key);
  };
  await attempt("half written");
  IDBDatabase.prototype.transaction = function () {
    throw new DOMException("", "InvalidStateError");
  };
  await attempt("no storage any more");
  IDBFactory.prototype.open = function () {
    throw new DOMException("", "SecurityError");
  };
  const { open: again } = await import("/static/0/tablet/outbox.js");
  found["private mode"] = await again().then(() => "open", (error) => error.code);
  IDBFactory.prototype.open = open;
  return found;
}"""


def test_nothing_is_ever_half_kept(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    assert page.evaluate(_BROKEN, [tablet.record, tablet.header]) == {
        "closed behind our back": ["kept", 1],
        "killed while it is written": ["closed", 0],
        "half written": ["unkept", 0],
        "no storage any more": ["closed", 0],
        "private mode": "closed",
    }


_RESCUE = "async () => [...new Uint8Array(await (await outbox.rescue()).arrayBuffer())]"
_FILL = """async ([record, header]) => {
  const codes = [];
  while (codes.at(-1) !== "full" && codes.length < 20) {
    const raw = { anything: { "": [crypto.getRandomValues(new Uint8Array(60000)).join()] } };
    const long = { ...record, draft: { raw, entries: {} } };
    const put = outbox.put(long, { ...header, sid: sealing.newSid() });
    codes.push(await put.then(() => "kept", (error) => error.code));
  }
  return codes;
}"""


def test_a_full_tablet_says_so_keeps_what_it_had_and_gives_it_as_a_file(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = context.new_page()
    page.goto(f"{net.address}/lincoln/needs")
    quota = {"origin": net.address, "quotaSize": 400_000}
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    page.evaluate(LOAD)
    page.evaluate(QUEUE, [tablet.record, tablet.header, 2])
    codes = page.evaluate(_FILL, [tablet.record, tablet.header])
    assert codes == [*["kept"] * (len(codes) - 1), "full"]
    kept = page.evaluate(KEPT)
    assert [one["state"] for one in kept] == ["waiting"] * (1 + len(codes))
    file = bytes(page.evaluate(_RESCUE))
    assert [envelope_of(one).header.sid for one in rescued(file)] == [one["sid"] for one in kept]
    assert page.evaluate(DRAIN, [tablet.token, 0])["sent"] == len(kept)


def test_a_record_that_is_too_large_is_refused_before_it_is_kept(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page = opened(context, net)
    code = page.evaluate(
        """async ([record, header]) => {
          const noise = Array.from({ length: 6 }, () => crypto.getRandomValues(new Uint8Array(50000)).join(""));
          const long = { ...record, draft: { raw: { anything: { "": noise } }, entries: {} } };
          return outbox.put(long, { ...header, sid: sealing.newSid() }).catch((error) => error.code);
        }""",
        [tablet.record, tablet.header],
    )
    assert code == "large"
    assert page.evaluate(KEPT) == []


def test_two_taps_are_one_record_and_every_tab_hears_of_it(
    context: BrowserContext, net: Network, tablet: TabletSite
) -> None:
    page, other = opened(context, net), opened(context, net)
    other.evaluate("() => { globalThis.heard = 0; outbox.watch(() => heard++); }")
    codes = page.evaluate(
        """async ([record, header]) => {
          const sid = sealing.newSid();
          const taps = [1, 2, 3].map(() => outbox.put(record, { ...header, sid }));
          return (await Promise.all(taps)).map(({ code }) => code);
        }""",
        [tablet.record, tablet.header],
    )
    assert len({*codes}) == 1
    assert len(page.evaluate("async () => outbox.list()")) == 1
    other.wait_for_function("() => heard > 0")
    until_empty(page, tablet.token, 2)
