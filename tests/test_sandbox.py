"""What runs in a sandbox comes back as a result or as one named error, and never harms the process that asked."""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito import sandbox
from farolito.errors import Conflict, LimitExceeded, PublishRefused
from farolito.sandbox import ChildFailed, Sandbox, replies
from farolito.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ON_LINUX = sys.platform == "linux"
PATIENCE = 60.0
"""Seconds until a test gives up; never how fast something is."""


@pytest.fixture
def helper() -> Iterator[Sandbox]:
    """A sandbox of the test's own."""
    own = Sandbox()
    yield own
    own.close()


def run(function: Callable[..., Any], *args: object, **limits: float) -> Any:
    """Within limits that are generous for a test."""
    chosen: dict[str, Any] = {"memory": 256, "cpu": 5, "wall": PATIENCE, **limits}
    return sandbox.run(function, *args, **chosen)


def code(text: str, **limits: float) -> Any:
    """Run a few lines of Python; ``answer`` is what they give."""
    return run(exec, text, **limits)


def processes_of_group(group: int) -> list[int]:
    """The processes of a group that are alive."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def test_a_result_comes_back() -> None:
    assert run(math.factorial, 20) == 2432902008176640000
    assert run(date, 2026, 11, 23) == date(2026, 11, 23)
    assert run(eval, "{'a': [1, 2.5, None, b'x', (True,)], 'b': {3}}") == {
        "a": [1, 2.5, None, b"x", (True,)],
        "b": {3},
    }


def test_it_is_another_process_without_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAROLITO_DATABASE_URL", "postgresql://secret")
    with_secret = Sandbox()
    pid, names = with_secret.run(
        eval, "(__import__('os').getpid(), list(__import__('os').environ))",
        memory=256, cpu=5, wall=PATIENCE,
    )  # fmt: skip
    with_secret.close()
    assert pid != os.getpid()
    assert not [name for name in names if name.startswith("FAROLITO")]


def test_built_in_errors_and_our_own_come_back_as_themselves() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        run(int, "x")
    assert any("in a sandbox" in note for note in caught.value.__notes__)
    with pytest.raises(Conflict, match="somebody was faster"):
        code("from farolito.errors import Conflict\nraise Conflict('somebody was faster')")
    with pytest.raises(PublishRefused) as refused:
        code("from farolito.errors import PublishRefused\nraise PublishRefused(['one', 'two'])")
    assert refused.value.reasons == ["one", "two"]


def test_any_other_error_comes_back_by_name() -> None:
    with pytest.raises(ChildFailed, match="Odd: strange"):
        code("class Odd(Exception): pass\nraise Odd('strange')")


def test_memory_is_limited() -> None:
    with pytest.raises(LimitExceeded, match="memory than the 256 MiB"):
        run(bytes, 10**9)


def test_cpu_time_is_limited() -> None:
    with pytest.raises(LimitExceeded, match="CPU time than the 1 seconds"):
        code("while True: pass", cpu=1)


def test_the_wall_clock_is_limited() -> None:
    with pytest.raises(LimitExceeded, match=r"0\.3 seconds of wall clock"):
        run(time.sleep, 60, wall=0.3)


def test_the_size_of_a_result_is_limited() -> None:
    with pytest.raises(LimitExceeded, match="result is larger than the 32 MiB"):
        run(bytes, 33 * 2**20)


def test_the_size_of_a_file_is_limited(tmp_path: Path) -> None:
    target = tmp_path / "large"
    with pytest.raises(LimitExceeded, match="file larger than the 64 MiB"):
        code(f"f = open({str(target)!r}, 'wb')\nwhile True: f.write(bytes(2**20))")
    assert target.stat().st_size <= 64 * 2**20


def test_the_number_of_open_files_is_limited() -> None:
    with pytest.raises(OSError, match="Too many open files"):
        code("kept = []\nwhile True: kept.append(open('/dev/null'))")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import os; os._exit(3)", "exit status 3"),
        ("import os; os.abort()", "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.killpg(0, 9)", "SIGKILL"),
    ],
)
def test_however_the_child_ends_we_only_hear_of_it(text: str, ending: str) -> None:
    with pytest.raises(ChildFailed, match=ending):
        code(text)
    assert run(len, "still here") == 10


def test_no_processes_can_be_started_inside() -> None:
    bomb = "import os\nwhile True:\n    os.fork()"
    with pytest.raises((BlockingIOError, LimitExceeded)):
        code(bomb, wall=3.0)


def test_no_connections_can_be_made_inside() -> None:
    """The kernel refuses, whatever the code inside believes about fetching."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with pytest.raises((PermissionError, ChildFailed)):
            code(f"import socket\nsocket.create_connection({address!r}, timeout=5)")
        server.settimeout(0.2)
        if ON_LINUX:
            with pytest.raises(TimeoutError):
                server.accept()


