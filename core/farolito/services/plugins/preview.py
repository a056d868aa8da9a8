"""A preview: one plugin loaded in a child process before anything of it runs in ours; what it brings, or what is wrong.

It is the first look, seconds long, for pages too. Using a plugin as well is a trial (:mod:`farolito.plugins.trial`).

preview(name, folders=()) -> Preview
"""

from __future__ import annotations

import json
import os
import select
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from gettext import GNUTranslations
from typing import TYPE_CHECKING, Any

from farolito.plugins.asks import Asks, asks_from
from farolito.plugins.children import start
from farolito.plugins.loader import load
from farolito.plugins.preflight import SECONDS
from farolito.plugins.tables import tables_in
from farolito.plugins.words import showable
from farolito.services.plugins.form_titles import title_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.manifest import Plugin

CHILD = "farolito.services.plugins.preview:main"

NOTHING = Asks()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plugin brings. With a ``fault`` (one sentence; ``remedy`` is another) nothing else is known of it.

    ``forms`` are names, ``form_titles`` the same in English; ``layouts`` are purposes of documents, ``menu`` English
    source strings, ``migrations`` the folder of its history or "". ``words``: what its own catalogues say for these, by
    language; they are not among ours before it is on.
    """

    name: str
    fault: str = ""
    remedy: str = ""
    title: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    form_titles: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    migrations: str = ""
    asks: Asks = NOTHING
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def preview(name: str, folders: Sequence[Path] = (), *, seconds: float = SECONDS) -> Preview:
    """Load a plugin in a child process that may take ``seconds``; ``folders`` are those of packages.

    Never raises for a plugin. Nothing that it writes, and no process that it starts, is left.
    """
    others = {str(folder.parent) for folder in folders}  # what lies there may be another version
    path = [*(one for one in sys.path if os.path.dirname(one) not in others), *map(str, folders)]
    with start(CHILD, name, path=path) as child:
        said = _all_of(child.reports, seconds)
    if said is None:
        return _ended(name, f"It was still not loaded after {seconds:g} seconds.")
    try:
        facts = json.loads(said)
    except ValueError:
        return _ended(name, "It ends the whole program while it is being loaded.")
    told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
    return Preview(**{**told, "asks": asks_from(facts["asks"])})


def _all_of(reports: int, seconds: float) -> bytes | None:
    """All that a child says; None when it has not said it in time."""
    said, until = b"", time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([reports], [], [], max(0, until - time.monotonic()))
        if not ready:
            return None
        part = os.read(reports, 1 << 16)
        if not part:
            return said
        said += part


def brought_by(hooks: Hooks, name: str) -> Preview:
    """The same about a plugin that was tried to load here."""
    for refusal in hooks.roster.refused:
        if refusal.name == name:
            fault, remedy = refusal.reason, refusal.remedy
            if refusal.code == "not_installed":
                fault = fault.replace("It is turned on but not", "It is not")
                remedy = "Install its package, or turn it off; its data is kept."
            return Preview(name, fault, remedy, refusal.title, refusal.version)
    for loaded in hooks.roster.loaded:
        if loaded.name == name:
            break
    else:
        return Preview(name, "It is not loaded.", "Turn it on, or install it again.")
    plugin, brought = loaded.plugin, hooks.brought(name)
    versions = plugin.folder("migrations/versions")
    return Preview(
        name=name,
        title=plugin.title,
        version=loaded.version,
        hooks=loaded.hooks,
        forms=tuple(path.stem for path in plugin.form_files),
        form_titles=tuple(title_in(file).get("en", file.stem) for file in plugin.form_files),
        menu=tuple(item.label for item in brought.navigation),
        pages=tuple(route.rule for pages in brought.pages for route in pages.routes),
        layouts=tuple(layout.purpose for layout in brought.layouts),
        tables=tables_in(plugin.package),
        migrations=str(versions.parent) if versions else "",
        asks=plugin.asks,
    )


def main(name: str) -> None:
    """The child: load the plugin and write what it brings. Its own output leads nowhere."""
    report = os.dup(1)
    os.dup2(2, 1)
    hooks = load([name])
    brought = brought_by(hooks, name)
    texts = (brought.title, *brought.menu, *brought.asks.says)
    words = [_own_words(loaded.plugin, texts) for loaded in hooks.roster.loaded]
    found = asdict(replace(brought, words=words[0] if words else {}))
    with os.fdopen(report, "wb") as out:
        out.write(json.dumps(found).encode())
    os._exit(0)


def _own_words(plugin: Plugin, texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """Language to what the plugin's own catalogue says for each text; without those that it does not know."""
    locale, found = plugin.folder("locale"), {}
    for file in sorted(locale.glob("*/LC_MESSAGES/*.mo")) if locale else ():
        with file.open("rb") as opened:
            catalogue = GNUTranslations(opened)
        said = {text: catalogue.gettext(text) for text in texts if text}
        known = {text: words for text, words in said.items() if words != text and showable(words)}
        found[file.parent.parent.name] = known
    return found


def _ended(name: str, fault: str) -> Preview:
    return Preview(name, fault, "Ask its author to mend it; nothing was changed.")
