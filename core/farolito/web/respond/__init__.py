"""What families see: from the link on a poster to the page that says thank you."""

from farolito.web.respond import (  # each adds its routes to the one registry entry
    changing,
    checking,
    claiming,
    done,
    endings,
    files,
    landing,
    language_page,
    later,
    place_page,
    resuming,
    steps,
)
from farolito.web.respond.pages import pages

RESPOND_PAGES = (pages,)

__all__ = [
    "RESPOND_PAGES",
    "changing",
    "checking",
    "claiming",
    "done",
    "endings",
    "files",
    "landing",
    "language_page",
    "later",
    "place_page",
    "resuming",
    "steps",
]
