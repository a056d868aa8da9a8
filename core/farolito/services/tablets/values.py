"""What is known of a tablet: who it is, and what it said about itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

MOST_LANGUAGES, LONGEST_LANGUAGE, LARGEST = 60, 20, 2**53
"""What is believed of a tablet: languages, letters of one, and any number."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a tablet last said about itself. ``waiting``: envelopes not yet sent, the ``oldest`` since when;
    ``corrections``: how many of them correct what was sent before.

    ``kept``: whether the browser promised to keep what is stored; None where it does not say. ``free``: bytes.
    ``cold``: it was opened without internet once and worked.
    """

    browser: str = ""
    kept: bool | None = None
    free: int | None = None
    languages: tuple[str, ...] = ()
    waiting: int = 0
    oldest: datetime | None = None
    cold: bool = False
    corrections: int = 0

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Said:
        """What is believable of what it said; the rest is left out. ``oldest`` comes as milliseconds."""
        languages = said.get("languages")
        oldest = _number(said.get("oldest"))
        return cls(
            browser=text if isinstance(text := said.get("browser"), str) else "",
            kept=said["kept"] if isinstance(said.get("kept"), bool) else None,
            free=_number(said.get("free")),
            languages=tuple(
                one
                for one in (languages if isinstance(languages, list) else [])[:MOST_LANGUAGES]
                if isinstance(one, str) and one.isprintable() and len(one) <= LONGEST_LANGUAGE
            ),
            waiting=_number(said.get("waiting")) or 0,
            oldest=_moment(oldest),
            cold=said.get("cold") is True,
            corrections=_number(said.get("corrections")) or 0,
        )

    def as_json(self) -> dict[str, Any]:
        """What :meth:`from_json` reads."""
        oldest = int(self.oldest.timestamp() * 1000) if self.oldest else None
        return {**asdict(self), "languages": list(self.languages), "oldest": oldest}


@dataclass(frozen=True, slots=True)
class TabletView:
    """A tablet of a fair. ``paired_at`` None: it waits for its code. ``alive``: its token opens something."""

    id: str
    place_id: str
    place_slug: str
    place_name: str
    event_id: str
    fair_name: str
    name: str
    paired_at: datetime | None
    code_until: datetime
    ends_at: datetime
    seen_at: datetime | None
    said: Said
    alive: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tablet that may be paired now, and its code."""

    id: str
    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class Paired:
    """A tablet that was just paired. ``pin``: with what it checks the PIN alone (salt, rounds, hash)."""

    tablet: TabletView
    token: str = field(repr=False)
    pin: Mapping[str, Any] = field(repr=False)


def view_of(row: Row[Any], now: datetime) -> TabletView:
    """A row of a tablet with its fair and place."""
    return TabletView(
        id=row.id,
        place_id=row.place_id,
        place_slug=row.place_slug,
        place_name=row.place_name,
        event_id=row.event_id,
        fair_name=row.fair_name,
        name=row.name,
        paired_at=row.paired_at,
        code_until=row.code_until,
        ends_at=row.ends_at,
        seen_at=row.seen_at,
        said=Said.from_json(row.said),
        alive=row.token_hash is not None and row.ends_at > now,
    )


def seen(row: Row[Any], now: datetime) -> TabletView:
    """The same of a row that knows what came since: less waits on it than it said, also where it says nothing more."""
    view = view_of(row, now)
    left = max(0, view.said.waiting - row.since)
    said = replace(
        view.said,
        waiting=left,
        oldest=view.said.oldest if left else None,
        corrections=min(left, view.said.corrections),  # they go last
    )
    return replace(view, said=said)


def _number(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= LARGEST else None


def _moment(milliseconds: int | None) -> datetime | None:
    if milliseconds is None:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None
