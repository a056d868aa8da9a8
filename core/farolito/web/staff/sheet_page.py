"""The page on which a sheet of paper is typed in: every question in the language and order of the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from farolito.domain.access import roles_at
from farolito.domain.drafts import Draft
from farolito.domain.fields import shown_fields
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.question_types.searched import SearchedType, takes_other
from farolito.domain.transcribing import slots
from farolito.services import places
from farolito.services.paper_sheets import Typed, shown_number
from farolito.services.paper_sheets.values import MARKS
from farolito.web.filters import form_words, shown
from farolito.web.host import host
from farolito.web.i18n import gettext, speaking, spoken
from farolito.web.problems import sentence_about
from farolito.web.rendering import render_page
from farolito.web.respond.compiling import compile_question
from farolito.web.respond.filling import Filling
from farolito.web.respond.question_view import field_id
from farolito.web.respond.visits import context_of
from farolito.web.widgets import bound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from farolito.domain.definitions import Question
    from farolito.domain.problems import Problem
    from farolito.domain.question_types.base import Raw
    from farolito.domain.steps import Step
    from farolito.services.paper_sheets import Sheet
    from farolito.services.work import Work

BLANK = Draft()


def page(
    work: Work,
    sheet: Sheet,
    draft: Draft,
    typed: Typed,
    *,
    revision: int = 0,
    now: Mapping[str, Raw] | None = None,
    problems: Sequence[Problem] = (),
    told: Mapping[str, str] | None = None,
) -> str:
    """The page, with what was typed and what is wrong.

    ``now`` is what this person has just typed: of a question for other roles, it is all that they are shown.
    """
    by_path: dict[str, dict[str, str]] = {}
    for problem in problems:
        question = sheet.form.questions.get(problem.question.rpartition("/")[2])
        said = sentence_about(question, problem, spoken())
        by_path.setdefault(problem.question, {}).setdefault(problem.suffix, said)
    wrong = {
        field_id(alias(path), suffix): said
        for path, of_question in by_path.items()
        for suffix, said in of_question.items()
    }
    number = shown_number(sheet.number)
    return render_page(
        "staff/sheet.html",
        place=sheet.place,
        number=number,
        language=LANGUAGES[sheet.language],
        title=form_words(sheet.form.title, sheet.language),
        blocks=_blocks(work, sheet, _seen(work, sheet, draft, now or {}), typed, by_path),
        revision=revision,
        typed=typed,
        pages=range(1, sheet.pages + 1),
        progress=gettext(
            "Sheet %(number)s: %(done)s of %(total)s pages entered",
            number=number,
            done=len(typed.pages),
            total=sheet.pages,
        ),
        wrong={**wrong, **(told or {})},
    )


def answers_of(work: Work, sheet: Sheet, fields: MultiDict[str, str]) -> dict[str, Raw]:
    """What stands in the fields of each question, by its path."""
    paths = {
        alias(slot.step.path(question.name)): (slot.step.path(question.name), question)
        for slot in slots(sheet.form, work.types)
        for question in slot.step.questions
    }
    aliased = [replace(question, name=name) for name, (_, question) in paths.items()]
    typed = bound(aliased, work.types, host().widgets, fields)
    return {paths[name][0]: raw for name, raw in typed.items() if raw}


def with_hidden(
    work: Work, sheet: Sheet, typed: Mapping[str, Raw], before: Draft
) -> dict[str, Raw]:
    """What was typed, and what somebody else had typed where this person was shown an empty field and left it so."""
    kept = {
        path: shown_fields(here, question, before, work.types)
        for here, question, path in _for_others(work, sheet)
        if path not in typed
    }
    return {**typed, **{path: raw for path, raw in kept.items() if raw}}


def typed_of(work: Work, sheet: Sheet, fields: MultiDict[str, str]) -> Typed:
    """How far typing is, as the fields say."""
    known = {
        slot.step.path(q.name)
        for slot in slots(sheet.form, work.types)
        for q in slot.step.questions
    }
    pages = {int(one) for one in fields.getlist("_page") if one.isdecimal() and len(one) < 4}
    marks = {
        path: mark
        for name, said in fields.items()
        if (path := name.removeprefix("_mark.")) in known
        and name != path
        and (mark := next((m for m in MARKS if m == said), None))
    }
    original = fields.get("_original", "")
    return Typed(
        pages=tuple(sorted(one for one in pages if 1 <= one <= sheet.pages)),
        marks=marks,
        original="kept" if original == "kept" else "shredded" if original == "shredded" else "",
    )


def missing(sheet: Sheet, typed: Typed) -> dict[str, str]:
    """What must be said before a sheet is sent, by the id of its field."""
    found = {}
    if len(typed.pages) < sheet.pages:
        found["pages"] = gettext("Tick each page of this sheet that you have typed in")
    if not typed.original:
        found["original"] = gettext("Choose what happens with the paper")
    return found


def alias(path: str) -> str:
    """The name of the fields of a question: its path, as names of fields are."""
    return path.replace("/", "-")


def _for_others(work: Work, sheet: Sheet) -> Iterator[tuple[Step, Question, str]]:
    """The questions whose answers only other roles may see: step, question, path."""
    path = places.path(work, sheet.place.slug)
    roles = roles_at(work.actor.grants, path)
    for slot in slots(sheet.form, work.types):
        for question in slot.step.questions:
            if question.audience_view and roles.isdisjoint(question.audience_view):
                yield slot.step, question, slot.step.path(question.name)


def _seen(work: Work, sheet: Sheet, draft: Draft, now: Mapping[str, Raw]) -> Draft:
    """The draft as this person may see it."""
    hidden = {path: now.get(path, {}) for _, _, path in _for_others(work, sheet)}
    return replace(draft, raw={**draft.raw, **hidden})


def _blocks(
    work: Work,
    sheet: Sheet,
    draft: Draft,
    typed: Typed,
    by_path: Mapping[str, Mapping[str, str]],
) -> list[dict[str, Any]]:
    """Section by section, entry by entry: its heading, and its questions ready to be put in."""
    found: list[dict[str, Any]] = []
    for slot in slots(sheet.form, work.types):
        here = slot.step
        head = (here.section.name, slot.numbers)
        if not found or found[-1]["head"] != head:
            title = form_words(here.section.title, sheet.language)
            if here.repeat is not None:
                entry = form_words(here.repeat.entry, sheet.language)
                title = Markup("{}: {} {}").format(title, entry, ".".join(map(str, slot.numbers)))
            found.append({"head": head, "title": title, "questions": []})
        for question in here.questions:
            path = here.path(question.name)
            found[-1]["questions"].append(
                {
                    "path": path,
                    "html": _drawn(work, sheet, here, question, draft, by_path.get(path, {})),
                    "also": pick(question.label, spoken()) if sheet.language != spoken() else None,
                    "mark": typed.marks.get(path, ""),
                    "label": form_words(question.label, spoken()),
                }
            )
    return found


def _drawn(
    work: Work,
    sheet: Sheet,
    here: Step,
    question: Question,
    draft: Draft,
    problems: Mapping[str, str],
) -> Markup:
    name = alias(here.path(question.name))
    raw = shown_fields(here, question, draft, work.types)
    kind = work.types[question.type]
    if isinstance(kind, SearchedType):
        return _menu(work, sheet, question, kind, name, raw, problems)
    if question.type == "consent":
        return _consent(sheet, question, name, raw, problems)
    filling = Filling(name, raw, problems=problems, word=gettext("Problem:"))
    with speaking(sheet.language):
        made = compile_question(
            replace(question, name=name),
            sheet.language,
            types=work.types,
            widgets=host().widgets,
            heading=False,
            about_me=False,
        )
        return Markup("".join(made.filled_by(filling)))  # noqa: S704  drawn by our own macros, which escape


def _consent(
    sheet: Sheet, question: Question, name: str, raw: Raw, problems: Mapping[str, str]
) -> Markup:
    """The boxes of a consent as they stand on paper: on a screen they would be the buttons of its page."""
    with speaking(sheet.language):
        return Markup(  # noqa: S704  a template of ours, which escapes
            render_page(
                "staff/sheet_consent.html",
                name=name,
                id=field_id(name, ""),
                label=form_words(question.label, sheet.language),
                choices=[
                    (choice.name, form_words(choice.label, sheet.language))
                    for choice in question.choices
                ],
                value=next(iter(raw.get("", ())), ""),
                problems=list(dict.fromkeys(problems.values())),
            )
        )


def _menu(
    work: Work,
    sheet: Sheet,
    question: Question,
    kind: SearchedType,
    name: str,
    raw: Raw,
    problems: Mapping[str, str],
) -> Markup:
    """One of many as a menu: its first letters find it on a keyboard, without a search in between."""
    context = context_of(work, sheet.form, sheet.place, sheet.language)
    listed = []
    for one in kind.candidates(question, context):
        answer = kind.chosen(question, one.value, context)
        if answer is not None:
            words = shown(kind.show(question, answer, sheet.language), sheet.language)
            listed.append((one.value, words.striptags()))
    with speaking(sheet.language):
        return Markup(  # noqa: S704  a template of ours, which escapes
            render_page(
                "staff/sheet_menu.html",
                name=name,
                id=field_id(name, ""),
                label=form_words(question.label, sheet.language),
                choices=listed,
                value=next(iter(raw.get("", ())), ""),
                other=next(iter(raw.get("other", ())), ""),
                takes_other=takes_other(question),
                problems=list(dict.fromkeys(problems.values())),
            )
        )
