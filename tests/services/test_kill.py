"""A process that is killed while it sends: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db.keyring import Keyring
from farolito.domain.access import SYSTEM
from farolito.services import audit

if TYPE_CHECKING:
    from farolito.services.work import Works
    from tests.services.conftest import School

SENDER = Path(__file__).with_name("sender.py")
RESPONSES, KILLS = 60, 4

ANSWERS: dict[str, Any] = {
    "agree": {
        "choice": "yes",
        "text": "agree-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    },
    "food_worried": "often",
    "anything": "nothing",
}


@pytest.fixture
def works(works: Works, tmp_path: Path) -> Works:
    """Works whose keys and clock another process can share."""
    works.keyring = Keyring.load(tmp_path / "keys", create=True)
    return works


def test_no_acknowledged_submission_is_lost_and_none_is_doubled(
    school: School, migrated_url: str, tmp_path: Path
) -> None:
    school.clock.now = datetime.now(UTC)  # the children live in our time
    tokens = [school.open_form() for _ in range(RESPONSES)]
    for token in tokens:
        school.answer(token, **ANSWERS)
    chance = random.Random(11)  # noqa: S311  the same moments each time
    command = [sys.executable, str(SENDER), migrated_url, str(tmp_path), json.dumps(tokens)]
    receipts: dict[str, set[str]] = {}
    again = 0
    for kill in range(KILLS + 1):
        enough = chance.randrange(5, 12) * (kill + 1) if kill < KILLS else RESPONSES
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sender:
            assert sender.stdout is not None
            for seen, line in enumerate(sender.stdout, start=1):
                number, response_id, code, repeated = line.split()
                receipts.setdefault(number, set()).add(f"{response_id} {code}")
                again += repeated == "True"
                if seen == enough and kill < KILLS:
                    sender.kill()
        assert sender.returncode == (-9 if kill < KILLS else 0)
    assert again > 0  # else no kill came between a commit and the next start
    assert [len(said) for said in receipts.values()] == [1] * RESPONSES
    stored = {row[0] for row in school.rows("SELECT id FROM response WHERE status = 'completed'")}
    assert stored == {next(iter(said)).split()[0] for said in receipts.values()}
    for table in ("submission", "job", "audit"):
        assert school.rows(f"SELECT count(*) FROM {table}") == [(RESPONSES,)]  # noqa: S608
    with school.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, school.place.id) is None
    if school.works.engine.dialect.name == "sqlite":
        assert school.rows("PRAGMA integrity_check") == [("ok",)]
