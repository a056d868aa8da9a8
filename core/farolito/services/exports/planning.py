"""Who may export what: the grants, the regime, the plugins, and the attributes of every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import forms as form_queries
from farolito.db.queries import responses as queries
from farolito.domain.access import holds, may_read, roles_at
from farolito.domain.columns import aligned
from farolito.domain.consent_paths import may_be_students_own, paths_for_others, possible_paths
from farolito.domain.expressions import names_in
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import forms, versions
from farolito.services.exports.values import Exportable, LeftOut, Plan
from farolito.services.places import findable, path_of, place_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.definitions import Form, Question
    from farolito.domain.views import PlaceView
    from farolito.services.exports.values import Wanted
    from farolito.services.work import Work

PERMISSION = "responses.export"


def choices(work: Work, place_slug: str) -> tuple[Exportable, ...]:
    """The forms with responses that the actor may export at a place, by name.

    Raises :class:`NotFound` for a place that is not there, or at which the actor may export nothing.
    """
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    if work.actor.kind != "system" and not holds(work.actor.grants, PERMISSION, path):
        raise NotFound("There is no such page.")
    found = []
    names = sorted(one.form_name for one in work.peek(form_queries.NAMES))
    for name in names:
        allowed, _ = _versions(work, place, path, name)
        many = _how_many(work, place, allowed)
        if many:
            found.append(Exportable(allowed[-1], many, allowed[-1].languages))
    return tuple(found)


def plan(work: Work, wanted: Wanted) -> Plan:
    """What an export holds. Raises :class:`NotFound` when the actor may export nothing of this form here."""
    findable(wanted.place_slug, wanted.form_name)
    row = row_of(work, wanted.place_slug)
    place, path = place_of(row), path_of(row)
    known = versions.of_form(work, wanted.form_name)
    allowed, withheld = _versions(work, place, path, wanted.form_name)
    if not allowed:
        raise NotFound("There is nothing here to export, or you may not.")
    roles = roles_at(work.actor.grants, path)
    left_out: dict[str, LeftOut] = {}
    hidden: set[int] = set()
    for form in allowed:
        for reason in _hidden(form, wanted, roles):
            hidden.add(id(reason.question))
            kind = work.types.get(reason.question.type)
            if kind is None or kind.is_asked or reason.question.calculation is not None:
                left_out[reason.question.name] = reason
    tables = aligned(allowed, work.types, keep=lambda question: id(question) not in hidden)
    _check_repeat(wanted, [table.path[-1] for table in tables if table.path])
    return Plan(
        wanted=wanted,
        place=place,
        versions=tuple(allowed),
        numbers={one.hash: one.number for one in known},
        withheld=tuple(one.number for one in known if one.hash in withheld),
        tables=tables,
        left_out=tuple(left_out.values()),
        keeps_students_own=any(map(may_be_students_own, allowed)),
        anonymous=any(POLICIES[form.regime].anonymous for form in allowed),
        total=_how_many(work, place, allowed),
        until=work.now(),
        asked_on=work.today().isoformat(),
    )


def _versions(
    work: Work, place: PlaceView, path: tuple[str, ...], form_name: str
) -> tuple[list[Form], set[str]]:
    """The versions whose records the actor may export at a place, oldest first; and the hashes of the others."""
    allowed: list[Form] = []
    withheld: set[str] = set()
    for known in versions.of_form(work, form_name):
        form = forms.version(work, known.hash)
        if _may(work, place, path, form):
            allowed.append(form)
        else:
            withheld.add(form.hash)
    return allowed, withheld


def _may(work: Work, place: PlaceView, path: tuple[str, ...], form: Form) -> bool:
    """Whoever runs this machine holds the keys to everything; what never leaves does not leave for them either."""
    actor = work.actor
    return (
        POLICIES[form.regime].exported
        and not possible_paths(form).isdisjoint(paths_for_others(form.regime))
        and (
            actor.kind == "system"
            or (holds(actor.grants, PERMISSION, path) and may_read(actor.grants, form.regime, path))
        )
        and work.hooks.decide_access(actor, PERMISSION, place, form.regime, form.name)
    )


def _hidden(form: Form, wanted: Wanted, roles: frozenset[str]) -> tuple[LeftOut, ...]:
    """The questions of a version that are left out. What is calculated from such answers would tell of them."""
    found: dict[str, LeftOut] = {}
    for question in form.all_questions():  # a calculation looks only at what comes before it
        reason = _reason(question, wanted, roles)
        if reason is None and question.calculation is not None:
            of = next(
                (found[name] for name in names_in(question.calculation) if name in found), None
            )
            reason = LeftOut(question, of.reason, of.roles) if of else None
        if reason is not None:
            found[question.name] = reason
    return tuple(found.values())


def _reason(question: Question, wanted: Wanted, roles: frozenset[str]) -> LeftOut | None:
    """Why a question is left out; None when it is not."""
    if question.audience_view and roles.isdisjoint(question.audience_view):
        return LeftOut(question, "roles", question.audience_view)
    if question.sensitivity == "crisis":
        return LeftOut(question, "crisis")  # it is for whoever answers it now, not for a file
    if question.sensitivity == "private" and not wanted.private:
        return LeftOut(question, "private")
    return None


def _how_many(work: Work, place: PlaceView, allowed: Sequence[Form]) -> int:
    return sum(
        row.many
        for regime in sorted({form.regime for form in allowed})
        for row in work.peek(
            queries.HOW_MANY,
            {
                "place_id": place.id,
                "regime": regime,
                "hashes": [form.hash for form in allowed if form.regime == regime],
                "paths": paths_for_others(regime),
            },
        )
    )


def _check_repeat(wanted: Wanted, repeats: Sequence[str]) -> None:
    if wanted.repeat and wanted.repeat not in repeats:
        there = ", ".join(repeats) or "none"
        raise NotFound(f"This form has no repeat {wanted.repeat}. It has: {there}.")
