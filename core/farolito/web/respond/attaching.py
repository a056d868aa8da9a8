"""Photos and files on a family page: taken with whichever button was pressed, kept by the server, removed one by one.

The browser sends a file once and never again: what a question holds stands in the draft, and no field of the page can
change that. Add and Remove are buttons of the page's own form, ``attach:<question>`` and ``detach:<question>:<id>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import render_template, request

from farolito.domain.fields import shown_fields
from farolito.domain.file_limits import LONGEST_SIDE
from farolito.domain.journey import step
from farolito.domain.question_types.attached import WRONG, AttachedType, most_of
from farolito.domain.question_types.descriptions import as_text
from farolito.services import links, responses, uploads
from farolito.web.posted import allow_files, posted
from farolito.web.respond.question_view import field_id
from farolito.web.respond.visits import visit_of
from farolito.web.sent_files import described
from farolito.web.widgets.binding import field_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from farolito.domain.definitions import Form, Question
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import Raw
    from farolito.services.uploads import Prepared
    from farolito.services.work import Work
    from farolito.web.respond.visits import Visit

FILE = "file"
"""The suffix of the field that a browser puts a file into."""

HELD = "held"
"""The suffix of the id of the list of what a question holds."""

FILES = "_file"
"""The part of an address below which a family finds its own files; no page can be called so."""

ACCEPT = {"image/jpeg": "image/jpeg,image/png,image/webp", "application/pdf": "application/pdf"}
"""By what is stored. Not ``image/*``: told these, an iPhone sends JPEG instead of HEIC, which we can not open."""

PASSING = ("language", "stop", "draft", "later")
"""Buttons that nothing stands in the way of."""


@dataclass(frozen=True, slots=True)
class Received:
    """The fields of a page, and what came with them by question: looked at already, or a code of why not."""

    fields: MultiDict[str, str]
    files: Mapping[str, tuple[Prepared | str, ...]]


def received(work: Work, place: str, link: str, key: str) -> Received:
    """What was sent to a page. Only a page that asks for files is sent as multipart, and may be longer than others.

    Files are looked at here, before anything is written: it takes seconds, and nobody should wait for a lock.
    """
    if request.mimetype != "multipart/form-data":
        return Received(posted(), {})
    asking = _asking(work, place, link, key)
    if asking:
        allow_files()
    fields = posted()
    if not fields.get("_go") or fields["_go"] == "draft":
        return Received(fields, {})
    files = {}
    for question, kind in asking:
        sent = request.files.getlist(field_name(question.name, FILE))[: most_of(question)]
        files[question.name] = tuple(
            uploads.prepared(
                one.stream.read(),
                one.filename or "",
                kind.media(question),
                named=kind.piece == "file",
            )
            for one in sent
            if one.filename
        )
    return Received(fields, files)


def with_files(
    visit: Visit, here: Step, go: str, typed: Mapping[str, Raw], came: Received
) -> tuple[dict[str, Raw], bool]:
    """What was typed, with what the questions of the page hold now; and whether something was not taken."""
    changed, refused = dict(typed), False
    for question in here.questions:
        kind = visit.work.types[question.type]
        if not isinstance(kind, AttachedType):
            continue
        held = kind.held(question, shown_fields(here, question, visit.draft, visit.work.types))
        if go.startswith(f"detach:{question.name}:"):
            held = [one for one in held if one["id"] != go.rpartition(":")[2]]
        wrong, files = "", came.files.get(question.name, ())
        if go == f"attach:{question.name}" and not files:
            wrong = "file_none"
        for prepared in files:
            if isinstance(prepared, str):
                wrong = prepared
                continue
            most = most_of(question)
            if len(held) >= most > 1:
                wrong = "files_many"
                continue
            taken = responses.attach(visit.work, visit.handle, prepared)
            if isinstance(taken, str):
                wrong = taken
            else:
                held = [taken] if most == 1 else [*held, taken]
        raw: dict[str, tuple[str, ...]] = {"": (as_text(held),)} if held else {}
        if wrong and go not in PASSING:
            raw[WRONG], refused = (wrong,), True
        changed[question.name] = raw
    return changed, refused


def attaching(here: Step, go: str) -> str | None:
    """The question of an Add or Remove button; None for every other one."""
    verb, _, rest = go.partition(":")
    name = rest.partition(":")[0]
    known = any(question.name == name for question in here.questions)
    return name if verb in ("attach", "detach") and known else None


def attached_part(
    kind: AttachedType, question: Question, raw: Raw, files: str, *, wrong: bool
) -> str:
    """The part of a question's page with what it holds and the field for more; its language must be spoken now."""
    held, most = kind.held(question, raw), most_of(question)
    return render_template(
        "widgets/attached.html",
        name=field_name(question.name, FILE),
        asked=question.name,
        id=question.name,
        held_id=field_id(question.name, HELD),
        held=[
            {"id": one["id"], "shown": described(one, number, files)}
            for number, one in enumerate(held, start=1)
        ],
        photo=kind.piece == "photo",
        pdf_only=kind.media(question) == ("application/pdf",),
        most=most,
        full=len(held) >= most > 1,
        longest=LONGEST_SIDE,
        accept=",".join(ACCEPT[media] for media in kind.media(question)),
        wrong=wrong,
        error=f"e-{question.name}",
    )


def _asking(work: Work, place: str, link: str, key: str) -> list[tuple[Question, AttachedType]]:
    """The questions for files on the page at this address, for the family that is here or would begin here."""
    visit = visit_of(work, place, link)
    if visit is not None:
        here = step(visit.steps, key)
        questions = here.questions if here is not None else ()
    else:
        questions = _on_page(links.open_link(work, place, link).form, key)
    return [
        (question, kind)
        for question in questions
        if isinstance(kind := work.types.get(question.type), AttachedType)
    ]


def _on_page(form: Form, key: str) -> tuple[Question, ...]:
    pages = (page for section in form.sections for page in section.pages)
    return next((page.questions for page in pages if page.name == key), ())
