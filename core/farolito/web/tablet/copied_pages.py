"""One language of the offline copy of a form: every page as HTML, blank, and all words that go around answers.

    pages_of(form, language, types, offered) -> JSON value

Where something of a family's or of a fair goes into HTML that is made here, it has ``{name}`` in braces. The tablet
puts escaped words there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names
from flask import current_app, render_template
from markupsafe import Markup

from farolito.domain.definitions import by_group
from farolito.domain.languages import LANGUAGES, words
from farolito.domain.phones import phone_words
from farolito.domain.pseudo import pseudo_words
from farolito.domain.question_types.matrix import row_of
from farolito.domain.regimes import POLICIES
from farolito.web.filters import form_words
from farolito.web.i18n import gettext, ngettext, speaking
from farolito.web.respond.landing import language_buttons
from farolito.web.respond.showing import is_drafty
from farolito.web.tablet.blank_pages import blank_page, main_of
from farolito.web.tablet.problem_words import problem_words
from farolito.web.tablet.told_answers import told_answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import Form, NextStep, Question, Repeat, Section
    from farolito.domain.question_types.base import QuestionType

VERSION = 1

_ROW = re.compile(r'<li id="entry-.*?</li>', re.DOTALL)
_ADD = re.compile(r"<fieldset.*?</fieldset>", re.DOTALL)
_UNDO = re.compile(r'<p class="note" role="status">.*?</p>', re.DOTALL)


def pages_of(
    form: Form, language: str, types: Mapping[str, QuestionType], offered: Sequence[str]
) -> dict[str, Any]:
    """Everything that a tablet shows of a form in ``language``, one of those ``offered`` on this site."""
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
            "words": _words(),
            "pieces": _pieces(form, offered, language),
            "language_page": _main(
                "respond/language.html",
                form,
                language,
                choices=language_buttons(form, offered, language, mark=True),
            ),
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
    """A list that has ``some`` entries, ``none``, or is ``full``; and its parts, with and without a problem."""
    entry = {
        "id": "{id}",
        "name": Markup("{name}"),
        "plain": "{plain}",
        "more": "",
        "problem": "",
    }
    no_room = ngettext(
        "The list has room for %(num)s. Tell the person at the table about the others",
        "The list has room for %(num)s. Tell the person at the table about the others",
        repeat.max,
    )

    def drawn(*entries: dict[str, Any], full: str = "", unchosen: str = "") -> str:
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
            unchosen=unchosen,
            full=full,
            undo={"id": "{gone}", "name": "{removed}"},
        )

    good = drawn(entry)
    bad = drawn({**entry, "problem": "{problem}"}, unchosen="{problem}")
    parts = {"row": _ROW, "add": _ADD, "undo": _UNDO}
    found = {name: _part(pattern, good) for name, pattern in parts.items()}
    found |= {f"bad_{name}": _part(parts[name], bad) for name in ("row", "add")}

    def cut(html: str) -> str:
        for name in parts:
            html = html.replace(found[name], f"{{{name}}}")
        return html

    return {
        **found,
        "some": cut(good),
        "none": cut(drawn()),
        "full": cut(drawn(entry, full=no_room)),
        "entry": words(repeat.entry, language),
        "empty": form_words(repeat.empty, language),
        "counted": [
            ngettext("%(num)s on the list", "%(num)s on the list", number)
            for number in range(1, repeat.max + 1)
        ],
    }


def _part(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return found[0] if found else ""


def _pieces(form: Form, offered: Sequence[str], language: str) -> dict[str, str]:
    """What the tablet makes its own pages of, in the language that is spoken now."""
    module: Any = current_app.jinja_env.get_template("tablet/pieces.html").make_module(
        {"lang": language}
    )
    silent = not POLICIES[form.regime].readers
    made = {
        "nav": module.nav(len(offered) > 1),
        "check": module.check(silent, form.stop_here, is_drafty(form, language)),
        "row": module.row(),
        "private": module.private(),
        "list": module.list(),
        "problems": module.problems(),
    }
    return {name: str(html).strip() for name, html in made.items()}


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


def _words() -> dict[str, str]:
    """The words that stand alone."""
    return {
        "step": gettext("Step %(n)s of %(of)s", n="{n}", of="{of}"),
        "of": gettext("%(who)s: %(list)s", who="{who}", list="{list}"),
        "skipped": gettext("Skipped"),
        "unanswered": gettext("Not answered"),
        "later": gettext("Can be asked later"),
    }
