"""Facts that age: limits, phones, hours, rules; and which of them somebody must look at again.

DatedFact({"en": "Income limit"}, review_by=date(2027, 2, 28), source="…").to_check(today) -> () | ("past_review", …)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

Reason = Literal["over", "past_review", "ends_soon", "not_verified"]

SOON = timedelta(days=60)
"""A fact that ends within this is looked at while there is time to find out what holds next."""

_DAYS = ("effective_from", "effective_to", "review_by", "checked_on")


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact that a plugin prints and that ages, or that it has and must not print yet.

    It holds from ``effective_from`` to ``effective_to``, both days included; None: nobody knows an end. Somebody looks
    at it again by ``review_by``; it was last compared with its ``source`` on ``checked_on``. One that is not
    ``verified`` is never printed as a fact. ``used_in`` says where it stands, ``url`` is a page on which it is shown.
    ``plugin`` is filled in by the host. Raises TypeError for a value of another type.
    """

    title: Mapping[str, str]
    review_by: date
    source: str
    effective_from: date | None = None
    effective_to: date | None = None
    checked_on: date | None = None
    verified: bool = True
    used_in: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    plugin: str = ""

    def __post_init__(self) -> None:
        for name in _DAYS:
            value = getattr(self, name)
            if type(value) is not date and (value is not None or name == "review_by"):
                raise TypeError(f"`{name}` must be a day, got {type(value).__name__}")
        for name in ("title", "used_in"):
            text = getattr(self, name)
            if not isinstance(text, Mapping) or not all(
                isinstance(word, str) for pair in text.items() for word in pair
            ):
                raise TypeError(f"`{name}` must map languages to words")
        if "en" not in self.title:
            raise TypeError("`title` must be there in English")
        for name in ("source", "url", "plugin"):
            if not isinstance(getattr(self, name), str):
                raise TypeError(f"`{name}` must be text")

    def to_check(self, today: date) -> tuple[Reason, ...]:
        """Why somebody must look at it, the most urgent reason first; nothing when all is well."""
        found: list[Reason] = []
        end = self.effective_to
        if end is not None and end < today:
            found.append("over")
        if self.review_by < today:
            found.append("past_review")
        if end is not None and today <= end <= today + SOON:
            found.append("ends_soon")
        if not self.verified:
            found.append("not_verified")
        return tuple(found)

    def holds(self, today: date) -> bool:
        """Whether ``today`` lies in the days for which it was found."""
        begun = self.effective_from is None or self.effective_from <= today
        return begun and (self.effective_to is None or today <= self.effective_to)
