"""Places and their links."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select, update

from farolito.db.base import table_of
from farolito.db.models import FormVersion, Link, Place

_place = table_of(Place)
_link = table_of(Link)
_version = table_of(FormVersion)

PLACE_COLUMNS: tuple[Any, ...] = (
    _place.c.id.label("place_id"),
    _place.c.slug.label("place_slug"),
    _place.c.name.label("place_name"),
    _place.c.kind.label("place_kind"),
    _place.c.path.label("place_path"),
    _place.c.settings.label("place_settings"),
)
"""What every statement that shows a place brings along."""

PLACE_BY_SLUG = select(*PLACE_COLUMNS).where(_place.c.slug == bindparam("slug"))
PLACE_LOCKED = PLACE_BY_SLUG.with_for_update()
"""A place that is about to be changed: nobody else changes it until this transaction has ended."""
PLACE_BY_ID = select(*PLACE_COLUMNS).where(_place.c.id == bindparam("place_id"))

PLACES = select(*PLACE_COLUMNS, _place.c.parent_id).order_by(_place.c.name, _place.c.id)
"""All places, by name."""

PLACES_BELOW = PLACES.where(
    (_place.c.id == bindparam("root")) | _place.c.path.like(bindparam("below"))
)
"""A place and everything below it: ``below`` is its path, a slash and a percent sign."""

KEEP_SETTINGS = (
    update(_place)
    .where(_place.c.id == bindparam("of_place"))
    .values(settings=bindparam("new_settings"))
)

CHILDREN = PLACES.where(_place.c.parent_id == bindparam("parent_id"))
ROOTS = PLACES.where(_place.c.parent_id.is_(None))

PLACES_LOCKED = select(_place.c.id).order_by(_place.c.id).with_for_update()
"""All places, held so that two moves can not cross."""

LINKS_TO_FORM = select(_link.c.slug, _link.c.open).where(
    _link.c.place_id == bindparam("of_place"), _link.c.form_name == bindparam("of_form")
)
OPEN_LINKS = (
    update(_link)
    .where(_link.c.place_id == bindparam("of_place"), _link.c.form_name == bindparam("of_form"))
    .values(open=bindparam("is_open"))
)
LINKS_AT = select(_link.c.form_name, _link.c.slug, _link.c.open).where(
    _link.c.place_id == bindparam("of_place")
)
"""Every link of a place, also to forms that are not published now."""

RENAME_PLACE = (
    update(_place).where(_place.c.id == bindparam("of_place")).values(name=bindparam("name"))
)
MOVE_PLACE = (
    update(_place).where(_place.c.id == bindparam("of_place")).values(parent_id=bindparam("above"))
)
SET_PATH = update(_place).where(_place.c.id == bindparam("of_place")).values(path=bindparam("path"))

_LINK_WITH_FORM = (
    select(
        *PLACE_COLUMNS,
        _link.c.slug.label("link_slug"),
        _link.c.open.label("link_open"),
        _version.c.hash,
        _version.c.source.label("form_source"),
    )
    .join_from(_place, _link, _link.c.place_id == _place.c.id)
    .join(
        _version,
        (_version.c.form_name == _link.c.form_name) & (_version.c.status == "published"),
    )
    .where(_place.c.slug == bindparam("place_slug"))
)

LINK_WITH_FORM = _LINK_WITH_FORM.where(_link.c.slug == bindparam("link_slug"))
"""One link with its place and the hash of the version that is published now."""

LINKS_OF_PLACE = _LINK_WITH_FORM.order_by(_link.c.created_at, _link.c.slug)
"""Every link of a place whose form is published, in the order they were made."""
