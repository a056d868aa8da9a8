"""What was typed into the form that logs a contact, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, gettext
from farolito_contact_log.family_words import CHANNELS
from farolito_contact_log.template import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from farolito_contact_log.template import Template


@dataclass(frozen=True)
class Typed:
    """The fields as they were typed; days as the browser writes them."""

    channel: str = ""
    outcome: str = ""
    language: str = ""
    on: str = ""
    next_try: str = ""
    topics: tuple[str, ...] = ()

    @property
    def next_day(self) -> date | None:
        """When to try again."""
        return _day(self.next_try)

    def day(self, today: date) -> date:
        """When it was; a day in the future for what is no day, so that it is refused."""
        return _day(self.on) or today + timedelta(days=1)

    def wrong(self, today: date) -> dict[str, str]:
        """Field to what to do about it."""
        found = {}
        if self.channel not in CHANNELS:
            found["channel"] = "choose"
        if self.outcome not in OUTCOMES:
            found["outcome"] = "choose"
        if self.language not in LANGUAGES:
            found["language"] = "choose"
        if self.day(today) > today:
            found["on"] = "future"
        if self.next_try and (self.next_day is None or self.next_day < today):
            found["next_try"] = "past"
        return self.named(found)

    @staticmethod
    def named(codes: Mapping[str, str]) -> dict[str, str]:
        """Codes of problems in words."""
        said = {
            "choose": gettext("Choose one"),
            "future": gettext("Choose today or an earlier day"),
            "past": gettext("Choose today or a later day"),
        }
        return {name: said.get(code, said["choose"]) for name, code in codes.items()}


def typed(fields: MultiDict[str, str], template: Template, language: str) -> Typed:
    """The fields of a request. Topics that the template does not have are left out."""
    ticked = fields.getlist("topic")
    return Typed(
        channel=fields.get("channel", ""),
        outcome=fields.get("outcome", ""),
        language=fields.get("language", language),
        on=fields.get("on", ""),
        next_try=fields.get("next_try", ""),
        topics=tuple(code for code in template.topics if code in ticked),
    )


def _day(written: str) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
