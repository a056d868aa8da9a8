from farolito.web.tablet.copy import pages as copy
from farolito.web.tablet.pairing import pages as pairing
from farolito.web.tablet.receiving import pages as receiving
from farolito.web.tablet.state import pages as state
from farolito.web.tablet.words import pages as words

TABLET_PAGES = (copy, receiving, state, pairing, words)

__all__ = ["TABLET_PAGES"]
