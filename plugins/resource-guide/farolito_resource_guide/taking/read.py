"""What a reader makes of a row: an entry, or why there is none; and what of it could not be used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from farolito.api import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito_resource_guide.entry import Entry

SAYS: Mapping[str, str] = {
    "phone": N_("This is no phone number: %(text)s"),
    "web": N_("This is no web address: %(text)s"),
    "email": N_("This is no email address: %(text)s"),
    "zip": N_("This is no ZIP code: %(text)s"),
    "point": N_("This is not where the address is: %(text)s"),
    "day": N_("This is no day: %(text)s"),
    "hours": N_("These hours are not clear: %(text)s"),
    "category": N_("We do not know this kind of help, so it is under Other help: %(text)s"),
    "status": N_("We do not know this status: %(text)s"),
    "age": N_("This is no age: %(text)s"),
    "language": N_("We do not know this language: %(text)s"),
    "no_name": N_("It has no name."),
    "no_way": N_("It has no address and no phone number: nobody could go or call."),
    "twice": N_("The same entry stands in row %(text)s too."),
    "here": N_("Somebody here has changed this entry. Look at both, then change it by hand."),
    "not_hsds": N_("This is no service as HSDS writes it."),
    "too_many": N_("This file has too many rows. Send it in parts."),
}
"""What became of a row, or was not used of it. Every code that a report may hold."""


@dataclass(frozen=True, slots=True)
class Read:
    """One row. ``row`` counts as the program does that shows the table: its first line is row 1."""

    row: int
    name: str
    entry: Entry | None = None
    why: tuple[str, str] | None = None
    remarks: tuple[tuple[str, str], ...] = field(default_factory=tuple)


class NotAList(ValueError):
    """A file that no reader knows. The code says why: empty, not_text, no_columns, not_json, no_services, not_zip."""


def fingerprint(entry: Entry) -> str:
    """The same for the same facts: what was imported before is told by it."""
    bare = replace(entry, number=0, modified_at=None, edited=False, imported_as="")
    said = json.dumps(asdict(bare), default=str, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
