"""The codes on the papers of families, for pages of plugins that list responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services.plugins.families import families_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def codes_of(work: Work, place: PlaceView, response_ids: Collection[str]) -> Mapping[str, str]:
    """The code that each family was given, by the id of its response: what it shows at a desk, like ``K7QM-3FXP``.

    Only of responses of the place that the reader may list and that the plugin asks for. Left out are all others,
    and those that were erased since: who is not in it is not there any more, or not for this reader.
    """
    return {one: family.code for one, family in families_of(work, place, response_ids).items()}
