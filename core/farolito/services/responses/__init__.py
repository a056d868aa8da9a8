"""Responses: started, saved, sent, stopped, listed and read.

    start(work, link: LinkView, language: str, session_id: str, channel="own_device") -> ResponseDraft
    load(work, token: str, place_slug: str, link_slug: str) -> ResponseDraft        # NotFound: nothing started
    save(work, handle: ResponseDraft, draft: Draft, language: str | None = None) -> ResponseDraft   # Conflict: ended
    submit(work, handle: ResponseDraft) -> Receipt | list[Problem]                  # Conflict: other content was sent
    stop(work, handle: ResponseDraft, *, keep: bool) -> None                        # Conflict: sent
    attach(work, handle: ResponseDraft, prepared: Prepared) -> description | str   # str: code of why not
    own_file(work, handle, file_id, *, small) -> Served                             # NotFound
    read_file(work, place_slug, response_id, file_id, *, small) -> Served           # NotFound; audited likewise
    read(work, place_slug, response_id, purpose="view" | "print") -> ResponseRecord # NotFound; audited: a writing work

``load`` costs one SQL statement and works after sending too (``handle.sent``): the page that says thank you.
An anonymous response is cut from its session when it is sent: then ``handle.response_id`` and ``handle.code``
are None, ``handle.draft`` is empty, and there is no family copy to print.
"""

from farolito.services.responses.attached import Served, attach, own_file, small_pictures
from farolito.services.responses.drafting import save, start
from farolito.services.responses.ending import stop
from farolito.services.responses.finding import load
from farolito.services.responses.reading import read, read_file
from farolito.services.responses.sending import submit
from farolito.services.responses.values import (
    Receipt,
    ResponseDraft,
    ResponseRecord,
)

__all__ = [
    "Receipt",
    "ResponseDraft",
    "ResponseRecord",
    "Served",
    "attach",
    "load",
    "own_file",
    "read",
    "read_file",
    "save",
    "small_pictures",
    "start",
    "stop",
    "submit",
]
