"""Photos: of a paper, a room, a thing. Never of an identity document, if it can be helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.file_limits import JPEG
from farolito.domain.question_types.attached import AttachedType

if TYPE_CHECKING:
    from farolito.domain.definitions import Question


class PhotoType(AttachedType):
    """Pictures, each made anew as a JPEG without place, time, device and name of the file."""

    name = "photo"
    piece = "photo"

    def media(self, question: Question) -> tuple[str, ...]:
        return (JPEG,)
