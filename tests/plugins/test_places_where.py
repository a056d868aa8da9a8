"""A plugin's page learns at which schools its reader holds a permission, and at no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import Asks, Plugin, hookimpl
from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.services import places
from farolito.services.plugins.places_where import places_where
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.domain.definitions import Regime


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


class Denies(Plugin):
    """Refuses whoever is called Nobody."""

    name = "denies"
    title = "Denies"
    summary = "Refuses somebody."
    requires_host = ">=0.1,<1"
    asks = Asks(decides=("education_record",))

    @hookimpl
    def decide_access(self, actor: Actor) -> bool | None:
        """Not for Nobody."""
        return False if actor.name == "Nobody" else None


def test_with_a_regime_they_are_those_where_its_records_may_be_read(tmp_path: Path) -> None:
    site = make_site(tmp_path, Denies)

    def found(role: str, regime: Regime, name: str = "Somebody") -> list[str]:
        actor = Actor("user", "1", name, (Grant(site.place.id, role),))
        with site.works.open(actor, write=False) as work:
            return [place.slug for place in places_where(work, "responses.list", regime=regime)]

    assert found("coordinator", "education_record") == ["lincoln"]
    assert found("counselor", "education_record") == []
    assert found("counselor", "counseling") == ["lincoln"]
    assert found("coordinator", "counseling") == []
    assert found("coordinator", "education_record", "Nobody") == []
    site.close()
