"""The slip that goes with a voucher: in the family's language, and in English for the driver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_, isolated, ltr
from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Callable

    from voucher_desk.models import Voucher

TITLE = N_("Transport voucher")
LINES = {"number": N_("Number"), "people": N_("People"), "code": N_("Code of the form")}
KEEP = N_("Keep this slip with your voucher.")


def render(
    voucher: Voucher, code: str, place: str, translate: Callable[[str, str], str]
) -> tuple[str, str, str]:
    """The HTML of the slip, its title, and its language."""
    language = voucher.language if voucher.language in ("en", "es") else "en"
    said = {"number": voucher.number or "", "people": str(voucher.people), "code": code}
    rows = [(translate(words, language), words, said[name]) for name, words in LINES.items()]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(isolated=isolated, ltr=ltr)
    title = translate(TITLE, language)
    html = environment.get_template("voucher_desk/slip.html").render(
        language=LANGUAGES[language],
        title=title,
        place=place,
        rows=rows,
        keep=translate(KEEP, language),
    )
    return html, title, language
