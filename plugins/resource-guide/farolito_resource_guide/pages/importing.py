"""Files into the guide, the report of each, and the guide out again as HSDS."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from flask import Response, request
from sqlalchemy import select

from farolito.api import N_, NotFound, gettext, place_by_slug, places_where, render_page
from farolito_resource_guide.choosing import shown
from farolito_resource_guide.giving import page_of
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.models import ImportRow
from farolito_resource_guide.pages.desk import desk_path
from farolito_resource_guide.pages.group import pages
from farolito_resource_guide.taking import tidy
from farolito_resource_guide.taking.files import MOST_BYTES, read_files
from farolito_resource_guide.taking.importing import OUTCOMES, take
from farolito_resource_guide.taking.read import SAYS, NotAList
from farolito_resource_guide.taking.tidy import Remarks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

MAY = "places.manage"
"""A file may bring thousands of entries: that is for whoever decides about the place."""

SHOWN_ROWS = 100

WRONG: Mapping[str, str] = {
    "file": N_("Choose a file."),
    "source": N_("Write where the list is from, like: LA Regional Food Bank"),
    "day": N_("Write how old the list is, a day like 2026-11-23, or a year like 2018"),
    "empty": N_("This file is empty."),
    "not_text": N_("This is no table and no HSDS. Save it as CSV, then send it again."),
    "no_columns": N_(
        "We find no column “name” in the first line. Give each column a name, then send it again."
    ),
    "not_json": N_("This is not whole JSON. Ask whoever made it for another one."),
    "no_services": N_(
        "We find no services in it. Of HSDS tables, send services.csv and the others together."
    ),
    "not_zip": N_("We can not open this ZIP archive, or it holds too much."),
    "too_big": N_("This file is too big. Send it in parts of up to 8 MB."),
}

OUTCOME_WORDS: Mapping[str, str] = {
    "taken": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Same as before"),
    "not_taken": N_("Not taken"),
}


@pages.route("/<place>/desk/import", permission=MAY, cache="no-store", csp="staff")
def choose_file(work: Work, place: str) -> str:
    """The form, and what was imported before."""
    return _form(work, _place(work, place), {})


@pages.route("/<place>/desk/import", ("POST",), permission=MAY, cache="no-store", csp="staff")
def import_files(work: Work, place: str) -> Any:
    """Take a file, or the tables of HSDS together; then the report."""
    here = _place(work, place)
    request.max_content_length = MOST_BYTES + 1024 * 1024
    typed = {name: tidy.words(request.form.get(name, ""), 200) for name in ("source", "as_of")}
    files = {
        one.filename or "file": one.read() for one in request.files.getlist("files") if one.filename
    }
    remarks = Remarks()
    as_of = tidy.day(
        f"{typed['as_of']}-01-01" if len(typed["as_of"]) == 4 else typed["as_of"], remarks
    )
    faults = {
        "file": "" if files else "file",
        "source": "" if typed["source"] else "source",
        "as_of": "" if as_of is not None and as_of <= work.today() else "day",
    }
    wrong = {name: _wrong(code) for name, code in faults.items() if code}
    if wrong:
        return _form(work, here, typed, wrong), 422
    try:
        rows = read_files(files, typed["source"], as_of)
    except NotAList as error:
        return _form(work, here, typed, {"file": _wrong(str(error))}), 422
    made = take(
        work.session,
        here.id,
        rows,
        file=", ".join(files),
        source=typed["source"],
        now=work.now(),
    )
    return "", 303, {"Location": f"{desk_path(here)}/import/{made.id}"}


@pages.route("/<place>/desk/import/<import_id>", permission=MAY, cache="no-store", csp="staff")
def report(work: Work, place: str, import_id: str) -> str:
    """What became of each row; ``?show=not_taken`` those alone, ``?show=remarks`` those with something not used."""
    here = _place(work, place)
    made = work.session.get(ImportRow, (here.id, import_id))
    if made is None:
        raise NotFound("There is no such page.")
    show = request.args.get("show", "")
    rows = [
        row
        for row in made.report["rows"]
        if not show or row["outcome"] == show or (show == "remarks" and row["remarks"])
    ]
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    here_rows = rows[(page - 1) * SHOWN_ROWS : page * SHOWN_ROWS]
    return render_page(
        "resource_guide/report.html",
        place=here,
        home=desk_path(here),
        made=made,
        show=show,
        page=page,
        more=page * SHOWN_ROWS < len(rows),
        total=len(made.report["rows"]),
        outcomes=[
            (name, gettext(OUTCOME_WORDS[name]), made.report["counts"][name]) for name in OUTCOMES
        ],
        noted=sum(bool(row["remarks"]) for row in made.report["rows"]),
        rows=[_shown(row) for row in here_rows],
    )


@pages.route("/<place>/hsds.json", permission="public", cache="short", csp="none")
def exported(work: Work, place: str) -> Response:
    """The guide as HSDS 3.1, for other directories: what families see, nothing more."""
    here = place_by_slug(work, place)
    entries = shown(entries_of(work.session, here.id).values())
    text = json.dumps(page_of(entries), ensure_ascii=False, indent=1)
    named = {"Content-Disposition": f'inline; filename="{here.slug}-hsds.json"'}
    return Response(text, mimetype="application/json", headers=named)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    said = [row["why"]] if row["why"] else []
    outcome = OUTCOME_WORDS[row["outcome"]]
    return row | {
        "outcome_words": gettext(outcome),
        "says": [
            gettext(SAYS[code], text=text)
            for code, text in (*said, *row["remarks"])
            if code in SAYS
        ],
    }


def _wrong(code: str) -> str:
    words = WRONG[code]
    return gettext(words)


def _form(
    work: Work, here: PlaceView, typed: Mapping[str, str], wrong: Mapping[str, str] | None = None
) -> str:
    row = cast("Any", ImportRow)
    before = select(row.id, row.made_at, row.file, row.source).where(row.place_id == here.id)
    return render_page(
        "resource_guide/import.html",
        place=here,
        home=desk_path(here),
        typed=typed,
        wrong=wrong or {},
        before=work.session.execute(before.order_by(row.made_at.desc()).limit(20)).all(),
    )


def _place(work: Work, slug: str) -> PlaceView:
    for place in places_where(work, MAY, kinds=("site", "district", "county")):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")
