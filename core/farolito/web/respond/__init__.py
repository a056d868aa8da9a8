"""What families see: from the link on a poster to the page that says thank you."""

from farolito.web.respond import (  # each adds its routes to the one registry entry
    checking,
    endings,
    files,
    landing,
    language_page,
    place_page,
    steps,
)
from farolito.web.respond.pages import pages

RESPOND_PAGES = (pages,)

__all__ = [
    "RESPOND_PAGES",
    "checking",
    "endings",
    "files",
    "landing",
    "language_page",
    "place_page",
    "steps",
]
