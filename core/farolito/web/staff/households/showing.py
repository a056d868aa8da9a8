"""A household, and two of them side by side, as templates draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.languages import LANGUAGES, pick
from farolito.web.i18n import gettext, spoken
from farolito.web.staff.households.words import (
    SAFE,
    day_words,
    fact_words,
    matches,
    name_of,
    role_words,
    said_words,
)
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.domain.matching import Hint
    from farolito.services.households import HouseholdView, PersonView, Said, TieView
    from farolito.services.work import Work

COMPARED = ("name", "birth_date", "phone", "email", "address", "grade", "school")


def household(work: Work, view: HouseholdView) -> dict[str, Any]:
    """The page of a household."""
    return {
        "id": view.id,
        "title": codes.shown(view.label) if view.label else "",
        "safe": [
            {"name": name_of(work, one.said), "said": said_words(work, said)}
            for one in view.people
            for said in one.said
            if said.fact == SAFE or _says_what_is_safe(said)
        ],
        "people": [_person(work, one) for one in view.people],
        "facts": _facts(work, view.said),
        "languages": [LANGUAGES[tag] for tag in view.languages],
        "sent": [
            {
                "id": one.response_id,
                "code": codes.shown(one.code) if one.code else "",
                "title": pick(one.form_title, spoken()),
                "language": LANGUAGES[one.language],
                "sent": when(one.received_at, spoken()),
            }
            for one in view.sent
        ],
        "ties": [tie(one) for one in view.ties],
        "elsewhere": [(place, head) for place, head in view.elsewhere],
    }


def tie(one: TieView) -> dict[str, Any]:
    """What was said of two households, and by whom, in a sentence."""
    given = {"code": codes.shown(one.code) if one.code else "", "day": day_words(one.at)}
    by = one.by or ""
    if one.verdict == "different":
        says = gettext("%(by)s said on %(day)s: not the same family.", by=by, **given)
    elif one.how == "session":
        says = gettext("%(code)s was sent from the same browser, on %(day)s.", **given)
    elif one.how == "opened":
        says = gettext("%(by)s opened a form for this family on %(day)s.", by=by, **given)
    else:
        says = gettext("%(by)s said on %(day)s: same family as %(code)s.", by=by, **given)
    undo = gettext("Take this back") if one.verdict == "different" else gettext("Part them again")
    return {"id": one.verdict_id, "says": says, "undo": undo, "other": one.other}


def compared(
    work: Work, ours: HouseholdView, theirs: HouseholdView, hint: Hint | None
) -> list[dict[str, Any]]:
    """Row by row, what both said, and whether it is the same, in words."""
    rows = []
    for what in COMPARED:
        one, other = (_values(work, view, what) for view in (ours, theirs))
        if not one and not other:
            continue
        mark = ""
        if one and other:
            mark = _mark(what, hint) or (
                gettext("Same")
                if set(map(str, one)) & set(map(str, other))
                else gettext("Different")
            )
        rows.append({"what": fact_words(f"x.{what}"), "one": one, "other": other, "mark": mark})
    return rows


def _mark(what: str, hint: Hint | None) -> str:
    if hint is None:
        return ""
    return next((said for fields, said in matches(hint) if what in fields), "")


def _values(work: Work, view: HouseholdView, what: str) -> list[Any]:
    said = [one for person in view.people for one in (*person.said, *person.earlier)]
    found = [
        said_words(work, one) for one in (*said, *view.said) if one.fact.partition(".")[2] == what
    ]
    return list(dict.fromkeys(found))


def _person(work: Work, one: PersonView) -> dict[str, Any]:
    named = ("person.name", "student.name")
    return {
        "id": one.ids[0],
        "name": name_of(work, one.said),
        "role": role_words(one.role),
        "facts": _facts(
            work,
            [
                said
                for said in one.said
                if said.fact != SAFE and (said.fact not in named or said.question.type == "child")
            ],
        ),
        "earlier": _facts(work, one.earlier),
        "since": day_words(one.since),
        "until": day_words(one.until),
    }


def _facts(work: Work, said: Iterable[Said]) -> list[tuple[str, Any]]:
    return [(fact_words(one.fact), said_words(work, one)) for one in said]


def _says_what_is_safe(said: Said) -> bool:
    return said.fact == "person.phone" and isinstance(said.answer, dict) and "number" in said.answer
