"""Who asked, who waits, and giving a voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from farolito.api import SCHOOL_ZONE, NextStep
from sqlalchemy import select

from voucher_desk.models import Voucher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from farolito.api import ResponseView, SubmissionView
    from sqlalchemy.orm import Session

    from voucher_desk.settings import DeskSettings

NEED = "transport_voucher"
REGIME: Final = "education_record"
LONGEST = 20

TITLE = {"en": "Get your transport voucher", "es": "Recoja su vale de transporte"}
WHERE = {"en": "Where: {}. Bring your code.", "es": "Dónde: {}. Traiga su código."}
OFFICE = {
    "en": "Ask at the school office. Bring your code.",
    "es": "Pregunte en la oficina de la escuela. Traiga su código.",
}


def next_steps(response: ResponseView, settings: DeskSettings) -> Iterator[NextStep]:
    """Where the desk is, for whoever asked for a ride."""
    if NEED in response.needs:
        where = settings.where.rstrip(".")
        detail = {tag: WHERE[tag].format(where) if where else OFFICE[tag] for tag in TITLE}
        yield NextStep(title=TITLE, detail=detail)


def note(session: Session, submission: SubmissionView, settings: DeskSettings) -> None:
    """Write down who asks, and for how many. A correction changes what is not given yet."""
    response = submission.response
    if response.regime != REGIME:
        return
    known = session.get(Voucher, (response.place.id, response.id))
    if known is not None and known.number is not None:
        return
    if NEED not in response.needs:
        if known is not None:
            session.delete(known)
        return
    people = people_of(response, settings.most)
    if known is not None:
        known.people = people
        return
    session.add(
        Voucher(
            place_id=response.place.id,
            response_id=response.id,
            people=people,
            language=response.language,
            asked_on=submission.received_at.astimezone(SCHOOL_ZONE).date(),
        )
    )


def people_of(response: ResponseView, most: int | None) -> int:
    """For how many people: one where nothing was said, never more than the school gives."""
    said = response.answers.get("ride_people")
    people = said if isinstance(said, int) and said > 0 else 1
    return people if most is None else min(people, most)


def waiting(session: Session, place_id: str) -> Sequence[Voucher]:
    """Who waits at a place, the longest first."""
    asked = select(Voucher).where(Voucher.place_id == place_id, Voucher.number.is_(None))
    return session.scalars(asked.order_by(Voucher.asked_on, Voucher.response_id)).all()


def given(session: Session, place_id: str, day: date) -> Sequence[Voucher]:
    """What was given at a place on a day, by number."""
    asked = select(Voucher).where(Voucher.place_id == place_id, Voucher.given_on == day)
    return session.scalars(asked.order_by(Voucher.number)).all()


def give(session: Session, place_id: str, response_id: str, number: str, day: date) -> str:
    """Give a voucher; nothing, or what is wrong: ``empty``, ``long``, ``taken``, ``gone``. Twice is as good as once."""
    number = " ".join(number.split()).upper()
    if not number:
        return "empty"
    if len(number) > LONGEST:
        return "long"
    voucher = session.get(Voucher, (place_id, response_id))
    if voucher is None:
        return "gone"
    if voucher.number == number:
        return ""
    same = select(Voucher).where(Voucher.place_id == place_id, Voucher.number == number)
    if session.scalars(same).first() is not None:
        return "taken"
    if voucher.number is not None:
        return "gone"
    voucher.number, voucher.given_on = number, day
    return ""
