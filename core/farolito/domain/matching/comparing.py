"""Two families side by side: what matches, what differs, and how likely it is that they are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.matching import dates, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.matching.known import Known
    from farolito.domain.matching.names import Likeness

Level = Literal["likely", "possible"]
Field = Literal["name", "birth_date", "phone", "email"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Why two families may be one. ``same``, ``close`` and ``different`` are fields; what neither said is in none."""

    level: Level
    same: tuple[Field, ...]
    close: tuple[Field, ...] = ()
    different: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two people side by side."""

    name: Likeness
    born: Likeness
    unborn: bool  # of neither a birth date is known
    marked: bool  # one is a Jr. or Sr. that the other is not
    one_word: bool

    @property
    def strength(self) -> int:
        """How much a name and a birth date say: 3 one person; 2 one, if they are reached alike; 1 maybe; 0 nothing."""
        if self.born == "same":
            return {"same": 2 if self.one_word else 3, "close": 1}.get(self.name, 0)
        if self.name == "same" and self.born == "close":
            return 1 if self.marked else 2
        return 0

    @property
    def same_but_unborn(self) -> bool:
        """Whether the name is all that there is to compare, and it is the same."""
        return self.name == "same" and self.unborn and not self.marked


def hint(ours: Sequence[Known], theirs: Sequence[Known]) -> Hint | None:
    """What there is to see when two families are held side by side; None when it is not worth a look.

    ``likely``: somebody of the same name and birth date is in both; or of the same name with a slip in the birth
    date, or with none on either side, and the same phone or e-mail too. Twins share all but a name, a father and his
    son all but a birth date, so neither is ever likely. ``possible``: any one of these alone.
    """
    phone = _contact(ours, theirs, "last_seven")
    email = _contact(ours, theirs, "address")
    reached = "same" in (phone, email)
    wholly = email == "same" or _contact(ours, theirs, "phone") == "same"
    pairs = [_pair(one, other) for one in ours for other in theirs if one.name and other.name]
    best = max(pairs, key=lambda pair: (pair.strength, pair.name == "same"), default=None)
    strength = best.strength if best else 0
    level: Level = "possible"
    if (
        strength == 3
        or (strength == 2 and reached)
        or (wholly and any(pair.same_but_unborn for pair in pairs))
    ):
        level = "likely"
    elif not reached and not strength:
        return None
    said: dict[Field, Likeness] = {
        "name": best.name if best else "unknown",
        "birth_date": best.born if best else "unknown",
        "phone": phone,
        "email": email,
    }
    return Hint(level, *(_fields(said, likeness) for likeness in ("same", "close", "different")))


def _pair(one: Known, other: Known) -> _Pair:
    return _Pair(
        name=names.likeness(one.name, other.name),
        born=dates.likeness(one.birth_date, other.birth_date),
        unborn=not one.birth_date and not other.birth_date,
        marked=names.marks_of(one.name) != names.marks_of(other.name),
        one_word=min(len(names.words_of(one.name)), len(names.words_of(other.name))) == 1,
    )


def _contact(ours: Sequence[Known], theirs: Sequence[Known], which: str) -> Likeness:
    """Whether somebody here is reached as somebody there is."""
    here = {getattr(one, which) for one in ours} - {""}
    there = {getattr(one, which) for one in theirs} - {""}
    if not here or not there:
        return "unknown"
    return "same" if here & there else "different"


def _fields(said: dict[Field, Likeness], likeness: str) -> tuple[Field, ...]:
    return tuple(field for field, found in said.items() if found == likeness)
