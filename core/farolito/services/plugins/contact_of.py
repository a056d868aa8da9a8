"""Whom families of a place can ask, for papers and pages of plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services import places
from farolito.services.documents.contents import contact

if TYPE_CHECKING:
    from farolito.domain.documents import Contact
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def contact_of(work: Work, place: PlaceView) -> Contact | None:
    """Name, phone, room and hours as the place has them set; None when it says none of them."""
    return contact(places.settings_of(work, place.slug))
