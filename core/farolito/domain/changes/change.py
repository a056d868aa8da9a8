"""One change between two versions of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "removed", "renamed", "retyped", "moved", "changed"]
What = Literal["question", "choice", "repeat", "score", "need", "form"]


@dataclass(frozen=True, slots=True)
class Change:
    """``pointer`` leads into the new definition, and into the old one for what was removed.

    ``question`` is the path of the question as it was called before (``members/member_name``; of an added one, as it
    is called now), ``name`` that of the part itself: a choice, a repeat, a score. ``was`` is the old name of what was
    renamed. ``members`` are the keys that differ. ``why`` says what becomes of stored answers, where ``lossy``; or
    what to look at.
    """

    kind: Kind
    what: What
    pointer: str
    name: str
    question: str = ""
    was: str = ""
    members: tuple[str, ...] = ()
    says: str = ""
    lossy: bool = False
    why: str = ""
