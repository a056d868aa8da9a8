"""What can be made: a table. Each kind says which permission it takes, and where the function is that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from farolito.domain.access import Actor
    from farolito.services.work import Works


class Desk(Protocol):
    """What a maker is given: where it puts what it makes, and whom it tells how far it is.

    ``part`` opens the next file, in a ``with`` block whose value writes bytes; what is left by an error is thrown away.
    ``progress`` raises when nobody wants the file any more. ``leave_out`` names a response that is not in it.
    """

    def part(
        self, name: str, *, language: str = ""
    ) -> AbstractContextManager[Callable[[bytes], None]]:
        """The next file."""

    def counted(self, many: int) -> None:
        """How many responses are in the file that was opened last."""

    def progress(self, done: int) -> None:
        """So many are done; says too that whoever makes it is alive."""

    def leave_out(self, response_id: str, reason: str) -> None:
        """This one is not in it."""


Maker = Callable[["Works", "Actor", "str", "Mapping[str, Any]", Desk], None]
"""Makes what was asked: (works, who asked with the roles of now, slug of the place, what was asked, where it goes)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``permission``: what its asker must hold at the place, when asking, while it is made, and when taking it."""

    permission: str
    made_by: str

    @property
    def maker(self) -> Maker:
        """The function itself, imported when it is needed."""
        module, _, name = self.made_by.partition(":")
        found: Maker = getattr(import_module(module), name)
        return found


KINDS: Mapping[str, Kind] = {
    "export": Kind("responses.export", "farolito.services.exports.later:make"),
    "sheets": Kind("forms.view", "farolito.services.paper_sheets.printing:make"),
    "family_copies": Kind("responses.print", "farolito.services.documents.many:make"),
}
