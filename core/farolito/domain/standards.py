"""Addresses that other standards give to what we exchange with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HL7 = "http://hl7.org/fhir/StructureDefinition/"
LOINC = "http://loinc.org"
UNITS = "http://unitsofmeasure.org"
ITEM_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
PAGE = "page"
"""The item control of a group that is shown at once."""
TRANSLATION = HL7 + "translation"
ORDINAL = HL7 + "ordinalValue"
WEIGHT = HL7 + "itemWeight"
EXCLUSIVE = HL7 + "questionnaire-optionExclusive"
UNIT = HL7 + "questionnaire-unit"
CONTROL = HL7 + "questionnaire-itemControl"
LEAST = HL7 + "minValue"
MOST = HL7 + "maxValue"
MIME_TYPE = HL7 + "mimeType"
MAX_SIZE = HL7 + "maxSize"
MOST_ENTRIES = HL7 + "questionnaire-maxOccurs"

MEMBERS = "https://farolito.example/fhir/StructureDefinition/members"
"""Our extension: the members of a form, section, page, question or choice that FHIR has no element for, as JSON."""

CANONICAL = "https://farolito.example/fhir/Questionnaire/"
"""The addresses of forms that have none from elsewhere."""

SYSTEMS: Mapping[str, str] = {LOINC: "loinc", "http://snomed.info/sct": "snomed"}
"""Code systems that have a key of their own in ``codes``."""

LINK_ID = "fhir_link_id"
"""The key in ``codes`` of the linkId that an item came with, where ours is another."""
HEAD = {
    "id": "fhir_id",
    "url": "fhir_url",
    "name": "fhir_name",
    "version": "fhir_version",
    "date": "fhir_date",
    "publisher": "fhir_publisher",
}
"""Elements of a Questionnaire that a form keeps among its ``codes``."""
STATED = {"status": "fhir_status"}
