"""Printing a pile: each copy set in a child process of its own, several side by side, put behind one another.

A response that can not be printed costs one sheet: it is left out and named, and the others are not held up.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING

from farolito import pdf
from farolito.errors import Forbidden, LimitExceeded, NotFound
from farolito.sandbox import ChildFailed
from farolito.services import responses
from farolito.services.documents import contents
from farolito.services.documents.pile import Pile, found
from farolito.services.documents.printing import PaperFailed, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from farolito.domain.access import Actor
    from farolito.pdf.sheets import Sheets
    from farolito.services.documents.pile import Copy
    from farolito.services.made_files.kinds import Desk
    from farolito.services.work import Works

    Outcome = Sheets | str
    Waiting = tuple[Copy, Future[Outcome]]

MOST_AT_ONCE = 4
AHEAD = 2
"""Pages that wait for each child, so that none waits for us."""


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
    with ThreadPoolExecutor(side_by_side or processors()) as pool:
        for language, group in groupby(copies, key=lambda one: one.language):
            name = f"{slug}-copies-{today}-{language}.pdf"
            try:
                with desk.part(name, language=language) as put:
                    title = f"{slug} {today}"
                    pile = pdf.Pile(
                        put, title=title, language=language, both_sides=wanted.both_sides
                    )
                    for copy, outcome in _made(pool, works, actor, slug, wanted, group):
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


def processors() -> int:
    """How many children work at once here."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(there or 1, MOST_AT_ONCE))


def _made(
    pool: ThreadPoolExecutor,
    works: Works,
    actor: Actor,
    slug: str,
    wanted: Pile,
    copies: Iterable[Copy],
) -> Iterator[tuple[Copy, Outcome]]:
    """Each copy in its order, with its sheets or why there are none; some are under way while one is handed on."""
    waiting: deque[Waiting] = deque()
    for copy in copies:
        waiting.append((copy, _begun(pool, works, actor, slug, wanted, copy)))
        if len(waiting) > processors() * AHEAD:
            yield _next(waiting)
    while waiting:
        yield _next(waiting)


def _next(waiting: deque[Waiting]) -> tuple[Copy, Outcome]:
    copy, future = waiting.popleft()
    return copy, future.result()


def _begun(
    pool: ThreadPoolExecutor, works: Works, actor: Actor, slug: str, wanted: Pile, copy: Copy
) -> Future[Outcome]:
    """Read, record and lay out here, where hooks have their deadlines; set in a child."""
    try:
        with works.open(actor) as work:
            record = responses.read(work, slug, copy.response_id, "print")
            document = contents.family_copy(work, record, None, wanted.large_print)
            work.let_others_write()
            _, html = laid_out(work, "family_copy", document, record.form)
    except (NotFound, Forbidden):
        return _ended("gone")
    except PaperFailed:
        return _ended("layout")
    return pool.submit(_set, html, document.title, document.language)


def _set(html: str, title: str, language: str) -> Outcome:
    try:
        return pdf.render_sheets(html, title=title, language=language)
    except LimitExceeded:
        return "too_long"
    except ChildFailed:
        return "failed"


def _ended(outcome: str) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
