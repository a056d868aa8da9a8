"""Turning a plugin on and off, and choosing where: first what it means, then the button that does it.

The three pages work alike: GET tells what would change and changes nothing; POST does it, and the server takes it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.languages import pick
from farolito.errors import Conflict, DatabaseError, NotFound
from farolito.plugins.asks import sentences
from farolito.plugins.manners import NAME
from farolito.services import forms, places
from farolito.services.plugins import changing
from farolito.services.plugins.changing import PERMISSION, PluginRefused
from farolito.services.plugins.effects import effects_of
from farolito.services.plugins.loading import folders_of
from farolito.services.plugins.preview import brought_by, preview
from farolito.services.plugins.reloading import ask_to_reload
from farolito.web.admin.plugin_words import purpose_words
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.roles import kind_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from werkzeug.wrappers import Response

    from farolito.plugins.sets import Scope
    from farolito.services.places import PlaceNode
    from farolito.services.plugins.changing import Change
    from farolito.services.plugins.effects import Effects
    from farolito.services.plugins.preview import Preview
    from farolito.services.work import Work

pages = Pages("admin_turning", "/admin/plugins")

EVERYWHERE, PLACE = "everywhere", "at:"
"""Fields of the page of places: what counts where nothing is chosen; before the address of a place."""

LISTED = 12
"""Sites that are named one by one; more are counted."""


@pages.route("/<plugin>/turn-on", permission=PERMISSION, cache="no-store", csp="staff")
def turn_on(work: Work, plugin: str) -> Response:
    """What comes with it, after a preview."""
    return _look(work, plugin, lambda: changing.turned_on(work, plugin))


@pages.route("/<plugin>/turn-on", ("POST",), permission=PERMISSION, cache="no-store", csp="staff")
def turned_on(work: Work, plugin: str) -> Response:
    """Turn it on everywhere."""
    return _do(work, plugin, lambda: changing.turned_on(work, plugin))


@pages.route("/<plugin>/turn-off", permission=PERMISSION, cache="no-store", csp="staff")
def turn_off(work: Work, plugin: str) -> Response:
    """What goes, and what stays."""
    return _look(work, plugin, lambda: changing.turned_off(work, plugin))


@pages.route("/<plugin>/turn-off", ("POST",), permission=PERMISSION, cache="no-store", csp="staff")
def turned_off(work: Work, plugin: str) -> Response:
    """Turn it off altogether."""
    return _do(work, plugin, lambda: changing.turned_off(work, plugin))


@pages.route("/<plugin>/places", permission=PERMISSION, cache="no-store", csp="staff")
def where(work: Work, plugin: str) -> Response:
    """The places with what is chosen at each; once something was chosen, what that would change."""
    wanted = _wanted(request.args)
    return _look(work, plugin, lambda: changing.chosen(work, plugin, *wanted), choosing=True)


@pages.route("/<plugin>/places", ("POST",), permission=PERMISSION, cache="no-store", csp="staff")
def chosen(work: Work, plugin: str) -> Response:
    """Change where it is on."""
    wanted = _wanted(posted())
    return _do(work, plugin, lambda: changing.chosen(work, plugin, *wanted), choosing=True)


def _look(
    work: Work, plugin: str, make: Callable[[], Change], *, choosing: bool = False
) -> Response:
    """What a change means."""
    _known(plugin)
    try:
        change = make()
    except PluginRefused as refused:
        return _refused(plugin, refused, status=200)
    tried = _tried(work, change)
    return make_response(_page(work, change, tried, choosing=choosing))


def _do(work: Work, plugin: str, make: Callable[[], Change], *, choosing: bool = False) -> Response:
    """Make the change that was looked at, or say why not; the server that runs is told when it is durable."""
    _known(plugin)
    try:
        change = make()
    except PluginRefused as refused:
        return _refused(plugin, refused, status=422)
    work.let_others_write()  # a preview takes longer than anybody else should wait to write
    tried = _tried(work, change)
    problem = ""
    if posted().get("after") != str(change.after):
        problem = gettext("Somebody else changed the plugins meanwhile. Look again, then decide.")
    elif change.changes:
        try:
            changing.carry_out(work, change, tried)
        except Conflict:
            problem = gettext(
                "Somebody else changed the plugins meanwhile. Look again, then decide."
            )
        except (PluginRefused, DatabaseError) as error:
            problem = "" if tried.fault else str(error)
            return make_response(
                _page(work, change, tried, choosing=choosing, problem=problem), 422
            )
    if problem:
        return make_response(_page(work, make(), tried, choosing=choosing, problem=problem), 409)
    work.afterwards(_tell)
    return redirect(f"/admin/plugins?changed={plugin}", 303)


def _tell(work: Work) -> None:
    ask_to_reload(work.settings)


def _known(plugin: str) -> None:
    if not NAME.fullmatch(plugin):
        raise NotFound("There is no such page.")


def _tried(work: Work, change: Change) -> Preview:
    """What the plugin brings: tried in a child process where it would come, else as it is loaded here."""
    if change.starts:
        return preview(change.name, folders_of(work.settings, host().works.engine))
    return brought_by(work.hooks, change.name)


def _wanted(sent: Mapping[str, str]) -> tuple[bool | None, dict[str, bool | None]]:
    """What was chosen: where nothing else is chosen, and by the address of a place; None: as above."""
    yes_or_no = {"on": True, "off": False}
    everywhere = yes_or_no.get(sent.get(EVERYWHERE, ""))
    choices = {
        name.removeprefix(PLACE): yes_or_no.get(value)
        for name, value in sent.items()
        if name.startswith(PLACE)
    }
    return everywhere, choices


def _refused(plugin: str, refused: PluginRefused, status: int) -> Response:
    page = render_page(
        "admin/plugin_refused.html",
        title=plugin,
        problem=refusal_words(refused.code),
        places=f"/admin/plugins/{plugin}/places" if refused.code == "elsewhere" else "",
    )
    return make_response(page, status)


def refusal_words(code: str) -> str:
    """Why plugins can not be turned on or off here, and what to do instead."""
    return {
        "setting": gettext(
            "The setting FAROLITO_PLUGINS decides here which plugins are on. Whoever runs this computer can "
            "change it, or take it away."
        ),
        "elsewhere": gettext(
            "There are places that you do not look after. Choose where this is to change."
        ),
    }[code]


def _page(work: Work, change: Change, tried: Preview, *, choosing: bool, problem: str = "") -> str:
    means = effects_of(work, change.before, change.plugins, tried)
    say = _speaker(tried)
    title = say(tried.title) if tried.title else change.name
    return render_page(
        "admin/plugin_change.html",
        kind=change.kind,
        title=title,
        plugin=change.name,
        after=change.after,
        problem=problem,
        fault=tried.fault if change.starts else "",
        remedy=tried.remedy,
        changes=change.changes,
        starts=change.starts,
        facts=list(_facts(work, change, means)),
        sentences=list(_sentences(change, means)),
        asks_for=list(sentences(tried.asks, say)) if change.starts else [],
        may_everywhere=changing.may_everywhere(work),
        everywhere=_base(change),
        nodes=_nodes(work, change) if choosing else [],
        kept=_kept(change, request.args if request.method == "GET" else posted()),
    )


def _speaker(tried: Preview) -> Callable[[str], str]:
    """Translates words of the plugin: with what its own catalogues say, while they are not among ours."""
    own = tried.words.get(spoken(), {})
    return lambda text: own.get(text) or gettext(text)


def _facts(work: Work, change: Change, means: Effects) -> Iterator[tuple[str, list[str]]]:
    """What comes or goes, named; nothing that was not named is there."""
    tried = means.trial
    if means.comes:
        yield gettext("It is turned on at"), _listed(means.comes)
    if means.goes:
        yield gettext("It is turned off at"), _listed(means.goes)
    if not (change.starts or change.ends or means.comes or means.goes):
        return
    for name, items in (
        (gettext("Forms"), _form_titles(work, means)),
        (gettext("Menu entries"), [_speaker(tried)(label) for label in tried.menu]),
        (gettext("Prints"), [purpose_words(purpose) for purpose in tried.layouts]),
        (gettext("Pages"), [str(len(tried.pages))] if tried.pages else []),
    ):
        if items:
            yield name, items


def _form_titles(work: Work, means: Effects) -> list[str]:
    """The titles of its forms: of one that was published here, in the reader's language."""
    told = dict(zip(means.trial.forms, means.trial.form_titles, strict=True))
    published = {one.name for one in forms.published(work)}
    return [
        pick(forms.current(work, name).title, spoken())[0]
        if name in published
        else told.get(name, name)
        for name in means.forms
    ]


