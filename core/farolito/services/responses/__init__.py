"""Responses: started, saved, sent, stopped, listed and read.

    start(work, link: LinkView, language: str, session_id: str, channel="own_device") -> ResponseDraft
    load(work, token: str, place_slug: str, link_slug: str) -> ResponseDraft        # NotFound: nothing started
    save(work, handle: ResponseDraft, draft: Draft, language: str | None = None) -> ResponseDraft   # Conflict: ended
    submit(work, handle: ResponseDraft) -> Receipt | list[Problem]                  # Conflict: other content was sent
    stop(work, handle: ResponseDraft, *, keep: bool) -> None                        # Conflict: sent
    keep_way_back(work, handle: ResponseDraft, fact: SecondFact) -> ResponseDraft   # with its code
    way_back(work, handle: ResponseDraft) -> WayBackView | None
    open_again(work, code: str, fact: str, address: str) -> Opened | Shut           # by code and second fact
    begin_change, drop_change, withdraw(work, handle: ResponseDraft)                # NotFound: not shown both
    attach(work, handle: ResponseDraft, prepared: Prepared) -> description | str   # str: code of why not
    own_file(work, handle, file_id, *, small) -> Served                             # NotFound
    read_file(work, place_slug, response_id, file_id, *, small) -> Served           # NotFound; audited likewise
    read(work, place_slug, response_id, purpose="view" | "print") -> ResponseRecord # NotFound; audited: a writing work
    read_submissions(work, place_slug, response_id) -> tuple[ResponseRecord, ...]      # as it was each time; audited

``load`` costs one SQL statement and works after sending too (``handle.sent``): the page that says thank you.
An anonymous response is cut from its session when it is sent: then ``handle.response_id`` and ``handle.code``
are None, ``handle.draft`` is empty, and there is no family copy to print.
"""

from farolito.services.responses.attached import Served, attach, own_file, small_pictures
from farolito.services.responses.changing import begin_change, drop_change, withdraw
from farolito.services.responses.drafting import save, start
from farolito.services.responses.ending import stop
from farolito.services.responses.finding import load
from farolito.services.responses.reading import read, read_file, read_submissions
from farolito.services.responses.reopening import Opened, Shut, open_again
from farolito.services.responses.sending import submit
from farolito.services.responses.values import (
    Receipt,
    ResponseDraft,
    ResponseRecord,
)
from farolito.services.responses.ways_back import WayBackView, keep_way_back, way_back

__all__ = [
    "Opened",
    "Receipt",
    "ResponseDraft",
    "ResponseRecord",
    "Served",
    "Shut",
    "WayBackView",
    "attach",
    "begin_change",
    "drop_change",
    "keep_way_back",
    "load",
    "open_again",
    "own_file",
    "read",
    "read_file",
    "read_submissions",
    "save",
    "small_pictures",
    "start",
    "stop",
    "submit",
    "way_back",
    "withdraw",
]
