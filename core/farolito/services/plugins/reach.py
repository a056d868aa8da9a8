"""Where plugins are off: asked before one is called, shown or offered at a place. Without choices nothing is looked up.

off_at(work, place_id) -> frozenset[str]             # the plugins that are loaded, and off at this place
off_at_address(work, slug) -> frozenset[str]         # the same; NotFound
off_for(work) -> frozenset[str]                      # those that are off wherever the actor holds a role
layout_at(work, purpose, slug, answers_to=None) -> PdfLayout | None  # what lays a document out there; NotFound
offers(work, source, path) -> bool                   # whether a form that came with a plugin is offered there
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import places as queries
from farolito.services import forms, places
from farolito.services.places import path_of

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.plugins.parts import PdfLayout
    from farolito.services.work import Work

NONE: frozenset[str] = frozenset()


def off_at(work: Work, place_id: str) -> frozenset[str]:
    """The plugins that are loaded, and off at a place."""
    chosen = work.hooks.roster.chosen
    if not chosen.somewhere:
        return NONE
    for row in work.peek(queries.PLACE_BY_ID, {"place_id": place_id}):
        return chosen.off_at(path_of(row))
    return NONE


def off_at_address(work: Work, slug: str) -> frozenset[str]:
    """The same for the place whose addresses begin with ``slug``. Raises NotFound."""
    chosen = work.hooks.roster.chosen
    return chosen.off_at(places.path(work, slug)) if chosen.somewhere else NONE


def off_for(work: Work) -> frozenset[str]:
    """The plugins that are loaded, and off at every place where the actor holds a role and at all below."""
    chosen = work.hooks.roster.chosen
    if not chosen.somewhere:
        return NONE
    granted = {grant.place_id for grant in work.actor.grants}
    mine = [path for row in work.peek(queries.PLACES) if granted.intersection(path := path_of(row))]
    return frozenset(
        name for name, scope in chosen.scopes.items() if not any(scope.at(path) for path in mine)
    )


def layout_at(
    work: Work, purpose: str, slug: str, answers_to: Form | None = None
) -> PdfLayout | None:
    """What lays a document out at a place; None where no plugin does that is on there.

    ``answers_to`` is the form whose answers are on it: then one that asks for these.
    """
    return work.hooks.layout(purpose, answers_to, off_at_address(work, slug))


def offers(work: Work, source: str, path: tuple[str, ...]) -> bool:
    """Whether a form is offered at a place: ``source`` says whether it came with a plugin, and with which.

    Where nobody chose plugins, and where nothing could be read of what was chosen, each form is.
    """
    chosen = work.hooks.roster.chosen
    if source in (forms.HOST, forms.BY_HAND) or chosen.by != "set" or chosen.unreadable:
        return True
    scope = chosen.scopes.get(source)
    return scope is not None and scope.at(path)
