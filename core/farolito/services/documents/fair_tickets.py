"""Paper of a fair: its tickets, each with the code that its family's phone scans, and the signs of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.documents import QueueTicket, QueueTickets, TableSign, TableSigns
from farolito.errors import NotFound
from farolito.pdf import qr_svg
from farolito.services import fairs
from farolito.services.documents.printing import Document, printed
from farolito.services.fairs.helps import HELPS
from farolito.services.fairs.tickets import ON_ONE_PAPER

if TYPE_CHECKING:
    from farolito.services.fairs import FairView, Table
    from farolito.services.work import Work

LANGUAGES_ON_A_SIGN = 6


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
    where = f"{work.settings.base_url}/ticket"
    document = QueueTickets(
        **_of_fair(fair, where),
        languages=fair.plan.languages or ("en",),
        tickets=tuple(
            QueueTicket(one.number, codes.shown(one.code), qr_svg(f"{where}/{one.code}"))
            for one in stack
            if one.code
        ),
    )
    code = f"tickets-{stack[0].number}-{stack[-1].number}"
    return printed(work, "queue_tickets", document, f"{fair.plan.name}: {code}", code=code)


def table_signs(work: Work, fair: FairView) -> Document:
    """A sign for each table at which somebody sits. Raises :class:`NotFound` when there is none."""
    fair = fairs.one(work, fair.place.slug, fair.id)
    tables = [one for one in fair.plan.tables if one.on]
    if not tables:
        raise NotFound("There are no tables.")
    # English last, for whoever sits there and whoever helps
    languages = tuple(dict.fromkeys((*fair.plan.languages, "en")))[:LANGUAGES_ON_A_SIGN]
    where = f"{work.settings.base_url}/{fair.place.slug}"
    document = TableSigns(
        **_of_fair(fair, where),
        languages=languages,
        qr_svg=qr_svg(where),
        signs=tuple(_sign(work, one, languages) for one in tables),
    )
    return printed(work, "table_signs", document, f"{fair.plan.name}: table signs", code="signs")


def _of_fair(fair: FairView, where: str) -> dict[str, Any]:
    """What all paper of a fair says; ``where`` its code leads."""
    return {
        "place_name": fair.place.name,
        "place_slug": fair.place.slug,
        "language": "en",
        "title": fair.plan.name,
        "day": fair.plan.day,
        "address": where.partition("://")[2],
    }


def _sign(work: Work, table: Table, languages: tuple[str, ...]) -> TableSign:
    lines = tuple(
        (tag, tuple(work.translate(HELPS[name], tag) for name in table.helps)) for tag in languages
    )
    return TableSign(table.name, table.words, lines if table.helps else ())
