"""The template of a school's tracker: adapted here, taken over from another school or from a file, downloaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, places_where, render_page
from farolito_contact_log import template as templates
from farolito_contact_log.keeping import keep_template, template_at
from farolito_contact_log.shared import HOME, pages
from farolito_contact_log.template import COLUMNS, OUTCOMES, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

MAY = "places.manage"


@pages.route("/<place>/template", permission=MAY, cache="no-store", csp="staff")
def shown(work: Work, place: str) -> str:
    """The template of a school."""
    return _page(work, _place(work, place))


@pages.route("/<place>/template.json", permission=MAY, cache="no-store", csp="none")
def download(work: Work, place: str) -> Any:
    """The template as a file that another school or district can take over."""
    here = _place(work, place)
    headers = {
        "Content-Type": "application/json",
        "Content-Disposition": f'attachment; filename="contact-template-{here.slug}.json"',
    }
    return templates.write(template_at(work, here)), 200, headers


@pages.route("/<place>/template", ("POST",), permission=MAY, cache="no-store", csp="staff")
def change(work: Work, place: str) -> Any:
    """Adapt it, or take over a file's or another school's, here and at the other schools that are ticked."""
    here = _place(work, place)
    fields = request.form
    do = fields.get("do", "")
    if do == "file":
        uploaded = request.files.get("file")
        text = uploaded.read(templates.LARGEST).decode("utf-8-sig", "replace") if uploaded else ""
        text = text or fields.get("json", "")
        made, wrong = templates.read(text)
        if wrong:
            return _page(work, here, wrong=_said(wrong), json=text), 422
    elif do == "copy":
        made = template_at(work, _place(work, fields.get("from", "")))
    else:
        made, wrong = templates.read(templates.write(_adapted(fields, template_at(work, here))))
        if wrong:
            return _page(work, here, wrong=_said(wrong), typed=fields.get("topics", "")), 422
    for one in [here, *[_place(work, slug) for slug in fields.getlist("also")]]:
        keep_template(work, one, made)
    return "", 303, {"Location": f"{HOME}{here.slug}/template?did=kept"}


def _adapted(fields: Any, before: Template) -> Template:
    """What the form says: ticked columns, a topic on each line, the outcomes in English and Spanish."""
    topics: dict[str, Mapping[str, str]] = {}
    for line in fields.get("topics", "").splitlines():
        english, _, spanish = (part.strip() for part in line.partition("|"))
        if english:
            label = {"en": english} | ({"es": spanish} if spanish else {})
            code = next(
                (code for code, was in before.topics.items() if was.get("en") == english),
                re.sub(r"[^a-z0-9]+", "_", english.casefold()).strip("_")[:30] or "topic",
            )
            kept = before.topics.get(code, {})
            topics[code] = {**kept, **label}
    outcomes = {}
    for code in OUTCOMES:
        english, spanish = (fields.get(f"{code}-{tag}", "").strip() for tag in ("en", "es"))
        if english:
            outcomes[code] = {"en": english} | ({"es": spanish} if spanish else {})
    columns = tuple(name for name in COLUMNS if name in fields.getlist("column"))
    return Template(columns, topics, outcomes)


def _said(wrong: list[str]) -> list[str]:
    sentences = {
        "not_json": gettext("This is no JSON. Take a file that was downloaded from a tracker."),
        "other_kind": gettext("This is no template of a tracker."),
        "no_columns": gettext("Tick at least one column."),
        "many": gettext("These are more than 40 topics."),
    }
    about = {
        "column": gettext("There is no such column: %(what)s"),
        "code": gettext("Begin a topic with a letter: %(what)s"),
        "words": gettext("Write at most 80 letters, and write them in English too: %(what)s"),
        "twice": gettext("This topic is there twice: %(what)s"),
        "outcome": gettext("There is no such outcome: %(what)s"),
    }
    found = []
    for one in wrong[:20]:
        kind, _, what = one.partition(":")
        found.append(
            sentences[kind] if kind in sentences else about[kind].replace("%(what)s", what)
        )
    return found


def _place(work: Work, slug: str) -> PlaceView:
    for place in places_where(work, MAY):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def _page(
    work: Work,
    place: PlaceView,
    wrong: list[str] | None = None,
    json: str = "",
    typed: str | None = None,
) -> str:
    template = template_at(work, place)
    lines = [
        " | ".join(filter(None, (label.get("en", code), label.get("es", ""))))
        for code, label in template.topics.items()
    ]
    return render_page(
        "contact_log/template.html",
        place=place,
        notes=[gettext("Kept.")] if request.args.get("did") == "kept" else [],
        wrong=wrong or [],
        json=json,
        columns=[
            (name, gettext(label), name in template.columns) for name, label in COLUMNS.items()
        ],
        topics="\n".join(lines) if typed is None else typed,
        outcomes=[
            (code, gettext(label), template.outcomes.get(code, {}))
            for code, label in OUTCOMES.items()
        ],
        others=[other for other in places_where(work, MAY) if other.id != place.id],
    )
