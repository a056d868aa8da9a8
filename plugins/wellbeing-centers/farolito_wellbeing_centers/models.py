"""The tables of this plugin. What was said stays in the host's answers; a name that stands here is sealed."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel, Sealed


class Tap(PluginModel, plugin="wellbeing_centers"):
    """A visit that was counted at the desk today, so that a button pressed twice counts once and can be taken back."""

    __tablename__ = "plugin_wellbeing_centers_tap"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    response_id: Mapped[str]


class Request(PluginModel, plugin="wellbeing_centers"):
    """Somebody asked for a time, or about vaccines (``form_name``). ``state``: open, set, done, did_not_come.

    ``day``, ``clock`` (14:15) and ``room`` are those of the appointment.
    """

    __tablename__ = "plugin_wellbeing_centers_request"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    form_name: Mapped[str]
    asked_on: Mapped[date]
    state: Mapped[str]
    day: Mapped[date | None]
    clock: Mapped[str]
    room: Mapped[str]


class Course(PluginModel, plugin="wellbeing_centers"):
    """A leadership course, the peer advocates of a year, or a support group (``kind``).

    ``owner`` is the regime of its roster: who reads that reads this. ``title`` is the owner's own words.
    """

    __tablename__ = "plugin_wellbeing_centers_course"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    starts_on: Mapped[date]
    seats: Mapped[int | None]
    closed: Mapped[bool]


class Enrolled(PluginModel, plugin="wellbeing_centers"):
    """A student on a roster. ``response_id`` is that of their form; erased with it. ``name`` is sealed.

    ``consent`` is how the paper of the guardian stands: not_needed, given_out, signed.
    """

    __tablename__ = "plugin_wellbeing_centers_enrolled"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(primary_key=True)
    enrolled_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str | None]
    name: Mapped[bytes] = mapped_column(Sealed)
    consent: Mapped[str]


class Meeting(PluginModel, plugin="wellbeing_centers"):
    """A session of a course, and how many came. Nobody's name."""

    __tablename__ = "plugin_wellbeing_centers_meeting"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    came: Mapped[int]
