"""The families behind responses, for pages of plugins: their code, and the language they are spoken to in.

families_of(work, place, response_ids) -> {response_id: FamilyView}
find_family(work, place, "K7QM-3FXP") -> FamilyView | None
wants_large_print(work, place, response_id) -> bool
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.domain import codes
from farolito.errors import NotFound
from farolito.services import forms
from farolito.services.casework.opening import id_of_code
from farolito.services.documents.lettering import household_wants_large
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

LISTS = "responses.list"


@dataclass(frozen=True, slots=True)
class FamilyView:
    """Who sent a response, as far as a list may say it: ``code`` is what it shows at a desk, like ``K7QM-3FXP``."""

    response_id: str
    code: str
    language: str


def families_of(
    work: Work, place: PlaceView, response_ids: Collection[str]
) -> Mapping[str, FamilyView]:
    """The families of some responses of a place, by the id of the response.

    Only of responses that the reader may list and that the plugin asks for. Left out are all others, and those that
    were erased since: who is not in it is not there any more, or not for this reader.
    """
    wanted = sorted(set(response_ids))
    findable(*wanted)
    found = {}
    rows = work.peek(queries.CODES, {"place_slug": place.slug, "response_ids": wanted})
    for row in rows:
        name = forms.version(work, row.form_hash).name
        if not work.asked_for("families_of", row.regime, name):
            continue
        if permits(work, LISTS, place_of(row), path_of(row), row.regime, name):
            code = open_code(work.keyring, row.place_id, row.id, row.code)
            found[row.id] = FamilyView(row.id, codes.shown(code) if code else "", row.language)
    return found


def wants_large_print(work: Work, place: PlaceView, response_id: str) -> bool:
    """Whether the household of a response said, in any form, that it wants its papers in large print.

    False as well for a response that :func:`families_of` would leave out.
    """
    if response_id not in families_of(work, place, [response_id]):
        return False
    return household_wants_large(work, place.id, response_id)


def find_family(work: Work, place: PlaceView, typed: str) -> FamilyView | None:
    """The family whose paper has this code, however it is typed; None as if there were none, as above."""
    try:
        found = id_of_code(work, place.id, typed)
    except NotFound:
        return None
    return families_of(work, place, [found]).get(found)
