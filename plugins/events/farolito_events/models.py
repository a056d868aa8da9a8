"""The tables of this plugin. What people wrote about themselves, minutes and coaching notes are sealed."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel, Sealed


class Event(PluginModel, plugin="events"):
    """What happens on a day. Times are at the school, "14:30". ``came``: how many were counted, None for not yet."""

    __tablename__ = "plugin_events_event"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    shown: Mapped[str]
    title_en: Mapped[str]
    title_es: Mapped[str]
    about_en: Mapped[str]
    about_es: Mapped[str]
    room: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    begins: Mapped[str]
    ends: Mapped[str]
    language: Mapped[str]
    presenter: Mapped[str]
    pillars: Mapped[str]
    capacity: Mapped[int | None]
    credit_minutes: Mapped[int | None]
    sign_up: Mapped[bool]
    cancelled: Mapped[bool]
    came: Mapped[int | None]
    notes: Mapped[bytes | None] = mapped_column(Sealed)

    @property
    def title(self) -> dict[str, str]:
        """The words it is called by, by language."""
        return {tag: said for tag, said in (("en", self.title_en), ("es", self.title_es)) if said}

    @property
    def about(self) -> dict[str, str]:
        """What it is about, by language."""
        return {tag: said for tag, said in (("en", self.about_en), ("es", self.about_es)) if said}

    @property
    def pillar_names(self) -> list[str]:
        """The pillars it belongs to."""
        return [name for name in self.pillars.split(",") if name]


class SignUp(PluginModel, plugin="events"):
    """Somebody wants to come, with so many people. ``state``: in, waiting, or moved_up: in, and not told yet.

    ``code_hash`` is of the code that they keep; ``said`` holds a name and a way to reach them, where they gave any.
    """

    __tablename__ = "plugin_events_sign_up"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    people: Mapped[int]
    language: Mapped[str]
    state: Mapped[str]
    said: Mapped[bytes | None] = mapped_column(Sealed)


class Action(PluginModel, plugin="events"):
    """Something that was agreed: ``said`` holds what and who, sealed."""

    __tablename__ = "plugin_events_action"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[date | None]
    done_on: Mapped[date | None]
    said: Mapped[bytes | None] = mapped_column(Sealed)


class Member(PluginModel, plugin="events"):
    """Somebody is of a committee or team, in a role, from a day on and until one. ``said``: the name, sealed."""

    __tablename__ = "plugin_events_member"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[str]
    role: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    said: Mapped[bytes | None] = mapped_column(Sealed)


class Ride(PluginModel, plugin="events"):
    """How a trip gets there and back: by which way, where people meet, when it leaves and is back, how many seats."""

    __tablename__ = "plugin_events_ride"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    way: Mapped[str]
    meet: Mapped[str]
    leaves: Mapped[str]
    back: Mapped[str]
    seats: Mapped[int | None]
