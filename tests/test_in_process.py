"""Time and memory of a call in this very process: it is ended, and everything is as it was."""

from __future__ import annotations

import resource
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from farolito.sandbox import run
from farolito.sandbox.in_process import (
    Limit,
    TookTooLong,
    is_of_another,
    limited,
    off_the_clock,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = Limit(0.1, 256)
LONG = Limit(1000, 256)


def sleep() -> None:
    time.sleep(30)


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    """Goes on whatever happens, as careless code does, until nobody is meant any more."""
    try:
        time.sleep(30)
    except BaseException:
        time.sleep(30)


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """No alarm is set and no limit holds after any of these tests."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    yield
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.parametrize("call", [sleep, spin, swallow])
def test_what_hangs_is_ended(call: Callable[[], None]) -> None:
    with pytest.raises(TookTooLong):
        limited(call, SHORT)


def test_what_is_quick_gives_its_result_and_its_errors() -> None:
    assert limited(lambda: 7, LONG) == 7
    with pytest.raises(ZeroDivisionError):
        limited(lambda: 1 / 0, LONG)


def test_code_that_goes_on_after_any_exception_does_not_go_on_after_this_one() -> None:
    def careless() -> None:
        while True:
            with suppress(Exception):
                time.sleep(30)

    with pytest.raises(TookTooLong):
        limited(careless, SHORT)


def test_a_large_piece_of_memory_is_refused_and_the_next_call_has_some_again() -> None:
    with pytest.raises(MemoryError):
        limited(lambda: bytearray(1 << 30), LONG)
    assert len(limited(lambda: bytearray(1 << 20), LONG)) == 1 << 20


def test_memory_taken_in_small_pieces_is_refused_as_well() -> None:
    def greedy() -> list[bytearray]:
        return [bytearray(1 << 20) for _ in range(1024)]

    with pytest.raises(MemoryError):
        limited(greedy, LONG)


def test_a_call_inside_another_ends_in_its_own_time_and_the_outer_goes_on() -> None:
    def outer() -> str:
        with pytest.raises(TookTooLong) as ended:
            limited(sleep, SHORT)
        assert not is_of_another(ended.value)
        return "went on"

    assert limited(outer, LONG) == "went on"


def test_when_the_outer_call_has_no_time_left_it_is_the_outer_that_is_meant() -> None:
    seen: list[BaseException] = []
    further_out: list[bool] = []

    def outer() -> None:
        try:
            limited(sleep, LONG)
        except BaseException as error:
            seen.append(error)
            further_out.append(is_of_another(error))
            raise

    with pytest.raises(TookTooLong) as ended:
        limited(outer, SHORT)
    assert seen == [ended.value]
    assert further_out == [True]
    assert not is_of_another(ended.value)


def test_work_of_the_host_in_the_middle_costs_the_call_nothing() -> None:
    def call() -> int:
        with off_the_clock():
            time.sleep(1.2)
            size = len(bytearray(300 << 20))
        time.sleep(0.1)
        return size

    assert limited(call, Limit(1, 64)) == 300 << 20
    with off_the_clock():  # and where nothing is limited it does nothing
        pass


def test_what_is_done_in_a_child_process_costs_the_call_nothing() -> None:
    def call() -> str:
        run(time.sleep, 1.2, memory=128, cpu=2, wall=30.0)
        time.sleep(0.1)
        return "done"

    assert limited(call, Limit(1, 64)) == "done"


def test_after_work_of_the_host_the_clock_goes_on() -> None:
    def call() -> None:
        with off_the_clock():
            time.sleep(0.05)
        time.sleep(30)

    with pytest.raises(TookTooLong):
        limited(call, SHORT)


def test_an_alarm_of_somebody_else_rings_afterwards() -> None:
    rang: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: rang.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(TookTooLong):
            limited(sleep, SHORT)
        deadline = time.monotonic() + 10
        while not rang and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert rang == [signal.SIGALRM]


def test_outside_the_main_thread_nothing_is_limited() -> None:
    found: list[Any] = []

    def elsewhere() -> None:
        limited(lambda: time.sleep(0.3), SHORT)
        found.append(resource.getrlimit(resource.RLIMIT_AS))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [resource.getrlimit(resource.RLIMIT_AS)]
