"""A page of a form, drawn once for a language: by Jinja and the widgets' macros, into ready strings with holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template

from farolito.domain.languages import pick
from farolito.domain.question_types.matrix import as_written, row_of
from farolito.web.filters import form_words, in_language
from farolito.web.respond.holes import Holes
from farolito.web.respond.question_view import QuestionView, choice_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form, Group, Page, Question, Section
    from farolito.domain.question_types.base import QuestionType
    from farolito.web.respond.holes import Skeleton
    from farolito.web.widgets import Widgets

LEAVE_TO = "https://www.weather.gov/"
"""Where "Leave now" goes: a page that anybody may have open."""


def compile_question(
    question: Question,
    language: str,
    *,
    types: Mapping[str, QuestionType],
    widgets: Widgets,
    heading: bool,
    about_me: bool,
) -> Skeleton:
    """The question drawn by its widget, in ``language``, which must be spoken now."""
    holes = Holes()
    widget = widgets.of(question)
    kind = types.get(question.type)
    view = QuestionView(
        question,
        language,
        holes,
        chosen=kind is not None and kind.is_chosen,
        heading=heading,
        about_me=about_me,
    )
    template = current_app.jinja_env.get_template(widget.template)
    module = template.make_module(dict(widget.context(question, language)))
    return holes.cut(str(module.draw(view)))  # type: ignore[attr-defined]  # every widget has the macro


def compile_group(group: Group, language: str) -> Skeleton:
    """The heading of a group of questions, in ``language``, around the hole for them."""
    holes = Holes()
    html = render_template(
        "respond/group.html",
        name=group.name,
        label=form_words(group.label, language),
        hint=form_words(group.hint, language),
        body=holes("body"),
    )
    return holes.cut(html)


def single_question(page: Page) -> bool:
    """Whether the only question of the page is its heading."""
    written = {number for number, _ in as_written(page.shown)}
    if page.title or len(written) != 1:
        return False
    first = page.shown[0]
    return first.type != "consent" and first.group is None


def heading_of(section: Section, page: Page, language: str) -> tuple[str, str]:
    """The words at the top of a page, and the language they are in."""
    if page.title:
        return pick(page.title, language)
    if single_question(page):
        question = page.shown[0]
        row = row_of(question)
        return pick(row.whole if row else question.label, language)
    return pick(section.title, language)


def compile_shell(
    form: Form,
    section: Section,
    page: Page,
    language: str,
    *,
    drafty: bool,
    many_languages: bool,
    takes_files: bool,
) -> Skeleton:
    """Everything around the questions of a page, in ``language``, which must be spoken now."""
    holes = Holes()
    heading, heading_language = heading_of(section, page, language)
    first = section.repeat is None and section.pages[0] is page
    intro = page.intro or (
        section.intro if first else {}
    )  # a list page has the intro of its section
    consent = next((one for one in page.questions if one.type == "consent"), None)
    declined = consent.options.get("declines", ()) if consent else ()
    html = render_template(
        "respond/step.html",
        title=holes("title"),
        place=holes("place"),
        action=holes("action"),
        leave={"to": LEAVE_TO, "url": holes("leave")} if form.leave_now else None,
        progress=holes("progress"),
        summary=holes("summary"),
        caption=holes("caption"),
        body=holes("body"),
        back=True,
        keeps_draft=True,
        aloud=True,
        takes_files=takes_files,
        language_button=many_languages,
        heading=None if single_question(page) else in_language(heading, heading_language, language),
        intro=form_words(intro, language),
        consent=consent is not None,
        declines=choice_views(
            (choice for choice in (consent.choices if consent else ()) if choice.name in declined),
            language,
        ),
        stop=form.stop_here and consent is None,
        draft_translation=drafty,
    )
    return holes.cut(html)
