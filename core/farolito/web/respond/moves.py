"""Every way off a page: what is kept, and where it leads. All of them are buttons of the page's own form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response

from farolito.domain.answers import accept, keep, look_for
from farolito.domain.journey import before, step
from farolito.domain.question_types.consent import declines
from farolito.services import responses
from farolito.web.host import host
from farolito.web.respond.attaching import HELD, attaching, with_files
from farolito.web.respond.changing import WITHDRAW
from farolito.web.respond.endings import goodbye
from farolito.web.respond.found import FOUND, searched
from farolito.web.respond.list_moves import move_on_list
from farolito.web.respond.onward import onward
from farolito.web.respond.question_view import field_id
from farolito.web.respond.visits import CHECK, FROM, Visit, see
from farolito.web.respond.ways_back import LATER, saved_for_later
from farolito.web.widgets import bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response as Reply

    from farolito.domain.definitions import Question
    from farolito.domain.drafts import Draft
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import Raw
    from farolito.web.respond.attaching import Received


def move(visit: Visit, key: str, go: str, came: Received) -> Reply:
    """Take a page and lead on. ``go`` is the button: next, back, language, stop, later, draft, decline:<choice>
    find:<question>, attach:<question>, detach:<question>:<id> or one of a list page. An unknown button is Continue.

    A page that is not on the journey (any more) is not taken: the person is led to where they should be.
    """
    here, fields = step(visit.steps, key), came.fields
    if here is None:
        return Response(status=204) if go == "draft" else see(visit.furthest())
    if here.kind == "list":
        return move_on_list(visit, here, go, fields)
    types = visit.work.types
    typed = bound(here.questions, types, host().widgets, fields)
    typed, refused = with_files(visit, here, go, typed, came)
    looked_for = searched(here, go, fields, visit.draft, types)
    if looked_for is not None:
        draft = look_for(here, looked_for, typed, visit.draft, types, visit.context)
        visit = visit.saved(draft)
        address = visit.to.step(key, **{FROM: visit.came_from()})
        return see(f"{address}#{field_id(looked_for, FOUND)}")
    held_by = attaching(here, go)
    if held_by is not None or (refused and go == "back"):
        visit = visit.saved(keep(here, typed, visit.draft, types, visit.context))
        told = {"problems": "1"} if refused else {}
        address = visit.to.step(key, **told, **{FROM: visit.came_from()})
        if not refused and held_by is not None:
            address += f"#{field_id(held_by, HELD if typed[held_by] else '')}"
        return see(address)
    if go.startswith("decline:"):
        typed = _declining(here.questions, typed, go.partition(":")[2])
    elif go in ("back", "language", "stop", "draft", LATER):
        kept = keep(here, typed, visit.draft, types, visit.context)
        visit = visit.saved(replace(kept, at="" if go == "back" else key))
        return _away(visit, here, go)
    draft, problems = accept(visit.handle.form, here, typed, visit.draft, types, visit.context)
    if _declined(here, draft):
        if visit.handle.changing:
            return see(visit.to.step(WITHDRAW))
        responses.stop(visit.work, visit.handle, keep=False)
        return goodbye(visit, "declined")
    visit = visit.saved(replace(draft, at=""))
    if problems:
        return see(visit.to.step(key, problems="1", **{FROM: visit.came_from()}))
    here = step(visit.steps, key)
    if here is None:
        return see(visit.furthest())
    if not here.finished:  # an answer has brought up a question on this page
        return see(visit.to.step(key, **{FROM: visit.came_from()}))
    return see(onward(visit, here))


def _away(visit: Visit, here: Step, go: str) -> Reply:
    """Back, Language, Stop, Later and the silent save: nothing is checked."""
    if go == "draft":
        return Response(status=204)
    if go == "language":
        return see(visit.to.step("language", at=here.key, **{FROM: visit.came_from()}))
    if go == "stop":
        return see(visit.to.step("leave", at=here.key))
    if go == LATER:
        return see(saved_for_later(visit))
    return see(backward(visit, here))


def backward(visit: Visit, here: Step) -> str:
    """Where Back leads: check-answers after "Change", else the page before, else the link itself."""
    previous = before(visit.steps, here.key)
    inside = here.entry_id is not None and previous is not None
    if visit.checking and not inside:
        return visit.to.step(CHECK)
    if previous is None:
        return visit.to.start
    return visit.to.step(previous.key, **{FROM: visit.came_from()})


def _declining(
    questions: tuple[Question, ...], typed: Mapping[str, Raw], choice: str
) -> dict[str, Raw]:
    """What was typed, with the consent question answered by the button."""
    return {
        **typed,
        **{
            question.name: {"": (choice,)}
            for question in questions
            if choice in question.options.get("declines", ())
        },
    }


def _declined(here: Step, draft: Draft) -> bool:
    """Whether this page has a consent question that was answered with "No thanks"."""
    for question in here.questions:
        answer = draft.answers.get(question.name)
        if question.type == "consent" and isinstance(answer, dict) and declines(question, answer):
            return True
    return False
