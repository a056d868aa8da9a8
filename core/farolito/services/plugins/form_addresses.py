"""Where families open the forms of a place, for pages of plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services import links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.work import Work


def form_addresses(work: Work, place_slug: str) -> Mapping[str, str]:
    """Where families open the forms that a place offers now: the path by the name of the form. Raises NotFound."""
    return {
        link.form.name: f"/{link.place.slug}/{link.slug}"
        for link in links.of_place(work, place_slug)
        if link.open
    }
