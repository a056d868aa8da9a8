"""What the demo's school was told in the month before: anonymous answers enough to be shown as numbers.

send(works, place, packs) -> int    # how many; to be called before anybody answers today

They are the examples of the forms with other choices, so that nobody reads one answer forty times.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from farolito.domain.access import SYSTEM
from farolito.domain.regimes import POLICIES
from farolito.services import jobs, links
from farolito.services.numbers.closing import close_due
from farolito.services.plugins.at_the_desk import send_anonymous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.packs import Example, Pack
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work, Works

MOST = 60
"""Answers to the first form; each next one has a few less, so that no two numbers are alike."""
FEWER = 12
FEWEST = 14
VISITS, SHORT = 58, 3
"""A form of so few questions counts visits at a desk: of those there are many."""
ONE, SEVERAL = ("choice", "matrix"), "choices"
TRIES = 3


def send(works: Works, place: PlaceView, packs: Iterable[Pack]) -> int:
    """Send them as of the month before, and show the numbers of the rounds that are over by now."""
    given = [one for pack in packs for one in pack.examples if not one.problems]
    with works.open(SYSTEM) as work:
        sent = _send(work, place, given)
    if sent:
        jobs.run_all(works)
        with works.open(SYSTEM) as work:
            close_due(work)
    return sent


def _send(work: Work, place: PlaceView, examples: Iterable[Example]) -> int:
    chance, sent = random.Random(7), 0  # noqa: S311  not a secret: every demo is told the same
    for number, (form, first) in enumerate(_anonymous(work, place, examples)):
        visits = len(first) == SHORT and form.purpose == "visit"
        many = VISITS if visits else max(FEWEST, MOST - FEWER * number)
        for one in range(many):
            then = replace(work, clock=_moment(work, one, many))
            language = "es" if one % 3 else "en"
            sent += _one(then, place, form, first, language, chance)
    return sent


def _one(
    work: Work,
    place: PlaceView,
    form: Form,
    first: Mapping[str, Any],
    language: str,
    chance: random.Random,
) -> bool:
    """One more; what was chosen against the rules of the form is chosen anew, and then left out."""
    for _ in range(TRIES):
        try:
            send_anonymous(work, place, form.name, _varied(form, first, chance), language)
        except ValueError:
            continue
        return True
    return False


def _anonymous(
    work: Work, place: PlaceView, examples: Iterable[Example]
) -> Iterator[tuple[Form, Mapping[str, Any]]]:
    """The anonymous forms that are open at the school, each with an example."""
    first = {one.form: one.answers for one in reversed([*examples])}
    for link in links.of_place(work, place.slug):
        if link.open and link.form.name in first and POLICIES[link.form.regime].anonymous:
            yield link.form, first[link.form.name]


def _moment(work: Work, one: int, many: int) -> Any:
    """A moment of the month before, later for each."""
    end = work.today().replace(day=1) - timedelta(days=1)
    day = end - timedelta(days=round(20 * (many - one) / many))
    moment = datetime.combine(day, time(20), UTC)
    return lambda: moment


def _varied(form: Form, answers: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """An example with other choices: the first ones of a list are taken more often than the last."""
    made = dict(answers)
    for name in answers:
        question = form.questions.get(name)
        if question is not None and question.type == "long_text":
            del made[name]  # an example says it once
        if question is None or question.type not in (*ONE, SEVERAL):
            continue
        names = [one.name for one in question.choices]
        weights = [len(names) + 2 - at for at in range(len(names))]
        if question.type in ONE:
            [made[name]] = chance.choices(names, weights)
        elif isinstance(answers[name], list):
            few = chance.choices(names, weights, k=chance.choice((1, 2, 2, 3)))
            made[name] = [one for one in names if one in few]
    return made
