"""The codes on the papers of families, for pages of plugins that list responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.domain.codes import shown
from farolito.services import forms
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

LISTS = "responses.list"


def codes_of(work: Work, place: PlaceView, response_ids: Collection[str]) -> Mapping[str, str]:
    """The code that each family was given, by the id of its response: what it shows at a desk, like ``K7QM-3FXP``.

    Only of responses of the place that the reader may list and that the plugin asks for. Left out are all others,
    and those that were erased since: who is not in it is not there any more, or not for this reader.
    """
    wanted = sorted(set(response_ids))
    findable(*wanted)
    codes = {}
    rows = work.peek(queries.CODES, {"place_slug": place.slug, "response_ids": wanted})
    for row in rows:
        name = forms.version(work, row.form_hash).name
        if work.plugin and not work.hooks.given.answers(work.plugin, "codes_of", row.regime, name):
            continue
        if permits(work, LISTS, place_of(row), path_of(row), row.regime, name):
            code = open_code(work.keyring, row.place_id, row.id, row.code)
            codes[row.id] = shown(code) if code else ""
    return codes
