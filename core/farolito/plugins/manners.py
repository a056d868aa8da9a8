"""What the facts of a plugin must keep to, checked before any of its hooks is called."""

from __future__ import annotations

import inspect
import re
import struct
from gettext import GNUTranslations
from typing import TYPE_CHECKING

from farolito.plugins import asking, settable, signatures
from farolito.plugins.failures import AUTHOR, NEWER
from farolito.plugins.manifest import FOLDERS, Plugin
from farolito.plugins.tables import tables_in
from farolito.plugins.versions import within
from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
RESERVED = frozenset(
    {
        "admin",
        "api",
        "core",
        "home",
        "host",
        "respond",
        "set",
        "setting",
        "staff",
        "state",
        "static",
    }
)
"""Names that the host uses itself: for its pages, its files, and its own tables such as ``plugin_setting``."""

FACTS = ("name", "title", "summary", "requires_host", "asks", "settings")
OURS = ("package", "languages", "form_files", "__getattribute__")

Fault = tuple[str, str, str]
"""(code, what is wrong, what to do), one sentence each."""


def wrong_with(
    plugin: Plugin, entry_point: str, host_version: str, others: Iterable[str]
) -> list[Fault]:
    """Every fault of the plugin's facts; ``others`` are the names of the other plugins that are installed."""
    if faults := list(_code(plugin)):
        return faults
    if faults := list(_attributes(plugin, entry_point)):
        return faults
    if faults := list(_unshowable(plugin)):
        return faults
    return [
        *_host(plugin, host_version),
        *_tables(plugin, others),
        *_folders(plugin),
        *settable.faults_of(plugin),
        *asking.not_asked_for(plugin, signatures.implementations(plugin)),
    ]


def _code(plugin: Plugin) -> Iterator[Fault]:
    """Facts that are code: it would run whenever somebody opens the page on which the plugin could be turned off."""
    for attribute in FACTS:
        if hasattr(type(inspect.getattr_static(plugin, attribute)), "__get__"):
            yield "no_manifest", f"Its `{attribute}` must be a plain value, not code.", AUTHOR
    for name in OURS:
        if inspect.getattr_static(plugin, name) is not inspect.getattr_static(Plugin, name):
            yield (
                "no_manifest",
                f"It has a `{name}` of its own; that one belongs to farolito.api.Plugin.",
                AUTHOR,
            )


def _unshowable(plugin: Plugin) -> Iterator[Fault]:
    """Facts that would break a page. Asks for each folder once, so that one which raises is found here as well."""
    _ = [plugin.folder(name) for name in FOLDERS]
    facts = {
        "title": [plugin.title],
        "summary": [plugin.summary],
        "requires_host": [plugin.requires_host],
        "asks": (*plugin.asks.secrets, *plugin.asks.says),
        "languages": plugin.languages,
        "form_files": [path.name for path in plugin.form_files],
    }
    for fact, texts in facts.items():
        if not all(showable(text) for text in texts):
            yield "unshowable", f"Its `{fact}` has text that cannot be shown.", AUTHOR


def _attributes(plugin: Plugin, entry_point: str) -> Iterator[Fault]:
    for attribute in ("name", "title", "summary", "requires_host"):
        value = getattr(plugin, attribute)
        if not isinstance(value, str) or not value:
            yield "no_manifest", f"It does not say its `{attribute}`.", AUTHOR
            return
    yield from asking.unreadable(plugin)
    if plugin.name != entry_point:
        yield (
            "wrong_name",
            f"It calls itself `{plugin.name}`, but its entry point is named `{entry_point}`.",
            AUTHOR,
        )
    if (
        not NAME.fullmatch(plugin.name)
        or plugin.name in RESERVED
        or plugin.name.startswith("farolito")
    ):
        yield (
            "wrong_name",
            f"The name `{plugin.name}` is reserved or has other than a-z, 0-9 and _.",
            AUTHOR,
        )


def _host(plugin: Plugin, host_version: str) -> Iterator[Fault]:
    try:
        fits = within(host_version, plugin.requires_host)
    except ValueError as error:
        yield "no_manifest", f"Its `requires_host` is not a range of versions: {error}.", AUTHOR
        return
    if not fits:
        yield (
            "host_version",
            f"It works with Farolito {plugin.requires_host}; this is Farolito {host_version}.",
            NEWER,
        )


def _tables(plugin: Plugin, others: Iterable[str]) -> Iterator[Fault]:
    prefix = f"plugin_{plugin.name}_"
    tables = tables_in(plugin.package)
    longer = [f"plugin_{other}_" for other in others if len(other) > len(plugin.name)]
    for table in tables:
        if not table.startswith(prefix):
            yield "foreign_table", f"Its table `{table}` must begin with `{prefix}`.", AUTHOR
        for theirs in longer:
            if table.startswith(theirs):
                yield "foreign_table", f"Its table `{table}` looks like one of `{theirs}…`.", AUTHOR
    if tables and plugin.folder("migrations/versions") is None:
        yield "no_migrations", "It has tables but no folder `migrations/versions`.", AUTHOR


def _folders(plugin: Plugin) -> Iterator[Fault]:
    templates = plugin.folder("templates")
    for entry in sorted(templates.iterdir()) if templates else ():
        if entry.name != plugin.name:
            yield (
                "foreign_template",
                f"Its templates must all lie in `templates/{plugin.name}/`; `{entry.name}` does not.",
                AUTHOR,
            )
    locale = plugin.folder("locale")
    for catalogue in sorted(locale.glob("*/LC_MESSAGES/*.mo")) if locale else ():
        if not _readable(catalogue):
            # it would break every page in that language, not only this plugin's
            language = catalogue.parent.parent.name
            yield "bad_catalogue", f"Its words in the language `{language}` cannot be read.", AUTHOR


def _readable(catalogue: Path) -> bool:
    try:
        with catalogue.open("rb") as file:
            GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error):
        return False
    return True
