"""Taking answers away in a file: what is chosen first, what will be left out, and the download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from farolito.domain.consent_paths import may_be_students_own
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services import exports, places
from farolito.services.exports import FORMATS, Wanted, later
from farolito.web.host import host
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.made_files import asked, listed, too_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.exports import Exportable, Plan
    from farolito.services.work import Work

pages = Pages("staff_export", "/staff")

MOST = 100_000
"""Responses of one download. More would hold one of the site's few processes for minutes: a command does that."""

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
ZIP = "application/zip"


@pages.route("/<place>/export", permission="responses.export", cache="no-store", csp="staff")
def export(work: Work, place: str) -> str:
    """The forms of a place with responses; ``?form=`` brings the choices for one of them."""
    found = exports.choices(work, place)
    name = request.args.get("form")
    if name is None and len(found) == 1:
        name = found[0].form.name
    chosen = next((one for one in found if one.form.name == name), None)
    if name is not None and chosen is None:
        raise NotFound("There is no such page.")
    context = {} if chosen is None else _choices(work, place, chosen)
    return render_page(
        "staff/export.html",
        place=places.by_slug(work, place),
        forms=[_listed(one) for one in found],
        chosen=chosen and _listed(chosen),
        files=listed(work, place),
        **context,
    )


@pages.route(
    "/<place>/export",
    methods=("POST",),
    permission="responses.export",
    cache="no-store",
    csp="staff",
)
def download(work: Work, place: str) -> AnyResponse:
    """The file, sent while it is made, and recorded before its first byte; a long one is made by a process of its own,
    and the page that shows how far it is comes instead.
    """
    fields = posted()
    kind = next((one for one in FORMATS if one == fields.get("format")), None)
    words = fields.get("words") or None
    if kind is None or (words is not None and words not in LANGUAGES):
        raise NotFound("There is no such page.")
    wanted = Wanted(place, fields.get("form", ""), kind, words, fields.get("private") == "yes")
    plan = exports.plan(work, wanted)
    if plan.total > MOST:
        raise NotFound("There is no such page.")  # the page that leads here did not offer it
    if plan.total > later.AT_ONCE:
        try:
            return asked(place, later.ask(work, plan))
        except Conflict:
            return too_many(work, place)
    exports.begin(work, plan)
    return Response(
        _stream(plan, work),
        headers={
            "Content-Type": TYPES.get(kind, ZIP),
            "Content-Disposition": f'attachment; filename="{exports.filename(plan)}"',
        },
    )


def _stream(plan: Plan, work: Work) -> Iterator[bytes]:
    """The pieces, made after this request's work has ended.

    Between them the server process says that it is alive: a download may take longer than a page.
    """
    works, actor = host().works, work.actor
    alive: Callable[[], None] = request.environ.get("farolito.alive", lambda: None)

    def pieces() -> Iterator[bytes]:
        for piece in exports.pieces(works, plan, actor, lambda done: alive()):
            yield piece
            alive()

    return pieces()


def _listed(one: Exportable) -> dict[str, object]:
    many = one.responses
    return {
        "name": one.form.name,
        "title": pick(one.form.title, spoken(), one.form.languages[0]),
        "responses": ngettext("%(num)s response", "%(num)s responses", many),
        "too_many": many > MOST,
        "later": many > later.AT_ONCE,
    }


def _choices(work: Work, place: str, chosen: Exportable) -> dict[str, object]:
    """What can be chosen for a form, and what will be left out whatever is chosen."""
    name = chosen.form.name
    without = exports.plan(work, Wanted(place, name)).left_out
    with_private = exports.plan(work, Wanted(place, name, private=True)).left_out
    never = {one.question.name for one in with_private}
    return {
        "languages": [LANGUAGES[tag] for tag in chosen.languages],
        "private": [_question(one) for one in without if one.question.name not in never],
        "left_out": [_question(one) for one in with_private],
        "students_own": may_be_students_own(chosen.form),
        "anonymous": POLICIES[chosen.form.regime].anonymous,
        "formats": [
            ("xlsx", gettext("Excel file"), gettext("Opens in Excel, Numbers and LibreOffice.")),
            (
                "csv",
                gettext("CSV files"),
                gettext("For other programs. A ZIP file with one table per list."),
            ),
            (
                "jsonl",
                gettext("JSON lines"),
                gettext("For programmers. Every answer as it is stored."),
            ),
            ("fhir", gettext("FHIR"), gettext("For health systems: QuestionnaireResponse, R4.")),
        ],
    }


def _question(one: exports.LeftOut) -> tuple[str, str]:
    return pick(one.question.label, spoken())
