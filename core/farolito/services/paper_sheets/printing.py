"""Numbered sheets: each number is given once at a place, and the paper is made by a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from farolito import pdf
from farolito.db.queries import paper as queries
from farolito.domain.access import holds
from farolito.errors import Forbidden, NotFound
from farolito.services import audit, made_files, places
from farolito.services.documents import blank
from farolito.services.documents.side_by_side import in_order
from farolito.services.paper_sheets.values import shown_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from farolito.domain.access import Actor
    from farolito.pdf.sheets import Sheets
    from farolito.services.made_files.kinds import Desk
    from farolito.services.work import Work, Works

KIND = "sheets"
FIRST = 1001
MOST = 300
"""Sets of sheets at once: two boxes of paper."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that were given, and the file that is made of them."""

    first: int
    last: int
    file_id: str


def number_sheets(
    work: Work, place_slug: str, form_name: str, language: str, many: int, second: str = ""
) -> Numbers:
    """Give numbers to so many sheets of a form, and have them printed; ``second`` is printed below, for a clerk.

    Raises :class:`Forbidden` when the actor may not see the forms of the place, :class:`NotFound` when it has no such
    form in this language or ``many`` is not between 1 and 300.
    """
    place, path = places.by_slug(work, place_slug), places.path(work, place_slug)
    if not holds(work.actor.grants, "forms.view", path) or work.actor.id is None:
        raise Forbidden("You can not see the forms of this place.")
    link = blank.link_of(work, place_slug, form_name, language)
    if not 1 <= many <= MOST or (second and second not in link.form.languages):
        raise NotFound("There is no such page.")
    [last] = work.connection.execute(queries.LAST, {"place_id": place.id}).all()
    first = (last.number or FIRST - 1) + 1
    now = work.now()
    work.connection.execute(
        queries.ADD_SHEETS,
        [
            {
                "place_id": place.id,
                "number": number,
                "form_hash": link.form.hash,
                "link_slug": link.slug,
                "language": language,
                "printed_at": now,
                "printed_by": work.actor.id,
                "of_pages": 0,
            }
            for number in range(first, first + many)
        ],
    )
    about = {
        "form": form_name, "version": link.form.hash, "language": language, "second": second,
        "first": first, "many": many,
    }  # fmt: skip
    file_id = made_files.ask(work, place_slug, KIND, about, many)
    target = f"sheet/{shown_number(first)}-{first + many - 1}"
    audit.record(work, place.id, "sheets.numbered", target)
    return Numbers(first, first + many - 1, file_id)


def make(works: Works, actor: Actor, slug: str, about: Mapping[str, Any], desk: Desk) -> None:
    """Print them as one PDF."""
    first, many = about["first"], about["many"]
    name = f"{slug}-sheets-{shown_number(first)}-{first + many - 1}.pdf"
    with desk.part(name, language=about["language"]) as put:
        title = f"{slug} {shown_number(first)}–{first + many - 1}"
        pile = pdf.Pile(put, title=title, language=about["language"], both_sides=True)
        pages = 0
        for done, made in in_order(_sheets(works, actor, slug, about)):
            pile.add(made)
            desk.progress(done)
            pages = len(made.pages)
        pile.end()
    desk.counted(many)
    with works.open(actor) as work:
        place = places.by_slug(work, slug)
        these = {"of_place": place.id, "first": first, "last": first + many - 1}
        work.connection.execute(queries.COUNT_PAGES, {**these, "as_pages": pages})


def _sheets(
    works: Works, actor: Actor, slug: str, about: Mapping[str, Any]
) -> Iterator[tuple[int, Callable[[], Sheets]]]:
    """Each sheet laid out, with its place in the pile; what is given back sets it in a child."""
    for done, number in enumerate(range(about["first"], about["first"] + about["many"]), 1):
        with works.open(actor, write=False) as work:
            html, heading = blank.page_of(
                work, slug, about["form"], about["version"], about["language"], about["second"],
                shown_number(number),
            )  # fmt: skip
        yield done, partial(pdf.render_sheets, html, title=heading, language=about["language"])
