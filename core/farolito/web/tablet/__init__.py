"""What a tablet at a fair asks for: its one document, what pairs it, and where it says how it is."""

from farolito.web.tablet.copy import pages as copy
from farolito.web.tablet.receiving import pages as receiving
from farolito.web.tablet.state import pages as state

TABLET_PAGES = (copy, receiving, state)

__all__ = ["TABLET_PAGES"]
