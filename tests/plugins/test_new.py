"""``farolito plugins new`` writes a plugin that works at once, whatever its name, and destroys nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from farolito.cli import cli
from farolito.plugins.new import MOST, PATTERN, pattern_files
from tests.plugins.making import built, in_folder

ROOT = Path(__file__).parents[2]
SHORT, LONG = "ab", "a-very-long-name-of-a-programme"[:MOST].strip("-")


def new(*words: str) -> Result:
    return CliRunner().invoke(cli, ["plugins", "new", *words])


def written(name: str, into: Path) -> Path:
    done = new(name, "--into", str(into))
    assert done.exit_code == 0, done.output
    return into / f"farolito-{name}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plugin as it is written."""
    return written("transport-vouchers", tmp_path_factory.mktemp("new"))


def test_its_own_tests_pass(made: Path) -> None:
    done = in_folder(made, "-m", "pytest", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout


def test_its_types_are_right(made: Path) -> None:
    # what is known of the host's own types, as for ./run lint
    done = in_folder(made, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), ".")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["transport-vouchers", SHORT, LONG])
def test_the_linter_has_nothing_to_say_however_long_its_name_is(tmp_path: Path, name: str) -> None:
    folder = written(name, tmp_path)

    for words in ("ruff format --check .", "ruff check ."):
        done = in_folder(folder, "-m", *words.split())
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_host_finds_nothing_wrong_with_it(made: Path) -> None:
    name = made.name.removeprefix("farolito-").replace("-", "_")

    done = in_folder(made, "-m", "farolito.cli", "plugins", "check", name, path=built(made))

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[0] == f"ok          {name} 0.1.0"


def test_its_forms_and_its_words_have_nothing_to_mend(made: Path) -> None:
    (package,) = made.glob("farolito_*")

    forms = in_folder(made, "-m", "farolito.cli", "forms", "check", str(package / "forms"))
    extracted = in_folder(made, "-m", "farolito.cli", "translations", "extract", str(package))
    words = in_folder(made, "-m", "farolito.cli", "translations", "check", str(package))

    assert forms.returncode == 0, forms.stdout + forms.stderr
    assert extracted.stdout.strip().endswith(": 0 to translate")
    assert words.returncode == 0, words.stdout + words.stderr


def test_nothing_of_the_patterns_name_is_left(made: Path) -> None:
    for path in made.rglob("*"):
        text = (
            path.read_text("utf-8")
            if path.suffix in {".py", ".json", ".html", ".md", ".po", ".toml"}
            else ""
        )
        assert "food" not in (str(path.relative_to(made)) + text).lower(), path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Food Bank", "For example: food-bank"),
        ("7-up", "For example: up"),
        ("../elsewhere", "small letters"),
        ("", "small letters"),
        ("admin", "Farolito itself uses the name"),
        ("farolito-food", "Farolito itself uses the name"),
        ("a" * (MOST + 1), f"at most {MOST} letters"),
        ("printables", "There is a plugin printables already"),
        ("printables-more", "could not be told apart"),
        ("wellbeing", "could not be told apart"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_words(tmp_path: Path, name: str, says: str) -> None:
    done = new(name, "--into", str(tmp_path))

    assert done.exit_code == 1
    assert says in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "farolito-food-bank" / "notes.txt"
    mine.parent.mkdir()
    mine.write_text("mine")

    done = new("food-bank", "--into", str(tmp_path))

    assert done.exit_code == 1
    assert "is not empty" in done.output
    assert [path.name for path in tmp_path.rglob("*")] == ["farolito-food-bank", "notes.txt"]


def test_a_file_in_its_way_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "farolito-food-bank").write_text("mine")

    done = new("food-bank", "--into", str(tmp_path))

    assert done.exit_code == 1
    assert "is no folder" in done.output
    assert (tmp_path / "farolito-food-bank").read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "farolito-food-bank").mkdir()

    assert new("food-bank", "--into", str(tmp_path)).exit_code == 0


def test_what_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    done = new("food-bank", "--into", str(file))

    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_programs_read_where_it_lies(tmp_path: Path) -> None:
    done = new("food-bank", "--into", str(tmp_path), "--json")

    (told,) = json.loads(done.output)
    assert told["name"] == "food_bank"
    assert all(Path(file).is_file() for file in told["files"])


def test_the_pattern_is_shipped_whole(tmp_path: Path) -> None:
    root = PATTERN.parents[4]
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if "/pattern/" in name}

    assert shipped == {
        f"farolito/plugins/{path.relative_to(PATTERN.parents[1])}" for path in pattern_files()
    }
