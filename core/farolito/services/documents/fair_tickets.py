"""The tickets of a fair on paper: those that lie in the stack, each with the code that its family's phone scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain import codes
from farolito.domain.documents import QueueTicket, QueueTickets
from farolito.errors import NotFound
from farolito.pdf import qr_svg
from farolito.services import fairs
from farolito.services.documents.printing import Document, printed
from farolito.services.fairs.tickets import ON_ONE_PAPER

if TYPE_CHECKING:
    from farolito.services.fairs import FairView
    from farolito.services.work import Work


def queue_tickets(work: Work, fair: FairView, first: int) -> Document:
    """The tickets from number ``first`` on that nobody has yet, so many as are set together.

    Raises :class:`NotFound` when there are none.
    """
    fair = fairs.one(work, fair.place.slug, fair.id)
    stack = [
        one
        for one in fairs.tickets_of(work, fair)
        if one.state == "printed" and one.number >= first and one.code
    ][:ON_ONE_PAPER]
    if not stack:
        raise NotFound("There are no tickets in the stack.")
    where = f"{work.settings.base_url.rstrip('/')}/ticket"
    document = QueueTickets(
        place_name=fair.place.name,
        place_slug=fair.place.slug,
        language="en",
        title=fair.plan.name,
        day=fair.plan.day,
        address=where.partition("://")[2],
        languages=fair.plan.languages or ("en",),
        tickets=tuple(
            QueueTicket(one.number, codes.shown(one.code), qr_svg(f"{where}/{one.code}"))
            for one in stack
            if one.code
        ),
    )
    code = f"tickets-{stack[0].number}-{stack[-1].number}"
    return printed(work, "queue_tickets", document, f"{fair.plan.name}: {code}", code=code)