def _listed(sites: tuple[Any, ...]) -> list[str]:
    named = [site.name for site in sites[:LISTED]]
    if len(sites) > LISTED:
        more = len(sites) - LISTED
        named.append(ngettext("%(num)s more", "%(num)s more", more))
    return named


def _sentences(change: Change, means: Effects) -> Iterator[str]:
    """What else a change means, for families and for who reads records."""
    tried, goes = means.trial, bool(means.goes) or change.ends
    if "next_steps" in tried.hooks:
        if means.comes:
            yield gettext("Families also get its next steps there.")
        if goes:
            yield gettext("Families no longer get its next steps there.")
    if means.decides and change.starts:
        yield gettext("It may refuse that somebody reads records, also where it is off.")
    if means.decides and change.ends:
        yield gettext("It decided who may read records. From then on only Farolito’s own rules do.")
    if means.migrations:
        yield gettext("It adds tables of its own to the database.")
    if goes:
        if means.forms:
            yield gettext("Families who have begun one of its forms can finish and send it.")
        yield gettext("What it stored stays, and what families sent can still be read and printed.")


def _base(change: Change) -> bool:
    scope = change.plugins.scope(change.name)
    return scope is not None and scope.everywhere


def _nodes(work: Work, change: Change) -> list[dict[str, Any]]:
    """The places that this person may choose at, with what is chosen and whether it is on there now."""
    mine = {place.id for place in places.where(work, PERMISSION)}
    now, will = change.before.scope(change.name), change.plugins.scope(change.name)

    def nodes(found: tuple[PlaceNode, ...], above: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        for node in found:
            path = (*above, node.place.id)
            below = nodes(node.children, path)
            if node.place.id not in mine:
                yield from below
                continue
            yield {
                "field": PLACE + node.place.slug,
                "name": node.place.name,
                "kind": kind_words(node.place.kind),
                "choice": _choice(will, node.place.id),
                "on": now is not None and now.at(path),
                "children": list(below),
            }

    return list(nodes(places.tree(work), ()))


def _choice(scope: Scope | None, place_id: str) -> str:
    chosen = dict(scope.choices).get(place_id) if scope else None
    return "" if chosen is None else "on" if chosen else "off"


def _kept(change: Change, sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was chosen on the page of places, to be sent with the button that does it."""
    if change.kind != "places":
        return []
    return [
        (name, value)
        for name, value in sent.items()
        if name == EVERYWHERE or name.startswith(PLACE)
    ]
