"""The links of plugins above a response: of those that are on at its place and ask for its record.

of(work, case) -> [(ResponseLink, address)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import holds
from farolito.services.plugins.reach import off_at

if TYPE_CHECKING:
    from farolito.plugins.parts import ResponseLink
    from farolito.services.casework import Case
    from farolito.services.work import Work


def of(work: Work, case: Case) -> list[tuple[ResponseLink, str]]:
    """In the enabled order, as far as the actor holds what each link asks for at the place."""
    found: list[tuple[ResponseLink, str]] = []
    off = off_at(work, case.place.id)
    for loaded in work.hooks.roster.loaded:
        links = work.hooks.brought(loaded.name).response_links
        if not links or loaded.name in off:
            continue
        asked = work.hooks.given.answers(
            loaded.name, "register_response_links", case.regime, case.form.name
        )
        for link in links if asked else ():
            if holds(work.actor.grants, link.permission, case.path):
                address = link.url.replace("<place>", case.place.slug)
                found.append((link, address.replace("<response>", case.response_id)))
    return found
