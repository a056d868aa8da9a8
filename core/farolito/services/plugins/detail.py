"""One plugin in full: what it adds, what it asks for, how it is doing, where it is on, and what is kept of it.

detail(work, name) -> Detail                          # NotFound for a name of which nothing is known
gone(work) -> tuple[str, ...]                         # neither installed nor on, and something of it is kept
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from sqlalchemy import inspect

from farolito.db.migrations import version_table
from farolito.db.queries import plugin_detail as queries
from farolito.domain.languages import OF_STAFF
from farolito.errors import NotFound
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.sets import EVERYWHERE
from farolito.services import forms, places, plugin_settings
from farolito.services.plugins.form_titles import title_in
from farolito.services.plugins.overview import PluginState, kept_tables, states
from farolito.services.plugins.standing import standing
from farolito.translations.audience import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView
    from farolito.plugins.given import NotGiven
    from farolito.plugins.kinds import Kind
    from farolito.plugins.roster import Loaded
    from farolito.services.plugins.standing import Standing
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class FormState:
    """A form of the plugin. ``form`` is its newest version here, None where there never was one; ``title`` then is that
    of its file.

    ``status``: published, retired, or never: its file can not be used, or the forms were not brought up to date since.
    ``links``: how many addresses open it.
    """

    name: str
    status: Literal["published", "retired", "never"]
    form: Form | None = None
    links: int = 0
    title: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageState:
    """A page: its address, and ``public`` or the permission that its reader needs."""

    address: str
    permission: str


@dataclass(frozen=True, slots=True)
class HookState:
    """A hook that it answers; what became of it lately stands in the faults of the plugin."""

    name: str
    kind: Kind
    summary: str


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How many of the plugin's own words are translated; ``of`` is None where its package does not say how many.

    In a language that only families are spoken to in, ``of`` counts what families read: staff read two languages.
    """

    language: str
    translated: int
    of: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A place at which somebody chose that the plugin is on, or off; it counts below too."""

    place: PlaceView
    on: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """``everywhere``: it is on where no choice says otherwise; None where it is not on. ``kept``: how many values are
    set for it. ``has_settings``: they can be changed now. ``not_given``: what it did not ask for. ``gone``: it is
    neither installed nor on.
    """

    state: PluginState
    forms: tuple[FormState, ...]
    hooks: tuple[HookState, ...]
    pages: tuple[PageState, ...]
    languages: tuple[LanguageState, ...]
    everywhere: bool | None
    choices: tuple[Choice, ...]
    has_settings: bool
    kept: int
    not_given: tuple[NotGiven, ...]
    gone: bool
    standing: Standing


def detail(work: Work, name: str) -> Detail:
    """What there is to say of a plugin, whether it is on, off, refused or gone. The route asks for ``plugins.view``.

    Raises :class:`NotFound` when nothing of this name is installed, on, or kept.
    """
    found = standing(work)
    state = next((one for one in found.plugins if one.name == name), None)
    is_gone = state is None
    if state is None:
        if name not in gone(work):
            raise NotFound("There is no such plugin.")
        state = PluginState(name, name, "off", tables=kept_tables(work, name))
    loaded = next((one for one in work.hooks.roster.loaded if one.name == name), None)
    scope = work.hooks.roster.chosen.scopes.get(name, EVERYWHERE)
    return Detail(
        state=state,
        forms=_forms(work, name, loaded),
        hooks=tuple(
            HookState(one, CATALOGUE[one].kind, CATALOGUE[one].summary) for one in state.hooks
        ),
        pages=tuple(
            PageState(route.rule, route.permission)
            for pages in work.hooks.brought(name).pages
            for route in pages.routes
        ),
        languages=_languages(loaded) if loaded else (),
        everywhere=scope.everywhere if loaded else None,
        choices=_choices(work, dict(scope.choices)) if loaded else (),
        has_settings=loaded is not None and loaded.plugin.settings is not None,
        kept=plugin_settings.how_many(work, name),
        not_given=work.hooks.given.withheld(name),
        gone=is_gone,
        standing=found,
    )


def gone(work: Work) -> tuple[str, ...]:
    """The names of plugins that are neither installed nor on, and of which tables, forms or settings are kept."""
    known = {one.name for one in states(work.hooks)}
    named = {row[0] for row in (*work.peek(queries.SOURCES), *work.peek(queries.SET))}
    prefix = version_table("")
    named |= {
        name.removeprefix(prefix)
        for name in inspect(work.connection).get_table_names()
        if name.startswith(prefix)
    }
    return tuple(sorted(named - known - {forms.HOST, forms.BY_HAND}))


def _forms(work: Work, name: str, loaded: Loaded | None) -> tuple[FormState, ...]:
    """The forms that lie in its package, and those that came from it before."""
    brought = {path.stem: path for path in loaded.plugin.form_files} if loaded else {}
    came = [row.form_name for row in work.peek(queries.FORMS_FROM, {"source": name})]
    published = {one.name for one in forms.published(work)}
    return tuple(
        _form(work, one, published, brought.get(one)) for one in dict.fromkeys((*brought, *came))
    )


def _form(work: Work, name: str, published: Collection[str], file: Path | None) -> FormState:
    try:
        form = forms.latest(work, name)
    except NotFound:
        return FormState(name, "never", title=(file and title_in(file)) or {"en": name})
    (links,) = work.peek(queries.LINKS_TO, {"form_name": name})
    return FormState(name, "published" if name in published else "retired", form, links[0])


def _choices(work: Work, chosen: Mapping[str, bool]) -> tuple[Choice, ...]:
    if not chosen:
        return ()
    return tuple(Choice(one, chosen[one.id]) for one in places.every(work) if one.id in chosen)


def _languages(loaded: Loaded) -> tuple[LanguageState, ...]:
    """English needs no translation; of the others, how much of what is to be translated is."""
    locale = loaded.plugin.folder("locale")
    if locale is None:
        return ()
    everything, says = _messages(locale / "messages.pot"), (locale / FAMILIES).exists()
    found = []
    for language in loaded.plugin.languages:
        if language == "en":
            continue
        folder = locale / language.replace("-", "_")
        of = everything
        if (
            says and language not in OF_STAFF
        ):  # such a catalogue holds what families read, and nothing else
            of = _messages(folder / "LC_MESSAGES" / "messages.po") or everything
        found.append(LanguageState(language, _translated(folder), of))
    return tuple(found)


def _messages(template: Path) -> int | None:
    try:
        with template.open("rb") as file:
            return len(read_po(file))
    except (OSError, ValueError):
        return None


def _translated(folder: Path) -> int:
    with (folder / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return len(read_mo(file))  # of compiled words, only those that are translated are left
