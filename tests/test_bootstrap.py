"""``./run``: what it brings, what it names, what it leaves alone. In copies of the checkout, never in the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
COPIED = (
    "run",
    "pyproject.toml",
    "requirements.lock",
    "requirements-dev.lock",
    "README.md",
    "LICENSE",
)
GOOD = """
[project]
name = "farolito-lantern"
version = "1.0"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
"""


class Said(NamedTuple):
    """How a command ended, and all that it said."""

    status: int
    words: str


class Checkout:
    """A copy of this checkout in which ``./run`` may do as it likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in COPIED:
            shutil.copy(ROOT / name, folder)
        for name in ("core", "forms", "migrations"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "plugins").mkdir()

    def run(self, *words: str, **environ: str) -> Said:
        """Type ``./run words`` with these variables set."""
        done = subprocess.run(
            ["./run", *words],
            cwd=self.folder,
            env={**os.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(done.returncode, done.stdout + done.stderr)

    def add_plugin(self, folder: str, project: str) -> Path:
        """Put a plugin into ``plugins/``."""
        path = self.folder / "plugins" / folder
        (path / "farolito_lantern").mkdir(parents=True)
        (path / "farolito_lantern/__init__.py").write_text("")
        (path / "pyproject.toml").write_text(project)
        return path

    def installed(self) -> set[str]:
        """The names of our distributions in its environment."""
        program = (
            "from importlib.metadata import distributions\n"
            "print(*(one.name for one in distributions() if one.name.startswith('farolito')))"
        )
        python = self.folder / ".venv/bin/python"
        done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=True)
        return set(done.stdout.split())


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which ``./run setup`` has been typed; its folder has a space in its name."""
    folder = tmp_path_factory.mktemp("a check") / "out of it"
    folder.mkdir()
    checkout = Checkout(folder)
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    # what is locked is in the cache of uv already; uv itself need not come from the network again
    shutil.copy(Path(sys.prefix) / "bin/uv", folder / ".venv/bin")
    said = checkout.run("setup")
    assert said.status == 0, said.words
    return checkout


def programs(folder: Path, **scripts: str) -> str:
    """A PATH on which these programs come first."""
    for name, script in scripts.items():
        file = folder / name.replace("_", "-")
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_setup_installs_the_host_from_its_folder(ready: Checkout) -> None:
    assert "farolito" in ready.installed()
    assert ready.run("farolito", "--version").words == "farolito, version 0.1.0\n"


def test_a_second_start_installs_nothing(ready: Checkout) -> None:
    assert ready.run("setup").status == 0  # other tests may have left something to do
    log = ready.folder / ".cache/setup.log"
    before = log.stat().st_mtime_ns
    assert ready.run("setup") == Said(0, "Ready. Type ./run to serve.\n")
    assert log.stat().st_mtime_ns == before


def test_the_words_of_the_setup_never_mix_with_the_output_of_a_command(ready: Checkout) -> None:
    (ready.folder / ".venv/.made-from").unlink()
    done = subprocess.run(
        ["./run", "farolito", "--version"],
        cwd=ready.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "farolito, version 0.1.0\n"
    assert "getting ready" in done.stderr


def test_a_plugin_folder_is_installed_and_its_removal_forgets_it(ready: Checkout) -> None:
    plugin = ready.add_plugin("lantern", GOOD)
    assert ready.run("setup").status == 0
    assert "farolito-lantern" in ready.installed()
    shutil.rmtree(plugin)
    assert ready.run("setup").status == 0
    assert "farolito-lantern" not in ready.installed()


def test_a_broken_plugin_folder_is_named_and_left_out(ready: Checkout) -> None:
    good, bad = ready.add_plugin("lantern", GOOD), ready.add_plugin("wick", "[project\n")
    said = ready.run("setup")
    assert said.status == 0
    assert "Left out: the plugin in plugins/wick can not be installed" in said.words
    assert "unclosed table" in said.words
    assert ready.installed() == {"farolito", "farolito-lantern"}
    shutil.rmtree(good)
    shutil.rmtree(bad)


def test_a_plugin_that_broke_since_it_was_installed_is_forgotten(ready: Checkout) -> None:
    plugin = ready.add_plugin("lantern", GOOD)
    ready.run("setup")
    (plugin / "pyproject.toml").write_text(GOOD.replace("[project]", "[project"))
    assert "Left out: the plugin in plugins/lantern" in ready.run("setup").words
    assert ready.installed() == {"farolito"}
    shutil.rmtree(plugin)


def test_what_a_removed_plugin_leaves_lying_about_disturbs_nobody(ready: Checkout) -> None:
    leftover = ready.folder / "plugins/gone/farolito_gone/__pycache__"
    leftover.mkdir(parents=True)
    assert ready.run("setup").status == 0
    shutil.rmtree(ready.folder / "plugins/gone")


def test_a_moved_checkout_makes_its_environment_anew(ready: Checkout, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(ready.folder, moved, symlinks=True)
    path = programs(tmp_path, python3='echo "a new environment is made" >&2; exit 1')
    done = subprocess.run(
        ["./run", "setup"], cwd=moved, env={**os.environ, "PATH": path, "PYTHON": "python3"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (
        "Python 3.11 or later is needed" in done.stderr
    )  # it looked for one: the old was not used
    assert not (moved / ".venv").exists()


def test_without_root_missing_system_packages_are_named_with_the_command_and_it_goes_on(
    ready: Checkout, tmp_path: Path
) -> None:
    path = programs(tmp_path, id="echo 1000", dpkg_query="exit 1", apt_get="exit 99")
    said = ready.run("setup", PATH=path)
    assert said.status == 0
    assert (
        "Until then: no PDF documents. Type: sudo apt-get install --no-install-recommends libpango-1.0-0"
        in said.words
    )


def test_as_root_only_what_is_missing_is_installed(ready: Checkout, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    path = programs(
        tmp_path,
        id="echo 0",
        dpkg_query='case "$*" in *fonts-noto-cjk*) exit 1 ;; esac; printf installed',
        apt_get=f'echo "$*" >> {asked}',
    )
    said = ready.run("setup", PATH=path)
    assert said.status == 0
    update, install = asked.read_text().splitlines()
    assert update.endswith("update")
    assert install.endswith("install -y --no-install-recommends fonts-noto-cjk")


def test_what_apt_can_not_install_is_named_with_the_command(
    ready: Checkout, tmp_path: Path
) -> None:
    path = programs(tmp_path, id="echo 0", dpkg_query="exit 1", apt_get="exit 100")
    said = ready.run("setup", PATH=path)
    assert said.status == 0
    assert "apt-get could not install: libpango-1.0-0" in said.words


def test_an_old_python_is_refused_with_what_to_type(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    path = programs(tmp_path, old_python="exit 1")
    said = checkout.run("setup", PATH=path, PYTHON="old-python")
    assert said.status == 1
    assert "Python 3.11 or later is needed" in said.words


def test_an_unknown_command_says_what_there_is(ready: Checkout) -> None:
    said = ready.run("walk")
    assert said.status == 2
    assert said.words.startswith("There is no ./run walk.\n./run ")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_everything_that_is_locked_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pinned = re.split(r"\n(?=\S)", text)
    assert len(pinned) > 30
    assert all("--hash=sha256:" in entry for entry in pinned)
    assert "://" not in text


def test_the_lock_for_tests_holds_all_that_serving_needs_in_the_same_version() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE))

    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_the_readme_opens_with_the_two_commands_that_the_checks_type() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = readme.split("```")[1]
    assert [line.split(" #")[0].strip() for line in first_block.splitlines()[1:]] == [
        "./run",
        "./run test",
    ]
    assert "./run test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "document", [*sorted(path.name for path in ROOT.glob("docs/*.md")), "../README.md"]
)
def test_every_link_in_the_documents_leads_somewhere(document: str) -> None:
    file = ROOT / "docs" / document
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", file.read_text(encoding="utf-8"))
    missing = [one for one in targets if "://" not in one and not (file.parent / one).exists()]
    assert missing == []
