"""What staff typed to find a household: a code, a phone, an e-mail, or a name with a birth date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain import codes
from farolito.domain.definitions import Question
from farolito.domain.digits import ascii_digits
from farolito.domain.matching import Known
from farolito.domain.question_types.base import ParseContext
from farolito.domain.question_types.typed import is_readable, one_line
from farolito.web.i18n import gettext, spoken

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from farolito.services.work import Work

NAMES = ("reach", "name", "month", "day", "year")
LONGEST = 254


@dataclass(frozen=True, slots=True)
class Search:
    """``code`` or ``wanted`` is set, or neither and ``problem`` says what to type."""

    typed: dict[str, str]
    code: str = ""
    wanted: Known | None = None
    problem: str = ""


def read_search(work: Work, fields: MultiDict[str, str]) -> Search:
    """What to look for. One field takes a code, a phone or an e-mail: each is told from the others by its letters."""
    typed = {name: fields.get(name, "")[:LONGEST] for name in NAMES}
    said = {name: one_line(text) if is_readable(text) else "" for name, text in typed.items()}
    reach = said["reach"]
    if codes.typed(reach) and any(letter.isalpha() for letter in reach):
        return Search(typed, code=reach)
    if "@" in reach:
        return Search(typed, wanted=Known(email=reach))
    if reach:
        phone = _phone(work, reach)
        if phone:
            return Search(typed, wanted=Known(phone=phone))
        words = gettext("Type a code, a phone number or an e-mail address.")
        return Search(typed, problem=words)
    born = _born(work, said)
    if said["name"] and born:
        return Search(typed, wanted=Known(name=said["name"], birth_date=born))
    return Search(
        typed,
        problem=gettext("Type a code, a phone number or an e-mail. Or a name with a birth date."),
    )


def _phone(work: Work, typed: str) -> str:
    """A number as it is stored; its last seven digits are enough."""
    context = ParseContext(work.today(), spoken())
    parsed = work.types["phone"].parse(Question("phone", "phone"), {"": (typed,)}, context)
    if isinstance(parsed.answer, str):
        return parsed.answer
    digits = "".join(one for one in ascii_digits(typed) if one.isdecimal())
    return digits if len(digits) == 7 else ""


def _born(work: Work, said: dict[str, str]) -> str:
    context = ParseContext(work.today(), spoken())
    raw = {name: (said[name],) for name in ("month", "day", "year")}
    parsed = work.types["birth_date"].parse(Question("born", "birth_date"), raw, context)
    return str(parsed.answer["date"]) if parsed.answer and "date" in parsed.answer else ""
