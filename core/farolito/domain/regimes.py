"""What the law of a record allows, regime by regime: one table that every list, print, export and count asks.

Source: research domain 4.1 to 4.5; FERPA 34 CFR 99; Cal. Educ. Code 49060-49079 and 49602; HIPAA; Family Code 6924.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Regime

ConsentPath = Literal["parent", "minor_self", "caregiver", "unknown"]
"""Who consented: a parent, the student alone where the law lets them (12 and older; Family Code 6924, Health &
Safety Code 124260), a caregiver with an affidavit (Family Code 6550), or nobody wrote it down.
"""

Parents = Literal["all", "student_decides", "own", "nothing"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be done with the records of a regime.

    ``readers``: the roles that may know that a record exists, and read it. ``prints``: the copies that staff may
    make. ``exported``: whether records may leave in a file. ``shared``: whether a referral may carry answers to a
    partner. ``parents``: what a parent of a minor is shown on request: all of it (FERPA, Educ. Code 49069.7);
    only what the student authorizes; their own record; nothing. ``households``: whether a record joins a household and
    its people. ``counted``: whether it stands in the counts of a place, which are always suppressed.
    ``reads_recorded``: whether each reading is written into the audit. ``told_to_the``: how exactly its time is kept.
    """

    readers: frozenset[str]
    prints: frozenset[str]
    exported: bool
    shared: bool
    parents: Parents
    households: bool
    counted: bool
    reads_recorded: bool
    told_to_the: Literal["moment", "day"] = "moment"

    @property
    def anonymous(self) -> bool:
        """Whether nobody may know whose a record is: no session, no code, no id with a time in it, the day alone."""
        return self.told_to_the == "day"

    @property
    def found_by_code(self) -> bool:
        """Whether a family that shows its code is found by it: somebody may read the record, and it is somebody's."""
        return bool(self.readers) and not self.anonymous


def _kept_by(role: str) -> Policy:
    """A confidence: its keeper alone reads it, it leaves in no file and no referral, and is not even a number."""
    return Policy(
        readers=frozenset({role}),
        prints=frozenset({"family_copy", "staff_copy"}),
        exported=False,
        shared=False,
        parents="student_decides",
        households=False,
        counted=False,
        reads_recorded=True,
    )


POLICIES: Mapping[Regime, Policy] = {
    "education_record": Policy(
        readers=frozenset({"coordinator", "parent_engagement_coordinator"}),
        prints=frozenset({"family_copy", "staff_copy", "partner_copy"}),
        exported=True,
        shared=True,
        parents="all",
        households=True,
        counted=True,
        reads_recorded=True,
    ),
    "counseling": _kept_by("counselor"),  # Cal. Educ. Code 49602
    "provider": Policy(
        readers=frozenset({"health_educator"}),
        prints=frozenset({"family_copy", "staff_copy"}),
        exported=True,
        shared=False,
        parents="student_decides",
        households=False,
        counted=True,
        reads_recorded=True,
    ),
    "clinic": _kept_by("clinic_staff"),  # a provider of its own in the same room; HIPAA, CMIA
    "support_group": _kept_by("group_leader"),  # of the Department of Mental Health
    "anonymous": Policy(
        readers=frozenset({"coordinator", "parent_engagement_coordinator"}),
        prints=frozenset({"staff_copy"}),
        exported=True,
        shared=False,
        parents="nothing",
        households=False,
        counted=True,
        reads_recorded=True,
        told_to_the="day",
    ),
    "self_service": Policy(
        readers=frozenset(),  # stays with the family
        prints=frozenset({"family_copy"}),
        exported=False,
        shared=False,
        parents="own",
        households=False,
        counted=False,
        reads_recorded=False,
    ),
}
