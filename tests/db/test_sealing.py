"""Sealed values: open only where they were sealed, and only as they were."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farolito.db.keyring import Keyring
from farolito.db.sealing import (
    Cell,
    _row_key,
    refuse_unknown_keys,
    seal,
    seal_json,
    unseal,
    unseal_json,
)
from farolito.errors import KeyringError

KEYS = Keyring.generate()
CELLS = [
    Cell(table, column, place, row)
    for table, column, place, row in product(
        ("response", "submission"), ("draft", "answers"), ("one", "two"), ("a", "b", "a/1", "b/1")
    )
]


@given(st.binary(max_size=500))
def test_what_was_sealed_is_what_opens(value: bytes) -> None:
    assert unseal(KEYS, CELLS[0], seal(KEYS, CELLS[0], value)) == value


@given(st.text(st.characters(exclude_categories=())))
def test_any_string_of_any_code_points_opens_letter_for_letter(words: str) -> None:
    assert unseal_json(KEYS, CELLS[0], seal_json(KEYS, CELLS[0], {"a": [words]})) == {"a": [words]}


def test_a_value_moved_to_any_other_cell_does_not_open() -> None:
    sealed = [seal(KEYS, cell, b"words") for cell in CELLS]
    moves = [(value, cell) for value, cell in product(sealed, CELLS)]
    opened = 0
    for value, cell in moves:
        try:
            unseal(KEYS, cell, value)
            opened += 1
        except KeyringError:
            pass
    assert (len(moves), opened) == (len(CELLS) ** 2, len(CELLS))


def test_a_thousand_changed_bits_are_all_noticed() -> None:
    chance = random.Random(7)  # noqa: S311  the same bits each time
    sealed = seal(KEYS, CELLS[0], b"x" * 100)
    for _ in range(1000):
        changed = bytearray(sealed)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        with pytest.raises(KeyringError):
            unseal(KEYS, CELLS[0], bytes(changed))


def test_the_place_is_bound_twice_by_the_key_and_by_what_is_authenticated() -> None:
    names = [cell.bound(b"0001") for cell in CELLS]
    assert names[0] == b"1|response|draft|a|one|30303031"
    assert len(set(names)) == len(CELLS)
    assert len({_row_key(KEYS, cell, KEYS.current) for cell in CELLS}) == len(CELLS)


@pytest.mark.parametrize("length", [0, 1, 5, 17, 32])
def test_a_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(KeyringError):
        unseal(KEYS, CELLS[0], seal(KEYS, CELLS[0], b"words")[:length])


def test_another_keyring_opens_nothing() -> None:
    with pytest.raises(KeyringError, match="is missing"):
        unseal(Keyring.generate(), CELLS[0], seal(KEYS, CELLS[0], b"words"))


def test_equal_values_look_different_each_time() -> None:
    assert len({seal(KEYS, CELLS[0], b"yes") for _ in range(100)}) == 100


def test_nothing_of_the_words_or_the_key_shows() -> None:
    sealed = seal(KEYS, CELLS[0], b"canary canary canary")
    assert b"canary" not in sealed
    assert len(sealed) == 1 + 4 + 12 + 20 + 16


def test_a_message_names_the_cell_and_never_the_value() -> None:
    with pytest.raises(KeyringError, match=r"response\.draft b") as raised:
        unseal(KEYS, Cell("response", "draft", "one", "b"), seal(KEYS, CELLS[0], b"canary"))
    assert "canary" not in str(raised.value)


def test_a_database_sealed_with_other_keys_is_noticed_before_it_is_used() -> None:
    refuse_unknown_keys(KEYS, [seal(KEYS, CELLS[0], b"words")])
    with pytest.raises(KeyringError, match="does not belong"):
        refuse_unknown_keys(KEYS, [seal(Keyring.generate(), CELLS[0], b"words")])
