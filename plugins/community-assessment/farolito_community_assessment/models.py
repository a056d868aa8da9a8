"""The tables of this plugin: cycles and outcomes. Nothing in them is about one person."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel


class Cycle(PluginModel, plugin="community_assessment"):
    """One assessment: a school year ("2026-27") at a place.

    ``asked``: JSON, how many were asked by variant and by language, "" for all. ``next_en``, ``next_es``: what the
    school does now, a line each. ``themes_en``, ``themes_es``: what people wrote of, a line each. ``third_language``,
    ``third_words``: the poster in one more language. ``told``: JSON, what was published, in words; "" for nothing yet.
    """

    __tablename__ = "plugin_community_assessment_cycle"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[str] = mapped_column(primary_key=True)
    begins: Mapped[date]
    ends: Mapped[date]
    asked: Mapped[str]
    next_en: Mapped[str]
    next_es: Mapped[str]
    themes_en: Mapped[str]
    themes_es: Mapped[str]
    third_language: Mapped[str]
    third_words: Mapped[str]
    told: Mapped[str]
    told_on: Mapped[date | None]


class Outcome(PluginModel, plugin="community_assessment"):
    """What a district counted for a school and a year: ``value`` in tenths of a percent, of ``people`` students."""

    __tablename__ = "plugin_community_assessment_outcome"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    students: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
    people: Mapped[int]
