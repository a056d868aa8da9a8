"""What every family page that Jinja renders is given: its language, title, place, ways off it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from farolito.domain.languages import words
from farolito.web.i18n import SOURCE, gettext, negotiated, speak
from farolito.web.respond.compiling import LEAVE_TO
from farolito.web.respond.showing import is_drafty
from farolito.web.respond.ways_back import change_words

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.web.respond.visits import Visit


def dressed(
    visit: Visit, template: str, action: str, title: str, *, step: str = "", **more: Any
) -> str:
    """A page of this visit. ``title`` is what the page is about; a sensitive form says only ``step`` in tabs."""
    handle = visit.handle
    form, language = handle.form, handle.language
    speak(language)
    neutral = words(form.neutral_title, language)
    problem = gettext("Problem:") + " " if more.get("problems") else ""
    whole = f"{title} – {handle.place.name}"
    if neutral:  # neither the question nor the school stands in a sensitive form's tab
        whole = f"{neutral} – {step}" if step else neutral
    return render_template(
        template,
        title=problem + whole,
        place=handle.place.name,
        action=action,
        language_button=more.pop("language_button", True) and len(handle.languages) > 1,
        leave={"to": LEAVE_TO, "url": visit.to.step("leave")} if form.leave_now else None,
        stop=form.stop_here,
        progress=step,
        nobody_reads=visit.nobody_reads,
        banner=change_words(handle),
        **{"back": True, "draft_translation": is_drafty(form, language), **more},
    )


def first_language(opened: LinkView) -> str:
    """The reader's own language if this link offers it; else English, else the first one it offers."""
    return negotiated(opened.languages) or (
        SOURCE if SOURCE in opened.languages else opened.languages[0]
    )
