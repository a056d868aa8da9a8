"""Makes a wheel of a folder, with the build tool that Farolito's own lock names, offline."""

from __future__ import annotations

import importlib.util
import os
import sys
import tomllib
from typing import TYPE_CHECKING

from farolito.plugins.packages import tools
from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from pathlib import Path

BACKEND = "hatchling.build"
SECONDS = 120
LINES = 6  # of what the tool said last


def build(folder: Path, into: Path) -> Path:
    """The wheel of the project in ``folder``, written into ``into``.

    Building runs the tool that the project names, and whatever the project tells that tool to run, in a process of its
    own. Raises :class:`PackageRefused`.
    """
    project = folder / "pyproject.toml"
    try:
        written = tomllib.loads(project.read_text("utf-8"))
    except OSError:
        raise PackageRefused(
            "no_project",
            f"{folder} has no pyproject.toml, so no wheel can be made of it.",
            "Name the folder that holds it, or a wheel.",
        ) from None
    except ValueError as error:
        raise PackageRefused(
            "no_project", f"{project} cannot be read as TOML ({error}).", "Mend that line."
        ) from None
    backend = written.get("build-system", {}).get("build-backend")
    if backend != BACKEND:
        raise PackageRefused(
            "other_tool",
            f"It is built with {backend or 'a tool that it does not name'}, which is not in Farolito's environment.",
            f"Build a wheel where that tool is and install the wheel, or let pyproject.toml name {BACKEND}.",
        )
    if importlib.util.find_spec("hatchling") is None:
        raise PackageRefused(
            "no_tool",
            "The build tool hatchling is not in Farolito's environment.",
            "Type ./run setup, or build a wheel elsewhere and install the wheel.",
        )
    _run(folder, into)
    wheels = sorted(into.glob("*.whl"))
    if len(wheels) != 1:
        raise PackageRefused(
            "not_built", f"Building {folder} gave {len(wheels)} wheels instead of one."
        )
    return wheels[0]


def _run(folder: Path, into: Path) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into))
    environ = {n: v for n, v in os.environ.items() if not n.startswith("FAROLITO_")}
    done = tools.run(command, folder, environ, SECONDS)
    if done is None:
        raise PackageRefused(
            "not_built", f"Building {folder} took longer than {SECONDS} seconds and was stopped."
        )
    if done.returncode:
        raise PackageRefused(
            "not_built",
            f"No wheel can be made of {folder}.",
            "Mend what its build tool says below, then try again.",
            tools.last_words(done, LINES),
        )
