"""A family's own photos and files, while its answers are not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.errors import NotFound
from farolito.services import responses
from farolito.web.respond.attaching import FILES
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import visit_of
from farolito.web.sent_files import reply, wants_small

if TYPE_CHECKING:
    from flask import Response

    from farolito.services.work import Work


@pages.route(
    f"/<place>/<link>/{FILES}/<file_id>", permission="public", cache="no-store", csp="file"
)
def own_file(work: Work, place: str, link: str, file_id: str) -> Response:
    """A photo or file of this very family. For everybody else there is none."""
    visit = visit_of(work, place, link)
    if visit is None:
        raise NotFound("There is no such file.")
    return reply(responses.own_file(work, visit.handle, file_id, small=wants_small()), file_id)
