"""Deadlines are noted with the submission, computed afterwards, and computing them twice changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from farolito.api import SubmissionSaved
from farolito.testing.factories import make_form, make_response, make_submission
from farolito.testing.plugins import make_hooks, migrate, unmigrated
from farolito.testing.site import make_site
from farolito_enrollment_checklists.models import Deadline
from farolito_enrollment_checklists.plugin import EnrollmentChecklists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from farolito.api import SubmissionView

EVENING = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)  # still Monday the 23rd at the school
YES = {"calfresh_low_income": "yes"}


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    """A database with the tables of this plugin, on each engine."""
    engine = create_engine(engine_url)
    migrate(engine, EnrollmentChecklists)
    yield engine
    engine.dispose()


def sent(
    *needs: str,
    answers: dict[str, str] | None = None,
    number: int = 1,
    regime: str = "education_record",
) -> SubmissionView:
    response = make_response(make_form(regime=regime), answers, needs=needs)
    return make_submission(response, number=number, received_at=EVENING)


def send(engine: Engine, submission: SubmissionView, times_told: int = 1) -> None:
    """What the host does: save, commit, tell."""
    hooks = make_hooks(EnrollmentChecklists)
    response = submission.response
    with Session(engine) as session, session.begin():
        hooks.submission_saving(submission, session)
    event = SubmissionSaved(
        response.place.id,
        response.id,
        submission.number,
        response.form.name,
        response.form.hash,
        response.regime,
    )
    for _ in range(times_told):
        assert hooks.submission_saved(event, sessionmaker(engine).begin) == ()


def due(engine: Engine) -> dict[tuple[str, str], date]:
    with Session(engine) as session:
        rows = session.scalars(select(Deadline)).all()
        return {(row.checklist, row.step): row.due_on for row in rows}


def test_deadlines_count_from_the_day_at_the_school(engine: Engine) -> None:
    send(engine, sent("food", "health_coverage"))

    assert due(engine) == {
        ("calfresh", "answer"): date(2026, 12, 23),
        ("medi-cal", "answer"): date(2027, 1, 7),
    }


def test_expedited_service_is_due_on_the_third_day(engine: Engine) -> None:
    send(engine, sent("food", answers=YES))

    assert due(engine)["calfresh", "say_expedited"] == date(2026, 11, 26)


def test_being_told_again_changes_nothing(engine: Engine) -> None:
    send(engine, sent("food"), times_told=3)

    assert len(due(engine)) == 1


def test_a_correction_takes_back_what_it_no_longer_names(engine: Engine) -> None:
    send(engine, sent("food", "health_coverage", answers=YES))
    send(engine, sent("food", number=2))

    assert due(engine) == {("calfresh", "answer"): date(2026, 12, 23)}


@pytest.mark.parametrize("regime", ["self_service", "anonymous", "counseling"])
def test_only_education_records_leave_a_trace(engine: Engine, regime: str) -> None:
    send(engine, sent("food", regime=regime))

    assert due(engine) == {}


def test_a_submission_that_is_undone_leaves_nothing(engine: Engine) -> None:
    hooks = make_hooks(EnrollmentChecklists)
    with Session(engine) as session:
        hooks.submission_saving(sent("food"), session)
        session.rollback()
    event = SubmissionSaved(
        "place-1", "response-1", 1, "family-needs", "0" * 64, "education_record"
    )

    assert hooks.submission_saved(event, sessionmaker(engine).begin) == ()
    assert due(engine) == {}


def test_its_migrations_make_exactly_its_tables(engine: Engine) -> None:
    assert unmigrated(engine, EnrollmentChecklists) == []


def test_its_own_words_are_there_in_twelve_languages() -> None:
    assert len(EnrollmentChecklists().languages) == 12


WRITTEN = json.loads(Path(__file__).with_name("needs.json").read_text("utf-8"))
FORM, AGREED = WRITTEN["form"], WRITTEN["agreed"]


def test_a_response_that_is_sent_for_real_gets_its_deadlines_from_the_worker(
    tmp_path: Path, engine_url: str
) -> None:
    site = make_site(tmp_path, EnrollmentChecklists, database_url=engine_url)
    site.open_form(FORM)
    site.send("needs", {"agree": AGREED, "hungry": "yes"})

    assert due(site.works.engine) == {}
    site.work_off()
    site.work_off()

    assert list(due(site.works.engine)) == [("calfresh", "answer")]
    site.close()
