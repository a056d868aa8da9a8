"""Settings of plugins."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, insert, literal, select

from farolito.db.base import table_of
from farolito.db.models import Place, PluginSetting

_setting = table_of(PluginSetting)
_place = table_of(Place)

_columns = (_setting.c.name, _setting.c.of_place, _setting.c.value)

FOR_EVERYBODY = select(*_columns).where(
    _setting.c.plugin == bindparam("plugin"), _setting.c.of_place == ""
)

AT_AND_ABOVE = (
    select(*_columns, _place.c.path)
    .join_from(_setting, _place, _place.c.id == bindparam("place"))
    .where(
        _setting.c.plugin == bindparam("plugin"),
        # a path is made of whole ids of one length; for everybody, the pattern is "%%"
        _place.c.path.like(literal("%") + _setting.c.of_place + literal("%")),
    )
)
"""What counts at a place: its own, those of the places above it, and everybody's, in no order."""

AT = select(_setting.c.name, _setting.c.value).where(
    _setting.c.plugin == bindparam("plugin"), _setting.c.of_place == bindparam("at")
)

PLACES = (
    select(_place.c.slug, _place.c.name, func.count().label("many"))
    .join_from(_setting, _place, _place.c.id == _setting.c.of_place)
    .where(_setting.c.plugin == bindparam("plugin"))
    .group_by(_place.c.id, _place.c.slug, _place.c.name)
    .order_by(_place.c.name, _place.c.slug)
)
"""The places that have values of their own."""

HOW_MANY = select(func.count()).where(_setting.c.plugin == bindparam("plugin"))

TAKE_OUT = delete(_setting).where(
    _setting.c.plugin == bindparam("of_plugin"),
    _setting.c.of_place == bindparam("at"),
    _setting.c.name == bindparam("of_name"),
)
PUT = insert(_setting)

FORGET = delete(_setting).where(_setting.c.plugin == bindparam("of_plugin"))
"""Everything that was ever set for a plugin."""
