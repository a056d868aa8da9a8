"""A response in progress: what is answered, what is only typed, and which entries can be brought back.

Plain values in, plain values out. A draft is stored sealed, as the JSON of :meth:`Draft.to_json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from farolito.domain.question_types.base import Raw

Answers = Mapping[str, Any]
"""Question name to stored answer; repeat name to ``{"entries": [{"id", "answers"}], "done": bool}``.

The answers of an entry have the same shape again: a repeat within a repeat stands among them.
"""

Entry = Mapping[str, Any]
"""One entry of a repeat: ``{"id": "k3f9", "answers": {...}}``."""

ENTRY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")  # a part of addresses and paths

REMOVED_KEPT = 3  # entries per repeat that "undo" can bring back; older ones are forgotten


@dataclass(frozen=True, slots=True)
class Draft:
    """``answers`` are checked. ``raw`` is what was typed but not checked, or did not pass, by question path.

    Where both have a question, ``raw`` is what the person sees. ``removed`` has, by the path of a repeat, the
    entries taken away, oldest first, each with the place ``at`` which it stood. ``offered`` are the paths whose fields
    were filled in from what the family said before: they are typed, not answered, until somebody confirms them.
    ``at`` is the key of the page that was left without Continue: where to go on; ``""`` else.
    """

    answers: Answers = field(default_factory=dict)
    raw: Mapping[str, Raw] = field(default_factory=dict)
    removed: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    at: str = ""

    def awaits_confirmation(self, path: str) -> bool:
        """Whether the fields of a question hold what was said on another form, and nobody has confirmed it here."""
        return path in self.offered and path in self.raw and answer_at(self.answers, path) is None

    def to_json(self) -> dict[str, Any]:
        """JSON values that :meth:`from_json` turns into an equal draft."""
        return {
            "answers": dict(self.answers),
            "raw": {path: {s: list(v) for s, v in raw.items()} for path, raw in self.raw.items()},
            "removed": {name: list(entries) for name, entries in self.removed.items()},
            **({"offered": list(self.offered)} if self.offered else {}),
            **({"at": self.at} if self.at else {}),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Draft:
        """The draft that :meth:`to_json` wrote."""
        return cls(
            answers=document.get("answers", {}),
            raw={
                path: {suffix: tuple(typed) for suffix, typed in raw.items()}
                for path, raw in document.get("raw", {}).items()
            },
            removed={name: tuple(kept) for name, kept in document.get("removed", {}).items()},
            offered=tuple(document.get("offered", ())),
            at=document.get("at", ""),
        )


def entries(answers: Answers, repeat: str) -> tuple[Entry, ...]:
    """The entries of a repeat, in order; none when the repeat was not reached.

    ``repeat`` is its path: ``members``, or ``members/k3f9/jobs`` within an entry. Answers may come from
    elsewhere: what does not have the shape of an entry is passed over.
    """
    stored = answer_at(answers, repeat)
    listed = stored.get("entries") if isinstance(stored, dict) else None
    if not isinstance(listed, list | tuple):
        return ()
    return tuple([one for one in listed if _is_entry(one)])


def entry(answers: Answers, repeat: str, entry_id: str) -> Entry | None:
    """The entry with this id."""
    return next((one for one in entries(answers, repeat) if one["id"] == entry_id), None)


def is_done(answers: Answers, repeat: str) -> bool:
    """Whether the person said that there are no more entries."""
    stored = answer_at(answers, repeat)
    return isinstance(stored, dict) and stored.get("done") is True


def answer_at(answers: Answers, path: str) -> Any:
    """What is stored at the path of a question or a repeat; None when there is nothing.

    ``food_worried``, ``members/k3f9/member_name``, ``members/k3f9/jobs/a1b2/pay``.
    """
    within, _, name = path.rpartition("/")
    here = answers_in(answers, within)
    return None if here is None else here.get(name)


def answers_in(answers: Answers, within: str) -> Answers | None:
    """The answers of the entry at a path, ``members/k3f9``; all of them for ``""``; None without such an entry."""
    if not within:
        return answers
    repeat, _, entry_id = within.rpartition("/")
    found = entry(answers, repeat, entry_id) if repeat else None
    return None if found is None else found["answers"]


def with_answers(draft: Draft, changed: Answers, within: str = "") -> Draft:
    """The draft with these answers by name, of the form or of the entry at this path."""
    here = answers_in(draft.answers, within)
    if here is None:
        return draft
    whole: Answers = {**here, **changed}
    while within:
        repeat, _, entry_id = within.rpartition("/")
        within, _, name = repeat.rpartition("/")
        outer = answers_in(draft.answers, within) or {}
        listed = [
            {**one, "answers": whole} if one["id"] == entry_id else one
            for one in entries(outer, name)
        ]
        whole = {**outer, name: {"entries": listed, "done": is_done(outer, name)}}
    return replace(draft, answers=whole)


def with_entries(
    draft: Draft, repeat: str, changed: tuple[Entry, ...], *, done: bool | None = None
) -> Draft:
    """The draft with these entries of the repeat at this path; ``done`` stays as it was unless given."""
    stored = {
        "entries": list(changed),
        "done": is_done(draft.answers, repeat) if done is None else done,
    }
    within, _, name = repeat.rpartition("/")
    return with_answers(draft, {name: stored}, within)


def add_entry(draft: Draft, repeat: str, entry_id: str) -> Draft:
    """The draft with a new, empty entry at the end. The caller keeps to the repeat's ``max``."""
    if entry(draft.answers, repeat, entry_id) is not None:
        return draft
    added: Entry = {"id": entry_id, "answers": {}}
    return with_entries(draft, repeat, (*entries(draft.answers, repeat), added), done=False)


