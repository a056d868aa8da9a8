"""Every hook has an example in docs/hooks.md, which prints the methods of Examples; each does what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import (
    Asks,
    Checklist,
    DatedFact,
    DemoData,
    NavItem,
    NextStep,
    Nightly,
    Pages,
    Panel,
    PanelRow,
    PdfLayout,
    PlaceLink,
    Plugin,
    PluginFunction,
    ResponseLink,
    SubmissionSaved,
    hookimpl,
)
from farolito.plugins.catalogue import CATALOGUE
from farolito.testing.factories import (
    PLACE,
    make_form,
    make_response,
    make_submission,
    make_user,
)
from farolito.testing.hook_tester import failures, try_hook
from farolito.testing.plugins import make_hooks
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import Actor, Form, PlaceView, ResponseView, SubmissionView, Work

told: list[str] = []
HERE = Path(__file__).parent
pages = Pages("examples", url_prefix="/-/examples")


@pages.route("/", permission="public", cache="short", csp="family")
def opening_hours(work: Work) -> str:
    """A page that anybody may open."""
    return f"<title>Hours</title><h1>Open until {work.today():%A}</h1>"


def render(document: Checklist) -> str:
    """A checklist on paper."""
    return f'<html lang="{document.language}"><title>x</title><h1>{document.title}</h1></html>'


def visits(work: Work, place: PlaceView) -> Iterable[PanelRow]:
    """What stands in the panel of a place."""
    yield PanelRow("Open until", f"{work.today():%A}")


def fill_demo(work: Work, place: PlaceView) -> None:
    """Nothing twice: the demo is started many times."""
    if f"demo {place.slug}" not in told:
        told.append(f"demo {place.slug}")


def forget(work: Work) -> None:
    """What is over its time, however many nights were missed."""
    told.append(f"forgotten before {work.today()}")


class Examples(Plugin):
    """Answers every hook, each in the shortest way that is of use."""

    name = "examples"
    title = "Examples"
    summary = "Answers every hook."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",), decides=("counseling",))

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """Checklists on paper; ``render`` takes a Checklist and gives a whole HTML page."""
        return [PdfLayout("large_checklist", "checklist", "Checklist in large letters", render)]

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The pages of ``pages.py``: ``pages = Pages("examples", url_prefix="/-/examples")``."""
        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """An entry for whoever may see counts."""
        return [NavItem("Opening hours", "/-/examples/", "counts.view")]

    @hookimpl
    def register_panels(self) -> Iterable[Panel]:
        """Below the numbers of a place, for whoever may see its counts."""
        return [Panel("visits", "Visits", "counts.view", visits, url="/-/examples/")]

    @hookimpl
    def register_place_links(self) -> Iterable[PlaceLink]:
        """On the page of a place, beside its forms."""
        return [PlaceLink("Opening hours", "/-/examples/")]

    @hookimpl
    def register_response_links(self) -> Iterable[ResponseLink]:
        """Beside the notes of a response; ``/-/examples/<place>/<response>`` where the page is about it."""
        return [ResponseLink("Opening hours", "/-/examples/", "responses.list")]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """Made-up rows for the school of the demo."""
        return [DemoData(fill_demo)]

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """Every night, what is over its time is erased."""
        return [Nightly(forget)]

    @hookimpl
    def register_functions(self) -> Iterable[PluginFunction]:
        """A rule may write ``examples.half(children) > 2``."""
        return [
            PluginFunction(
                "half",
                takes=("number",),
                gives="number",
                python=lambda number: number / 2,
                javascript=HERE / "half.js",
                says="(number): half of it",
            )
        ]

    @hookimpl
    def next_steps(self, response: ResponseView) -> Iterable[NextStep]:
        """Where to go, for whoever needs food."""
        if "food" in response.needs:
            yield NextStep(
                title={"en": "Visit the food pantry", "es": "Visite la despensa"},
                detail={"en": "Room 12, Tuesdays at 3 pm.", "es": "Salón 12, martes a las 3 pm."},
            )

    @hookimpl
    def dated_facts(self) -> Iterable[DatedFact]:
        """The hours that our page shows: asked for every half year."""
        yield DatedFact(
            title={"en": "Opening hours", "es": "Horario"},
            review_by=date(2027, 3, 1),
            source="The notice at the door",
            checked_on=date(2026, 9, 1),
            url="/-/examples/",
        )

    @hookimpl
    def check_publish(self, form: Form) -> Iterable[str]:
        """Our own forms must say how long they take."""
        if form.name.startswith("pantry") and form.minutes is None:
            yield "Say how many `minutes` it takes: families decide by that."

    @hookimpl
    def decide_access(self, actor: Actor, regime: str) -> bool | None:
        """Counseling records are for counselors, whatever other roles somebody holds."""
        if regime != "counseling" or actor.kind in ("family", "system"):
            return None
        return None if any(grant.role == "counselor" for grant in actor.grants) else False

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Note the first time that a response is sent, together with its answers."""
        if submission.number == 1:
            told.append(f"saving {submission.response.id}")

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        """Call out, once it is stored; being told twice must do no harm."""
        if f"saved {event.response_id}" not in told:
            told.append(f"saved {event.response_id}")


GOOD: dict[str, dict[str, Any]] = {
    "register_pdf_layouts": {},
    "register_pages": {},
    "register_navigation": {},
    "register_panels": {},
    "register_place_links": {},
    "register_response_links": {},
    "register_demo": {},
    "register_nightly": {},
    "register_functions": {},
    "next_steps": {"response": make_response(needs=["food"])},
    "dated_facts": {},
    "check_publish": {"form": make_form("pantry-visit")},
    "decide_access": {
        "actor": make_user("coordinator"),
        "permission": "responses.view",
        "place": PLACE,
        "regime": "counseling",
        "form_name": None,
    },
    "submission_saving": {"submission": make_submission(make_response(id="sent"))},
    "submission_saved": {
        "event": SubmissionSaved("place-1", "told", 1, "a-form", "0" * 64, "education_record")
    },
}
SAYS = {
    "register_pdf_layouts": "kept: 1 PdfLayout",
    "register_pages": "kept: 1 Pages",
    "register_navigation": "kept: 1 NavItem",
    "register_panels": "kept: 1 Panel",
    "register_place_links": "kept: 1 PlaceLink",
    "register_response_links": "kept: 1 ResponseLink",
    "register_demo": "kept: 1 DemoData",
    "register_nightly": "kept: 1 Nightly",
    "register_functions": "kept: 1 PluginFunction",
    "next_steps": "kept: 1 NextStep",
    "dated_facts": "kept: 1 DatedFact",
    "check_publish": "refused: Say how many `minutes` it takes: families decide by that.",
    "decide_access": "denied",
    "submission_saving": "saved together with the answers",
    "submission_saved": "told",
}


@pytest.mark.parametrize("hook", CATALOGUE)
def test_the_example_is_run_in_good_and_in_bad_surroundings(hook: str) -> None:
    assert try_hook(Examples, hook, **GOOD[hook])[0].says == SAYS[hook]
    assert failures(Examples, hook, **GOOD[hook]) == []


def test_the_examples_that_leave_something_leave_it_once() -> None:
    told.clear()

    try_hook(Examples, "submission_saving", **GOOD["submission_saving"])
    try_hook(Examples, "submission_saved", **GOOD["submission_saved"])

    assert told.count("saved told") == 1
    assert "saving sent" in told


def test_the_page_the_paper_and_the_function_of_the_examples_work(tmp_path: Path) -> None:
    site = make_site(tmp_path, Examples)
    (layout,) = make_hooks(Examples).register_pdf_layouts()

    assert "Open until" in site.visitor().get("/-/examples/").text
    assert "Bring" in layout.render(Checklist("Bring", "en", ()))
    assert make_hooks(Examples).functions["examples.half"].call(3.0) == 1.5
    site.close()
