"""A person's name as they want it written: one field, any script, no pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.text import TextType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.question_types.base import Option


class FullNameType(TextType):
    """A string of 1 to 200 characters. Never split, never forced into Latin letters."""

    name = "full_name"
    options: ClassVar[Mapping[str, Option]] = {}
