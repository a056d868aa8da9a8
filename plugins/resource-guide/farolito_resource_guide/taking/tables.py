"""HSDS as tables (its datapackage): ``services.csv``, ``locations.csv`` …, joined to the services of its JSON."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from farolito_resource_guide.taking.hsds import read_services
from farolito_resource_guide.taking.read import NotAList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito_resource_guide.taking.read import Read

Row = dict[str, Any]

NAMES: Mapping[str, tuple[str, ...]] = {
    "organizations": ("organization", "organizations"),
    "services": ("service", "services"),
    "locations": ("location", "locations"),
    "service_at_locations": ("service_at_location", "service_at_locations", "services_at_location"),
    "addresses": ("address", "addresses", "physical_address", "physical_addresses"),
    "phones": ("phone", "phones"),
    "schedules": ("schedule", "schedules", "regular_schedule"),
    "languages": ("language", "languages"),
    "required_documents": ("required_document", "required_documents"),
    "attributes": ("attribute", "attributes", "service_attribute", "other_attribute"),
    "taxonomy_terms": ("taxonomy_term", "taxonomy_terms"),
    "service_areas": ("service_area", "service_areas"),
}
"""Our name of a table to the names of its file, without ``.csv``."""


def table_of(file: str) -> str:
    """Which table a file is, by its name; "" for none that we read."""
    stem = file.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".csv")
    return next((table for table, names in NAMES.items() if stem in names), "")


def read_tables(files: Mapping[str, str], source: str, as_of: date | None) -> Iterator[Read]:
    """The services of several tables, by the names of their files. Raises NotAList when none holds services."""
    tables: dict[str, list[Row]] = {name: [] for name in NAMES}
    for file, text in files.items():
        if table := table_of(file):
            tables[table] += _rows(text)
    if not tables["services"]:
        raise NotAList("no_services")
    yield from read_services(_joined(tables), source, as_of)


def _rows(text: str) -> list[Row]:
    lines = csv.DictReader(io.StringIO(text, newline=""))
    return [
        {
            name: value
            for name, value in row.items()
            if name and isinstance(value, str) and value != ""
        }
        for row in lines
    ]


def _joined(tables: Mapping[str, list[Row]]) -> list[Row]:
    def by(table: str, key: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in tables[table]:
            if row.get(key):
                found[row[key]].append(row)
        return found

    terms = {row.get("id", ""): row for row in tables["taxonomy_terms"]}
    for row in tables["attributes"]:
        row["taxonomy_term"] = terms.get(row.get("taxonomy_term_id", ""), {})
    phone_languages = by("languages", "phone_id")
    for row in tables["phones"]:
        row["languages"] = phone_languages.get(row.get("id", ""), [])
    addresses = by("addresses", "location_id")
    of_location = {
        table: by(table, "location_id") for table in ("phones", "schedules", "languages")
    }
    locations = {
        row.get("id", ""): row
        | {"addresses": addresses.get(row.get("id", ""), [])}
        | {table: found.get(row.get("id", ""), []) for table, found in of_location.items()}
        for row in tables["locations"]
    }
    of_at = {table: by(table, "service_at_location_id") for table in ("phones", "schedules")}
    ats: dict[str, list[Row]] = defaultdict(list)
    for row in tables["service_at_locations"]:
        whole = row | {"location": locations.get(row.get("location_id", ""), {})}
        whole |= {table: found.get(row.get("id", ""), []) for table, found in of_at.items()}
        ats[row.get("service_id", "")].append(whole)
    organizations = {row.get("id", ""): row for row in tables["organizations"]}
    of_service = {
        table: by(table, "service_id")
        for table in ("phones", "schedules", "languages", "required_documents", "service_areas")
    }
    linked = by("attributes", "link_id")
    return [
        row
        | {"organization": organizations.get(row.get("organization_id", ""))}
        | {"service_at_locations": ats.get(row.get("id", ""), [])}
        | {"attributes": linked.get(row.get("id", ""), [])}
        | {table: found.get(row.get("id", ""), []) for table, found in of_service.items()}
        for row in tables["services"]
    ]
