"""Pages, papers and events of a real site: a plugin is given what it asks for, and the host goes on without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import column, select, table

from farolito.api import Asks, Pages, PdfLayout, Plugin, hookimpl, shown_counts
from farolito.services import jobs
from farolito.testing.plugins import make_hooks
from tests.web.staff.test_numbers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from farolito.api import SubmissionSaved, Work
    from tests.web.staff.school import School

pages = Pages("counting", "/-/counting")
told: list[str] = []


@pages.route("/<form>", permission="counts.view", cache="no-store", csp="staff")
def page(work: Work, form: str) -> str:
    """How many choices of a question have a number."""
    return f"{len(shown_counts(work, 'lincoln', form, 'food').cells)} numbers"


@pages.route("/rows/<name>", permission="counts.view", cache="no-store", csp="staff")
def rows(work: Work, name: str) -> str:
    """How many rows a table has."""
    return f"{len(work.session.execute(select(column('*')).select_from(table(name))).all())} rows"


class Counting(Plugin):
    """A page with numbers, a layout, and an ear; a test says what it asks for."""

    name = "counting"
    title = "Counting"
    summary = "Counts."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("anonymous",))

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """One page."""
        return [pages]

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """One layout."""
        return [PdfLayout("copy", "staff_copy", "Copy", lambda _: "<p>Copied")]

    @hookimpl
    def submission_saved(self, event: SubmissionSaved) -> None:
        """Remembers."""
        told.append(event.form_name)


class Asking(Counting):
    """Asks for what the form is about."""

    asks = Asks(records=("education_record",))


@pytest.fixture(autouse=True)
def nothing_told_yet() -> None:
    told.clear()


def test_a_page_reads_no_numbers_of_records_that_its_plugin_did_not_ask_for(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Counting))
    counted(school)

    reply = school.staff("coordinator").get("/-/counting/needs")

    assert reply.status_code in (403, 404)
    assert "numbers" not in reply.text or "did not ask" in reply.text
    (withheld,) = [
        one for one in school.works.hooks.given.withheld("counting") if "shown" in one.hook
    ]
    assert (withheld.regime, withheld.times) == ("education_record", 1)
    assert school.staff("coordinator").get("/staff/lincoln/numbers?form=needs").status_code == 200


def test_a_page_reads_numbers_of_what_its_plugin_asks_for(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Asking))
    counted(school)

    reply = school.staff("coordinator").get("/-/counting/needs")

    assert (reply.status_code, reply.text) == (200, "3 numbers")


def test_a_page_reads_no_tables_of_the_host(make_school: Callable[..., School]) -> None:
    school = make_school(make_hooks(Asking))
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE plugin_counting_row (id INTEGER)")
    school.send("needs")
    reader = school.staff("coordinator")

    assert reader.get("/-/counting/rows/plugin_counting_row").text == "0 rows"
    for name in ("response", "submission", "user", "plugin_others_row"):
        assert "rows" not in reader.get(f"/-/counting/rows/{name}").text
    faults = [one.cause for one in school.works.hooks.health.faults()]
    assert any("ForeignTable" in cause for cause in faults)


def test_an_event_is_told_to_those_who_asked_for_its_regime(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Counting))
    school.send("needs")
    school.send("survey")
    jobs.run_all(school.works)
    assert told == ["survey"]


def test_a_job_that_was_queued_before_events_named_their_regime_finds_it(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Asking))
    school.send("needs")
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE job SET payload = json_remove(payload, '$.event.regime')"
        )
    jobs.run_all(school.works)
    assert told == ["needs"]


def test_no_paper_is_offered_that_only_a_plugin_prints_which_did_not_ask(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Counting))
    response = school.send("needs")
    reader = school.staff("coordinator")

    assert "staff-copy.pdf" not in reader.get(response).text
    assert reader.get(f"{response}/staff-copy.pdf").status_code == 404


def test_what_a_layout_is_given_was_written_into_the_audit_first(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Asking))
    response = school.send("needs")
    reader = school.staff("coordinator")

    assert "staff-copy.pdf" in reader.get(response).text
    reader.get(f"{response}/staff-copy.pdf")

    which = response.rpartition("/")[2]
    actions = [
        action for action, target in school.rows("SELECT action, target FROM audit")
        if which in target
    ]  # fmt: skip
    assert "response.printed" in actions
