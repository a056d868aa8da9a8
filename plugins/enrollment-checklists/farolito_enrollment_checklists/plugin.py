"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import (
    N_,
    SCHOOL_ZONE,
    Asks,
    DemoData,
    NavItem,
    PdfLayout,
    PlaceLink,
    Plugin,
    PluginFunction,
    ResponseLink,
    hookimpl,
)
from farolito_enrollment_checklists import deadlines, facts, layout, steps
from farolito_enrollment_checklists.poverty import poverty_percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import (
        DatedFact,
        NextStep,
        Pages,
        PlaceView,
        ResponseView,
        SubmissionSaved,
        SubmissionView,
        Work,
    )


class EnrollmentChecklists(Plugin):
    """Ten programmes: what to do, what to bring, by when; and what a family could ask for."""

    name = "enrollment_checklists"
    title = N_("Enrollment checklists")
    summary = N_(
        "Lists for CalFresh, Medi-Cal, school and more: steps, papers to bring, days to remember."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record", "self_service"),
        forms=True,
        tables=True,
        says=(
            N_("Adds next steps when a family needs food or health care"),
            N_("Keeps which lists a family has, what is ticked on them, and by when steps are due"),
            N_("Counts the nights in a motel or shelter that CalWORKs paid for a family"),
            N_("Plans follow-ups for the days by which steps are due"),
            N_("Has public pages with the lists, and their PDF"),
            N_("Brings a function for rules: an income beside the federal poverty guideline"),
        ),
    )

    @hookimpl
    def next_steps(self, response: ResponseView) -> Iterable[NextStep]:
        """Where to apply, and the words that decide whether a family eats this week."""
        return steps.next_steps(response, datetime.now(SCHOOL_ZONE).date())

    @hookimpl
    def dated_facts(self) -> Iterable[DatedFact]:
        """The lists, what in them could not be verified, and the income tables."""
        return facts.dated_facts()

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Note which lists a submission starts, so that nothing is missed if we are told late."""
        deadlines.note(session, submission)

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        """Compute the days by which steps are due."""
        deadlines.work_off(session, event)

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """The list on paper."""
        return [PdfLayout("enrollment_checklist", "checklist", N_("Checklist"), layout.render)]

    @hookimpl
    def register_functions(self) -> Iterable[PluginFunction]:
        """An income as a percentage of the federal poverty guideline."""
        return [
            PluginFunction(
                "poverty_percent",
                takes=("number", "number", "date"),
                gives="number",
                python=poverty_percent,
                javascript=Path(__file__).with_name("functions") / "poverty_percent.js",
                says="(yearly income, people, day): percent of the federal poverty guideline of that year",
            )
        ]

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The lists on the web."""
        from farolito_enrollment_checklists import desk, mine, pages, stay_desk  # noqa: F401  they add theirs

        return [pages.pages]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """The way to them, for families."""
        return [PlaceLink(steps.LINK, "/-/enrollment_checklists/")]

    @hookimpl
    def register_response_links(self) -> Iterable[ResponseLink]:
        """From a response to the family's own lists."""
        url = "/-/enrollment_checklists/desk/<place>/<response>"
        return [ResponseLink(N_("Checklists"), url, "responses.list")]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Lists of made-up families."""
        return [DemoData(_fill)]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The desk, for staff who help families with their lists."""
        return [
            NavItem(
                N_("Checklists"),
                "/-/enrollment_checklists/desk/",
                "responses.list",
                (deadlines.REGIME,),
            )
        ]


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_enrollment_checklists.demo import fill

    fill(work, place)
