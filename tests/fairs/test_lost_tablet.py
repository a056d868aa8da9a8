"""A tablet that was lost: whoever reads its whole disk finds nothing that a family typed, at no moment of its day."""

from __future__ import annotations

import base64
import gzip
import re
import secrets
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.browser import FLAGS, program
from farolito.testing.server import serve
from tests.fairs.paired import TabletSite, make_tablet_site
from tests.fairs.test_outbox import DRAIN, LOAD
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

MANY = 50
GZIP = re.compile(rb"\x1f\x8b\x08")

QUEUE = """async ([record, header, words]) => {
  for (const word of words) {
    const raw = { ...record.draft.raw, anything: { "": [word] } };
    const draft = { raw, entries: {} };
    await outbox.put({ ...record, draft }, { ...header, sid: sealing.newSid() });
  }
}"""
FORGET = """async () => {
  const all = (await outbox.items()).map(({ sid }) => [sid, () => null]);
  await outbox.change("items", Object.fromEntries(all));
}"""
PLAIN = """async (words) => {
  const request = indexedDB.open("plain", 1);
  const db = await new Promise((resolve) => {
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
  });
  for (const word of words) {
    const work = db.transaction("drafts", "readwrite", { durability: "strict" });
    work.objectStore("drafts").put({ anything: word });
    await new Promise((resolve) => (work.oncomplete = resolve));
  }
}"""


def found(folder: Path, words: list[str]) -> set[str]:
    """The words that stand anywhere below a folder: as they are, in UTF-16, in base64, gzipped.

    The blocks of a database are packed with Snappy, which leaves what is there for the first time as it is: a part of a
    random word that is long enough is looked for as well.
    """
    needles: dict[bytes, str] = {}
    for word in words:
        for text in (word, word[7:17]):
            needles[text.encode()] = word
            needles[text.encode("utf-16-le")] = word
            for shift in range(3):
                packed = base64.b64encode(bytes(shift) + text.encode())
                needles[packed[4 if shift else 0 : -4]] = word
    pattern = re.compile(b"|".join(map(re.escape, needles)))
    seen: set[str] = set()
    for file in folder.rglob("*"):
        with suppress(OSError):
            content = file.read_bytes() if file.is_file() else b""
            for part in (content, *unpacked(content)):
                seen.update(needles[hit] for hit in pattern.findall(part))
    return seen


def unpacked(content: bytes) -> Iterator[bytes]:
    """What is gzipped in there, however it begins."""
    for at in GZIP.finditer(content):
        with suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(content[at.start() :], 1_000_000)


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("lost"))
    yield made
    close_site(made.app)


def test_nothing_that_a_family_typed_is_ever_on_the_disk(
    browser: Browser, tablet: TabletSite, tmp_path: Path
) -> None:
    words = [f"kanari-{secrets.token_hex(12)}" for _ in range(MANY)]
    control = [f"kanari-{secrets.token_hex(12)}" for _ in range(3)]
    hits: dict[str, set[str]] = {}

    def use(address: str, steps: list[tuple[str, str, Any]]) -> None:
        """The browser is opened, used and closed: then everything that it keeps is on the disk."""
        kept = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=program(browser.browser_type),
            args=list(FLAGS),
        )
        page = kept.new_page()
        page.goto(f"{address}/lincoln/needs")
        page.evaluate(LOAD)
        for name, script, given in steps:
            page.evaluate(script, given)
            hits[name] = found(tmp_path / "profile", words)
        kept.close()
        hits[f"closed after {steps[-1][0]}"] = found(tmp_path / "profile", words)

    with serve(tablet.app) as address:
        use(address, [("queued", QUEUE, [tablet.record, tablet.header, words])])
        use(
            address,
            [
                ("sent", DRAIN, [tablet.token, 0]),
                ("confirmed", DRAIN, [tablet.token, 0]),
                ("forgotten", FORGET, None),
            ],
        )
        use(address, [("plain", PLAIN, control)])
    assert hits == {name: set() for name in hits}
    assert len(hits) == 8, sorted(hits)
    assert tablet.rows("SELECT count(*) FROM envelope") == [(MANY,)]
    # the search itself finds what is kept in the way that we do not
    assert found(tmp_path / "profile", control) == set(control)


def test_the_search_finds_a_word_in_every_form_it_looks_for(tmp_path: Path) -> None:
    words = [f"kanari-{secrets.token_hex(12)}" for _ in range(5)]
    raw, wide, base, small, part = words
    (tmp_path / "a").write_bytes(b"\0" * 7 + raw.encode())
    (tmp_path / "b").write_bytes(wide.encode("utf-16-le"))
    (tmp_path / "c").write_bytes(base64.b64encode(b"xy" + base.encode() + b"more"))
    (tmp_path / "d").write_bytes(b"junk" + gzip.compress(b"{" + small.encode() + b"}") + b"junk")
    (tmp_path / "e").write_bytes(part[5:20].encode())
    assert found(tmp_path, words) == set(words)
