"""What to bring: the words of the sheet, and how it lies on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_, Checklist, ChecklistItem, ChecklistSection, paper_templates

from farolito_food_bank.asking import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito_food_bank.settings import DeskSettings

TEMPLATES = Path(__file__).parent / "templates"

TITLE = N_("What to bring")
ITEMS = (
    N_("The code of your form"),
    N_("A bag"),
)


def document(
    settings: DeskSettings,
    language: str,
    translate: Callable[[str, str], str],
) -> Checklist:
    """The sheet in ``language``. ``translate(sentence, language)`` is the host's: ``work.translate``."""
    items = tuple(ChecklistItem(translate(item, language)) for item in ITEMS)
    return Checklist(
        title=translate(TITLE, language),
        language=language,
        intro=told(settings, language),
        sections=(ChecklistSection("", items),),
    )


def render(document: Checklist) -> str:
    """One whole HTML page for the PDF. Nothing is looked up here, and nothing is fetched."""
    return (
        paper_templates(TEMPLATES)
        .get_template("food_bank/paper.html")
        .render(document=document, language=LANGUAGES[document.language])
    )
