"""The places that a question offers: those of the tree in which the form is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import NOBODY, SYSTEM
from farolito.services import places

if TYPE_CHECKING:
    from farolito.domain.question_types.base import OfferedPlace
    from farolito.domain.views import PlaceView
    from farolito.services.places import Kind
    from farolito.services.work import Works


TREE: tuple[tuple[Kind, str, str, str], ...] = (
    ("county", "la", "Los Angeles County", ""),
    ("county", "orange", "Orange County", ""),
    ("district", "duarte", "Duarte Unified", "la"),
    ("district", "azusa", "Azusa Unified", "la"),
    ("site", "duarte-high", "Duarte High", "duarte"),
    ("site", "beardslee", "Beardslee Academy", "duarte"),
    ("site", "azusa-high", "Azusa High", "azusa"),
    ("site", "center", "Center", "la"),
    ("site", "elsewhere", "Elsewhere High", "orange"),
)


def add_counties(works: Works) -> dict[str, PlaceView]:
    """Two counties; the first has two districts with schools, and a school of its own."""
    made: dict[str, PlaceView] = {}
    with works.open(SYSTEM) as work:
        for kind, slug, name, above in TREE:
            parent = made[above].id if above else None
            made[slug] = places.add(work, kind, slug, name, parent)
    return made


def offered(works: Works, place: PlaceView, kind: str = "site") -> list[OfferedPlace]:
    with works.open(NOBODY, write=False) as work:
        return [one for one in places.offered(work, place) if one.kind == kind]


def test_those_of_the_own_district_come_first_each_part_by_name(works: Works) -> None:
    made = add_counties(works)
    slugs = [one.slug for one in offered(works, made["duarte-high"])]
    assert slugs == ["beardslee", "duarte-high", "azusa-high", "center"]


def test_another_county_is_no_business_of_this_form(works: Works) -> None:
    made = add_counties(works)
    assert [one.slug for one in offered(works, made["elsewhere"])] == ["elsewhere"]
    assert "elsewhere" not in [one.slug for one in offered(works, made["la"])]


def test_a_school_says_its_district_and_a_district_nothing(works: Works) -> None:
    made = add_counties(works)
    within = {one.slug: one.within for one in offered(works, made["la"])}
    assert (within["duarte-high"], within["center"]) == ("Duarte Unified", "")
    districts = offered(works, made["azusa-high"], "district")
    assert [(one.slug, one.within) for one in districts] == [("azusa", ""), ("duarte", "")]


def test_a_place_without_schools_offers_itself(works: Works) -> None:
    with works.open(SYSTEM) as work:
        alone = places.add(work, "county", "alone", "Alone County")
    assert [(one.slug, one.name) for one in offered(works, alone)] == [("alone", "Alone County")]
