"""How far an entry is from a ZIP, without a network: from a point inside each ZIP area (data/README.md)."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import DatedFact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito_resource_guide.entry import Entry

Point = tuple[float, float]

FACT = DatedFact(
    {"en": "Points of ZIP areas", "es": "Puntos de las zonas de código postal"},
    review_by=date(2027, 12, 31),
    source="United States Census Bureau, 2021 Gazetteer Files, ZIP Code Tabulation Areas",
    effective_from=date(2021, 1, 1),
    used_in={
        "en": "How far it is in the resource guide",
        "es": "A qué distancia está en la guía de recursos",
    },
)

EARTH = 3958.8  # radius in miles

FILE = Path(__file__).parent / "data" / "zip_centroids.csv"


@cache
def centroids() -> Mapping[str, Point]:
    """A point, latitude and longitude, inside each ZIP area that we know."""
    lines = (line.split(",") for line in FILE.read_text("ascii").splitlines())
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in lines}


def miles(one: Point, other: Point) -> float:
    """The distance of two points along the ground, in miles."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def points_of(entry: Entry) -> tuple[Point, ...]:
    """Where an entry is: its coordinates, else a point in its ZIP. Nothing for help by phone."""
    found = []
    for spot in entry.spots:
        if spot.latitude is not None and spot.longitude is not None:
            found.append((spot.latitude, spot.longitude))
        elif spot.address is not None and spot.address.zip in centroids():
            found.append(centroids()[spot.address.zip])
    return tuple(found)


def miles_from(entry: Entry, point: Point) -> float | None:
    """How far the nearest place of an entry is; None where it has none that we can find."""
    return min((miles(one, point) for one in points_of(entry)), default=None)
