"""Paper that goes with a referral or answers a family's request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain import codes
from farolito.domain.documents import FamilyLetter, ReferralSlip
from farolito.domain.phones import phone_words
from farolito.domain.summary import summarise
from farolito.errors import NotFound
from farolito.services import audit, casework, places, referrals, requests
from farolito.services.documents import contents
from farolito.services.documents.lettering import household_wants_large, wants_large
from farolito.services.documents.printing import Document, printed
from farolito.services.documents.telling import told
from farolito.services.documents.unprintable import is_sensitive, may_be_handed_out
from farolito.services.outcome import day_of
from farolito.services.referrals import doors, partners
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from farolito.domain.requests import Asker
    from farolito.services.work import Work

LABELS = {
    "name": "Name",
    "phone": "Phone",
    "email": "Email",
    "address": "Address",
    "language": "Language",
}
"""What was shared, for the partner: in English."""


def referral_slip(
    work: Work, place_slug: str, referral_id: str, *, large_print: bool = False
) -> Document:
    """The slip of a referral that was sent, while its code lives. Needs a writing work: the print is recorded.

    What would give a family away when the slip is found is not on it. It is in large print as well where the household
    once said so. Raises :class:`NotFound`.
    """
    found = referrals.one(work, place_slug, referral_id)
    if found.code is None or found.sent_at is None or found.code_until is None:
        raise NotFound("There is no slip for this referral.")
    case = casework.case(work, place_slug, found.response_id, "referrals.send")
    partner = partners.one(work, place_slug, found.partner_id).facts
    plain = not is_sensitive(case.form, case.consent_path) and may_be_handed_out(
        found.service, found.partner
    )
    door = doors.address(work, case.place.id, found.partner_id).lower()
    document = ReferralSlip(
        place_name=case.place.name,
        place_slug=case.place.slug,
        language=case.language,
        date=found.sent_at.astimezone(SCHOOL_ZONE).date(),
        partner=found.partner if plain else "",
        service=found.service if plain else "",
        partner_phone=phone_words(partner.phone) if partner.phone else None,
        code=f"{found.code[:3]}-{found.code[3:]}",
        address=f"{work.settings.base_url}/partner/{case.place.slug}/{door}".partition("://")[2],
        until=found.code_until.astimezone(SCHOOL_ZONE).date(),
        reference=found.id[-8:],
        shared=tuple((LABELS[line.share], line.words) for line in found.shared),
        contact=contents.contact(case.place_settings),
        large_print=large_print or household_wants_large(work, case.place.id, found.response_id),
    )
    audit.record(work, case.place.id, "referral.printed", case.target)
    work.transaction.commit()  # paper takes longer than anybody else should wait to write
    return printed(
        work, "referral_slip", document, "Referral", code=found.code, answers_to=case.form
    )


def family_letter(
    work: Work,
    place_slug: str,
    response_id: str,
    kind: str,
    asker: Asker,
    *,
    language: str = "en",
    large_print: bool = False,
) -> Document:
    """The letter that answers a request: ``show`` and ``correct`` print what is kept now, ``erase`` that it is gone.

    ``language`` and ``large_print`` are told of an erased one, of which nothing else is known any more; else the
    letter is in large print as well where the household once said so. Raises :class:`NotFound`.
    """
    place = places.by_slug(work, place_slug)
    settings = places.settings_of(work, place_slug)
    if kind == "erase":
        at = requests.erased_on(work, place_slug, response_id)
        document = FamilyLetter(
            place_name=place.name,
            place_slug=place.slug,
            language=language,
            date=at.astimezone(SCHOOL_ZONE).date(),
            kind=kind,
            code="",
            title="",
            contact=contents.contact(settings),
            large_print=large_print,
        )
        audit.record(work, place.id, "request.letter", f"response/{response_id}")
        work.transaction.commit()
        return printed(work, "family_letter", document, "Letter", code=None)
    kept = requests.opened(work, place_slug, response_id, asker)
    record = kept.record
    form = record.form
    sensitive = is_sensitive(form, kept.case.consent_path)
    lines = told(kept)
    document = FamilyLetter(
        place_name=place.name,
        place_slug=place.slug,
        language=record.language,
        date=work.today(),
        kind=kind,
        code=codes.shown(record.code) if record.code else "",
        title=contents.say(form.neutral_title or form.title, record.language),
        summary=summarise(
            form, record.answers, work.types, day_of(record), record.language, "respondent"
        )
        if not sensitive
        else None,
        told=tuple((what, found) for what, found in lines.items() if found),
        kept=tuple(
            (what, many - len(lines.get(what, ())))
            for what, many in (
                ("notes", len(kept.notes)),
                ("contacts", len(kept.contacts)),
                ("follow_ups", len(kept.follow_ups)),
                ("referrals", len(kept.referrals)),
            )
        ),
        contact=contents.contact(settings),
        large_print=large_print or wants_large(work, record),
    )
    audit.record(work, place.id, "request.letter", kept.case.target)
    work.transaction.commit()
    return printed(work, "family_letter", document, "Letter", code=record.code, answers_to=form)
