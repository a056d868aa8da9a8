"""The key file: made once, ours alone, never guessed at."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from farolito.db.keyring import FILE, Keyring
from farolito.db.sealing import Cell, keyed_hash, seal, unseal
from farolito.errors import KeyringError

if TYPE_CHECKING:
    from pathlib import Path

CELL = Cell("response", "draft", "place", "row")


def test_what_was_sealed_opens_after_a_restart(tmp_path: Path) -> None:
    sealed = seal(Keyring.load(tmp_path / "keys", create=True), CELL, b"words")
    assert unseal(Keyring.load(tmp_path / "keys"), CELL, sealed) == b"words"


def test_the_file_and_its_folder_are_ours_alone(tmp_path: Path) -> None:
    Keyring.load(tmp_path / "keys", create=True)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == [FILE]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused_and_how_to_mend_it_said(
    tmp_path: Path, mode: int
) -> None:
    Keyring.load(tmp_path, create=True)
    (tmp_path / FILE).chmod(mode)
    with pytest.raises(KeyringError, match=f"chmod 600 {tmp_path}"):
        Keyring.load(tmp_path)
    with pytest.raises(KeyringError, match="chmod 600"):
        Keyring.load(tmp_path, create=True)


def test_a_missing_file_is_never_made_by_the_way(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="no key file"):
        Keyring.load(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"keys": 1}', '{"current": "zz", "hashing": "", "keys": {}}']
)
def test_a_damaged_file_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    (tmp_path / FILE).chmod(0o600)
    with pytest.raises(KeyringError, match="damaged"):
        Keyring.load(tmp_path)


def test_a_current_key_that_is_not_there_is_refused(tmp_path: Path) -> None:
    Keyring.load(tmp_path, create=True)
    document = json.loads((tmp_path / FILE).read_text())
    (tmp_path / FILE).write_text(json.dumps({**document, "current": "00000000"}))
    with pytest.raises(KeyringError, match="not in it"):
        Keyring.load(tmp_path)


def test_eight_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starters:
        keyrings = list(starters.map(lambda _: Keyring.load(tmp_path, create=True), range(8)))
    sealed = seal(keyrings[0], CELL, b"words")
    assert all(unseal(keyring, CELL, sealed) == b"words" for keyring in keyrings)


def test_an_older_key_still_opens_what_it_sealed(tmp_path: Path) -> None:
    old, new, hashing = os.urandom(32), os.urandom(32), os.urandom(32)
    before = Keyring({b"0001": old}, b"0001", hashing)
    after = Keyring({b"0001": old, b"0002": new}, b"0002", hashing)
    assert unseal(after, CELL, seal(before, CELL, b"words")) == b"words"
    with pytest.raises(KeyringError, match="30303032 is missing"):
        unseal(before, CELL, seal(after, CELL, b"words"))


def test_hashes_stay_the_same_when_the_key_changes_and_differ_by_purpose_and_place() -> None:
    hashing = os.urandom(32)
    one = Keyring({b"0001": os.urandom(32)}, b"0001", hashing)
    two = Keyring({b"0002": os.urandom(32)}, b"0002", hashing)
    assert keyed_hash(one, "code", "place", b"x") == keyed_hash(two, "code", "place", b"x")
    others = {
        keyed_hash(one, purpose, place, value)
        for purpose in ("code", "audit")
        for place in ("place", "other")
        for value in (b"x", b"y")
    }
    assert len(others) == 8
