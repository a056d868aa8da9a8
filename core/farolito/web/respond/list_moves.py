"""The buttons of a list page: another entry, change, remove, bring back, or "No, that is all"."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from flask import Response

from farolito.domain.answers import keep, remove_entry, restore_entry
from farolito.domain.drafts import entries, entry
from farolito.domain.journey import before, first_of_entry
from farolito.domain.lists import accept_list
from farolito.web.respond.onward import onward
from farolito.web.respond.visits import CHECK, FROM, Visit, see
from farolito.web.respond.ways_back import LATER, saved_for_later

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response as Reply

    from farolito.domain.journey import Step


def move_on_list(visit: Visit, here: Step, go: str, fields: MultiDict[str, str]) -> Reply:
    """Take a list page and lead on. ``go``: next, back, language, stop, later, draft, add, change:<id>, remove:<id>,
    removed:<id>, undo:<id>.
    """
    repeat = here.repeat
    if repeat is None:
        return see(visit.furthest())
    typed = {here.key: {"": tuple(fields.getlist(here.key)[:1])}}
    verb, _, entry_id = go.partition(":")
    kept = keep(here, typed, visit.draft, visit.work.types, visit.context)
    left = verb in ("draft", "language", "stop", LATER)
    visit = visit.saved(replace(kept, at=here.key if left else ""))
    if verb == "draft":
        return Response(status=204)
    if verb == "language":
        return see(visit.to.step("language", at=here.key, **{FROM: visit.came_from()}))
    if verb == "stop":
        return see(visit.to.step("leave", at=here.key))
    if verb == LATER:
        return see(saved_for_later(visit))
    if verb == "back":
        return see(_back(visit, here))
    if entry_id and entry(visit.draft.answers, here.key, entry_id) is not None:
        if verb == "change":
            return see(_into(visit, here, entry_id))
        if verb == "remove":
            return see(visit.to.step(here.key, remove=entry_id, **{FROM: visit.came_from()}))
        if verb == "removed":
            visit = visit.saved(remove_entry(visit.draft, here.key, entry_id))
            return see(visit.to.step(here.key, removed=entry_id, **{FROM: visit.came_from()}))
    if verb == "undo":
        if len(entries(visit.draft.answers, here.key)) < repeat.max:
            visit = visit.saved(restore_entry(visit.draft, here.key, entry_id))
        return see(visit.to.step(here.key, **{FROM: visit.came_from()}))
    if verb in ("change", "remove", "removed"):  # an entry that is gone: the list as it is
        return see(visit.to.step(here.key, **{FROM: visit.came_from()}))
    full = len(entries(visit.draft.answers, here.key)) >= repeat.max
    # a full list has nothing to choose: Continue means that is all
    more = "yes" if verb == "add" else fields.get(here.key, "no" if full else "")
    return see(_continue(visit, here, more))


def _continue(visit: Visit, here: Step, more: str) -> str:
    """Where "Yes" and "No, that is all" lead."""
    draft, problems, entry_id = accept_list(
        visit.handle.form,
        here,
        more,
        visit.draft,
        visit.work.types,
        visit.work.today(),
        token_hex(4),
    )
    visit = visit.saved(draft)
    if problems:
        return visit.to.step(here.key, problems="1", **{FROM: visit.came_from()})
    if entry_id is not None:
        return _into(visit, here, entry_id)
    return onward(visit, here)


def _into(visit: Visit, here: Step, entry_id: str) -> str:
    """The first page of an entry; the list, should the entry have no page."""
    first = first_of_entry(visit.steps, here.key, entry_id) or here
    return visit.to.step(first.key, **{FROM: visit.came_from()})


def _back(visit: Visit, here: Step) -> str:
    """Where Back leads from a list."""
    if visit.checking:
        return visit.to.step(CHECK)
    previous = before(visit.steps, here.key)
    return visit.to.step(previous.key) if previous else visit.to.start
