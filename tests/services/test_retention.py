"""Retention: what is over its time is gone, also from the files; what is held stays; nothing comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.definitions import Retention
from farolito.errors import Conflict, NotFound
from farolito.services import audit, casework, forms, jobs, responses, retention
from farolito.services.casework import amending
from farolito.services.retention import nightly
from farolito.services.retention.erasing import about_responses
from farolito.services.retention.ledger import FILE, write_down
from tests.services.conftest import ANSWERS, NEEDS

if TYPE_CHECKING:
    from tests.services.conftest import School

CANARY = "kanarienvogel-7319"


def send(school: School, **more: str) -> str:
    handle = school.answer(school.open_form(), **{**ANSWERS, **more})
    with school.works.open(NOBODY) as work:
        responses.submit(work, handle)
    return handle.response_id or ""


def kept(school: School) -> list[str]:
    return [row[0] for row in school.rows("SELECT id FROM response ORDER BY id")]


def erasures(school: School) -> list[tuple[str, str]]:
    return [
        tuple(row)
        for row in school.rows(
            "SELECT erased_response, part FROM erasure ORDER BY part, erased_response"
        )
    ]


def test_nothing_goes_before_its_time(school: School) -> None:
    sent = send(school)
    school.clock.advance(days=400)
    assert retention.purge(school.works).erased == {}
    assert kept(school) == [sent]


def test_a_draft_that_nobody_came_back_to_goes(school: School) -> None:
    school.answer(school.open_form(), food_worried="often")
    school.clock.advance(days=31)
    done = retention.purge(school.works)
    assert list(done.erased.values()) == [1]
    assert kept(school) == []


def test_names_go_first_and_answers_stay(school: School) -> None:
    sent = send(school)
    school.clock.advance(days=430)
    retention.purge(school.works)
    assert erasures(school) == [(sent, "names")]
    assert kept(school) == [sent]
    assert school.rows("SELECT code, code_index, session_id FROM response") == [(None, None, None)]
    retention.purge(school.works)
    assert erasures(school) == [(sent, "names")]


def test_in_the_end_everything_goes_from_every_table_about_it(school: School) -> None:
    sent = send(school)
    jobs.run_all(school.works)
    school.clock.advance(days=1100)
    retention.purge(school.works)
    with school.works.open(SYSTEM, write=False) as work:
        tables = [table.name for table in about_responses(work)]
        assert retention.erased(work, school.place.id, sent)
    assert "submission" in tables
    for table in tables:
        assert school.rows(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608  our own names
    assert kept(school) == []


def test_a_held_response_stays_until_the_hold_is_lifted(school: School) -> None:
    sent, other = send(school), send(school)
    with school.works.open(SYSTEM) as work:
        hold = retention.hold(work, school.place.id, "A court asked.", response_id=sent)
        assert [one.reason for one in retention.holds(work, school.place.id)] == ["A court asked."]
    school.clock.advance(days=1100)
    done = retention.purge(school.works)
    assert (sum(done.erased.values()), sum(done.held.values())) == (1, 1)
    assert kept(school) == [sent]
    with school.works.open(SYSTEM) as work, pytest.raises(Conflict, match="held"):
        retention.erase(work, school.place.id, sent, "all", "request")
    with school.works.open(SYSTEM) as work:
        retention.lift(work, school.place.id, hold)
    retention.purge(school.works)
    assert kept(school) == []
    assert (other, "all") in erasures(school)


@pytest.mark.parametrize("covered", [{"form_name": "family-needs"}, {}])
def test_a_hold_may_cover_a_form_or_a_whole_place(school: School, covered: dict[str, str]) -> None:
    send(school)
    with school.works.open(SYSTEM) as work:
        retention.hold(work, school.place.id, "An audit.", **covered)
    school.clock.advance(days=1100)
    assert retention.purge(school.works).erased == {}


def test_a_hold_of_another_form_holds_nothing_here(school: School) -> None:
    send(school)
    with school.works.open(SYSTEM) as work:
        retention.hold(work, school.place.id, "An audit.", form_name="community-survey")
    school.clock.advance(days=1100)
    assert sum(retention.purge(school.works).erased.values()) == 1


def test_a_hold_is_lifted_once(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        hold = retention.hold(work, school.place.id, "An audit.")
        retention.lift(work, school.place.id, hold)
        with pytest.raises(NotFound):
            retention.lift(work, school.place.id, hold)


def test_a_place_may_keep_things_for_a_shorter_time(school: School) -> None:
    sent = send(school)
    with school.works.open(SYSTEM) as work:
        retention.keep(work, school.place.id, "family-needs", Retention(7, 1, 2))
        with pytest.raises(Conflict, match="never for longer"):
            retention.keep(work, school.place.id, "family-needs", Retention(7, 1, 37))
    school.clock.advance(days=70)
    retention.purge(school.works)
    assert erasures(school) == [(sent, "all")]


def test_why_an_answer_was_corrected_goes_with_the_names(school: School) -> None:
    sent = send(school)
    with school.works.open(school.staff("coordinator")) as work:
        case = casework.case(work, "lincoln", sent)
        amending.amend(work, case, 1, {**ANSWERS, "food_worried": "never"}, "Rosa Alvarez called")
    school.clock.advance(days=430)
    retention.purge(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        case = casework.case(work, "lincoln", sent)
        assert [(one.number, one.reason) for one in amending.amendments(work, case)] == [(2, "")]


def test_a_form_that_tells_families_a_shorter_time_since_is_kept_no_longer_than_it_says(
    school: School,
) -> None:
    with school.works.open(SYSTEM) as work:
        retention.keep(work, school.place.id, "family-needs", Retention(7, 12, 24))
        shorter = {"draft_days": 30, "identity_months": 1, "answers_months": 2}
        forms.publish(work, {**NEEDS, "retention": shorter})
    sent = send(school)
    school.clock.advance(days=35)
    retention.purge(school.works)
    assert erasures(school) == [(sent, "names")]


def test_what_was_erased_is_erased_again_when_a_backup_brings_it_back(school: School) -> None:
    sent = send(school)
    with school.works.open(SYSTEM) as work:
        place = school.place.id
        row = work.connection.exec_driver_sql("SELECT * FROM response").one()
        submission = work.connection.exec_driver_sql("SELECT * FROM submission").one()
    school.clock.advance(days=1100)
    retention.purge(school.works)
    assert (school.works.settings.keys / FILE).read_text() == f"{place} {sent} all\n"
    # the backup: rows are there again, and the database knows nothing of the erasure
    with school.works.open(SYSTEM) as work:
        for table, values in (("response", row), ("submission", submission)):
            marks = ", ".join(f":v{n}" for n in range(len(values)))
            given = {f"v{n}": value for n, value in enumerate(values)}
            work.connection.execute(text(f"INSERT INTO {table} VALUES ({marks})"), given)  # noqa: S608
        work.connection.exec_driver_sql("DELETE FROM erasure")
    assert kept(school) == [sent]
    assert retention.erase_again(school.works) == 1
    assert kept(school) == []
    assert retention.erase_again(school.works) == 0


def test_a_line_that_a_power_cut_left_half_is_written_anew(school: School) -> None:
    sent = send(school)
    school.clock.advance(days=1100)
    retention.purge(school.works)
    file = school.works.settings.keys / FILE
    file.write_text(file.read_text()[:-10] + "\n" + "half of a li")
    with school.works.open(SYSTEM) as work:
        assert write_down(work) == 1
    assert retention.erase_again(school.works) == 0
    assert sent in file.read_text()


def test_nothing_of_what_was_purged_is_left_in_the_files(school: School, tmp_path: Path) -> None:
    if school.works.engine.dialect.name != "sqlite":
        return
    send(school)
    sealed = school.rows("SELECT answers FROM submission")[0][0]
    database = Path(str(school.works.engine.url.database))

    def found() -> bool:
        return any(
            bytes(sealed)[20:60] in file.read_bytes()
            for file in (database, *database.parent.glob(f"{database.name}-*"))
            if file.exists()
        )

    assert found()
    school.clock.advance(days=1100)
    retention.purge(school.works)
    assert not found()


def test_an_erasure_is_in_the_audit_and_names_no_anonymous_response(school: School) -> None:
    sent = send(school)
    handle = school.answer(school.open_form("survey"), "survey", food_worried="often")
    with school.works.open(NOBODY) as work:
        responses.submit(work, handle)
    school.clock.advance(days=1100)
    retention.purge(school.works)
    rows = school.rows("SELECT target FROM audit WHERE action = 'response.erased_all'")
    assert sorted(row[0] for row in rows) == ["response/", f"response/{sent}"]
    with school.works.open(SYSTEM) as work:
        assert audit.verify(work, school.place.id) is None


def test_the_night_purges_and_plans_the_next_one(school: School) -> None:
    send(school)
    school.clock.advance(days=1100)
    nightly.plan(school.works)
    nightly.plan(school.works)
    assert school.rows("SELECT count(*) FROM job WHERE kind = 'purge'") == [(1,)]
    school.clock.advance(hours=24)
    jobs.run_all(school.works)
    assert kept(school) == []
    states = school.rows("SELECT state FROM job WHERE kind = 'purge' ORDER BY id")
    assert [row[0] for row in states] == ["done", "waiting"]
