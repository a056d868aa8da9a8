"""Form versions."""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import FormVersion

_version = table_of(FormVersion)

DEFINITION = select(_version.c.definition).where(_version.c.hash == bindparam("hash"))
"""The canonical JSON of one version."""

PUBLISHED = select(_version.c.hash, _version.c.definition).where(
    _version.c.form_name == bindparam("form_name"), _version.c.status == "published"
)
"""The version of a form that is published now."""

ALL_PUBLISHED = (
    select(
        _version.c.form_name,
        _version.c.hash,
        _version.c.number,
        _version.c.source,
        _version.c.published_at,
    )
    .where(_version.c.status == "published")
    .order_by(_version.c.form_name)
)
"""What is published now, by name, without the definitions."""

VERSIONS = (
    select(
        _version.c.form_name,
        _version.c.hash,
        _version.c.number,
        _version.c.status,
        _version.c.source,
        _version.c.published_at,
    )
    .where(_version.c.form_name == bindparam("form_name"))
    .order_by(_version.c.number)
)
"""Every version of a form, the first one first, without the definitions."""

NAMES = select(_version.c.form_name).distinct()
"""The name of every form that ever had a version."""

LAST_NUMBER = select(func.max(_version.c.number)).where(
    _version.c.form_name == bindparam("form_name")
)
VERSION = select(_version.c.form_name, _version.c.status).where(
    _version.c.hash == bindparam("hash")
)
RETIRE = (
    update(_version)
    .where(_version.c.form_name == bindparam("of_form"), _version.c.status == "published")
    .values(status="retired")
)
REVIVE = (
    update(_version)
    .where(_version.c.hash == bindparam("of_hash"))
    .values(status="published", published_at=bindparam("published_at"), source=bindparam("source"))
)
ADD = insert(_version).values(status="published")
