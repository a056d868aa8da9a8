"""The counselor's own tables. Names are sealed; what a young person said stays in the host's answers."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel, Sealed


class Person(PluginModel, plugin="margarets_place"):
    """A young person. ``response_id`` is the form that they, or a member of staff for them, sent; erased with it.

    ``state``: asked, open, closed; ``since`` that day. ``limits_by`` and ``limits_at`` (2026-11-24T14:15, at the
    school): who said what stays private and what does not, and when; nothing is asked before that.
    """

    __tablename__ = "plugin_margarets_place_person"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str | None]
    came_by: Mapped[str]
    name: Mapped[bytes | None] = mapped_column(Sealed)
    state: Mapped[str]
    since: Mapped[date]
    limits_by: Mapped[bytes | None] = mapped_column(Sealed)
    limits_at: Mapped[str]


class Circle(PluginModel, plugin="margarets_place"):
    """A group, the peer leaders, or a class that has the YES lessons (``kind``: group, peer_leaders, yes_class)."""

    __tablename__ = "plugin_margarets_place_circle"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    circle_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[bytes] = mapped_column(Sealed)
    since: Mapped[date]
    closed: Mapped[bool]


class Member(PluginModel, plugin="margarets_place"):
    """Somebody in a group or among the peer leaders. ``person_id`` is that of the roster, where there is one."""

    __tablename__ = "plugin_margarets_place_member"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    circle_id: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str]
    response_id: Mapped[str | None]
    name: Mapped[bytes] = mapped_column(Sealed)


class Meeting(PluginModel, plugin="margarets_place"):
    """A meeting that was held: ``kind`` individual, crisis, group, peer_leaders, yes_class, nutrition, lunch.

    ``person_id`` or ``circle_id`` says with whom, and is empty for who dropped in; ``lesson`` is 1 to 5 for YES.
    Nothing leads from here to a name once the person is erased.
    """

    __tablename__ = "plugin_margarets_place_meeting"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    day: Mapped[date]
    came: Mapped[int]
    person_id: Mapped[str]
    circle_id: Mapped[str]
    lesson: Mapped[int]


class Activity(PluginModel, plugin="margarets_place"):
    """Something for the whole school (``kind``: campaign, staff_development): day, sealed words, how many, minutes."""

    __tablename__ = "plugin_margarets_place_activity"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    day: Mapped[date]
    title: Mapped[bytes] = mapped_column(Sealed)
    came: Mapped[int]
    minutes: Mapped[int]
