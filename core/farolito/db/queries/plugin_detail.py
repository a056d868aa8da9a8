"""What is kept of a plugin, whether it is on or not."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from farolito.db.base import table_of
from farolito.db.models import FormVersion, Link, PluginSetting

_version = table_of(FormVersion)
_link = table_of(Link)
_setting = table_of(PluginSetting)

FORMS_FROM = (
    select(_version.c.form_name)
    .where(_version.c.source == bindparam("source"))
    .distinct()
    .order_by(_version.c.form_name)
)
"""Every form of which a version came with a plugin."""

LINKS_TO = select(func.count()).where(_link.c.form_name == bindparam("form_name"), _link.c.open)
"""How many addresses open a form."""

SOURCES = select(_version.c.source).distinct()
"""Where versions of forms came from: the names of plugins among them."""

SET = select(_setting.c.plugin).distinct()
"""The plugins for which something is set."""
