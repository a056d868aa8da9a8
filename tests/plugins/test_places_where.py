"""A plugin's page learns at which schools its reader holds a permission, and at no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.services import places
from farolito.services.plugins.places_where import places_where
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from pathlib import Path


def test_only_the_places_where_a_role_holds_the_permission_are_given(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with site.works.open(SYSTEM) as work:
        other = places.add(work, "site", "jefferson", "Jefferson High School", None)

    def found(*grants: Grant) -> list[str]:
        with site.works.open(Actor("user", "1", "Somebody", grants), write=False) as work:
            return [place.slug for place in places_where(work, "counts.view")]

    coordinator = Grant(site.place.id, "coordinator")
    assert found(coordinator, Grant(other.id, "counselor")) == ["lincoln"]
    assert found(coordinator, Grant(other.id, "coordinator")) == ["jefferson", "lincoln"]
    assert found(Grant(other.id, "counselor")) == []
    with site.works.open(NOBODY, write=False) as work:
        assert places_where(work, "counts.view") == ()
    site.close()
