"""Answers out: who may take which responses away in a file, what is left out, and the file itself.

    choices(work, place_slug) -> tuple[Exportable, ...]              # the forms that the actor may export there
    plan(work, wanted: Wanted) -> Plan                               # NotFound; decides everything, reads no answer
    begin(work, plan) -> None                                        # writes it into the audit; a writing work
    pieces(works, plan, progress) -> Iterator[bytes]                 # the file, while it is made

Call them in this order: what is not recorded is not exported. The file is made after the work has ended, a page of
responses at a time, so that a long download holds no transaction open.
"""

from farolito.services.exports.making import begin, filename, pieces
from farolito.services.exports.planning import choices, plan
from farolito.services.exports.values import FORMATS, Exportable, LeftOut, Plan, Wanted

__all__ = [
    "FORMATS",
    "Exportable",
    "LeftOut",
    "Plan",
    "Wanted",
    "begin",
    "choices",
    "filename",
    "pieces",
    "plan",
]
