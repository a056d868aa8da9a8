"""Continue on a list page: another entry, or "No, that is everyone"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.drafts import add_entry, entries, typed_in, with_entries
from farolito.domain.journey import journey, unfinished_entries
from farolito.domain.problems import Problem
from farolito.domain.question_types.choice import SKIP

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Draft
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
    path, listed = here.key, entries(draft.answers, here.key)
    typed = typed_in(draft, path)
    blank = [one["id"] for one in listed if not one["answers"] and one["id"] not in typed]
    if more == "yes":
        if not blank and len(listed) >= repeat.max:
            return draft, (Problem(path, "max_entries", {"max": repeat.max}),), None
        chosen = blank[0] if blank else entry_id
        return _settled(add_entry(draft, path, chosen), path, False), (), chosen
    if more not in ("no", SKIP):
        return draft, (Problem(path, "yes_or_no"),), None
    draft = with_entries(draft, path, tuple(one for one in listed if one["id"] not in blank))
    steps = journey(form, draft.answers, types, today, draft.raw)
    open_entries = unfinished_entries(steps, path)
    if open_entries:
        unfinished = (Problem(f"{path}/{one}", "entry_not_finished") for one in open_entries)
        return draft, tuple(unfinished), None
    return _settled(draft, path, True), (), None


def _settled(draft: Draft, repeat: str, done: bool) -> Draft:
    """The draft with the question of the list answered: more are coming, or that is everyone."""
    raw = {path: typed for path, typed in draft.raw.items() if path != repeat}
    changed = with_entries(draft, repeat, entries(draft.answers, repeat), done=done)
    return replace(changed, raw=raw)
