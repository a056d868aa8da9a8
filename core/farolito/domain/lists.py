"""Continue on a list page: another entry, or "No, that is everyone"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.drafts import add_entry, entries, with_entries
from farolito.domain.journey import journey, unfinished_entries
from farolito.domain.problems import Problem
from farolito.domain.question_types.choice import SKIP

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Draft, Entry
    from farolito.domain.journey import Step
    from farolito.domain.relevance import Types


def accept_list(
    form: Form, here: Step, more: str, draft: Draft, types: Types, today: date, entry_id: str
) -> tuple[Draft, tuple[Problem, ...], str | None]:
    """The draft, the problems, and the entry to go to next, if another was wanted.

    ``more`` is what was chosen under "Add another?": ``yes``, ``no`` or ``""``. ``entry_id`` is a new,
    random id, used when there is no entry yet in which nothing was written: pressing twice adds one.
    With ``no``, such empty entries go, and an entry that is not finished is a problem.
    """
    repeat = here.repeat
    if repeat is None:
        return draft, (), None
    blank = [
        one["id"]
        for one in entries(draft.answers, repeat.name)
        if _is_blank(draft, repeat.name, one)
    ]
    if more == "yes":
        if not blank and len(entries(draft.answers, repeat.name)) >= repeat.max:
            return draft, (Problem(repeat.name, "max_entries", {"max": repeat.max}),), None
        chosen = blank[0] if blank else entry_id
        return _settled(add_entry(draft, repeat.name, chosen), repeat.name, False), (), chosen
    if more not in ("no", SKIP):
        return draft, (Problem(repeat.name, "yes_or_no"),), None
    left = tuple(one for one in entries(draft.answers, repeat.name) if one["id"] not in blank)
    draft = with_entries(draft, repeat.name, left)
    steps = journey(form, draft.answers, types, today, draft.raw)
    open_entries = unfinished_entries(steps, repeat.name)
    if open_entries:
        return (
            draft,
            tuple(Problem(f"{repeat.name}/{one}", "entry_not_finished") for one in open_entries),
            None,
        )
    return _settled(draft, repeat.name, True), (), None


def _is_blank(draft: Draft, repeat: str, one: Entry) -> bool:
    typed = any(path.startswith(f"{repeat}/{one['id']}/") for path in draft.raw)
    return not one["answers"] and not typed


def _settled(draft: Draft, repeat: str, done: bool) -> Draft:
    """The draft with the question of the list answered: more are coming, or that is everyone."""
    raw = {path: typed for path, typed in draft.raw.items() if path != repeat}
    changed = with_entries(draft, repeat, entries(draft.answers, repeat), done=done)
    return replace(changed, raw=raw)
