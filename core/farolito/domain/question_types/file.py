"""Files: a PDF as it is, or a picture of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.file_limits import JPEG, PDF
from farolito.domain.question_types.attached import AttachedType
from farolito.domain.question_types.base import Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question


class FileType(AttachedType):
    """PDF files, kept byte for byte and never opened here, and pictures, made anew; each with its name."""

    name = "file"
    piece = "file"
    options: ClassVar[Mapping[str, Option]] = {
        **AttachedType.options,
        "accept": Option("one_of", "What may be sent, both if absent.", words=("pdf", "photo")),
    }

    def media(self, question: Question) -> tuple[str, ...]:
        accepted = question.options.get("accept")
        kinds = {"pdf": (PDF,), "photo": (JPEG,)}
        return kinds.get(str(accepted), (PDF, JPEG))