def remove_entry(draft: Draft, repeat: str, entry_id: str) -> Draft:
    """The draft without an entry; :func:`restore_entry` brings it back, with what was half typed."""
    here = entries(draft.answers, repeat)
    at = next((n for n, one in enumerate(here) if one["id"] == entry_id), None)
    if at is None:
        return draft
    kept = (*draft.removed.get(repeat, ()), {**here[at], "at": at})
    forgotten = tuple(f"{repeat}/{one['id']}/" for one in kept[:-REMOVED_KEPT])
    draft = with_entries(draft, repeat, here[:at] + here[at + 1 :])
    return replace(
        draft,
        raw={path: raw for path, raw in draft.raw.items() if not path.startswith(forgotten)},
        removed={
            **{path: one for path, one in draft.removed.items() if not path.startswith(forgotten)},
            repeat: kept[-REMOVED_KEPT:],
        },
    )


def restore_entry(draft: Draft, repeat: str, entry_id: str) -> Draft:
    """The draft with a removed entry back where it stood. The caller keeps to the repeat's ``max``."""
    kept = draft.removed.get(repeat, ())
    back = next((one for one in kept if one["id"] == entry_id), None)
    if back is None or answers_in(draft.answers, repeat.rpartition("/")[0]) is None:
        return draft
    here = entries(draft.answers, repeat)
    restored: Entry = {"id": back["id"], "answers": back["answers"]}
    at = back["at"]
    draft = with_entries(draft, repeat, (*here[:at], restored, *here[at:]))
    left = tuple(one for one in kept if one["id"] != entry_id)
    return replace(draft, removed={**draft.removed, repeat: left})


def typed_in(draft: Draft, repeat: str) -> frozenset[str]:
    """The ids of the entries of a repeat in which something stands that is not checked yet."""
    start = f"{repeat}/"
    return frozenset(
        path[len(start) :].partition("/")[0] for path in draft.raw if path.startswith(start)
    )


def _is_entry(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and ENTRY_ID.match(value["id"]) is not None
        and isinstance(value.get("answers"), dict)
    )
