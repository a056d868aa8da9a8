"""Everything that was ever shown of two schools and their district, compared day by day and solved together.

An attacker keeps each state of each page: two schools, their district, every day, each filter. What differs between
any two of them, and whatever follows from all of them, must give no small count away.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from farolito.domain.afterwards import CONTACT, CONTACTS, DAYS_AFTER, counted_as
from farolito.domain.rounds import is_over
from farolito.domain.suppression import ZERO, Bounds, Parts, Shares, exactly, suppress
from tests.domain.suppression.attacks import solve_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETS = 1000
SITES = ("lincoln", "grant")
LANGUAGES = ("en", "es", "ko")
MONDAY = date(2026, 8, 3)

COUNTED = ("n", "food", *LANGUAGES, *CONTACTS)

State = dict[str, dict[str, Bounds]]  # of all pages, by name
Unknown = tuple[str, int, str]  # site, number of the round, language or need


@dataclass
class Site:
    """What is counted and shown at a school. ``pages``: what its page said, by day, in all its states."""

    name: str
    seed: int
    open: dict[str, int] = field(default_factory=dict)
    last: date = MONDAY
    rounds: list[dict[str, int]] = field(default_factory=list)  # the truth
    page: dict[str, Bounds] = field(default_factory=dict)
    waiting: list[tuple[date, int]] = field(default_factory=list)  # told of which round, and when

    def answers(self, day: date, language: str, food: bool) -> None:
        number = self.open.get("n", 0)
        contact = CONTACTS[(self.seed * 7 + number * number) % (2 + self.seed % 3)]
        for name in ("n", language, contact, *(("food",) if food else ())):
            self.open[name] = self.open.get(name, 0) + 1
        self.last = day

    def turn(self, day: date) -> None:
        """What happens when a day begins."""
        if is_over(self.open.get("n", 0), self.last, day, 10):
            self.show(self.open)
            self.waiting.append(
                (self.last + timedelta(days=DAYS_AFTER[CONTACT]), len(self.rounds) - 1)
            )
            self.open = {}
        while self.waiting and self.waiting[0][0] <= day:
            self.tell(self.waiting.pop(0)[1])

    def tell(self, number: int) -> None:
        """What became of a round, some days after it is over."""
        counts = self.rounds[number]
        found = [name for name in CONTACTS for _ in range(counts[name])]
        table = Parts(counted_as(CONTACT, found, counts["n"]))
        order = lambda name: hashlib.sha256(f"{self.seed}{number}{name}".encode()).digest()  # noqa: E731
        cells = suppress(table, 10, order).cells
        for name, bounds in (*cells.items(), ("told", exactly(counts["n"]))):
            self.page[str(name)] = self.page.get(str(name), ZERO) + bounds

    def show(self, counts: dict[str, int]) -> None:
        total = counts["n"]
        order = lambda name: hashlib.sha256(f"{self.seed}{self.name}{name}".encode()).digest()  # noqa: E731
        parts = suppress(Parts({name: counts.get(name, 0) for name in LANGUAGES}), 10, order)
        shares = suppress(Shares({"food": counts.get("food", 0)}, total), 10, order)
        self.rounds.append({name: counts.get(name, 0) for name in COUNTED})
        for name, bounds in (*parts.cells.items(), *shares.cells.items(), ("n", exactly(total))):
            self.page[str(name)] = self.page.get(str(name), ZERO) + bounds


def arrivals(seed: int, days: int) -> Iterator[tuple[date, str, str, bool]]:
    """A few weeks: most days hardly anybody, now and then a fair."""
    chance = random.Random(seed)  # noqa: S311  seeded, not secret
    rare = chance.choice((0.02, 0.1, 0.3))
    for number in range(days):
        for site in SITES:
            many = (
                chance.choice((0, 0, 0, 1, 2, 5))
                if chance.random() > 0.04
                else chance.randint(20, 70)
            )
            for _ in range(many):
                language = "ko" if chance.random() < rare else chance.choice(("en", "es", "es"))
                yield MONDAY + timedelta(days=number), site, language, chance.random() < 0.6


def published(
    seed: int, turn: Callable[[Site, date], None], days: int = 60
) -> tuple[list[Site], list[State]]:
    """The sites at the end, and every different state of all pages: page name to what it said."""
    sites = {name: Site(name, seed) for name in SITES}
    states: list[State] = []
    today = MONDAY
    for day, name, language, food in [*arrivals(seed, days), (date(2026, 11, 1), "", "", False)]:
        if day != today:
            today = day
            for site in sites.values():
                turn(site, today)
            pages = {site.name: dict(site.page) for site in sites.values()}
            names = {key for page in pages.values() for key in page}
            pages["district"] = {
                key: pages["lincoln"].get(key, ZERO) + pages["grant"].get(key, ZERO)
                for key in names
            }
            if not states or states[-1] != pages:
                states.append(pages)
        if name:
            sites[name].answers(day, language, food)
    return list(sites.values()), states


def attacked(sites: list[Site], states: list[State]) -> dict[Unknown, Bounds]:
    """What follows from all states together about each count of each round."""
    unknown = {
        (site.name, number, name): Bounds(0, counts["n"])
        for site in sites
        for number, counts in enumerate(site.rounds)
        for name in COUNTED[1:]
    }
    lines = []
    for site in sites:
        for number, counts in enumerate(site.rounds):  # how many answered is always shown
            for parts in (LANGUAGES, CONTACTS):
                whole = {(site.name, number, name): 1 for name in parts}
                lines.append((whole, counts["n"]))
    for pages in states:
        for page, said in pages.items():
            for name, bounds in said.items():
                if name not in ("n", "told") and bounds.shown:
                    base = "told" if name in CONTACTS else "n"
                    among = [s for s in sites if page in (s.name, "district")]
                    reach = {s.name: _rounds_in(s, pages[s.name], base) for s in among}
                    terms = {
                        (s.name, number, name): 1 for s in among for number in range(reach[s.name])
                    }
                    if terms:
                        lines.append((terms, bounds.low))
    return solve_lines(lines, unknown)


def _rounds_in(site: Site, page: dict[str, Bounds], base: str) -> int:
    """How many rounds a state of a page covers: everybody sees it by how many answered, or were told of."""
    total, many = page.get(base, ZERO).low, 0
    while total > 0:
        total -= site.rounds[many]["n"]
        many += 1
    return many


def test_nothing_follows_from_all_days_places_and_filters_together() -> None:
    hidden = shown = 0
    for seed in range(SETS):
        sites, states = published(seed, Site.turn)
        found = attacked(sites, states)
        truth = {site.name: site.rounds for site in sites}
        for (site, number, name), bounds in found.items():
            count = truth[site][number][name]
            assert bounds.low <= count <= bounds.high
            if 0 < count <= 10:
                assert bounds.high - bounds.low + 1 >= 10, (seed, site, number, name, bounds)
                hidden += 1
            if bounds.shown:
                assert count == 0 or count > 10
                shown += 1
    assert hidden > SETS
    assert shown > SETS


def test_two_days_compared_differ_by_nobody_or_by_more_than_ten() -> None:
    for seed in range(SETS):
        _, states = published(seed, Site.turn)
        for before, after in combinations(states, 2):
            for page, said in after.items():
                for name, bounds in said.items():
                    earlier = before[page].get(name, ZERO)
                    if bounds.shown and earlier.shown:
                        more = bounds.low - earlier.low
                        assert more == 0 or more > 10, (seed, page, name)


def test_pages_that_follow_each_day_and_hide_small_counts_only_give_somebody_away() -> None:
    def daily(site: Site, day: date) -> None:
        if site.open:
            site.rounds.append({name: site.open.get(name, 0) for name in COUNTED})
            site.open = {}
        now = {name: sum(one[name] for one in site.rounds) for name in COUNTED}
        site.page = {
            n: Bounds(1, 10) if 0 < c <= 10 and n != "n" else exactly(c) for n, c in now.items()
        }

    given_away = 0
    for seed in range(20):
        sites, states = published(seed, daily, days=12)
        truth = {site.name: site.rounds for site in sites}
        for (site, number, name), bounds in attacked(sites, states).items():
            given_away += bounds.shown and 0 < truth[site][number][name] <= 10
    assert given_away > 20
