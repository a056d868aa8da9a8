"""Fairs, for staff: planning, getting ready, the board with its tickets, the end of the day."""

from farolito.web.staff.fairs import (  # each adds its routes to the one registry entry
    board,
    ending,
    plan,
    ready,
    tables,
    ticket,
)
from farolito.web.staff.fairs.pages import pages

__all__ = ["board", "ending", "pages", "plan", "ready", "tables", "ticket"]
