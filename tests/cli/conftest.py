"""Sites to type commands in, made once and copied."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from farolito.cli.prepare import prepare
from farolito.plugins.children import kept_warm
from farolito.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def children_are_forked() -> Iterator[None]:
    """From one process that is kept warm, as within a command that starts several."""
    with kept_warm():
        yield


@pytest.fixture(scope="session")
def put_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Puts into a folder what ``farolito init`` makes, with its keys: ``put_site(tmp_path)``, data in ``data``.

    With the bundled plugins, or ``put_site(tmp_path, "none")``. Two sites that are put have the same keys.
    """

    @cache
    def made(plugins: str) -> Path:
        folder = tmp_path_factory.mktemp("made")
        given = {"FAROLITO_PLUGINS": plugins} if plugins else {}
        given |= {"FAROLITO_DATA": str(folder / "data"), "FAROLITO_ALLOW_UNSAFE_DATABASE": "1"}
        _, refused = prepare(load_settings(given))
        assert not refused, refused
        return folder

    def put(folder: Path, plugins: str = "") -> None:
        for part in ("data", "data.keys"):
            shutil.copytree(made(plugins) / part, folder / part)

    return put
