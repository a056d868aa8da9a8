"""What a plugin prints of a person is written into the audit, as what the host prints is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services import audit

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def note_printed(work: Work, place: PlaceView, row_id: str) -> None:
    """Write into the audit that the actor prints a paper about a row of the plugin's own: its id, never a word of it.

    In this transaction: what is not recorded is not printed. So the page is one that writes (``writes=True``).
    """
    audit.record(work, place.id, "plugin.printed", f"{work.plugin}/{row_id}")
