"""What questions ask of those who offer them: some may only be asked where somebody is there for the answer.

A block of the question bank names its demands, and the form keeps them. Where the questions of an
instrument stand in a form under the instrument's codes, they demand the same, wherever they came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from farolito.domain.faults import Fault
from farolito.domain.placed import placed
from farolito.domain.promises import unpromised
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Demand, Form
    from farolito.domain.promises import Promises

DEMANDED: Mapping[Demand, str] = {
    "on_duty_responder": "Somebody named at the place must be on duty to act on an answer the same day.",
    "not_by_link": "May only be answered on a device that staff hand over, never by a link.",
    "not_anonymous": "May not be anonymous: somebody may have to talk with the person.",
    "private_setting": "May only be asked where nobody else can see or hear the answers.",
    "once_per_student": "May be asked once in a student's time at school, never again.",
}
"""Each demand in one sentence, for people who write and offer forms."""

_SELF_HARM: tuple[Demand, ...] = ("on_duty_responder", "not_by_link", "not_anonymous")
_SAFETY: tuple[Demand, ...] = ("private_setting", "not_anonymous")

BY_LOINC: Mapping[str, tuple[Demand, ...]] = {
    "44260-8": _SELF_HARM,  # PHQ-9, item 9
    "95618-5": _SAFETY,  # HITS: hurt, insult, threaten, scream
    "95617-7": _SAFETY,
    "95616-9": _SAFETY,
    "95615-1": _SAFETY,
}
"""Questions that demand something by their LOINC code."""


class Demanding(NamedTuple):
    """Who demands something: where it stands in the definition, and in words."""

    pointer: str
    who: str

    @property
    def sentence(self) -> str:
        """``who`` at the start of a sentence."""
        return self.who[:1].upper() + self.who[1:]


def demands_of(form: Form) -> Mapping[Demand, Demanding]:
    """What a form demands, each with the first block or question that does."""
    return dict(reversed(list(_demands(form))))


def unmet_by_form(form: Form) -> Iterator[Fault]:
    """Why no place may offer this form."""
    demands = demands_of(form)
    if "not_anonymous" in demands and POLICIES[form.regime].anonymous:
        pointer, who = demands["not_anonymous"]
        message = f"the form is anonymous, and {who} may not be: somebody may have to talk with the person"
        yield Fault(pointer, message, code="demand")
    if "once_per_student" in demands:
        pointer, who = demands["once_per_student"]
        message = (
            f"{who} may be asked once in a student's time at school. Farolito can not tell yet whether a student "
            "was asked before, so it does not publish this form"
        )
        yield Fault(pointer, message, code="demand")


def unmet_by_link(form: Form, promises: Promises, page: str) -> list[str]:
    """Why a place may not offer this form at a link, one sentence each.

    ``promises``: what the place has promised. ``page``: the address at which somebody can promise more.
    """
    demands = demands_of(form)
    missing = unpromised(demands, promises)
    where = f"at {page}, \u201cWhat this place can offer\u201d"
    reasons = []
    if "on_duty_responder" in missing:
        reasons.append(
            f"{demands['on_duty_responder'].sentence} may only be asked where somebody is on duty to act on the "
            f"answer the same day: name them {where}."
        )
    if "not_by_link" in demands:
        reasons.append(
            f"{demands['not_by_link'].sentence} may never be sent by a link, only answered on a device that staff "
            "hand over. Farolito can not offer forms in that way yet."
        )
    if "private_setting" in missing:
        reasons.append(
            f"{demands['private_setting'].sentence} may only be asked where nobody can look on: name the room {where}."
        )
    return reasons


def _demands(form: Form) -> Iterator[tuple[Demand, Demanding]]:
    for number, block in enumerate(form.blocks):
        for demand in block.demands:
            yield demand, Demanding(f"/blocks/{number}", f"the block {block.name}")
    for one in placed(form):
        for demand in BY_LOINC.get(one.question.codes.get("loinc", ""), ()):
            yield demand, Demanding(one.pointer, f"the question {one.question.name}")
