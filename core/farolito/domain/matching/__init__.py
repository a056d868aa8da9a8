"""Whether two families that answered may be one: hints for people to judge, never a decision.

    hint(ours: Sequence[Known], theirs: Sequence[Known]) -> Hint | None     # None: nothing to look at
    keys(known: Known) -> frozenset[str]                                    # what equal people share

A hint says which fields match and which differ. Who could match at all is found by :func:`keys`, of which a store
keeps hashes: two people without a key in common are never compared.
"""

from farolito.domain.matching.comparing import Hint, Level, hint
from farolito.domain.matching.keys import keys
from farolito.domain.matching.known import Known

__all__ = ["Hint", "Known", "Level", "hint", "keys"]
