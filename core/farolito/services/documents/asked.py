"""Documents as they are asked for: allowed, recorded, made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import holds, roles_at
from farolito.domain.regimes import POLICIES
from farolito.errors import Forbidden, NotFound
from farolito.services import audit, places, responses
from farolito.services.documents import blank, contents
from farolito.services.documents.printing import Document, printed
from farolito.services.documents.unprintable import is_sensitive
from farolito.services.responses import ResponseDraft

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.domain.documents import CountReport
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

NO_COPY = "There is no paper copy of these answers."


def family_copy(
    work: Work,
    response: ResponseDraft | ResponseRecord,
    *,
    what_you_told_us: bool | None = None,
    large_print: bool = False,
) -> Document:
    """What a family takes home, for whoever holds the response already: the family itself, or staff who read it.

    ``what_you_told_us``: print the answers that are not private; by default on ordinary forms, never on sensitive
    ones. Needs a writing work when the family asks, because the print is recorded. Raises :class:`NotFound` for
    answers that were not sent or are anonymous.
    """
    if response.status not in ("completed", "amended") or response.response_id is None:
        raise NotFound(NO_COPY)
    _may_be_printed(response.form, "family_copy")
    if isinstance(
        response, ResponseDraft
    ):  # the family's own; what staff print was recorded when it was read
        target = f"response/{response.response_id}"
        audit.record(work, response.place.id, "family_copy.printed", target)
    document = contents.family_copy(work, response, what_you_told_us, large_print)
    _let_others_write(work)
    return printed(
        work, "family_copy", document, document.title, code=document.code, answers_to=response.form
    )


def family_copy_for_staff(
    work: Work,
    place_slug: str,
    response_id: str,
    *,
    what_you_told_us: bool | None = None,
    large_print: bool = False,
) -> Document:
    """The family copy of a response that the actor may print. Needs a writing work: the reading is recorded.

    Raises :class:`NotFound` for answers that were not sent or are anonymous: nobody knows whose copy it would be.
    """
    record = responses.read(work, place_slug, response_id, "print")
    return family_copy(work, record, what_you_told_us=what_you_told_us, large_print=large_print)


def staff_copy(
    work: Work,
    place_slug: str,
    response_id: str,
    *,
    language: str = "en",
    large_print: bool = False,
) -> Document:
    """What the school keeps on paper, in the language of the staff. Needs a writing work: it is recorded."""
    record = responses.read(work, place_slug, response_id, "print")
    _may_be_printed(record.form, "staff_copy")
    path = places.path(work, place_slug)
    roles = roles_at(work.actor.grants, path)
    document = contents.staff_copy(work, record, roles, language, large_print)
    _let_others_write(work)
    return printed(
        work, "staff_copy", document, document.title, code=document.code, answers_to=record.form
    )


def blank_form(
    work: Work,
    place_slug: str,
    form_name: str,
    language: str,
    *,
    large_print: bool = False,
    second_language: str = "",
) -> Document:
    """A form of a place to fill in with a pen, in a language that the place offers it in.

    ``second_language`` is printed small below the first, for a clerk who reads along.

    Raises :class:`Forbidden` when the actor may not see the forms of the place, :class:`NotFound` when it has no
    such form, or not in this language.
    """
    if not holds(work.actor.grants, "forms.view", places.path(work, place_slug)):
        raise Forbidden("You can not see the forms of this place.")
    link = blank.link_of(work, place_slug, form_name, language)
    document, title = blank.document(
        work, link, language, large_print=large_print, second=second_language
    )
    known_as = "form" if is_sensitive(link.form) else form_name
    return printed(work, "blank_form", document, title, code=known_as)


def _may_be_printed(form: Form, copy: str) -> None:
    """Raises :class:`NotFound` where the law of the record knows no such copy."""
    if copy not in POLICIES[form.regime].prints:
        raise NotFound(NO_COPY)


def count_report(work: Work, report: CountReport) -> Document:
    """A report of counts, for whoever holds it already: everything in it may be shown to whoever sees the numbers."""
    _let_others_write(work)
    return printed(work, "report", report, report.title, code=f"{report.form_name}-report")


def _let_others_write(work: Work) -> None:
    """End the transaction here: paper takes longer than anybody else should wait to write.

    What was read and recorded stays recorded, whether or not the printing works out.
    """
    work.transaction.commit()
