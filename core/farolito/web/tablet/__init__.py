"""What a tablet at a fair asks for: its one document, what pairs it, the copy of its forms, and where it sends."""

from farolito.web.tablet import (
    copy,
    document,
    fair_copy,
    functions,
    pairing,
    receiving,
    state,
    words,
)

TABLET_PAGES = tuple(
    one.pages for one in (pairing, document, words, state, fair_copy, copy, functions, receiving)
)

__all__ = ["TABLET_PAGES"]
