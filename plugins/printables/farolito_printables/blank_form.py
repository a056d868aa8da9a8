"""Any form on paper, with its rules as written directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, pick, words
from farolito_printables.directions import Directions
from farolito_printables.numbering import numbers, parts
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
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
    sheet = speech.plain(N_("Sheet number:"))
    return page(
        "blank_form.html",
        speech,
        title=title,
        foot=(document.place_name, speech.date(document.date)),
        corner=(known_as, mark, f"{sheet} ______________"),
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
    )


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
