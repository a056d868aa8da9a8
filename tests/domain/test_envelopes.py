"""Envelopes from whoever sends them: whole ones are read, and whatever else comes is refused by name."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farolito.domain.canonical import canonical
from farolito.domain.envelopes import (
    MOST_BYTES,
    MOST_CONTENT,
    RESCUE,
    BrokenEnvelope,
    content_of,
    envelope_of,
    is_sid,
    rescued,
)

HEADER: dict[str, Any] = {
    "v": 1, "sid": "01994f00-0000-7000-8000-000000000000", "fair": "f", "link": "needs",
    "form": "a" * 64, "kid": "00112233", "tablet": "t", "seq": 1, "at": 1795700000000,
}  # fmt: skip
RECORD: dict[str, Any] = {
    "v": 1, "language": "es", "complete": True, "draft": {"raw": {}, "entries": {}},
    "ticket": None, "corrects": None,
}  # fmt: skip


def wire(header: bytes, sealed: bytes = bytes(1200)) -> bytes:
    return len(header).to_bytes(4, "big") + header + sealed


def packed(text: bytes, pad: bytes = b"") -> bytes:
    small = gzip.compress(text, mtime=0)  # named alike in each process of the tests
    return len(small).to_bytes(4, "big") + small + pad


def test_a_whole_envelope_is_read_with_the_very_bytes_that_it_is_bound_to() -> None:
    body = wire(canonical(HEADER))
    found = envelope_of(body)
    assert (found.header.sid, found.header.seq) == (HEADER["sid"], 1)
    assert found.info == canonical(HEADER)
    assert found.sealed == bytes(1200)


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{}",
        b"[]",
        b"nonsense",
        b"\xff\xfe",
        json.dumps(HEADER).encode(),  # white space
        canonical({**HEADER, "more": 1}),
        canonical({**HEADER, "v": 2}),
        canonical({**HEADER, "v": True}),
        canonical({**HEADER, "seq": -1}),
        canonical({**HEADER, "seq": 1.0}),
        canonical({**HEADER, "at": 2**53}),
        canonical({**HEADER, "sid": HEADER["sid"].upper().replace("0", "A")}),
        canonical({**HEADER, "sid": "01994f00-0000-4000-8000-000000000000"}),
        canonical({**HEADER, "link": "../needs"}),
        canonical({**HEADER, "link": "n\x00"}),
        canonical({**HEADER, "tablet": ""}),
        canonical({**HEADER, "form": 5}),
        canonical(HEADER).replace(b'"v":1', b'"v":1,"v":1'),
        b"[" * 900,
        canonical({**HEADER, "link": "n" * 900}),
    ],
)
def test_a_header_that_is_not_ours_is_refused(header: bytes) -> None:
    with pytest.raises(BrokenEnvelope):
        envelope_of(wire(header))


def test_what_is_too_short_or_too_long_is_no_envelope() -> None:
    for body in (b"", b"\0\0", wire(canonical(HEADER), b"x" * 10), bytes(MOST_BYTES + 1)):
        with pytest.raises(BrokenEnvelope):
            envelope_of(body)


@given(st.binary(max_size=3000))
def test_any_bytes_are_an_envelope_or_refused(body: bytes) -> None:
    for read in (envelope_of, content_of):
        with pytest.raises(BrokenEnvelope):
            read(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.sampled_from(sorted(RECORD)))
def test_any_json_inside_is_a_record_or_refused(value: Any, name: str) -> None:
    text = json.dumps({**RECORD, name: value}).encode()
    try:
        found = content_of(packed(text))
    except BrokenEnvelope:
        return
    assert {"language": found.language, "complete": found.complete, "draft": found.draft} == {
        key: json.loads(text)[key] for key in ("language", "complete", "draft")
    }


def test_what_a_family_typed_comes_out_letter_for_letter() -> None:
    raw = {"a": {"": ["\ud83d", "\x00", "🙂", "\u2028", "e\u0301"]}}
    text = json.dumps({**RECORD, "draft": {"raw": raw, "entries": {}}}).encode()
    assert content_of(packed(text, bytes(700))).draft["raw"] == raw


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_fills_the_memory() -> None:
    bomb = packed(b" " * (64 * MOST_CONTENT))
    assert len(bomb) < MOST_BYTES
    with pytest.raises(BrokenEnvelope):
        content_of(bomb)


@pytest.mark.parametrize(
    "inside",
    [
        packed(b"[" * 100_000),
        packed(b'{"v": ' + b"9" * 10_000 + b"}"),
        packed(b'{"v": NaN}'),
        packed(canonical(RECORD), b"\0\0x"),
        packed(canonical(RECORD))[:-3],
        packed(canonical(RECORD))[:4] + b"no gzip at all" * 9,
    ],
)
def test_what_no_tablet_seals_is_refused(inside: bytes) -> None:
    with pytest.raises(BrokenEnvelope):
        content_of(inside)


def test_a_rescue_file_is_whole_or_refused() -> None:
    bodies = [wire(canonical(HEADER)), wire(canonical(HEADER), bytes(2000))]
    file = RESCUE + b"".join(len(one).to_bytes(4, "big") + one for one in bodies)
    assert list(rescued(file)) == bodies
    assert list(rescued(RESCUE)) == []
    for broken in (b"", b"PK\x03\x04", file[:-1], file + b"\0", file + bytes(4)):
        with pytest.raises(BrokenEnvelope):
            list(rescued(broken))


def test_only_a_uuid_of_version_7_is_the_id_of_a_record() -> None:
    assert is_sid(HEADER["sid"])
    for other in ("", HEADER["sid"] + "\n", HEADER["sid"].replace("7", "4"), "x" * 36):
        assert not is_sid(other)
