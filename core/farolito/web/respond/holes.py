"""Ready strings with holes: a page drawn once by Jinja, then filled for every visitor by joining strings.

While a template runs, :class:`Holes` leaves marks; :meth:`Holes.cut` turns the finished text into a
:class:`Skeleton`. The marks carry a random word, so that no text of a form can look like one.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.web.respond.filling import Filling

OPEN, CLOSE = "\ue000", "\ue001"  # private use: in no keyboard, and no template of ours

Hole = tuple[str, ...]
"""What goes in: a kind and its arguments, e.g. ``("checked", "", "often")``."""


class Holes:
    """Hands out marks while a template runs."""

    def __init__(self) -> None:
        self._word = secrets.token_hex(8)
        self._holes: list[Hole] = []

    def __call__(self, *hole: object) -> Markup:
        """The mark of a new hole."""
        self._holes.append(tuple(map(str, hole)))
        # no user input: a number and a random word
        return Markup(f"{OPEN}{self._word}{len(self._holes) - 1}{CLOSE}")  # noqa: S704

    def cut(self, text: str) -> Skeleton:
        """The text cut at its marks."""
        pieces = re.split(f"{OPEN}{self._word}(\\d+){CLOSE}", text)
        return Skeleton(
            texts=tuple(pieces[0::2]),
            holes=tuple(self._holes[int(number)] for number in pieces[1::2]),
        )


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``texts[0] hole[0] texts[1] … texts[-1]``."""

    texts: tuple[str, ...]
    holes: tuple[Hole, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with every hole filled by the value of its kind."""
        out: list[str] = []
        for text, hole in zip(self.texts, self.holes, strict=False):
            out.append(text)
            out.append(values[hole[0]])
        out.append(self.texts[-1])
        return "".join(out)

    def filled_by(self, filling: Filling) -> Sequence[str]:
        """The pieces of a question, filled; what lies between ``begin`` and ``end`` of a part that is not
        shown now is left out.
        """
        out: list[str] = []
        shown = True
        for text, hole in zip(self.texts, self.holes, strict=False):
            if shown:
                out.append(text)
            kind = hole[0]
            if kind == "begin":
                shown = filling.shows(hole[1:])
            elif kind == "end":
                shown = True
            elif shown:
                out.append(filling.put[kind](*hole[1:]))
        out.append(self.texts[-1])
        return out
