"""Printing a pile: each copy set in a child process of its own, several side by side, put behind one another.

A response that can not be printed costs one sheet: it is left out and named, and the others are not held up.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from farolito import pdf
from farolito.errors import Forbidden, LimitExceeded, NotFound
from farolito.sandbox import ChildFailed
from farolito.services import responses
from farolito.services.documents import contents
from farolito.services.documents.pile import Pile, found
from farolito.services.documents.printing import PaperFailed, laid_out
from farolito.services.documents.side_by_side import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from farolito.domain.access import Actor
    from farolito.pdf.sheets import Sheets
    from farolito.services.documents.pile import Copy
    from farolito.services.made_files.kinds import Desk
    from farolito.services.work import Works

    Outcome = Sheets | str


class NothingMade(Exception):
    """Not one of these copies could be printed: there is no PDF to keep."""


def make(
    works: Works,
    actor: Actor,
    slug: str,
    about: Mapping[str, Any],
    desk: Desk,
    *,
    side_by_side: int | None = None,
) -> None:
    """Print a pile; ``side_by_side``: how many children at once, by default one for each processor."""
    wanted = Pile(**about)
    with works.open(actor, write=False) as work:
        copies = found(work, slug, wanted).copies
        today = work.today()
    done = 0
    for language, group in groupby(copies, key=lambda one: one.language):
        name = f"{slug}-copies-{today}-{language}.pdf"
        tasks = ((copy, _laid_out(works, actor, slug, wanted, copy)) for copy in group)
        try:
            with desk.part(name, language=language) as put:
                title = f"{slug} {today}"
                pile = pdf.Pile(put, title=title, language=language, both_sides=wanted.both_sides)
                for copy, outcome in in_order(tasks, side_by_side):
                    if isinstance(outcome, str):
                        desk.leave_out(copy.response_id, outcome)
                    else:
                        pile.add(outcome)
                    done += 1
                    desk.progress(done)
                if not pile.many:
                    raise NothingMade
                pile.end()
            desk.counted(pile.many)
        except NothingMade:
            continue


def _laid_out(
    works: Works, actor: Actor, slug: str, wanted: Pile, copy: Copy
) -> Callable[[], Outcome]:
    """Read, record and lay out here, where hooks have their deadlines; what is given back sets it in a child."""
    try:
        with works.open(actor) as work:
            record = responses.read(work, slug, copy.response_id, "print")
            document = contents.family_copy(work, record, None, wanted.large_print)
            work.let_others_write()
            _, html = laid_out(work, "family_copy", document, record.form)
    except (NotFound, Forbidden):
        return lambda: "gone"
    except PaperFailed:
        return lambda: "layout"
    return partial(_set, html, document.title, document.language)


def _set(html: str, title: str, language: str) -> Outcome:
    try:
        return pdf.render_sheets(html, title=title, language=language)
    except LimitExceeded:
        return "too_long"
    except ChildFailed:
        return "failed"
