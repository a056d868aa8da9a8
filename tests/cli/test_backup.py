"""``farolito backup`` and ``farolito restore``, with real keys, a real file, and what was erased in between."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli import cli
from farolito.cli.versions import works_here
from farolito.domain.access import NOBODY, SYSTEM
from farolito.services import links, places, receiving, responses, retention, sessions
from farolito.services.receiving.keys import private_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from farolito.services.work import Works


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]) -> Path:
    """A site in a folder of its own, with a place and a link to a form."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAROLITO_PLUGINS", "none")
    monkeypatch.setenv("FAROLITO_ALLOW_UNSAFE_DATABASE", "1")
    put_site(tmp_path, "none")
    with works_here() as works, works.open(SYSTEM) as work:
        place = places.add(work, "site", "lincoln", "Lincoln High School")
        links.add(work, place.id, "check-in", "quick-check-in")
    return tmp_path


def begin(works: Works) -> str:
    with works.open(NOBODY) as work:
        link = links.open_link(work, "lincoln", "check-in")
        started = responses.start(work, link, "en", sessions.start_family(work).id)
    return started.response_id or ""


def stored() -> list[str]:
    with works_here() as works, works.open(SYSTEM) as work:
        rows = work.connection.exec_driver_sql("SELECT id FROM response ORDER BY id").all()
    return [row[0] for row in rows]


def test_what_was_in_the_database_is_there_again(site: Path) -> None:
    with works_here() as works:
        first = begin(works)
    assert run("backup", "one.db").exit_code == 0
    assert Path("one.db").stat().st_mode & 0o777 == 0o600
    with works_here() as works:
        begin(works)
    done = run("restore", "one.db")
    assert done.exit_code == 0, done.output
    assert stored() == [first]
    assert (site / "data" / "farolito.db.before-restore").exists()


def test_what_was_erased_since_the_backup_is_erased_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with works_here() as works:
        begin(works)
    run("backup", "one.db")
    with works_here() as works:
        now = works.clock()
        works.clock = lambda: now + timedelta(days=100)
        assert sum(retention.purge(works).erased.values()) == 1
    done = run("restore", "one.db")
    assert "Erased again what a backup brought back: 1" in done.output
    assert stored() == []


def test_each_restore_tells_tablets_to_send_again_what_they_still_have(site: Path) -> None:
    run("backup", "one.db")
    epochs = []
    for turn in range(3):
        with works_here() as works, works.open(SYSTEM, write=False) as work:
            epochs.append(receiving.epoch(work))
        (site / "data" / "farolito.db.before-restore").unlink(missing_ok=True)
        assert run("restore", "one.db").exit_code == 0, turn
    assert epochs == [1, 2, 3]


def test_the_keys_of_tablets_are_listed_and_renewed_and_sealed_again(site: Path) -> None:
    assert run("keys", "tablets", "list").output == ""
    made = [run("keys", "tablets", "new", "lincoln").output.split()[6].rstrip(".") for _ in "12"]
    newest, older = run("keys", "tablets", "list").output.splitlines()
    assert newest.split()[:3] == ["lincoln", made[1], "P-256"]
    assert "given to tablets" in newest
    assert older.split()[1] == made[0]
    assert "given to tablets" not in older
    run("keys", "new")
    run("keys", "reseal")
    with works_here() as works, works.open(SYSTEM) as work:
        place = places.by_slug(work, "lincoln")
        assert all(private_key(work, place.id, kid) for kid in made)
    assert run("keys", "tablets", "new", "nowhere").exit_code == 1


def test_a_backup_never_writes_over_a_file(site: Path) -> None:
    Path("one.db").write_text("mine")
    done = run("backup", "one.db")
    assert done.exit_code == 1
    assert "is there already" in done.output
    assert Path("one.db").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4000])
def test_what_is_no_backup_changes_nothing(site: Path, content: bytes) -> None:
    with works_here() as works:
        first = begin(works)
    Path("other.db").write_bytes(content)
    done = run("restore", "other.db")
    assert done.exit_code == 1
    assert "not a whole backup" in done.output
    assert stored() == [first]


def test_keys_are_listed_changed_and_destroyed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from farolito.db import keyring

    monkeypatch.setattr(keyring, "SETTLED_AFTER", 0.0)
    with works_here() as works:
        token_place = begin(works)
        with works.open(SYSTEM) as work:
            place = places.by_slug(work, "lincoln")
            retention.hold(work, place.id, "An audit.", response_id=token_place)
    [line] = run("keys", "list").output.splitlines()
    old = line.split()[0]
    assert line == f"{old}  1 values  seals what is new"
    refused = run("keys", "forget", old, "--yes")
    assert (refused.exit_code, "seals what is new" in refused.output) == (1, False)
    assert "still sealed" in refused.output
    assert "farolito keys reseal" in run("keys", "new").output
    assert "1 values are sealed with the newest key now." in run("keys", "reseal").output
    assert run("keys", "forget", old, "--yes").exit_code == 0
    assert json.loads((site / "data.keys" / "master-keys.json").read_text())["keys"].keys() != {old}
    assert [one.split()[1:] for one in run("keys", "list").output.splitlines()] == [
        ["1", "values", "seals", "what", "is", "new"]
    ]
    assert run("keys", "forget", "nonsense").exit_code == 1
