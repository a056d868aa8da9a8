"""What turning a plugin on or off means here: what comes or goes, at which sites, and what is under way.

effects_of(work, before, after, preview) -> Effects
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.db.migrations import lacks
from farolito.db.queries import places as place_queries
from farolito.db.queries import plugins as queries
from farolito.services.places import path_of, place_of

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.plugins.sets import PluginSet
    from farolito.services.plugins.preview import Preview
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Effects:
    """``comes`` and ``goes`` are the sites where it is turned on and off by this change; ``on_at`` those after it.

    ``forms`` are names, ``migrations`` ids. ``drafts`` are forms of it that families have begun at the sites where
    it goes, ``to_be_told`` submissions from there of which it was not told yet: for the operator, never for a page.
    """

    trial: Preview
    comes: tuple[PlaceView, ...]
    goes: tuple[PlaceView, ...]
    on_at: int
    sites: int
    forms: tuple[str, ...]
    migrations: tuple[str, ...]
    drafts: int
    to_be_told: int

    @property
    def decides(self) -> bool:
        """Whether it has a say in who reads records."""
        return "decide_access" in self.trial.hooks


def effects_of(work: Work, before: PluginSet, after: PluginSet, preview: Preview) -> Effects:
    """What the change from one set to the other does, for the plugin that was tried. Changes nothing."""
    was, will = before.scope(preview.name), after.scope(preview.name)
    sites = [row for row in work.peek(place_queries.PLACES) if row.place_kind == "site"]
    on_before = {row.place_id for row in sites if was is not None and was.at(path_of(row))}
    on_after = {row.place_id for row in sites if will is not None and will.at(path_of(row))}
    gone = on_before - on_after
    stored = tuple(row.form_name for row in work.peek(queries.FORMS_OF, {"source": preview.name}))
    return Effects(
        trial=preview,
        comes=tuple(place_of(row) for row in sites if row.place_id in on_after - on_before),
        goes=tuple(place_of(row) for row in sites if row.place_id in gone),
        on_at=len(on_after),
        sites=len(sites),
        forms=tuple(dict.fromkeys((*preview.forms, *stored))),
        migrations=_missing(work, preview) if will is not None and was is None else (),
        drafts=_drafts(work, preview.name, gone),
        to_be_told=_tellings(work, preview, gone),
    )


def _missing(work: Work, preview: Preview) -> tuple[str, ...]:
    if not preview.migrations:
        return ()
    return lacks(work.connection, Path(preview.migrations), preview.name)


def _drafts(work: Work, plugin: str, places: set[str]) -> int:
    rows = work.peek(queries.DRAFTS_OF, {"source": plugin}) if places else ()
    return sum(row.many for row in rows if row.place_id in places)


def _tellings(work: Work, preview: Preview, places: set[str]) -> int:
    if "submission_saved" not in preview.hooks or not places:
        return 0
    return sum(
        row.payload["event"]["place_id"] in places
        and preview.name in row.payload.get("left", [preview.name])
        for row in work.peek(queries.TELLINGS)
    )
