"""A file that takes long: how far it is, taking it, stopping it. Where no script runs, it is asked again by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, redirect, request

from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES
from farolito.errors import NotFound
from farolito.services import made_files, places
from farolito.services.documents import pile
from farolito.web.filters import time_words
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.paper import CHECK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.made_files import LeftOut, MadeFile, Part
    from farolito.services.work import Work

pages = Pages("staff_made_files", "/staff")

TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pages.route("/<place>/files/<made_id>", permission="logged-in", cache="no-store", csp="staff")
def made_file(work: Work, place: str, made_id: str) -> str:
    """How far it is; its parts when it is ready; what could not be in it."""
    found = made_files.one(work, place, made_id)
    known = pile.codes_of(work, place, [one.response_id for one in found.left_out])
    path = places.path(work, place)
    done = min(found.done, found.total)
    return render_page(
        "staff/made_file.html",
        place=found.place,
        made=found,
        title=kind_words(found.kind),
        way_back=_way_back(found),
        under_way=found.state in ("waiting", "making"),
        done=done,
        progress=gettext("%(done)s of %(total)s", done=f"{done:,}", total=f"{found.total:,}"),
        parts=[_part(one, found.kind) for one in found.parts],
        until=found.until and time_words(found.until, spoken()),
        over=_over(found),
        command=CHECK if found.error == "PdfUnavailable" else "",
        left_out=[
            (one.response_id, known.get(one.response_id, ""), _reason(one))
            for one in found.left_out
        ],
        opens=holds(work.actor.grants, "responses.view", path),
        notes=[gettext("Three files are being made for you. Take or stop one first.")]
        if request.args.get("full")
        else [],
    )


@pages.route(
    "/<place>/files/<made_id>/take",
    ("POST",),
    permission="logged-in",
    cache="no-store",
    csp="staff",
    step_up=True,
)
def take(work: Work, place: str, made_id: str) -> Response:
    """One part, for whoever asked for it. It is recorded before its first byte, and gone with its last one."""
    taken = made_files.take(work, host().works, place, made_id, posted().get("part", ""))
    alive: Callable[[], None] = request.environ.get("farolito.alive", lambda: None)

    def pieces() -> Iterator[bytes]:
        for piece in taken.pieces:
            yield piece
            alive()

    name = taken.part.name
    return Response(
        pieces(),
        headers={
            "Content-Type": TYPES.get(name.rpartition(".")[2], "application/octet-stream"),
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


@pages.route(
    "/<place>/files/<made_id>/stop",
    ("POST",),
    permission="logged-in",
    cache="no-store",
    csp="staff",
)
def stop(work: Work, place: str, made_id: str) -> AnyResponse:
    """Nobody wants it any more: it is not made, and what there is of it is gone."""
    found = made_files.one(work, place, made_id)
    made_files.drop(work, place, made_id)
    return redirect(_way_back(found), 303)


def listed(work: Work, place: str) -> list[dict[str, Any]]:
    """The actor's files of a place that are under way or wait to be taken, for the pages that ask for them."""
    return [
        {
            "href": f"/staff/{place}/files/{one.id}",
            "title": kind_words(one.kind),
            "state": gettext("Ready") if one.state == "ready" else gettext("Being made"),
        }
        for one in made_files.mine(work, place)
        if one.state in ("waiting", "making", "ready")
    ]


def asked(place: str, file_id: str) -> AnyResponse:
    """On to the page that shows how far it is."""
    return redirect(f"/staff/{place}/files/{file_id}", 303)


def too_many(work: Work, place: str) -> AnyResponse:
    """To the latest of those that wait, because no more may. Raises :class:`NotFound` where there is none."""
    for one in made_files.mine(work, place):
        if one.state in ("waiting", "making"):
            return redirect(f"/staff/{place}/files/{one.id}?full=1", 303)
    raise NotFound("There is no such page.")


def kind_words(kind: str) -> str:
    """What is made."""
    return {
        "export": gettext("Export responses"),
        "family_copies": gettext("Family copies"),
        "sheets": gettext("Numbered sheets"),
    }.get(kind, kind)


def _way_back(found: MadeFile) -> str:
    page = {"export": "export", "family_copies": "print", "sheets": "forms"}.get(found.kind, "")
    return f"/staff/{found.place.slug}/{page}".rstrip("/")


def _part(part: Part, kind: str) -> dict[str, Any]:
    return {
        "label": part.label,
        "taken": part.taken,
        "language": LANGUAGES.get(part.language),
        "many": ngettext("%(num)s sheet", "%(num)s sheets", part.many)
        if kind == "sheets"
        else ngettext("%(num)s response", "%(num)s responses", part.many),
    }


def _over(found: MadeFile) -> str:
    """Why there is no file, or no longer one, and what to do; nothing while there is."""
    if found.state not in ("failed", "gone"):
        return ""
    return {
        "": gettext("You have taken this file. It is deleted here."),
        "dropped": gettext("You stopped this. Nothing of it is kept."),
        "expired": gettext("Nobody took this file within an hour, so it was deleted."),
        "erased": gettext(
            "Somebody’s answers were erased at this school meanwhile, so this file was deleted. Ask for it again."
        ),
        "not_allowed": gettext("You may not have this file any more."),
        "killed": gettext("It was begun three times and never came to its end. Tell an admin."),
        "no_room": gettext("The disk is full. Tell an admin, then ask for the file again."),
        "PdfUnavailable": gettext("This computer can’t make PDF files now. Ask an admin to type:"),
    }.get(
        found.error,
        gettext("It could not be made. Ask for it again. If it fails again, tell an admin."),
    )


def _reason(one: LeftOut) -> str:
    return {
        "too_long": gettext("Its answers are too long to print."),
        "gone": gettext("It was erased meanwhile, or you may not print it."),
    }.get(one.reason, gettext("The plugin that lays it out failed."))
