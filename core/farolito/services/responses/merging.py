"""Two tabs save the same response: neither may lose what the other wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping


def merged(base: Draft, mine: Draft, theirs: Draft) -> Draft:
    """``theirs`` with what changed from ``base`` to ``mine``: question by question, the later save wins."""
    return Draft(
        answers=_merged(base.answers, mine.answers, theirs.answers),
        raw=_merged(base.raw, mine.raw, theirs.raw),
        removed=_merged(base.removed, mine.removed, theirs.removed),
        offered=theirs.offered,
        at=mine.at,
    )


def _merged(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    result = dict(theirs)
    for name in base.keys() | mine.keys():
        if name not in mine:
            result.pop(name, None)
        elif name not in base or base[name] != mine[name]:
            result[name] = mine[name]
    return result
