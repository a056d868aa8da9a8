"""The tables of the guide: those of HSDS that families feel, by their HSDS names. Every key begins with the place.

Nothing here is about a family, and no name of a person is kept: phones and addresses are those of offices.
"""

from __future__ import annotations

from datetime import date, time  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel


class Guide(PluginModel, plugin="resource_guide"):
    """One row for each place: what its next entry is numbered, and how often anything changed."""

    __tablename__ = "plugin_resource_guide_guide"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    next_number: Mapped[int]


class OrganizationRow(PluginModel, plugin="resource_guide"):
    """Who offers services."""

    __tablename__ = "plugin_resource_guide_organization"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    website: Mapped[str]
    email: Mapped[str]


class ServiceRow(PluginModel, plugin="resource_guide"):
    """An entry. ``number`` is ours; ``imported_as`` says what was imported, to tell what has changed since."""

    __tablename__ = "plugin_resource_guide_service"
    __table_args__ = (UniqueConstraint("place_id", "number"),)

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    organization_id: Mapped[str | None]
    name: Mapped[str]
    description: Mapped[str]
    url: Mapped[str]
    email: Mapped[str]
    status: Mapped[str]
    interpretation: Mapped[str]
    application: Mapped[str]
    fees: Mapped[str]
    eligibility: Mapped[str]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    alert: Mapped[str]
    alert_until: Mapped[date | None]
    area: Mapped[str]
    checked_on: Mapped[date | None]
    assurer: Mapped[str]
    assurer_email: Mapped[str]
    review_by: Mapped[date | None]
    source: Mapped[str]
    source_as_of: Mapped[date | None]
    source_url: Mapped[str]
    modified_at: Mapped[str]  # an instant in UTC, ISO 8601: the same text on both engines
    translations: Mapped[Any] = mapped_column(JSON)
    edited: Mapped[bool]
    demo: Mapped[bool]
    imported_as: Mapped[str]


class LocationRow(PluginModel, plugin="resource_guide"):
    """Where services are given."""

    __tablename__ = "plugin_resource_guide_location"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    transportation: Mapped[str]


class ServiceAtLocationRow(PluginModel, plugin="resource_guide"):
    """A service is given at a location."""

    __tablename__ = "plugin_resource_guide_service_at_location"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    location_id: Mapped[str]
    position: Mapped[int]


class AddressRow(PluginModel, plugin="resource_guide"):
    """The address of a location."""

    __tablename__ = "plugin_resource_guide_address"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    of_id: Mapped[str]
    address_1: Mapped[str]
    address_2: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    postal_code: Mapped[str]
    country: Mapped[str]
    kind: Mapped[str]


class PhoneRow(PluginModel, plugin="resource_guide"):
    """A number of a service, or of a service at a location (``of_id``)."""

    __tablename__ = "plugin_resource_guide_phone"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    of_id: Mapped[str]
    position: Mapped[int]
    number: Mapped[str]
    extension: Mapped[str]
    kind: Mapped[str]
    description: Mapped[str]
    languages: Mapped[str]


class ScheduleRow(PluginModel, plugin="resource_guide"):
    """When a service, or a service at a location (``of_id``), is open. ``byday`` and ``bymonthday`` as in RFC 5545."""

    __tablename__ = "plugin_resource_guide_schedule"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    of_id: Mapped[str]
    position: Mapped[int]
    byday: Mapped[str]
    bymonthday: Mapped[str]
    interval: Mapped[int]
    dtstart: Mapped[date | None]
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    note: Mapped[str]


class LanguageRow(PluginModel, plugin="resource_guide"):
    """A language that is spoken there."""

    __tablename__ = "plugin_resource_guide_language"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    position: Mapped[int]
    code: Mapped[str]


class DocumentRow(PluginModel, plugin="resource_guide"):
    """Something to bring."""

    __tablename__ = "plugin_resource_guide_required_document"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    position: Mapped[int]
    document: Mapped[str]


class AttributeRow(PluginModel, plugin="resource_guide"):
    """A kind of help: one of our own list (``taxonomy`` empty), or somebody else's words, kept as they came."""

    __tablename__ = "plugin_resource_guide_attribute"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    position: Mapped[int]
    taxonomy: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]


class ImportRow(PluginModel, plugin="resource_guide"):
    """What came of one file: a report, row by row."""

    __tablename__ = "plugin_resource_guide_import"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[str]
    file: Mapped[str]
    source: Mapped[str]
    report: Mapped[Any] = mapped_column(JSON)


class ProposalRow(PluginModel, plugin="resource_guide"):
    """What somebody from outside says is different now. Gone as soon as staff have decided; says nothing of who."""

    __tablename__ = "plugin_resource_guide_proposal"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    made_on: Mapped[date]
    who: Mapped[str]
    fields: Mapped[Any] = mapped_column(JSON)
    says: Mapped[str]
