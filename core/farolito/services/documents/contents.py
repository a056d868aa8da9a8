"""What is on a family copy and on a staff copy. What may be on neither is decided here (docs/decisions/0008)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.consent_paths import is_students_own
from farolito.domain.documents import Contact, FamilyCopy, ShownScore, StaffCopy
from farolito.domain.languages import words
from farolito.domain.phones import phone_words
from farolito.domain.scoring import band
from farolito.domain.summary import summarise
from farolito.pdf import qr_svg
from farolito.plugins.manifest import N_
from farolito.services.documents import steps
from farolito.services.documents.lettering import wants_large
from farolito.services.documents.pictures import with_pictures
from farolito.services.documents.unprintable import is_sensitive, may_be_handed_out
from farolito.services.outcome import answers_of, day_of, outcome_of, path_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.definitions import Form, Question
    from farolito.domain.summary import Summary, SummaryRow
    from farolito.domain.views import PlaceView
    from farolito.services.places import PlaceSettings
    from farolito.services.responses import ResponseDraft, ResponseRecord
    from farolito.services.work import Work

NEUTRAL = N_("School form")
REACH_TYPES = frozenset({"full_name", "phone", "email", "address"})
REACH_NAMES = ("safe_contact", "contact_", "call_me", "language_")
"""Which questions say how to reach a family: by type, or by how their name begins; the first comes first."""


def family_copy(
    work: Work,
    response: ResponseDraft | ResponseRecord,
    what_you_told_us: bool | None,
    large_print: bool,
) -> FamilyCopy:
    """The leave-behind: steps, code, whom to ask. No scores, no needs by name, nothing private."""
    form, language = response.form, response.language
    sensitive = is_sensitive(form, path_of(response))
    where = "" if sensitive else address(work, response.place, response.link_slug)
    told = _told(work, response) if not sensitive and what_you_told_us is not False else None
    return FamilyCopy(
        place_name=response.place.name,
        place_slug=response.place.slug,
        title=title_of(work, form, language, sensitive=sensitive),
        language=language,
        code=response.code,
        date=day_of(response),
        steps=tuple(steps.for_family(work, response)),
        summary=told,
        contact=contact(response.place_settings),
        address=where.partition("://")[2],
        qr_svg=qr_svg(where) if where else None,
        form_version=form.hash,
        large_print=large_print or wants_large(work, response),
        unchecked=_is_unchecked(form, language),
    )


def staff_copy(
    work: Work,
    record: ResponseRecord,
    roles: Collection[str],
    language: str,
    large_print: bool,
) -> StaffCopy:
    """The staff copy: how to reach the family safely, needs, steps, scores, and what these roles may see printed."""
    form, day = record.form, day_of(record)
    second = record.language if record.language != language else None
    summary = summarise(
        form, record.answers, work.types, day, language, "staff_copy", second, roles
    )
    summary = with_pictures(work, record, summary)
    outcome = outcome_of(work, record)
    return StaffCopy(
        place_name=record.place.name,
        place_slug=record.place.slug,
        title=say(form.title, language),
        language=language,
        response_language=record.language,
        response_id=record.response_id,
        code=record.code,
        date=day,
        form_version=form.hash,
        summary=summary,
        safe_contact=_reach(form, summary),
        students_own=is_students_own(form.regime, record.consent_path),
        needs=tuple(
            say(need.label, language)
            for need in sorted(outcome.needs, key=lambda need: not need.urgent)
        ),
        unverified=tuple(
            f"{block.name}: {block.unverified}" for block in form.blocks if not block.verified
        ),
        steps=tuple(steps.shown(step, language) for step in outcome.steps),
        scores=tuple(
            ShownScore(
                say(score.label, language),
                outcome.scores.get(score.name),
                say(reached.label, language)
                if (reached := band(score, outcome.scores.get(score.name)))
                else None,
            )
            for score in form.scores
        ),
        contact=contact(record.place_settings),
        large_print=large_print,
    )


def _is_unchecked(form: Form, language: str) -> bool:
    """Whether the words of a language are a draft, so that the sheet must say so, as the screens do."""
    if language == form.languages[0]:
        return False
    translation = form.translations.get(language)
    return translation is None or translation.state not in ("source", "reviewed")


def say(text: Mapping[str, str], language: str) -> str:
    """Words of a form in ``language``, or in the language it was written in."""
    return words(text, language)


def title_of(work: Work, form: Form, language: str, *, sensitive: bool) -> str:
    """What a sheet is headed with: what the form is about only where that may lie about."""
    if sensitive and not form.neutral_title:
        return work.translate(NEUTRAL, language)
    return say(form.neutral_title or form.title, language)


def contact(settings: PlaceSettings) -> Contact | None:
    """Whom a family can ask; None when the place does not say."""
    if not (settings.contact or settings.phone or settings.room):
        return None
    phone = phone_words(settings.phone) if settings.phone else None
    return Contact(settings.contact, phone, settings.room, settings.hours)


def address(work: Work, place: PlaceView, link_slug: str) -> str:
    """The public address of a form at a place. Never with a code in it."""
    return f"{work.settings.base_url}/{place.slug}/{link_slug}"


def _told(work: Work, response: ResponseDraft | ResponseRecord) -> Summary | None:
    """What the family told us, as far as it may lie about: answered, not private, no word that gives them away."""
    summary = summarise(
        response.form,
        answers_of(response),
        work.types,
        day_of(response),
        response.language,
        "family_copy",
    )
    sections = (
        replace(
            section, rows=tuple(row for row in section.rows if _may_lie_about(response.form, row))
        )
        for section in summary.sections
        if not section.entry_number  # the people of a household
    )
    kept = tuple(section for section in sections if section.rows)
    return replace(summary, sections=kept) if kept else None


def _may_lie_about(form: Form, row: SummaryRow) -> bool:
    question = _question(form, row)
    return (
        row.state == "answered"
        and (question is None or question.type != "consent")
        and may_be_handed_out(row.label, *(piece.text for piece in row.answer))
    )


def _reach(form: Form, summary: Summary) -> tuple[SummaryRow, ...]:
    found: list[tuple[int, SummaryRow]] = []
    for section in summary.sections:
        for row in section.rows:
            question = None if section.entry_number else _question(form, row)
            if question is None or row.state != "answered":
                continue
            rank = next(
                (n for n, name in enumerate(REACH_NAMES) if question.name.startswith(name)), None
            )
            if rank is not None or question.type in REACH_TYPES:
                found.append((1 if rank is None else rank, row))
    return tuple(row for _, row in sorted(found, key=lambda one: one[0]))


def _question(form: Form, row: SummaryRow) -> Question | None:
    return form.questions.get(row.question.rpartition("/")[2])
