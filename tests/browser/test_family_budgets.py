"""A question page on a slow network and a slow phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Request

LIMIT_MS = 1800  # DESIGN 9: LCP at 400 kbit/s, 400 ms, CPU ÷ 6
MOST_BYTES = 8 * 1024
TRIES = 5  # the best of them: the page is judged, not what else this machine does

LCP = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""
SHIFT = """() => new Promise((done) => { let all = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) all += e.value })
    .observe({type: "layout-shift", buffered: true}); setTimeout(() => done(all), 100) })"""


def slow(page: Page) -> None:
    """A bad network and a sixth of this machine's speed."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 50_000,
            "uploadThroughput": 50_000,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})


def test_the_question_is_there_in_time_on_a_slow_phone(
    make_context: Callable[..., BrowserContext], site: str
) -> None:
    shown = []
    for _ in range(TRIES):
        page = make_context().new_page()
        walk = Walk(page, site).to_help()
        slow(page)
        page.goto(f"{walk.start}/help_page")
        shown.append(page.evaluate(LCP))
        assert page.evaluate(SHIFT) <= 0.02
        if shown[-1] <= LIMIT_MS:
            break
    assert min(shown) <= LIMIT_MS


def test_a_question_page_is_one_blocking_request_of_few_bytes(walk: Walk) -> None:
    page = walk.to_help("es").page
    sizes: dict[str, int] = {}

    def note(request: Request) -> None:
        sizes[f"{request.resource_type} {request.url}"] = request.sizes()["responseBodySize"]

    page.on("requestfinished", note)
    page.goto(f"{walk.start}/help_page", wait_until="networkidle")
    documents = [size for name, size in sizes.items() if name.startswith("document")]
    assert len(documents) == 1
    assert documents[0] <= MOST_BYTES
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.renderBlockingStatus === 'blocking').length"
    )
    assert blocking == 0  # the page itself is the only one that anything waits for
