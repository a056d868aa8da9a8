"""What is kept of partners besides the host's register: their kind, their agreement, offers, meetings, decisions."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel, Sealed


class Agency(PluginModel, plugin="partners"):
    """What is known of a partner of the host's register. Days and shares of its agreement stand there, not here.

    ``no_records``: it must never see anything of a student. ``regime``: whose record its work becomes. ``signatory``
    (a name) is sealed. ``valid_to``: until when the agency existed under this name.
    """

    __tablename__ = "plugin_partners_agency"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    partner_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    formerly: Mapped[str] = mapped_column(Text)
    valid_to: Mapped[date | None]
    no_records: Mapped[bool]
    regime: Mapped[str]
    services: Mapped[str] = mapped_column(Text)
    signatory: Mapped[bytes | None] = mapped_column(Sealed)
    ab1584: Mapped[bool]
    link: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date | None]
    review_by: Mapped[date | None]
    verified: Mapped[bool]


class Offer(PluginModel, plugin="partners"):
    """Something that a partner brings to a school. ``partner_id`` is empty while nobody knows who does."""

    __tablename__ = "plugin_partners_offer"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    partner_id: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    ready: Mapped[str] = mapped_column(Text)
    lead_days: Mapped[int | None]
    cost: Mapped[str] = mapped_column(Text)
    blackout: Mapped[str] = mapped_column(Text)
    pillar: Mapped[str]
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    review_by: Mapped[date | None]
    checked_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text)
    verified: Mapped[bool]


class Meeting(PluginModel, plugin="partners"):
    """A meeting of partners at tables. ``questions`` is a JSON list: one question for each round."""

    __tablename__ = "plugin_partners_meeting"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    on: Mapped[date]
    tables: Mapped[int]
    questions: Mapped[str] = mapped_column(Text)


class Harvest(PluginModel, plugin="partners"):
    """What a table brought home: a note, an offer, an ask, or a lead with an owner and a next step.

    ``said`` (words, host of the table, owner, next step) is sealed.
    """

    __tablename__ = "plugin_partners_harvest"
    __table_args__ = (Index("ix_plugin_partners_harvest_meeting", "place_id", "meeting_id", "id"),)

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str]
    table: Mapped[int]
    round: Mapped[int]
    kind: Mapped[str]
    theme: Mapped[str] = mapped_column(Text)
    said: Mapped[bytes] = mapped_column(Sealed)
    due: Mapped[date | None]
    done: Mapped[bool]


class Decision(PluginModel, plugin="partners"):
    """What the team decided about a referral, the latest. It goes with the response."""

    __tablename__ = "plugin_partners_decision"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    referral_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str]
    decided: Mapped[str]
    on: Mapped[date]
