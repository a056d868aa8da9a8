"""The tree of places: a wrong change is refused with what to do, a move takes everything along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM, Actor, Grant, holds
from farolito.errors import NotFound
from farolito.services import audit, place_tree, places
from farolito.services.place_tree import TreeRefused

if TYPE_CHECKING:
    from farolito.services.work import Works


@pytest.fixture
def tree(works: Works) -> dict[str, str]:
    """A county with two districts and a site in the first; slug to id."""
    found = {}
    with works.open(SYSTEM) as work:
        for kind, slug, above in (
            ("county", "la", ""),
            ("district", "one", "la"),
            ("district", "two", "la"),
            ("site", "lincoln", "one"),
        ):
            found[slug] = place_tree.add(work, kind, slug, slug.title(), above).id
    return found


def arranger(place_id: str) -> Actor:
    return Actor("user", "user-1", "Somebody", (Grant(place_id, "platform_admin"),))


def test_a_place_that_moves_takes_everything_below_along(
    works: Works, tree: dict[str, str]
) -> None:
    with works.open(SYSTEM) as work:
        place_tree.add(work, "county", "kern", "Kern")
        place_tree.move(work, "one", "kern")
        assert places.path(work, "lincoln") == (
            places.by_slug(work, "kern").id, tree["one"], tree["lincoln"],
        )  # fmt: skip
        assert audit.verify(work, tree["one"]) is None


def test_a_role_reaches_a_place_as_soon_as_it_lies_below_and_no_longer(
    works: Works, tree: dict[str, str]
) -> None:
    with works.open(SYSTEM) as work:
        grants = (Grant(tree["two"], "district_lead"),)
        assert not holds(grants, "counts.view", places.path(work, "lincoln"))
        place_tree.move(work, "lincoln", "two")
        assert holds(grants, "counts.view", places.path(work, "lincoln"))
        place_tree.move(work, "lincoln", "one")
        assert not holds(grants, "counts.view", places.path(work, "lincoln"))


@pytest.mark.parametrize(
    ("kind", "slug", "name", "above", "code"),
    [
        ("site", "Duarte High", "Duarte", "one", "slug"),
        ("site", "staff", "Staff", "one", "slug"),
        ("site", "-", "Hyphen", "one", "slug"),
        ("site", "x" * 41, "Long", "one", "slug"),
        ("site", "é", "Letter", "one", "slug"),
        ("site", "lincoln", "Again", "one", "slug_taken"),
        ("site", "new", "  ", "one", "name"),
        ("site", "new", "\x00", "one", "name"),
        ("school", "new", "New", "one", "kind"),
        ("site", "new", "New", "lincoln", "above"),
        ("district", "new", "New", "one", "above"),
        ("county", "new", "New", "la", "above"),
        ("site", "new", "New", "", "above"),
    ],
)
def test_a_place_that_can_not_be_is_refused_with_what_to_do(
    works: Works, tree: dict[str, str], kind: str, slug: str, name: str, above: str, code: str
) -> None:
    with pytest.raises(TreeRefused) as refused, works.open(SYSTEM) as work:
        place_tree.add(work, kind, slug, name, above)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(("slug", "above"), [("one", "one"), ("one", "lincoln"), ("la", "one")])
def test_a_place_is_not_put_below_itself(
    works: Works, tree: dict[str, str], slug: str, above: str
) -> None:
    with pytest.raises(TreeRefused) as refused, works.open(SYSTEM) as work:
        place_tree.move(work, slug, above)
    assert refused.value.code == "below_itself"


def test_nobody_arranges_what_lies_outside_of_their_role(
    works: Works, tree: dict[str, str]
) -> None:
    with works.open(arranger(tree["one"])) as work:
        assert [node.place.slug for node in place_tree.seen(work)] == ["one"]
        assert [place.slug for place in place_tree.homes(work, "lincoln")] == ["one"]
        place_tree.rename(work, "lincoln", "Lincoln High")
        for change in (
            lambda: place_tree.rename(work, "two", "Mine"),
            lambda: place_tree.move(work, "lincoln", "two"),
            lambda: place_tree.move(work, "two", "one"),
            lambda: place_tree.add(work, "site", "new", "New", "two"),
            lambda: place_tree.add(work, "county", "new", "New"),
        ):
            with pytest.raises(NotFound):
                change()
        assert places.by_slug(work, "lincoln").name == "Lincoln High"


def test_each_change_is_recorded_at_the_place_with_ids_only(
    works: Works, tree: dict[str, str]
) -> None:
    with works.open(arranger(tree["la"])) as work:
        place_tree.rename(work, "lincoln", "Canary High")
        place_tree.move(work, "lincoln", "two")
    with works.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT actor, action, target FROM audit").all()
    lincoln = tree["lincoln"]
    assert ("user:user-1", "place.renamed", f"place/{lincoln}") in rows
    assert ("user:user-1", "place.moved", f"place/{lincoln}/to/{tree['two']}") in rows
    assert "Canary" not in str(rows)