def test_standard_input_is_empty_and_output_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(eval, "__import__('sys').stdin.read()") == ""
    run(print, "not to be seen")
    assert capfd.readouterr() == ("", "")


def test_what_is_left_running_ends_with_the_child(helper: Sandbox) -> None:
    group = helper.run(eval, "__import__('os').getpgrp()", memory=256, cpu=5, wall=PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while processes_of_group(group) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert processes_of_group(group) == []


def test_an_answer_that_would_run_code_here_is_refused() -> None:
    for hostile in (
        "__import__('pathlib').Path('/tmp')",
        "__import__('os').system",
        "type('Trick', (), {'__reduce__': lambda self: (print, ('owned',))})()",
    ):
        with pytest.raises(ChildFailed):
            run(eval, hostile)


def test_a_reply_that_is_not_one_is_refused() -> None:
    limits = Limits(64, 1, 1.0)
    for reply in (b"", b"?", b"=", b"=garbage", b"!garbage", b"=cposix\nsystem\n(S'id'\ntR."):
        with pytest.raises(ChildFailed):
            replies.outcome(reply, "exit", 0, limits)


def test_a_function_that_a_child_cannot_find_is_refused_before_anything_starts() -> None:
    with pytest.raises(ValueError, match="top of a module"):
        run(lambda: 1)


def test_limits_must_make_sense() -> None:
    for wrong in ({"memory": 0}, {"cpu": 0}, {"wall": 0.0}, {"wall": 1e9}):
        with pytest.raises(ValueError, match="Limits must be positive"):
            run(len, "x", **wrong)


def test_several_threads_may_ask_at_once(helper: Sandbox) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        found.append(helper.run(int, str(number), memory=256, cpu=5, wall=PATIENCE))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(8))


def test_a_slow_job_does_not_hold_up_another(helper: Sandbox, tmp_path: Path) -> None:
    limits: dict[str, Any] = {"memory": 256, "cpu": 5, "wall": PATIENCE}
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    waits = (
        f"import time; from pathlib import Path; Path({str(begun)!r}).touch()\n"
        f"while not Path({str(go_on)!r}).exists(): time.sleep(0.01)"
    )
    slow = threading.Thread(target=helper.run, args=(exec, waits), kwargs=limits)
    slow.start()
    deadline = time.monotonic() + PATIENCE
    while not begun.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert helper.run(len, "x", **limits) == 1  # while the other can not end
    go_on.touch()
    slow.join()


def test_when_the_helper_is_killed_the_next_call_has_a_new_one(helper: Sandbox) -> None:
    parent = helper.run(os.getppid, memory=256, cpu=5, wall=PATIENCE)
    os.kill(parent, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{parent}/fd").is_dir() and time.monotonic() < deadline:
        if not processes_of_group(parent):
            break
        time.sleep(0.01)
    assert helper.run(len, "abc", memory=256, cpu=5, wall=PATIENCE) == 3


def test_a_preparation_that_kills_or_fails_does_not_stop_the_work() -> None:
    for deadly in ("os:abort", "farolito.nowhere:x", "math:nothing"):
        unlucky = Sandbox(once="math:nothing", each=deadly)
        for _ in range(3):
            assert unlucky.run(len, "abc", memory=256, cpu=5, wall=PATIENCE) == 3
            time.sleep(0.1)
        unlucky.close()


def test_the_helper_ends_when_it_is_closed(helper: Sandbox) -> None:
    parent = helper.run(os.getppid, memory=256, cpu=5, wall=PATIENCE)
    helper.close()
    assert processes_of_group(parent) == []


def test_a_helper_that_is_not_ours_is_not_used_after_a_fork(helper: Sandbox) -> None:
    limits: dict[str, Any] = {"memory": 256, "cpu": 5, "wall": PATIENCE}
    ours = helper.run(os.getppid, **limits)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        theirs = helper.run(os.getppid, **limits)
        helper.close()
        os.write(writer, str(theirs).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(reader, 20)) != ours
    os.close(reader)
    os.close(writer)
    assert helper.run(os.getppid, **limits) == ours


def test_a_helper_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from farolito import sandbox\n"
        "print(sandbox.run(os.getppid, memory=256, cpu=5, wall=20), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    helper_id = int(ended.stdout)
    deadline = time.monotonic() + PATIENCE
    while processes_of_group(helper_id) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert processes_of_group(helper_id) == []
