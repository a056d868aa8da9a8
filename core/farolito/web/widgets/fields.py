"""The WTForms fields that bind an HTTP form to raw values. They coerce; whether an answer is right, the domain says.

They are never rendered: our macros draw the page, at an eighth of the cost of WTForms' own widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.fields import Field  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_VALUES = 100  # of one field; the longest list of choices is far shorter


class RawField(Field):  # type: ignore[misc]  # untyped base
    """Gives the values as they were typed, as a tuple; empty when nothing was sent."""

    data: tuple[str, ...]

    def process_data(self, value: object) -> None:
        """Fields start empty: what is shown comes from the draft, not from a WTForms default."""
        self.data = ()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep what this kind of field can hold."""
        self.data = self.kept(valuelist)

    def kept(self, values: Sequence[str]) -> tuple[str, ...]:
        """Text and radio buttons hold one value: the first."""
        return tuple(values[:1])


class ManyField(RawField):
    """Tick boxes of one name: every value once, in the order of the page."""

    def kept(self, values: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(values[:MOST_VALUES]))
