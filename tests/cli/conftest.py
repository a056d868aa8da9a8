"""Sites to type commands in, made once and copied."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from farolito.cli.prepare import prepare
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.domain.access import SYSTEM
from farolito.plugins.children import kept_warm
from farolito.plugins.hooks import Hooks
from farolito.plugins.sets import PluginSet, TurnedOn
from farolito.services.plugins import sets
from farolito.services.work import Works
from farolito.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def children_are_forked() -> Iterator[None]:
    """From one process that is kept warm, as within a command that starts several."""
    with kept_warm():
        yield


def choose(settings: Settings) -> None:
    """Store the plugins of the setting, so that they are on without it and can be turned off."""
    works = Works(
        open_engine(settings.database_url), Hooks(), Keyring.load(settings.keys), settings
    )
    with works.open(SYSTEM) as work:
        on = tuple(TurnedOn(name) for name in settings.plugins or ())
        sets.append(work, PluginSet(on=on), "plugin.enabled", after=0)
    works.close()


@pytest.fixture(scope="session")
def put_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Puts into a folder what ``farolito init`` makes, with its keys: ``put_site(tmp_path)``, data in ``data``.

    With the bundled plugins; with some of them, which are its first plugin set: ``put_site(tmp_path, "contact_log")``;
    or with ``"none"``. Two sites that are put have the same keys.
    """

    @cache
    def made(plugins: str) -> Path:
        folder = tmp_path_factory.mktemp("made")
        given = {"FAROLITO_PLUGINS": plugins} if plugins else {}
        given |= {"FAROLITO_DATA": str(folder / "data"), "FAROLITO_ALLOW_UNSAFE_DATABASE": "1"}
        settings = load_settings(given)
        _, refused = prepare(settings)
        assert not refused, refused
        if settings.plugins:
            choose(settings)
        return folder

    def put(folder: Path, plugins: str = "") -> None:
        for part in ("data", "data.keys"):
            shutil.copytree(made(plugins) / part, folder / part)

    return put
