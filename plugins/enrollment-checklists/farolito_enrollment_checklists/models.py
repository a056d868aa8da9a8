"""What this plugin remembers about a response: which checklists it started, and by when things are due.

No answers and no names; the ids of a place and of a response, and which programme.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel


class Start(PluginModel, plugin="enrollment_checklists"):
    """A response named a need that a checklist helps with. Written with the submission, worked off later."""

    __tablename__ = "plugin_enrollment_checklists_start"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    checklist: Mapped[str] = mapped_column(primary_key=True)
    started_on: Mapped[date]
    expedited: Mapped[bool]


class Deadline(PluginModel, plugin="enrollment_checklists"):
    """A day by which a step of a checklist is due, if the family applies on the day it started."""

    __tablename__ = "plugin_enrollment_checklists_deadline"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    checklist: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    due_on: Mapped[date]


class Copy(PluginModel, plugin="enrollment_checklists"):
    """A family's own copy of a list. ``token`` is in the address behind the QR code of its paper.

    ``revision`` counts what was saved, so that two people who tick at once do not undo one another.
    """

    __tablename__ = "plugin_enrollment_checklists_copy"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    checklist: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    started_on: Mapped[date]
    revision: Mapped[int]


class Mark(PluginModel, plugin="enrollment_checklists"):
    """What is known about one item of a copy, ``documents.identity``: ticked, seen by staff, done on a day."""

    __tablename__ = "plugin_enrollment_checklists_mark"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    checklist: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    ticked: Mapped[bool]
    seen: Mapped[bool]
    done_on: Mapped[date | None]


class Stay(PluginModel, plugin="enrollment_checklists"):
    """Help with a place to stay: "form" (CW 42 handed in, ``at`` an hour like "10:40"), "nights" paid from a day on,
    or "moving" (money to move in or to stay). Once a day each.
    """

    __tablename__ = "plugin_enrollment_checklists_stay"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    on_day: Mapped[date] = mapped_column(primary_key=True)
    nights: Mapped[int]
    at: Mapped[str]
