"""The facts of a plugin: attributes and folders, readable without calling any of its code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from farolito.plugins.asks import Asks

FOLDERS = ("forms", "locale", "migrations/versions", "templates", "static")


def N_(message: str) -> str:  # noqa: N802  the name that extraction looks for
    """Mark an English sentence for translation where it stands; it is translated where it is shown."""
    return message


class Plugin:
    """Base class of every plugin. Subclass it, set the attributes, answer hooks with ``@hookimpl``.

    ``name`` is the name of the entry point: lower case words joined by underscores. ``title`` and ``summary``
    are English sentences, translated with the plugin's own catalogue. ``requires_host`` is a range of host
    versions such as ``">=0.1,<1"``. ``asks`` says what it needs of the host: what it does not ask for, it
    does not get. ``settings`` is a frozen dataclass of what an administrator may set (:func:`farolito.api.setting`).
    Folders beside the module of the class are found by name: ``forms/``, ``locale/``, ``migrations/versions/``,
    ``templates/<name>/``, ``static/``.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    summary: ClassVar[str] = ""
    requires_host: ClassVar[str] = ""
    asks: ClassVar[Asks] = Asks()
    settings: ClassVar[type | None] = None

    def folder(self, name: str) -> Path | None:
        """The folder ``name`` (one of :data:`FOLDERS`) beside the plugin's module; ``None`` if it has none."""
        source = sys.modules[type(self).__module__].__file__
        if source is None:
            return None
        folder = Path(source).parent / name
        return folder if folder.is_dir() else None

    @property
    def package(self) -> str:
        """The Python package of the plugin, e.g. ``farolito_printables``; a test module stands for itself."""
        module = type(self).__module__
        is_test = module.rpartition(".")[2].startswith("test_")
        return module if is_test else module.partition(".")[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its own screens speak: English and every compiled catalogue in ``locale/``."""
        locale = self.folder("locale")
        found = (
            {
                path.parent.parent.name.replace("_", "-")
                for path in locale.glob("*/LC_MESSAGES/*.mo")
            }
            if locale
            else set()
        )
        return ("en", *sorted(found - {"en"}))

    @property
    def form_files(self) -> tuple[Path, ...]:
        """Its form definitions, by file name."""
        forms = self.folder("forms")
        found = forms.glob("*.json") if forms else ()
        return tuple(sorted(path for path in found if path.name != "pack.json"))
