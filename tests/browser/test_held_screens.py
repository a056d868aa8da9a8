"""What staff see of forms from tablets that are held: every reason, and what is half decided, for everybody's eyes."""

from __future__ import annotations

import io
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import forms, links
from farolito.services.receiving.holding import REASONS
from farolito.testing.browser import COLORS, axe, overflow
from farolito.testing.server import serve
from tests.browser.looked_at import LANGUAGES
from tests.browser.test_staff_screens import NARROW, SCROLLS
from tests.browser.windows import opened, show
from tests.fairs.paired import make_tablet_site
from tests.services.conftest import SURVEY
from tests.services.sealed import RAW, Fair
from tests.web.staff.test_held import WRONG, file_of, hold, logged_in, sid_of
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Page

    from tests.fairs.paired import TabletSite

LIST = "/staff/lincoln/held"


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("held"), pseudo_locales=True)
    yield made
    close_site(made.app)


@pytest.fixture(scope="module")
def coordinator(tablet: TabletSite) -> FlaskClient:
    return logged_in(tablet, "coordinator")


@contextmanager
def without_a_plugin(tablet: TabletSite) -> Iterator[None]:
    """As where a question's type came with a plugin that is not there any more."""
    known = tablet.works.types
    tablet.works.types = {name: one for name, one in known.items() if name != "long_text"}
    yield
    tablet.works.types = known


@pytest.fixture(scope="module")
def one_of_each(tablet: TabletSite, coordinator: FlaskClient) -> dict[str, str]:
    """The addresses of what is held, by the reason; and of what is held as ``rules`` and being corrected."""
    header, known = tablet.header, {"needs": tablet.header["form"]}
    fair = Fair(tablet.works, tablet.place_id, known, header["fair"], header["tablet"])
    with tablet.works.open(SYSTEM) as work:
        for name, document in (("survey", SURVEY), ("old", {**SURVEY, "name": "old-survey"})):
            fair.forms[name] = forms.publish(work, document).hash
            links.add(work, tablet.place_id, name, document["name"])
    spoken = {name: RAW[name] for name in ("food_worried", "anything")}
    old = fair.seal(link="old", raw=spoken)
    with tablet.works.open(SYSTEM) as work:
        forms.retire(work, "old-survey")
    fair.send(old)
    first = fair.seal()
    fair.send(first)
    tablet.do_jobs()
    found = {
        "retired": sid_of(old),
        "tablet": hold(tablet, fair, trusted=False),
        "key": hold(tablet, fair, h_kid="00000000"),
        "unreadable": hold(tablet, fair, v=2),
        "form": hold(tablet, fair, h_form="f" * 64),
        "closed": hold(tablet, fair, h_link="nowhere"),
        "incomplete": hold(tablet, fair, complete=False),
        "rules": hold(tablet, fair, raw=WRONG, corrects=sid_of(first)[-6:]),
        "correction": hold(tablet, fair, link="survey", raw=spoken, corrects="123abc"),
        "being corrected": hold(tablet, fair, raw=WRONG),
    }
    hold(tablet, fair, trusted=False)  # a second one of a tablet that is not known any more
    with without_a_plugin(tablet):
        found["plugin"] = hold(tablet, fair)
    body = fair.seal(sid_of(first))
    given = {"file": (io.BytesIO(file_of(body)), "rescue.bin"), "go": "yes"}
    coordinator.post(LIST, data=given, content_type="multipart/form-data")
    [(found["conflict"],)] = tablet.rows("SELECT sid FROM envelope WHERE reason = 'conflict'")
    addresses = {reason: f"{LIST}/{sid}" for reason, sid in found.items()}
    coordinator.post(addresses["being corrected"], data={"go": "correct"})
    return addresses


@pytest.fixture(scope="module")
def desk(browser: Browser, tablet: TabletSite) -> Iterator[Page]:
    """A window that is as narrow as may be."""
    with serve(tablet.app) as address:
        window = opened(browser, address, viewport=NARROW)
        yield window
        window.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_held_is_shown_without_a_fault(
    desk: Page,
    tablet: TabletSite,
    coordinator: FlaskClient,
    one_of_each: dict[str, str],
    language: str,
) -> None:
    assert {*one_of_each} == {*REASONS, "being corrected"}
    wrong: dict[str, list[str]] = {}
    told = set[str]()
    for name, address in {"list": LIST, **one_of_each}.items():
        with without_a_plugin(tablet) if name == "plugin" else nullcontext():
            reply = coordinator.get(address, headers={"Accept-Language": language})
        assert reply.status_code == 200, name
        assert show(desk, reply.get_data(as_text=True)) == language
        told |= {*desk.locator("#why").all_text_contents()}
        found = [*axe(desk), *desk.evaluate(SCROLLS), *["too wide"] * bool(overflow(desk))]
        desk.emulate_media(color_scheme="dark")
        found += axe(desk, COLORS)
        desk.emulate_media(color_scheme="light")
        if found:
            wrong[name] = found
    assert wrong == {}
    assert len(told) >= len(REASONS)  # each says its own
