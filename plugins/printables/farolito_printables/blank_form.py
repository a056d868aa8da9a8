"""Any form on paper, with its rules as written directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from farolito.api import N_, pick, words
from farolito_printables.corner import corner_css
from farolito_printables.directions import Directions
from farolito_printables.numbering import numbers, parts
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import BlankForm, Form, Question

ENTRIES = (4, 2, 2)
"""How many entries of a repeated section one set of sheets has room for; of one within an entry, and so on."""


def render(document: BlankForm) -> str:
    """The blank form as HTML: consent first, boxes before words, lines to write on."""
    form = document.form
    speech = Speech(document.language)
    source = form.languages[0]
    title = words(form.neutral_title or form.title, document.language)
    found = numbers(form)
    mark = form_mark(document.form_version, document.language)
    known_as = "" if form.neutral_title else form.name  # a loose sheet must not give anyone away
    number = speech.plain(N_("Sheet number:"))
    sheet = "" if document.sheet else f"{number} ______________"
    version = f"{known_as or 'form'}/{document.form_version[:8]}/{document.language}"
    return page(
        "blank_form.html",
        speech,
        title=title,
        foot=(document.place_name, speech.date(document.date)),
        corner=(known_as, mark, sheet),
        numbered=document.sheet,
        codes=corner_css(document.sheet, version, speech.direction) if document.sheet else "",
        large_print=document.large_print,
        document=document,
        form=form,
        form_title=title,
        unchecked=_is_unchecked(form, document.language),
        parts=parts(form),
        direct=Directions(form, found, speech).say,
        room=ENTRIES,
        one_box=("choice", "money", "rating"),
        amounts=lambda question: [speech.amount(*pair) for pair in _amounts(question)],
        text=lambda text: speech.foreign(*pick(text, document.language, source)),
        also=lambda text: _also(text, document, speech),
    )


def _also(text: Mapping[str, str], document: BlankForm, speech: Speech) -> Markup:
    """The same in the language of whoever reads along; nothing where there is none, or it says the same."""
    second = document.second_language
    if not second or not text or text.get(second) in (None, text.get(document.language)):
        return Markup()
    return Markup('<span class="also">{}</span>').format(speech.foreign(text[second], second))


def _amounts(question: Question) -> list[tuple[int, int | None, str]]:
    """The ranges of a money question: from, to (None: or more), in which time."""
    bounds = [int(bound) for bound in question.options["ranges"]]
    ends = [*(bound - 1 for bound in bounds[1:]), None]
    period = question.options.get("period", "")
    return [(low, high, period) for low, high in zip(bounds, ends, strict=True)]


def _is_unchecked(form: Form, language: str) -> bool:
    """Whether the words of a language are still a draft."""
    translation = form.translations.get(language)
    return language != form.languages[0] and (
        translation is None or translation.state != "reviewed"
    )
