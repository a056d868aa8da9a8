"""Files that arrive are kept in memory, up to a limit, while the worker says that it is alive."""

from __future__ import annotations

from flask import Flask, request

from farolito.domain.file_limits import MOST_BYTES
from farolito.web.receiving import SIGN_OF_LIFE, Kept, Received


def test_what_is_too_long_is_read_past_and_only_one_byte_more_is_kept() -> None:
    signs: list[int] = []
    kept = Kept(lambda: signs.append(1))
    piece = bytes(64 * 1024)
    for _ in range(400):
        assert kept.write(piece) == len(piece)
    assert kept.getbuffer().nbytes == MOST_BYTES + 1
    assert len(signs) == 400 * len(piece) // SIGN_OF_LIFE


def test_no_file_ever_lies_in_a_temporary_folder() -> None:
    app = Flask("app")
    app.request_class = Received
    with app.test_request_context("/"):
        assert isinstance(request._get_file_stream(50_000_000, "image/jpeg"), Kept)
