"""Reading what was typed into forms: words of a length, days, whole numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

SHORT, LONG = 200, 2000


class Fields:
    """The fields of a request, and what is wrong with them: field to ``empty``, ``long``, ``day``, ``number``."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        self.form = form
        self.wrong: dict[str, str] = {}

    def words(self, name: str, *, needed: bool = False, most: int = SHORT) -> str:
        """Words without spaces around them."""
        said = self.form.get(name, "").replace("\r\n", "\n").strip()
        if needed and not said:
            self.wrong[name] = "empty"
        elif len(said) > most:
            self.wrong[name] = "long"
        return said

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A day, as browsers send it; None for none."""
        said = self.form.get(name, "").strip()
        if not said and not needed:
            return None
        try:
            found = date.fromisoformat(said)
        except ValueError:
            found = date.min
        if not 1990 <= found.year <= 2100:
            self.wrong[name] = "day"
            return None
        return found

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None for none."""
        said = self.form.get(name, "").strip()
        if not said:
            return None
        if not (said.isascii() and said.isdigit() and least <= int(said[:9]) <= most):
            self.wrong[name] = "number"
            return None
        return int(said)

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.form.get(name) == "yes"
