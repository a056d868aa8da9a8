"""The list page of a repeat: who is on it, Change, Remove, and "Add another?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from markupsafe import Markup

from farolito.domain.answers import is_skipped
from farolito.domain.drafts import entries, typed_in
from farolito.domain.fields import shown_list_field
from farolito.domain.journey import progress
from farolito.domain.languages import words
from farolito.domain.lists import accept_list
from farolito.web.filters import form_words, own_words, shown
from farolito.web.i18n import gettext, ngettext, speak
from farolito.web.problems import sentence
from farolito.web.respond.dressing import dressed
from farolito.web.respond.entry_names import called, names_around
from farolito.web.respond.visits import FROM

if TYPE_CHECKING:
    from farolito.domain.definitions import Repeat, Section
    from farolito.domain.drafts import Entry
    from farolito.domain.journey import Step
    from farolito.domain.problems import Problem
    from farolito.web.respond.visits import Visit


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the list. ``plain`` is the name for people who hear the buttons."""

    id: str
    name: Markup
    plain: str
    more: Markup
    problem: str


def show_list(visit: Visit, here: Step) -> str:
    """The list, or the page that asks whether to remove one of it."""
    repeat = here.repeat
    if repeat is None:
        raise ValueError(f"{here.key} is no list.")
    handle = visit.handle
    speak(handle.language)
    rows = {
        row["id"]: EntryRow(
            id=row["id"],
            name=own_words(called) if typed else Markup("{}").format(called),
            plain=called,
            more=_more(visit, here.section, repeat, row),
            problem="",
        )
        for row, (called, typed) in _named(visit, here, repeat)
    }
    n, of = progress(handle.form, here)
    step = gettext("Step %(n)s of %(of)s", n=n, of=of)
    action = visit.action(here.key, **{FROM: visit.came_from()})
    removing = rows.get(request.args.get("remove", ""))
    if removing is not None:
        return dressed(
            visit,
            "respond/remove.html",
            action,
            gettext("Remove %(name)s?", name=removing.plain),
            step=step,
            name=removing.plain,
            entry_id=removing.id,
            enter=f"removed:{removing.id}",
            language_button=False,
        )
    return _list(visit, here, repeat, rows, step, action)


def _list(
    visit: Visit, here: Step, repeat: Repeat, rows: dict[str, EntryRow], step: str, action: str
) -> str:
    handle = visit.handle
    language = handle.language
    problems = _problems(visit, here)
    told: dict[str, str] = {p.question: sentence(p, language) for p in problems}
    around = names_around(visit, here)
    heading = words(here.section.title, language)
    whose = form_words(here.section.title, language)
    if around:
        heading = gettext("%(who)s: %(list)s", who=", ".join(around), list=heading)
        who = Markup(", ").join(map(own_words, around))
        whose = Markup(gettext("%(who)s: %(list)s")) % {"who": who, "list": whose}  # noqa: S704
    added = rows.get(request.args.get("added", ""))
    title = heading
    if added:
        done = gettext("%(name)s added", name=added.plain)
        title = f"{done} – {heading}"
    full = len(entries(handle.draft.answers, here.key)) >= repeat.max
    return dressed(
        visit,
        "respond/list.html",
        action,
        title,
        step=step,
        keeps_draft=True,
        problems=[{"href": _field(path, here), "words": said} for path, said in told.items()],
        heading=whose,
        intro=form_words(here.section.intro, language),
        entries=[
            {**_fields(row), "problem": told.get(f"{here.key}/{row.id}", "")}
            for row in rows.values()
        ],
        counted=ngettext("%(num)s on the list", "%(num)s on the list", len(rows)),
        empty=form_words(repeat.empty, language),
        add=form_words(repeat.add, language),
        field=here.key,
        more=shown_list_field(here, handle.draft),
        unchosen=told.get(here.key, ""),
        full=_full(repeat) if full else "",
        undo=_removed(visit, here, repeat),
    )


def _full(repeat: Repeat) -> str:
    return ngettext(
        "The list has room for %(num)s. Tell the person at the table about the others",
        "The list has room for %(num)s. Tell the person at the table about the others",
        repeat.max,
    )


def _fields(row: EntryRow) -> dict[str, object]:
    return {"id": row.id, "name": row.name, "plain": row.plain, "more": row.more}


def _field(path: str, here: Step) -> str:
    return "#more" if path == here.key else f"#change-{path.rpartition('/')[2]}"


def _named(visit: Visit, here: Step, repeat: Repeat) -> list[tuple[Entry, tuple[str, bool]]]:
    """The entries in which something was written, with what they are called and whether the family wrote that."""
    typed = typed_in(visit.draft, here.key)
    return [
        (one, called(visit, here.key, repeat, one, number))
        for number, one in enumerate(entries(visit.draft.answers, here.key), 1)
        if one["answers"] or one["id"] in typed
    ]


def _more(visit: Visit, section: Section, repeat: Repeat, one: Entry) -> Markup:
    """The first other answer of an entry that is not private: an age beside a name."""
    for page in section.pages:
        for question in page.questions:
            kind = visit.work.types.get(question.type)
            answer = one["answers"].get(question.name)
            is_shown = question.name != repeat.entry_label and question.sensitivity == "normal"
            if kind is None or not is_shown or answer is None or is_skipped(answer):
                continue
            if kind.recognises(question, answer):
                language = visit.handle.language
                return shown(kind.show(question, answer, language), language)
    return Markup("")


def _problems(visit: Visit, here: Step) -> tuple[Problem, ...]:
    if "problems" not in request.args:
        return ()
    more = shown_list_field(here, visit.draft)
    form, work = visit.handle.form, visit.work
    return accept_list(form, here, more, visit.draft, work.types, work.today(), "new")[1]


def _removed(visit: Visit, here: Step, repeat: Repeat) -> dict[str, str] | None:
    """The entry that was just removed, for "Bring back"."""
    wanted = request.args.get("removed", "")
    for one in visit.draft.removed.get(here.key, ()):
        if one["id"] == wanted:
            name, _ = called(visit, here.key, repeat, one, one.get("at", 0) + 1)
            return {"id": wanted, "name": name}
    return None
