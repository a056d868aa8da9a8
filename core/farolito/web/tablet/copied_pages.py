"""One language of the offline copy of a form: every page as HTML, blank, and all words that go around answers.

    pages_of(form, language, types) -> JSON value

Where something of a family's goes into HTML that is made here, it has ``{name}``, ``{id}``, ``{key}``, ``{more}``,
``{problem}``, ``{phone}`` or ``{room}``. The tablet puts escaped words there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names
from flask import render_template
from markupsafe import Markup

from farolito.domain.definitions import by_group
from farolito.domain.languages import LANGUAGES, words
from farolito.domain.phones import phone_words
from farolito.domain.pseudo import pseudo_words
from farolito.domain.question_types.matrix import row_of
from farolito.domain.regimes import POLICIES
from farolito.web.filters import form_words
from farolito.web.i18n import gettext, ngettext, speaking
from farolito.web.respond.showing import is_drafty
from farolito.web.tablet.blank_pages import blank_page, main_of
from farolito.web.tablet.problem_words import problem_words
from farolito.web.tablet.told_answers import told_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form, NextStep, Question, Repeat, Section
    from farolito.domain.question_types.base import QuestionType

VERSION = 1


def pages_of(form: Form, language: str, types: Mapping[str, QuestionType]) -> dict[str, Any]:
    """Everything that a tablet shows of a form in ``language``."""
    known = LANGUAGES[language]
    sections = list(form.all_sections())
    with speaking(language):
        return {
            "v": VERSION,
            "form": form.hash,
            "language": language,
            "dir": known.direction,
            # pseudo-locales count as English does
            "locale": known.locale.replace("_", "-"),
            "pages": {
                page.name: blank_page(form, section, page, language, types)
                for section in sections
                for page in section.pages
            },
            "lists": {
                section.repeat.name: _list(form, section, section.repeat, language)
                for section in sections
                if section.repeat is not None
            },
            "sections": {one.name: form_words(one.title, language) for one in sections},
            "groups": {
                group.name: form_words(group.label, language)
                for section in sections
                for page in section.pages
                for group, _ in by_group(page.shown)
                if group is not None
            },
            "questions": {
                one.name: _question(one, language)
                for one in form.all_questions()
                if one.calculation is None
            },
            "problems": problem_words(language),
            "months": _months(language),
            "told": told_answers(form, language, types),
            "words": _words(form),
            "remove": _main("respond/remove.html", form, language, name="{name}", entry_id="{id}"),
            "stop": _main("respond/stop.html", form, language),
            "last": _main(
                "tablet/last.html",
                form,
                language,
                thanks=form_words(form.thanks, language),
                steps=_steps(form, language),
                has_needs=bool(form.needs),
            ),
        }


def _main(template: str, form: Form, language: str, **more: Any) -> str:
    """The ``<main>`` of a page that Jinja renders, as :func:`farolito.web.respond.dressing.dressed` would."""
    return main_of(
        render_template(
            template,
            title="",
            place="",
            action="",
            stop=form.stop_here,
            nobody_reads=not POLICIES[form.regime].readers,
            draft_translation=is_drafty(form, language),
            **more,
        )
    )


def _list(form: Form, section: Section, repeat: Repeat, language: str) -> dict[str, Any]:
    """A list with one entry to be copied, without any, and with no room for more."""
    entry = {
        "id": "{id}",
        "name": Markup("{name}"),
        "plain": "{plain}",
        "more": Markup("{more}"),
        "problem": "{problem}",
    }
    full = ngettext(
        "The list has room for %(num)s. Tell the person at the table about the others",
        "The list has room for %(num)s. Tell the person at the table about the others",
        repeat.max,
    )

    def drawn(entries: list[dict[str, Any]], full: str) -> str:
        return _main(
            "respond/list.html",
            form,
            language,
            heading="{heading}",
            intro=form_words(section.intro, language),
            entries=entries,
            counted="{counted}",
            empty=form_words(repeat.empty, language),
            add=form_words(repeat.add, language),
            field="{key}",
            more="",
            unchosen="{unchosen}",
            full=full,
            undo={"id": "{gone}", "name": "{removed}"},
        )

    return {
        "some": drawn([entry], ""),
        "none": drawn([], ""),
        "full": drawn([entry], full),
        "entry": words(repeat.entry, language),
        "counted": [
            ngettext("%(num)s on the list", "%(num)s on the list", number)
            for number in range(1, repeat.max + 1)
        ],
        "empty": form_words(repeat.empty, language),
    }


def _question(question: Question, language: str) -> dict[str, str]:
    """``label`` as HTML, ``plain`` as text; ``row`` of a matrix; ``message`` when the form's own rule is broken."""
    row = row_of(question)
    said = {
        "label": str(form_words(question.label, language)),
        "plain": words(question.label, language),
        "row": words(row.label, language) if row else "",
        "message": words(question.constraint_message, language),
    }
    return {name: text for name, text in said.items() if text}


def _steps(form: Form, language: str) -> list[dict[str, Any]]:
    """What a family can do, each once, with the needs that it follows from."""
    needs: dict[int, list[str]] = {}
    once: list[NextStep] = []
    for need in form.needs:
        for step in need.next_steps:
            if step not in once:
                once.append(step)
            needs.setdefault(once.index(step), []).append(need.name)
    return [
        {
            "needs": " ".join(needs[at]),
            "title": form_words(step.title, language),
            "detail": form_words(step.detail, language),
            "bring": form_words(step.bring, language),
            "phone": phone_words(step.phone or ""),
            "url": (step.url or "").removeprefix("https://").removeprefix("http://").rstrip("/"),
        }
        for at, step in enumerate(once)
    ]


def _months(language: str) -> list[str]:
    known = LANGUAGES[language]
    names = get_month_names("wide", "stand-alone", known.locale)
    listed = [names[number] for number in range(1, 13)]
    return [pseudo_words(name, language) for name in listed] if known.pseudo else listed


def _words(form: Form) -> dict[str, str]:
    """The words of the pages that the tablet makes itself, and around all pages."""
    silent = not POLICIES[form.regime].readers
    skipped_all = (
        gettext("You skipped every question. You can go on, or go back and add something.")
        if silent
        else gettext(
            "You skipped every question. You can still send, or go back and add something."
        )
    )
    return {
        "step": gettext("Step %(n)s of %(of)s", n="{n}", of="{of}"),
        "back": gettext("Back"),
        "problem": gettext("Problem:"),
        "problems": gettext("There is a problem"),
        "of": gettext("%(who)s: %(list)s", who="{who}", list="{list}"),
        "added": gettext("%(name)s added", name="{name}"),
        "check": gettext("Check your answers"),
        "nothing": skipped_all,
        "skipped": gettext("Skipped"),
        "unanswered": gettext("Not answered"),
        "later": gettext("Can be asked later"),
        "answered": gettext("Answered"),
        "show": gettext("show the answer"),
        "change": gettext("Change"),
        "change_list": gettext("Change the list"),
        "send": gettext("See my next steps") if silent else gettext("Send my answers"),
        "stop": gettext("Stop here"),
        "drawn": gettext("Drawn signature"),
    }
