"""docs/writing-a-plugin.md is true: its plugin is written down, built, installed, tested and checked as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "writing-a-plugin.md").read_text("utf-8")
FILE = re.compile(
    r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the guide, in a folder of their own."""
    folder = tmp_path_factory.mktemp("bus-passes")
    for found in FILE.finditer(GUIDE):
        path = folder / found["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found["text"], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(written: Path) -> Path:
    """The wheel of it, unpacked as an installer would."""
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel")
    subprocess.run(build, cwd=written, check=True, capture_output=True)
    (wheel,) = (written / "dist").glob("*.whl")
    site = written / "site"
    zipfile.ZipFile(wheel).extractall(site)
    return site


def run(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith("FAROLITO_")
    }
    environ["PYTHONPATH"] = str(site)
    return subprocess.run(
        (sys.executable, *command),
        cwd=site.parent,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_its_tests_pass(installed: Path) -> None:
    done = run(installed, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_the_host_says_of_it_what_the_guide_says(installed: Path) -> None:
    done = run(installed, "-m", "farolito.cli", "plugins", "check", "bus_passes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[0] == "ok          bus_passes 0.1.0"
    assert done.stdout.splitlines()[0] in GUIDE


def test_it_is_listed_as_installed_and_not_on(installed: Path) -> None:
    done = run(installed, "-m", "farolito.cli", "plugins", "list")

    (line,) = [line for line in done.stdout.splitlines() if line.startswith("bus_passes")]
    assert "installed, not on" in line
