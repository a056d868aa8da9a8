"""A new key while serving: nobody waits, nothing is lost, and in the end the old one is needed by nobody."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.db import keyring as keyrings
from farolito.db.base import table_of
from farolito.db.keyring import FILE, Keyring
from farolito.db.models import Response
from farolito.db.sealing import Cell, seal, unseal
from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.domain.drafts import Draft
from farolito.errors import KeyringError
from farolito.services import resealing, responses
from farolito.services.responses.cells import seal_draft
from tests.services.conftest import ANSWERS, School

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.work import Works

RESEALER = Path(__file__).with_name("resealer.py")
LONG = bool(os.environ.get("FAROLITO_LONG"))
KILLS, ROWS, BATCH = (50, 100_000, 200) if LONG else (3, 60, 5)

CELL = Cell("response", "draft", "place", "row")


@pytest.fixture
def works(works: Works, tmp_path: Path) -> Works:
    """Works whose keys lie in a file."""
    folder = tmp_path / "keys"
    works.keyring = Keyring.load(folder, create=True)
    return works


def send(school: School) -> str:
    handle = school.answer(school.open_form(), **ANSWERS)
    with school.works.open(NOBODY) as work:
        responses.submit(work, handle)
    return handle.response_id or ""


def read(school: School, response_id: str) -> str:
    staff = Actor("user", "u1", grants=(Grant(school.place.id, "coordinator"),))
    with school.works.open(staff) as work:
        return str(responses.read(work, "lincoln", response_id).answers["anything"])


@dataclass
class GoneOn:
    """What readers and writers did meanwhile."""

    reads: int = 0
    written: list[str] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)


@contextmanager
def going_on(school: School, sent: list[str]) -> Iterator[GoneOn]:
    """While the block lasts, others read what was sent, and send."""
    done, stop = GoneOn(), threading.Event()

    def readers() -> None:
        while not stop.wait(0.02):  # nobody else would have a turn
            for one in sent:
                try:
                    assert read(school, one) == ANSWERS["anything"]
                    done.reads += 1
                except Exception as error:
                    done.failed.append(error)

    def writers() -> None:
        while not stop.wait(0.02):  # nobody else would have a turn
            try:
                done.written.append(send(school))
            except Exception as error:
                done.failed.append(error)

    threads = [threading.Thread(target=readers), threading.Thread(target=writers)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def multiply(school: School, response_id: str, many: int) -> None:
    """So many more rows like that of a response in progress, each with a sealed draft of its own."""
    table = table_of(Response)
    with school.works.open(SYSTEM) as work:
        row = dict(
            work.connection.execute(table.select().where(table.c.id == response_id)).one()._mapping
        )
        row |= {"session_id": None, "code": None, "code_index": None}
        for begin in range(0, many, 1000):
            ids = [f"row-{number}" for number in range(begin, min(begin + 1000, many))]
            rows = [
                {**row, "id": one, "draft": seal_draft(work.keyring, row["place_id"], one, Draft())}
                for one in ids
            ]
            work.connection.execute(table.insert(), rows)


def old_file(works: Works, tmp_path: Path) -> None:
    """As if the keys had been changed an hour ago."""
    os.utime(tmp_path / "keys" / FILE, (1, 1))


def test_after_resealing_nothing_needs_the_old_key_and_it_can_be_destroyed(
    school: School, tmp_path: Path
) -> None:
    works = school.works
    sent = [send(school) for _ in range(3)]
    school.answer(school.open_form(), food_worried="often")
    old = works.keyring.current
    assert list(resealing.left(works)) == [old.hex()]
    new = works.keyring.add()
    many = resealing.reseal(works)
    assert resealing.left(works) == {new.hex(): many}
    assert resealing.reseal(works) == 0
    old_file(works, tmp_path)
    resealing.forget(works, old)
    assert [read(school, one) for one in sent] == [ANSWERS["anything"]] * 3
    works.keyring = Keyring.load(tmp_path / "keys")
    assert works.keyring.ids == (new,)
    assert read(school, sent[0]) == ANSWERS["anything"]


def test_a_key_that_something_needs_is_not_destroyed(school: School, tmp_path: Path) -> None:
    send(school)
    old = school.works.keyring.current
    school.works.keyring.add()
    old_file(school.works, tmp_path)
    with pytest.raises(KeyringError, match="still sealed with this key"):
        resealing.forget(school.works, old)
    with pytest.raises(KeyringError, match="seals what is new"):
        resealing.forget(school.works, school.works.keyring.current)


def test_a_key_is_not_destroyed_while_a_process_may_still_seal_with_it(school: School) -> None:
    old = school.works.keyring.current
    school.works.keyring.add()
    with pytest.raises(KeyringError, match="Try again in 10 minutes"):
        resealing.forget(school.works, old)


def test_a_process_finds_a_key_that_another_one_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = (Keyring.load(tmp_path, create=True) for _ in range(2))
    made = theirs.add()
    sealed = seal(theirs, CELL, b"words")
    assert unseal(mine, CELL, sealed) == b"words"
    monkeypatch.setattr(keyrings, "LOOK_AFTER", 0.0)
    assert mine.current == made


def test_a_destroyed_key_opens_no_backup(school: School, tmp_path: Path) -> None:
    send(school)
    old = school.works.keyring.current
    backup = bytes(school.rows("SELECT answers FROM submission")[0][0])
    [[response_id]] = school.rows("SELECT response_id FROM submission")
    school.works.keyring.add()
    resealing.reseal(school.works)
    old_file(school.works, tmp_path)
    resealing.forget(school.works, old)
    cell = Cell("submission", "answers", school.place.id, f"{response_id}/1")
    with pytest.raises(KeyringError, match="missing"):
        unseal(school.works.keyring, cell, backup)


def test_readers_and_writers_go_on_while_everything_is_sealed_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    works = school.works
    sent = [send(school) for _ in range(8)]
    with going_on(school, sent) as done:
        for _ in range(3):
            works.keyring.add()
            resealing.reseal(works)
    resealing.reseal(works)
    assert done.failed == []
    assert done.reads
    assert list(resealing.left(works)) == [works.keyring.current.hex()]
    assert {read(school, one) for one in (*sent, *done.written)} == {ANSWERS["anything"]}


def test_after_each_transaction_others_have_their_turn_to_write(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    sent = [send(school) for _ in range(4)]
    school.works.keyring.add()
    told: list[int] = []
    rested: list[float] = []

    def others_write(seconds: float) -> None:
        rested.append(seconds)
        sent.append(send(school))

    resealing.reseal(school.works, told.append, others_write)
    assert len(rested) == len(told) > 2
    assert all(seconds > 0 for seconds in rested)
    assert {read(school, one) for one in sent} == {ANSWERS["anything"]}


def test_resealing_that_was_killed_goes_on_where_it_was(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    for _ in range(4):
        send(school)
    old = school.works.keyring.current
    school.works.keyring.add()
    before = resealing.left(school.works)[old.hex()]

    def die(done: int) -> None:
        raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        resealing.reseal(school.works, die)
    left = resealing.left(school.works)[old.hex()]
    assert 0 < left < before
    assert resealing.reseal(school.works) == left


def test_a_process_that_is_killed_again_and_again_loses_nothing(
    school: School, migrated_url: str, tmp_path: Path
) -> None:
    """Reliability bar 27. ``FAROLITO_LONG=1``: 100,000 rows and fifty kills. Others read and send meanwhile."""
    sent = [send(school) for _ in range(4)]
    multiply(school, sent[0], ROWS)
    old = school.works.keyring.current.hex()
    school.works.keyring.add()
    command = [sys.executable, str(RESEALER), migrated_url, str(tmp_path), str(BATCH)]
    chance = random.Random(27)  # noqa: S311  the same moments each time
    with going_on(school, sent) as meanwhile:
        for _ in range(KILLS):
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
                assert child.stdout is not None
                for _ in range(chance.randint(1, max(2, ROWS // BATCH // KILLS))):
                    child.stdout.readline()
                child.kill()
        left = resealing.left(school.works).get(old, 0)
        done = subprocess.run(command, check=True, capture_output=True)
    assert done.returncode == 0
    assert meanwhile.failed == []
    assert meanwhile.reads
    assert list(resealing.left(school.works)) == [school.works.keyring.current.hex()]
    assert {read(school, one) for one in (*sent, *meanwhile.written)} == {ANSWERS["anything"]}
    if LONG:
        told = f"{KILLS} kills, {left} of {ROWS} rows left after the last, {meanwhile.reads} reads"
        print(f"{told}, {len(meanwhile.written)} sent, 0 failed")  # noqa: T201  what the run is for


def test_where_a_sealed_value_stands_is_its_key_in_every_table(school: School) -> None:
    """A table whose cells are named another way could not be sealed again."""
    send(school)
    with school.works.open(SYSTEM) as work:
        for table, columns in resealing.sealed_columns(school.works):
            for row in work.connection.execute(table.select()):
                for column in columns:
                    value = getattr(row, column.key)
                    if value is not None:
                        unseal(work.keyring, resealing.cell_of(table, column, row), bytes(value))
