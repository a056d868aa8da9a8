"""What a form definition may hold: one table, from which reader, JSON Schema and reference derive."""

from __future__ import annotations

from farolito.domain.shapes.kinds import MISSING, Kind, Reading
from farolito.domain.shapes.records import Field, ListOf, MapOf, Record
from farolito.domain.shapes.tables import FORM, PPRA_AREAS, QUESTION, RECORDS
from farolito.domain.shapes.words import Words

__all__ = [
    "FORM",
    "MISSING",
    "PPRA_AREAS",
    "QUESTION",
    "RECORDS",
    "Field",
    "Kind",
    "ListOf",
    "MapOf",
    "Reading",
    "Record",
    "Words",
]
