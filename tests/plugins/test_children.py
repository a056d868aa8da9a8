"""A child is a process of its own, whether it is started from nothing or forked from one that is kept warm."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from farolito.plugins import children
from farolito.plugins.children import kept_warm, start

from .packages_site import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = """
import json, os, subprocess, sys, time

def looks(given):
    import left
    left.seen.append(given)
    os.environ["LEFT"] = "1"
    sys.path.append("left")
    print(json.dumps([left.seen, sorted(one for one in os.environ if "FAROLITO" in one), os.getcwd()]))

def left(given):
    print(json.dumps([os.environ.get("LEFT"), sys.path[-1], "left" in sys.modules]))

def ends(given):
    os._exit(given)

def crashes(given):
    os.kill(os.getpid(), given)

def falls_silent(given):
    os.close(1)
    time.sleep(600)

def starts_another(given):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

def writes_its_number(given):
    open(given, "w").write(f"{os.getpid()}\\n")
    time.sleep(600)
"""


@pytest.fixture
def path(tmp_path: Path) -> list[str]:
    """Where a child finds what it is to do."""
    (tmp_path / "to_do.py").write_text(CODE)
    (tmp_path / "left.py").write_text("seen = []\n")
    return [str(tmp_path), *sys.path]


@pytest.fixture(params=["from nothing", "from a warm one"])
def _each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both ways, whatever is kept warm for the other tests."""
    if request.param == "from nothing":
        monkeypatch.setattr(children, "_keeping", children._Keeping())
    with nullcontext() if request.param == "from nothing" else kept_warm():
        yield


def said(call: str, given: object, path: list[str], **more: Any) -> Any:
    """What a child says."""
    with (
        start(f"to_do:{call}", given, path=path, **more) as child,
        open(child.reports, closefd=False) as reports,
    ):
        return json.loads(reports.read())


@pytest.mark.usefixtures("_each_way")
def test_what_is_done_in_a_child_no_other_one_and_nobody_here_sees(
    path: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_DATABASE_URL", "postgresql://farolito:secret@db/farolito")
    for number in (1, 2):
        assert said("looks", number, path, cwd=tmp_path) == [[number], [], str(tmp_path)]
    assert said("left", None, path) == [None, path[-1], False]
    assert "left" not in sys.modules


@pytest.mark.usefixtures("_each_way")
@pytest.mark.parametrize(
    ("call", "given", "how"),
    [
        ("ends", 3, "exit code 3"),
        ("no_such_function", None, "exit code 1"),
        ("crashes", signal.SIGSEGV, "SIGSEGV"),
        ("falls_silent", None, "without a word"),
    ],
)
def test_how_a_child_ended_is_told(call: str, given: object, how: str, path: list[str]) -> None:
    with start(f"to_do:{call}", given, path=path) as child:
        assert os.read(child.reports, 1) == b""
        assert child.ending(0.2 if how == "without a word" else 30) == how


@pytest.mark.usefixtures("_each_way")
def test_nothing_that_a_child_started_is_left(path: list[str]) -> None:
    with start("to_do:starts_another", None, path=path) as child:
        assert child.ending(30) == "exit code 0"
        its_output = os.dup(child.reports)
        assert not select.select([its_output], [], [], 0)[0]  # somebody could write there still
    assert select.select([its_output], [], [], 30)[0]
    assert os.read(its_output, 1) == b""
    os.close(its_output)


def test_a_second_child_beside_the_first_is_one_too(path: list[str]) -> None:
    with kept_warm(), start("to_do:falls_silent", None, path=path):
        assert said("left", None, path) == [None, path[-1], False]


def test_where_the_warm_one_is_gone_children_are_started_from_nothing(
    path: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_keeping", children._Keeping())
    with kept_warm():
        assert said("left", None, path)[2] is False
        warm = children._keeping.warm
        assert warm is not None
        warm._popen.kill()
        for _ in range(2):
            assert said("left", None, path)[2] is False


def test_a_child_ends_when_whoever_started_it_is_killed(path: list[str], tmp_path: Path) -> None:
    number = tmp_path / "number"
    script = (
        "import sys, time; sys.path[:] = sys.argv[1:]\n"
        "from farolito.plugins.children import kept_warm, start\n"
        f"with kept_warm(), start('to_do:writes_its_number', {str(number)!r}): time.sleep(600)"
    )
    starter = subprocess.Popen((sys.executable, "-c", script, *path), cwd=ROOT)
    until = time.monotonic() + 120
    while not (number.exists() and number.read_text().endswith("\n")):
        assert time.monotonic() < until
        time.sleep(0.05)

    starter.kill()
    starter.wait()

    while True:
        try:
            os.kill(int(number.read_text()), 0)
        except ProcessLookupError:
            break
        assert time.monotonic() < until
        time.sleep(0.05)
