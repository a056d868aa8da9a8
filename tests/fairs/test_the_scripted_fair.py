"""A whole fair without internet (research: domain 8.1): four tablets, families in six languages, everything goes wrong.

In the evening the school has each family's answers once, also those on paper; who came back to say it anew is there as
said last; each ticket is accounted for, and whoever was lost is found. ``FAROLITO_LONG=1``: forty families.
"""

from __future__ import annotations

import os
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

import pytest

from farolito.db.engine import open_engine
from farolito.db.migrations import upgrade_host
from farolito.services.tablets import pins
from tests.fairs.faults import FLAPS, network
from tests.fairs.school import school
from tests.fairs.scripted_day import FORM, LANGUAGES, WINDOW, Day, kill, own_browser
from tests.fairs.serving import MOMENTS
from tests.tablet_support.fair import Tablet
from tests.web_support.sites import ROOT, close_site, make_site, pack_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

LONG = bool(os.environ.get("FAROLITO_LONG"))
FAMILIES = 40 if LONG else 6
SHEETS = 6 if LONG else 2
ENGINES = ("sqlite", "postgresql") if LONG else ("sqlite",)
TABLETS = ("Table 1", "Table 2", "Table 3", "Table 4")


@pytest.fixture
def day(tmp_path: Path, engine_url: str) -> Iterator[Day]:
    (tmp_path / "site").mkdir()
    engine = open_engine(engine_url, allow_unsafe=True)
    upgrade_host(engine, ROOT / "migrations")
    engine.dispose()
    forms = {FORM: pack_form(FORM)}
    app = make_site(tmp_path / "site", None, forms, database_url=engine_url, keys_on_disk=True)
    with (
        pytest.MonkeyPatch.context() as patch,
        school(app, tmp_path, whole=LONG, workers=2 if LONG else 1) as served,
        network(served) as net,
    ):
        patch.setattr(pins, "ROUNDS", 1000)
        yield Day(app, net, served)
    close_site(app)


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_at_the_end_of_a_day_on_which_everything_went_wrong_each_family_is_there_once(
    day: Day, browser: Browser, make_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    battery, *others, lost = TABLETS
    sheets = day.number_sheets(SHEETS)
    day.pair(battery, own_browser(browser, profile))
    for name in (*others, lost):
        day.pair(name, make_context(viewport=WINDOW))

    day.net.cut = True  # the hotspot dies in the first minute
    on: dict[str, list[int]] = {name: [] for name in TABLETS}
    for turn in range(FAMILIES):
        name = TABLETS[turn % 4]
        if turn == FAMILIES // 2:
            day.school.kill()
            day.net.cut, day.net.plan = False, ["captive portal"] * 100
            for near in others:  # somebody finds a wifi that is not the school's
                day.tablets[near].page.click("[data-do=refresh]")
                day.tablets[near].says("There is a network, but no way to the school.")
            day.net.cut, day.net.plan = True, []
        on[name].append(day.family(name, LANGUAGES[turn % len(LANGUAGES)]))
    for _ in sheets:
        day.on_paper()
    again = on[others[0]][0]
    day.comes_back(others[0], "en", again)
    assert day.answered() == []

    assert kill(profile)
    revived = own_browser(browser, profile)
    page = revived.new_page()
    page.goto(f"{day.net.address}/tablet/")
    page.wait_for_selector("#team-h")
    day.tablets[battery] = Tablet(page, day.net.address)
    assert len(day.tablets[battery].outbox()) == len(on[battery])
    day.unpair(lost)

    chance = Random(8)  # noqa: S311  no secret
    day.net.plan = [chance.choice(FLAPS) if chance.random() < 0.3 else "" for _ in range(300)]
    day.net.cut = False
    for moment in MOMENTS:  # in the middle of it
        day.school.dies(moment)
    for name in (battery, *others):
        day.tablets[name].page.click("[data-do=refresh]")
    for name in (battery, *others):
        day.send(name)
    died = [day.school.killed_at(moment) for moment in MOMENTS]
    assert [len(sids) for sids in died] == [1, 1]
    for sid in chain(*died):  # sent, and no receipt came back: it was sent again, and is there once
        assert day.net.asked[f"/tablet/outbox/{sid}"] > 1
        assert day.stored(sid) == 1
    assert {*day.school.deaths()} == {"ended -9"}
    day.do_jobs()
    for number in sheets:
        day.type_in(number)
    day.count_paper(SHEETS)
    written = [f"Paper {number}" for number in sheets]
    there = [number for name in (battery, *others) for number in on[name]]
    assert day.answered() == sorted([*map(spelled(again), there), *written])
    assert set(day.net.happened) > {"captive portal"}
    tally = day.tally()
    assert (tally.tickets, tally.sent, tally.paper) == (FAMILIES + SHEETS, len(there), SHEETS)
    assert sorted(tally.on_tablets) == on[lost]
    assert tally.paper_to_enter == 0

    day.net.plan = []
    day.send(lost)  # it lay under a table
    day.do_jobs()
    assert day.take_what_is_held() == {"tablet"}
    every = map(spelled(again), range(1, FAMILIES + 1))
    assert day.answered() == sorted([*every, *written])
    assert day.submissions() == FAMILIES + SHEETS + 1  # nothing twice, and one that was changed
    tally = day.tally()
    assert (tally.sent, tally.missing, tally.on_tablets) == (FAMILIES, 0, ())
    for name in TABLETS:
        kept = day.receipts(name)
        assert len(kept) == len(on[name]) + (again in on[name])
        assert day.verified(kept) == len(kept)
    revived.close()


def spelled(again: int) -> Callable[[int], str]:
    """What the family of a ticket is called in the evening, where one came ``again``."""
    return lambda number: f"Family {number} again" if number == again else f"Family {number}"
