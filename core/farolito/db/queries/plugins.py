"""The plugin sets, and what is there of a plugin when one is turned on or off."""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select

from farolito.db.base import table_of
from farolito.db.models import FormVersion, Job, PluginSet, Response

_set = table_of(PluginSet)

CURRENT = select(_set).order_by(_set.c.number.desc()).limit(1)
"""The one that counts."""

LATEST = select(_set).order_by(_set.c.number.desc()).limit(bindparam("limit"))
"""The latest ones, newest first."""

LAST_NUMBER = select(func.max(_set.c.number))
ADD = insert(_set)

_version = table_of(FormVersion)
_response = table_of(Response)
_job = table_of(Job)

DRAFTS_OF = (
    select(_response.c.place_id, func.count().label("many"))
    .join(_version, _version.c.hash == _response.c.form_hash)
    .where(_version.c.source == bindparam("source"), _response.c.status == "in_progress")
    .group_by(_response.c.place_id)
)
"""How many drafts of the forms of a plugin are open at each place."""

FORMS_OF = (
    select(_version.c.form_name)
    .where(_version.c.source == bindparam("source"), _version.c.status == "published")
    .order_by(_version.c.form_name)
)
"""The forms of a plugin that are published."""

TELLINGS = select(_job.c.payload).where(
    _job.c.kind == "submission_saved", _job.c.state == "waiting"
)
"""Submissions that plugins are still to be told of."""
