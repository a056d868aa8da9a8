"""The settings of a plugin, for everybody or for one place; the page is made from what the plugin declares."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import make_response, redirect, request

from farolito.errors import Conflict, NotFound
from farolito.services import plugin_settings as service
from farolito.services.plugin_settings.showing import EVERYBODY_WORD
from farolito.web.admin.setting_questions import (
    WIDGETS,
    drawn,
    links_to,
    question_of,
    raw_of,
    said,
    value_of,
)
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.roles import kind_words
from farolito.web.widgets import bound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup
    from werkzeug.wrappers import Response

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Raw
    from farolito.plugins.setting import Setting, Value
    from farolito.services.plugin_settings import FieldShown, SettingsShown
    from farolito.services.work import Work

pages = Pages("admin_plugin_settings", "/admin/plugins")


@pages.route("/<name>/settings", permission="plugins.change", cache="no-store", csp="staff")
def show(work: Work, name: str) -> Response | str:
    """What is set for everybody; with ``?place=``, at that place and below it."""
    place = request.args.get("place", "")
    if not place and not service.may_for_everybody(work):
        mine = service.places_that_may(work)
        if not mine:
            raise NotFound("There is no such page.")
        return redirect(_address(name, mine[0].slug), 303)
    notes = [gettext("Saved.")] if "saved" in request.args else []
    return _page(work, service.shown(work, name, place), notes=notes)


@pages.route(
    "/<name>/settings", ("POST",), permission="plugins.change", cache="no-store", csp="staff"
)
def save(work: Work, name: str) -> Response:
    """Keep what differs from what counted before. A problem or a conflict keeps everything that was typed."""
    place = request.args.get("place", "")
    here = service.shown(work, name, place)
    fields = posted()
    unset = fields.get("_unset", "")
    questions = [_question(field) for field in here.fields]
    raw = bound(questions, work.types, WIDGETS, fields)
    typed: dict[str, Value] = {}
    wrong: dict[str, dict[str, str]] = {}
    for field, question in zip(here.fields, questions, strict=True):
        key = field.setting.name
        blank = not any(text.strip() for texts in raw[key].values() for text in texts)
        if key == unset or (field.setting.kind == "secret" and blank):
            continue
        value, problems = value_of(field.setting, question, raw[key], work.types, work.today())
        if problems:
            wrong[key] = said(question, problems)
        elif _differs(field, value):
            typed[key] = value
    if wrong:
        return make_response(_page(work, here, raw, wrong), 422)
    try:
        service.save(work, name, place, typed, [unset] if unset else (), fields.get("_seen", ""))
    except Conflict:
        changed = gettext(
            "Somebody else changed these settings meanwhile. What you typed is still here. Look, then save again."
        )
        return make_response(_page(work, here, raw, notes=[changed]), 409)
    return redirect(_address(name, place, saved=True), 303)


def _differs(field: FieldShown, value: Value) -> bool:
    """Whether a value must be kept: what is the same as what would count anyway is inherited, until it is set."""
    if field.setting.kind == "secret" or field.unfit:
        return True
    return value != field.value


def _address(name: str, place: str = "", *, saved: bool = False) -> str:
    parts = [f"place={quote(place)}"] if place else []
    return f"/admin/plugins/{name}/settings" + "".join(
        mark + part
        for mark, part in zip("?&", [*parts, *(["saved"] if saved else [])], strict=False)
    )


def _question(field: FieldShown) -> Question:
    setting = field.setting
    help = [gettext(setting.help)] if setting.help else []
    if setting.kind == "secret" and field.is_set:
        help.append(gettext("Leave it empty to keep what is set."))
    return question_of(field, gettext(setting.label), " ".join(help))


def _page(
    work: Work,
    here: SettingsShown,
    raw: Mapping[str, Raw] | None = None,
    wrong: Mapping[str, Mapping[str, str]] | None = None,
    notes: Sequence[str] = (),
) -> str:
    everybody = service.may_for_everybody(work)
    per_place = any(field.setting.per_place for field in here.fields)
    rows, links = [], dict[str, str]()
    for field in here.fields:
        question = _question(field)
        problems = (wrong or {}).get(field.setting.name, {})
        typed = raw_of(question, field.value, work.types) if raw is None else raw[question.name]
        rows.append(_row(field, drawn(question, typed, problems, work.types)))
        links |= links_to(question, problems)
    return render_page(
        "admin/plugin_settings.html",
        plugin=gettext(here.plugin.title),
        name=here.plugin.name,
        place=here.place,
        rows=rows,
        wrong=links,
        notes=notes,
        seen=here.seen,
        action=_address(here.plugin.name, here.place.slug if here.place else ""),
        everybody=everybody,
        places=[(one.slug, one.name, kind_words(one.kind)) for one in service.places_that_may(work)]
        if per_place
        else [],
        elsewhere=[
            (_address(here.plugin.name, slug), name)
            for slug, name, _ in here.elsewhere
            if not here.place or slug != here.place.slug
        ],
        unknown=here.unknown,
    )


def _row(field: FieldShown, html: Markup) -> dict[str, object]:
    setting = field.setting
    other = _whose(field.from_place)
    return {
        "name": setting.name,
        "label": gettext(setting.label),
        "html": html,
        "state": _secret_words(field) if setting.kind == "secret" else "",
        "whose": gettext("Set here") if field.own else other,
        "unfit": field.unfit,
        "unset": _back_words(field) if field.own else "",
        "other": "" if setting.kind == "secret" else _value_words(setting, field.inherited),
    }


def _secret_words(field: FieldShown) -> str:
    if not field.is_set:
        return gettext("Not set")
    if not field.ending:
        return gettext("Set")
    return gettext("Set. It ends in %(ending)s", ending=field.ending)


def _whose(place: str) -> str:
    if not place:
        return gettext("The plugin’s own value")
    if place == EVERYBODY_WORD:
        return gettext("The value for everybody")
    return gettext("The value of %(place)s", place=place)


def _back_words(field: FieldShown) -> str:
    if not field.from_place:
        secret = field.setting.kind == "secret"
        return gettext("Forget it") if secret else gettext("Use the plugin’s own value")
    if field.from_place == EVERYBODY_WORD:
        return gettext("Use the value for everybody")
    return gettext("Use the value of %(place)s", place=field.from_place)


def _value_words(setting: Setting, value: Value) -> str:
    """A value in words, for the button that brings it back; "" for an empty one."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return date_words(value, spoken())
    if setting.kind == "choice":
        return gettext(dict(setting.choices)[str(value)])
    return "" if value is None else str(value)
