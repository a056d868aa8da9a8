"""Who may ask to see, correct or erase a record: what the law of the record gives a parent, and what only the student.

Source: FERPA 34 CFR 99.10 and 99.20; Cal. Educ. Code 49069.7 and 49602; Family Code 6924 (research: domain 4.1, 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from farolito.domain.consent_paths import HOUSEHOLD_SEES
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from farolito.domain.definitions import Regime
    from farolito.domain.regimes import ConsentPath

Asker = Literal["parent", "student"]
ASKERS: tuple[Asker, ...] = get_args(Asker)
"""A parent or whoever stands for one; or the student whom the record is about."""


def may_ask(asker: Asker, regime: Regime, path: ConsentPath) -> bool:
    """Whether ``asker`` is answered about a record; a refused parent is not told that there is one."""
    parents = POLICIES[regime].parents
    if parents == "nothing":
        return False
    if asker == "student":
        return True
    return parents in ("all", "own") and path in HOUSEHOLD_SEES
