"""A ZIP that is sent while it is made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from farolito.exports.answers import json_lines, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_files_are_made_only_when_their_turn_comes() -> None:
    asked: list[str] = []

    def file(name: str) -> Iterator[bytes]:
        asked.append(name)
        yield name.encode() * 100_000

    def files() -> Iterator[tuple[str, Iterator[bytes]]]:
        for name in ("one", "two"):
            yield f"{name}.txt", file(name)

    stream = zipped(files())
    next(stream)
    assert asked == ["one"]
    rest = b"".join(stream)
    assert asked == ["one", "two"]
    assert rest


def test_any_reader_opens_it() -> None:
    content = b"".join(zipped([("a.txt", [b"1", b"2"]), ("b.txt", [])]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert [(one, archive.read(one)) for one in archive.namelist()] == [
            ("a.txt", b"12"),
            ("b.txt", b""),
        ]


def test_each_json_value_is_one_line() -> None:
    lines = b"".join(json_lines([{"a": "x\ny"}, {"b": "é\ud800"}]))
    assert lines == b'{"a":"x\\ny"}\n{"b":"\\u00e9\\ud800"}\n'
