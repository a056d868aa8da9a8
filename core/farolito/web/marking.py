"""English in a page of another language is marked as English, so that it is read aloud as what it is.

A sentence that a catalogue lacks comes between two signs that nobody sees (:class:`farolito.web.i18n.InEnglish`). Here
the text of a page gets ``lang`` and ``dir`` in their place. In titles and attributes, which hold no elements, they
stay: they keep the sentence left to right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.web.i18n import ENGLISH, ENGLISH_END

if TYPE_CHECKING:
    from flask import Flask, Response

_SIGN = ENGLISH.encode()
_PIECES = re.compile(
    r"(<(title|option|textarea|script|style)\b.*?</\2>|<[^>]*>)|"
    f"{ENGLISH}(.*?){ENGLISH_END}",
    re.DOTALL,
)


def marked(html: str) -> str:
    """``html`` with ``<span lang="en">`` around every sentence that is there in English for want of a translation."""
    if ENGLISH not in html:
        return html
    return _PIECES.sub(
        lambda found: found[1] or f'<span lang="en" dir="ltr">{found[3]}</span>', html
    )


def mark_english(app: Flask) -> None:
    """Do so with every page that the app answers with."""

    def mark(response: Response) -> Response:
        if response.mimetype == "text/html" and not response.direct_passthrough:
            body = response.get_data()
            if _SIGN in body:
                response.set_data(marked(body.decode()))
        return response

    app.after_request(mark)
