"""What one process of a site learns about a plugin, the others know: counts, pauses, and that it is called again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from farolito.plugins.health import Health
from farolito.plugins.ledger import FILE, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOOK = ("broken", "next_steps")


class Clock:
    """Time that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that all processes of a test read."""
    return Clock()


@pytest.fixture
def process(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Health]:
    """Makes the accounting of one more process of the same site, which looks at the file at every call."""
    monkeypatch.setattr("farolito.plugins.health.LOOK", 0.0)

    def start(version: str = "1.0") -> Health:
        health = Health(clock, Ledger(tmp_path))
        health.know({"broken": version})
        return health

    return start


def fail(process: Health, times: int = 1) -> None:
    for _ in range(times):
        process.failed(*HOOK, "ValueError in plugin.py:3")


def test_failures_in_several_processes_are_counted_together_and_pause_the_hook_in_all(
    process: Callable[..., Health],
) -> None:
    one, other = process(), process()
    fail(one, 3)
    fail(other, 1)
    assert not one.paused(*HOOK)
    fail(other, 1)

    assert one.paused(*HOOK)
    assert other.paused(*HOOK)
    for each in (one, other, process()):
        (fault,) = each.faults()
        assert (fault.total, fault.recent, fault.paused) == (5, 5, True)
        assert fault.cause == "ValueError in plugin.py:3"


def test_a_restart_keeps_the_pause_and_another_version_of_the_plugin_ends_it(
    process: Callable[..., Health],
) -> None:
    fail(process(), 5)

    assert process().paused(*HOOK)
    newer = process("1.1")
    assert not newer.paused(*HOOK)
    assert newer.faults() == ()
    fail(newer)
    assert newer.faults()[0].total == 1


def test_called_again_in_one_process_is_called_again_in_all(process: Callable[..., Health]) -> None:
    one, other = process(), process()
    fail(one, 5)
    assert other.paused(*HOOK)
    other.missed(*HOOK)

    one.resume("broken", "next_steps")

    assert not one.paused(*HOOK)
    assert not other.paused(*HOOK)
    fail(other, 4)
    assert not one.paused(*HOOK)


def test_only_the_hook_that_is_named_is_called_again(process: Callable[..., Health]) -> None:
    one = process()
    fail(one, 5)
    one.failed("broken", "check_publish", "ValueError")

    one.resume("broken", "next_steps")

    assert [fault.hook for fault in one.faults()] == ["check_publish"]


def test_how_long_calls_take_is_known_together(process: Callable[..., Health]) -> None:
    one, other = process(), process()
    one.took(*HOOK, 0.010)
    other.took(*HOOK, 0.030)
    one.write()

    (time,) = other.times()
    assert (time.calls, round(time.mean), round(time.slowest)) == (2, 20, 30)
    assert one.faults() == ()


def test_a_file_that_can_not_be_read_counts_as_nothing_and_is_named_once(
    process: Callable[..., Health], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for rubbish in ("", "{", "[1]", '[{"plugin": "x"}]', '[{"plugin": "x", "hook": "y", "z": 1}]'):
        (tmp_path / FILE).write_text(rubbish, encoding="utf-8")
        with caplog.at_level(logging.WARNING):
            one = process()
            assert one.faults() == ()
            assert one.faults() == ()
        assert len(caplog.records) == 1
        caplog.clear()
        fail(one)
        assert process().faults()[0].total == 1


def test_where_nothing_can_be_written_a_process_counts_for_itself(
    clock: Clock, tmp_path: Path
) -> None:
    alone = Health(clock, Ledger(tmp_path / "nowhere"))
    fail(alone, 5)

    assert alone.paused(*HOOK)


def test_where_there_is_no_site_yet_nobody_is_told_that_its_file_is_missing(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    health = Health(clock, Ledger(tmp_path / "not made yet"))
    health.know({"broken": "1.0"})
    fail(health, 5)
    assert health.paused(*HOOK)
    assert not caplog.records


def test_a_layout_is_never_paused_however_many_processes_see_it_fail(
    process: Callable[..., Health],
) -> None:
    for _ in range(6):
        process().failed("broken", "sheet.render", "ValueError", pauses=False)

    assert not process().paused("broken", "sheet.render")
    assert process().faults()[0].total == 6
