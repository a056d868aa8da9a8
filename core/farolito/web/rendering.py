"""Templates. Family question pages are not made here but from ready strings, see ``respond/skeletons.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from farolito.domain.languages import LANGUAGES, pick, words
from farolito.domain.phones import phone_words
from farolito.web import filters
from farolito.web.host import host
from farolito.web.i18n import direction, spoken, unchecked

if TYPE_CHECKING:
    from flask import Flask


def render_page(template: str, **context: Any) -> str:
    """A page for staff, for an administrator, or of a plugin: a template that extends ``staff/base.html``."""
    return render_template(template, **context)


def equip(app: Flask, stylesheet: str) -> None:
    """Give every template our filters, and what a page must say about itself: language and direction."""
    environment = app.jinja_env
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(
        ltr=filters.ltr,
        own_words=filters.own_words,
        in_language=filters.in_language,
        form_words=filters.form_words,
        date_words=filters.date_words,
        time_words=filters.time_words,
        shown=filters.shown,
        phone_words=phone_words,
        pick=pick,
        words=words,
    )
    environment.globals.update(
        asset=lambda name: host().assets.url(name),
        stylesheet=stylesheet,
        languages=LANGUAGES,
        direction=direction,
        unchecked=unchecked,
    )

    def page_language() -> dict[str, object]:
        language = spoken()
        return {"lang": language, "dir": direction(language)}

    app.context_processor(page_language)
