"""An export that takes long: asked for now, made by a process of its own, taken when it is ready."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from farolito.services import made_files
from farolito.services.exports.making import begin, filename, pieces
from farolito.services.exports.planning import plan
from farolito.services.exports.values import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.access import Actor
    from farolito.services.exports.values import Plan
    from farolito.services.made_files.kinds import Desk
    from farolito.services.work import Work, Works

AT_ONCE = 5_000
"""Responses up to which a file is sent while it is made: a second or two. More would hold one of few processes."""


def ask(work: Work, planned: Plan) -> str:
    """Have the file made; its id. Recorded as an export here and now."""
    wanted = {name: value for name, value in asdict(planned.wanted).items() if value is not None}
    file_id = made_files.ask(work, planned.place.slug, "export", wanted, planned.total)
    begin(work, planned)
    return file_id


def make(works: Works, actor: Actor, slug: str, about: Mapping[str, Any], desk: Desk) -> None:
    """Make it, planned anew with the roles of now: what must not leave any more does not."""
    with works.open(actor, write=False) as work:
        planned = plan(work, Wanted(**about))
    sent = 0

    def progress(done: int) -> None:
        nonlocal sent
        sent = done
        desk.progress(done)

    with desk.part(filename(planned)) as put:
        for piece in pieces(works, planned, actor, progress):
            put(piece)
            desk.progress(sent)
    desk.counted(sent)
