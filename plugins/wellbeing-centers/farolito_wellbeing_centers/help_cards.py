"""Cards to hand to anybody: whom to call, and what to say when somebody answers. Ten of 85 × 54 mm on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_wellbeing_centers.paper import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito_wellbeing_centers.menu import Menu

TITLE = N_("To talk to someone")
SAY = N_("You can say: “I would like to talk to someone. My school gave me this number.”")
DANGER = N_("If you are in danger now, call")
COLUMNS, ROWS = 2, 5


def sheet(found: Menu, translate: Callable[[str, str], str]) -> tuple[str, str]:
    """The HTML of a sheet of cards in the language of the menu, and its title. The phones are those of the menu."""
    title = translate(TITLE, found.language)
    html = laid_out(
        "help_cards.html",
        found.language,
        title=title,
        help=found.help,
        say=translate(SAY, found.language),
        danger=translate(DANGER, found.language),
        notes=found.notes,
        rows=ROWS,
        columns=COLUMNS,
    )
    return html, title
