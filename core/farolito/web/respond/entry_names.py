"""What entries are called: by what the family wrote, else by their number ("Person 2")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.answers import is_skipped
from farolito.domain.drafts import entries
from farolito.domain.languages import words

if TYPE_CHECKING:
    from farolito.domain.definitions import Repeat
    from farolito.domain.drafts import Entry
    from farolito.domain.journey import Step
    from farolito.web.respond.visits import Visit


def called(
    visit: Visit, repeat_path: str, repeat: Repeat, one: Entry, number: int
) -> tuple[str, bool]:
    """The name of an entry, and whether the family wrote it."""
    name = _name(visit, repeat, one["answers"].get(repeat.entry_label))
    if not name:
        typed = visit.draft.raw.get(f"{repeat_path}/{one['id']}/{repeat.entry_label}", {})
        kind = visit.work.types.get(visit.handle.form.questions[repeat.entry_label].type)
        is_written = kind is not None and not kind.is_chosen
        name = next(iter(typed.get("", ())), "").strip() if is_written else ""
    if name:
        return name, True
    thing = words(repeat.entry, visit.handle.language)
    return f"{thing[:1].upper()}{thing[1:]} {number}", False


def names_around(visit: Visit, here: Step) -> tuple[str, ...]:
    """What the entries are called in which a step stands, the outermost first.

    The innermost is left out on the page that asks for its name, and before that was answered.
    """
    answers, found = visit.draft.answers, list[str]()
    parts = here.within.split("/") if here.within else []
    for end in range(2, len(parts) + 1, 2):
        path, entry_id = "/".join(parts[: end - 1]), parts[end - 1]
        repeat = visit.handle.form.repeats[parts[end - 2]].repeat
        listed = list(enumerate(entries(answers, path), 1))
        number, one = next(pair for pair in listed if pair[1]["id"] == entry_id)
        if repeat is None:
            continue
        name, written = called(visit, path, repeat, one, number)
        innermost = end == len(parts) and here.kind == "page"
        asked_here = any(question.name == repeat.entry_label for question in here.questions)
        if innermost and (
            asked_here or not written or one["answers"].get(repeat.entry_label) is None
        ):
            continue
        found.append(name)
    return tuple(found)


def _name(visit: Visit, repeat: Repeat, answer: Any) -> str:
    """The answer that names an entry, in words."""
    question = visit.handle.form.questions[repeat.entry_label]
    kind = visit.work.types.get(question.type)
    if answer is None or is_skipped(answer) or kind is None:
        return ""
    if not kind.recognises(question, answer):
        return ""
    pieces = kind.show(question, answer, visit.handle.language)
    return " ".join(
        piece.text for piece in pieces if piece.kind not in ("phrase", "drawing")
    ).strip()
