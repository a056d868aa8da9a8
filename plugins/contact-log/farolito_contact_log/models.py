"""The tables: students of the roster, attempts to reach those who answered nothing yet, and the school's template."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel, Sealed


class Student(PluginModel, plugin="contact_log"):
    """A student of the roster. ``id`` is a keyed hash of the school's number: the same row at the next import.

    ``facts`` (name, grade, birth date, language, guardian, phones) are sealed. ``listed``: on the latest roster;
    ``imported_on``: the day of the roster that told of them last, or that left them out first.
    """

    __tablename__ = "plugin_contact_log_student"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    facts: Mapped[bytes] = mapped_column(Sealed)
    listed: Mapped[bool]
    imported_on: Mapped[date]


class Attempt(PluginModel, plugin="contact_log"):
    """One attempt to reach the family of a student who answered no form yet; ``said`` is sealed.

    Those who answered have the contact log of Farolito itself.
    """

    __tablename__ = "plugin_contact_log_attempt"
    __table_args__ = (
        Index("ix_plugin_contact_log_attempt_student", "place_id", "student_id", "id"),
    )

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    student_id: Mapped[str]
    said: Mapped[bytes] = mapped_column(Sealed)
    on: Mapped[date]
    next_try: Mapped[date | None]


class Sorted(PluginModel, plugin="contact_log"):
    """A place whose old contacts were looked through, so that their topics are kept by key."""

    __tablename__ = "plugin_contact_log_sorted"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[date]


class Template(PluginModel, plugin="contact_log"):
    """The columns, topics and outcome words of a school, as JSON."""

    __tablename__ = "plugin_contact_log_template"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    changed_on: Mapped[date]
