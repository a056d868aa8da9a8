"""A clean environment: Python, what the host's lock names, the host's wheel, and nothing else. Made offline.

The third-party packages are those that these tests run with, linked one by one: what is only there for tests, and
what was installed from folders of the checkout, is not in it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


class Environment:
    """An environment in a folder, and what can be done in it."""

    def __init__(self, folder: Path) -> None:
        """Make it, with the packages of requirements.lock and without Farolito."""
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        self.bin = folder / "venv" / "bin"
        (self.packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
        for path in _third_party():
            (self.packages / path.name).symlink_to(path)

    def install(self, *words: str | Path) -> None:
        """Install wheels or folders as an author would, without asking any index; raises when that fails."""
        uv = Path(sys.executable).with_name("uv")
        done = subprocess.run(
            (
                uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation",
                "--python", self.bin / "python", *words,
            ),
            capture_output=True, text=True, check=False,
            # what builds a wheel is found where the tests run
            env={**os.environ, "PYTHONPATH": str(Path(str(distribution("hatchling").locate_file(""))))},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def run(
        self, folder: Path, *words: str | Path, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of this environment in ``folder``; ``settings`` are variables of Farolito."""
        program, *more = words
        return subprocess.run(
            (self.bin / program, *more),
            cwd=folder, env=self.variables(settings), capture_output=True, text=True, check=False,
        )  # fmt: skip

    def variables(self, settings: Mapping[str, str]) -> dict[str, str]:
        """What its programs find in their environment: nothing of whoever runs the tests but PATH and HOME."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, **settings}


def wheel_of(project: Path, into: Path) -> Path:
    """The wheel of a distribution, built offline, once in a process; a copy of it in a folder."""
    return Path(shutil.copy(_built(project), into))


@cache
def _built(project: Path) -> Path:
    into = Path(_wheels().name)
    before = set(into.glob("*.whl"))
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into))
    subprocess.run(build, cwd=project, check=True, capture_output=True)
    (wheel,) = set(into.glob("*.whl")) - before
    return wheel


@cache
def _wheels() -> TemporaryDirectory[str]:
    """Gone with the process."""
    return TemporaryDirectory(prefix="farolito-wheels-")


def _third_party() -> Iterator[Path]:
    """Where the packages of the host's lock lie, each file or folder once."""
    seen = set()
    for name in LOCKED.findall((ROOT / "requirements.lock").read_text("utf-8")):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # of another platform
        for file in found.files or ():
            top = file.parts[0]
            if top != ".." and top not in seen:
                seen.add(top)
                yield Path(str(found.locate_file(top)))
