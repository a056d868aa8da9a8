"""Meetings of partners: planned, written down table by table, and their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, render_page
from farolito_partners import meetings
from farolito_partners.meetings import KINDS, MOST_ROUNDS, MOST_TABLES, Said
from farolito_partners.shared import HOME, MAY, named, pages, paper, place_of
from farolito_partners.typing_in import LONG, Fields

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_partners.models import Meeting


@pages.route("/<place>/meetings", permission=MAY, cache="no-store", csp="staff")
def list_meetings(work: Work, place: str) -> str:
    """The meetings of a school, and the form for another one."""
    return _list(work, place_of(work, place))


@pages.route("/<place>/meetings", ("POST",), permission=MAY, cache="no-store", csp="staff")
def plan(work: Work, place: str) -> Any:
    """Plan a meeting."""
    here = place_of(work, place)
    fields = Fields(request.form)
    name, on = fields.words("name", needed=True), fields.day("on", needed=True)
    tables = fields.number("tables", 1, MOST_TABLES)
    lines = fields.words("questions", needed=True, most=LONG).splitlines()
    questions = [line.strip() for line in lines if line.strip()][:MOST_ROUNDS]
    if tables is None and "tables" not in fields.wrong:
        fields.wrong["tables"] = "number"
    if fields.wrong or on is None or tables is None:
        return _list(work, here, named(fields.wrong)), 422
    made = meetings.plan(work, here, name, on, tables, questions)
    return "", 303, {"Location": f"{HOME}{here.slug}/meetings/{made}"}


@pages.route("/<place>/meetings/<meeting_id>", permission=MAY, cache="no-store", csp="staff")
def meeting(work: Work, place: str, meeting_id: str) -> str:
    """The harvest of a meeting by theme, its leads, and the form for the next line."""
    here = place_of(work, place)
    return _meeting(work, here, meetings.one(work, here, meeting_id))


@pages.route(
    "/<place>/meetings/<meeting_id>", ("POST",), permission=MAY, cache="no-store", csp="staff"
)
def write(work: Work, place: str, meeting_id: str) -> Any:
    """Write a line down, or say that a lead was followed up."""
    here = place_of(work, place)
    row = meetings.one(work, here, meeting_id)
    address = f"{HOME}{here.slug}/meetings/{row.id}"
    if request.form.get("done"):
        meetings.done(work, row, request.form["done"])
        return "", 303, {"Location": address}
    fields = Fields(request.form)
    kind = fields.form.get("kind", "")
    table = fields.number("table", 1, row.tables)
    round_ = fields.number("round", 1, len(meetings.questions_of(row)))
    lead = kind == "lead"
    said = Said(
        id="",
        table=table or 0,
        round=round_ or 0,
        kind=kind,
        theme=fields.words("theme", needed=True),
        words=fields.words("words", needed=True, most=LONG),
        by=fields.words("by"),
        owner=fields.words("owner", needed=lead),
        next_step=fields.words("next_step", needed=lead),
        due=fields.day("due"),
        done=False,
    )
    if kind not in KINDS:
        fields.wrong["kind"] = "choose"
    for name, number in (("table", table), ("round", round_)):
        if number is None:
            fields.wrong[name] = "number"
    if fields.wrong:
        return _meeting(work, here, row, named(fields.wrong)), 422
    meetings.write(work, row, said)
    again = f"?table={said.table}&round={said.round}"  # the next line is of the same table
    return "", 303, {"Location": address + again}


@pages.route(
    "/<place>/meetings/<meeting_id>/<paper_name>.pdf",
    permission=MAY,
    cache="no-store",
    csp="none",
)
def papers(work: Work, place: str, meeting_id: str, paper_name: str) -> Any:
    """Table tents with the questions, sheets to write the harvest on, or the matrix of offers and asks."""
    here = place_of(work, place)
    row = meetings.one(work, here, meeting_id)
    titles = {
        "tents": gettext("Table tents"),
        "harvest": gettext("Harvest sheets"),
        "matrix": gettext("Offers and asks"),
    }
    if paper_name not in titles:
        raise NotFound("There is no such page.")
    return paper(
        work, f"{paper_name}.html", titles[paper_name], here, paper_name,
        meeting=row, questions=meetings.questions_of(row),
        themes=meetings.themes(work, row) if paper_name == "matrix" else [],
    )  # fmt: skip


def _list(work: Work, place: PlaceView, wrong: dict[str, str] | None = None) -> str:
    return render_page(
        "partners/meetings.html",
        place=place,
        meetings=meetings.all_of(work, place),
        wrong=wrong or {},
        typed=request.form.to_dict() if wrong else {},
        rounds=MOST_ROUNDS,
    )


def _meeting(
    work: Work, place: PlaceView, row: Meeting, wrong: dict[str, str] | None = None
) -> str:
    found = meetings.themes(work, row)
    asked = {"table": request.args.get("table", ""), "round": request.args.get("round", "")}
    return render_page(
        "partners/meeting.html",
        place=place,
        meeting=row,
        questions=meetings.questions_of(row),
        themes=found,
        leads=[said for theme in found for said in theme.of("lead")],
        kinds=[(name, gettext(words)) for name, words in KINDS.items()],
        kind_words={name: gettext(words) for name, words in KINDS.items()},
        wrong=wrong or {},
        typed=request.form.to_dict() if wrong else asked,
        day=work.today(),
    )
