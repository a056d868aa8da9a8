"""The versions of a form: which there are, and which one somebody means.

of_form(work, form_name) -> tuple[FormVersion, ...]      # the first one first; NotFound
find(work, reference) -> Form                            # "name", "name@3", "name@4f1c0a…"; NotFound
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.db.queries import forms as queries
from farolito.errors import NotFound
from farolito.services import forms
from farolito.services.places import findable

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.definitions import Form
    from farolito.services.work import Work

SHORTEST_HASH = 6  # digits of a hash that somebody may type instead of all of it


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form. ``source``: "host", a plugin's name, or :data:`forms.BY_HAND`."""

    name: str
    number: int
    hash: str
    status: Literal["published", "retired"]
    source: str
    published_at: datetime


def of_form(work: Work, form_name: str) -> tuple[FormVersion, ...]:
    """Every version of a form, the first one first. Raises :class:`NotFound` when there never was one."""
    findable(form_name)
    found = tuple(
        FormVersion(row.form_name, row.number, row.hash, row.status, row.source, row.published_at)
        for row in work.peek(queries.VERSIONS, {"form_name": form_name})
    )
    if not found:
        raise NotFound(f"No form {form_name} was ever published here.")
    return found


def find(work: Work, reference: str) -> Form:
    """The version that somebody means. Raises :class:`NotFound` that says which there are."""
    name, at, which = reference.partition("@")
    known = of_form(work, name)
    if not at:
        meant = [one for one in known if one.status == "published"] or [known[-1]]
    else:
        meant = [
            one
            for one in known
            if which == str(one.number)
            or (len(which) >= SHORTEST_HASH and one.hash.startswith(which))
        ]
    if len(meant) != 1:
        numbers = ", ".join(f"{name}@{one.number} ({one.hash[:12]})" for one in known)
        raise NotFound(f"There is no version {reference}. There is {numbers}.")
    return forms.version(work, meant[0].hash)
