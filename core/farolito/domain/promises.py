"""What a place promises, so that forms that demand it may be offered there: somebody on duty, a private room.

A promise is words that people read. Nothing here can tell whether it is kept; so it is said plainly what it means,
and written down who gave it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.domain.definitions import Demand

LONGEST = 160
"""Letters of one promise: a line or two on paper."""

PromiseName = Literal["on_duty", "on_duty_hours", "private_room"]
NAMES: tuple[PromiseName, ...] = get_args(PromiseName)


@dataclass(frozen=True, slots=True)
class Promises:
    """What a place has promised; an empty text where it has promised nothing."""

    on_duty: str = ""  # who acts on an answer the same day, and how staff reach them
    on_duty_hours: str = ""  # on which days and at what times somebody is there
    private_room: str = ""  # where nobody can look on or listen


class PromiseProblem(NamedTuple):
    """Why a promise is not taken down. ``code``: too_long, not_text, hours_missing, person_missing."""

    name: PromiseName
    code: Literal["too_long", "not_text", "hours_missing", "person_missing"]


KEPT_BY: Mapping[Demand, PromiseName] = {
    "on_duty_responder": "on_duty",
    "private_setting": "private_room",
}
"""The demands that a place can meet with a promise."""


def unpromised(demands: Iterable[Demand], promises: Promises) -> tuple[Demand, ...]:
    """Those of ``demands`` that a promise would meet and that nobody has given."""
    return tuple(
        demand
        for demand in KEPT_BY
        if demand in demands and not getattr(promises, KEPT_BY[demand]).strip()
    )


def problems_of(promises: Promises) -> Iterator[PromiseProblem]:
    """What is wrong with promises as they were typed."""
    for name in NAMES:
        words = getattr(promises, name)
        if len(words) > LONGEST:
            yield PromiseProblem(name, "too_long")
        elif (
            not words.isprintable() or "\ufffd" in words
        ):  # that is what bytes that are no text arrive as
            yield PromiseProblem(name, "not_text")
    if promises.on_duty and not promises.on_duty_hours:
        yield PromiseProblem("on_duty_hours", "hours_missing")
    if promises.on_duty_hours and not promises.on_duty:
        yield PromiseProblem("on_duty", "person_missing")
