"""Visits are counted once per service line, with the submission or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from farolito.testing.factories import make_form, make_response, make_submission
from farolito.testing.plugins import make_hooks, migrate
from farolito_wellbeing_centers.models import Visit
from farolito_wellbeing_centers.plugin import WellbeingCenters
from farolito_wellbeing_centers.service_lines import SERVICE_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from farolito.api import SubmissionView

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # midnight at the school
VISIT = make_form("wellbeing-visit", regime="anonymous")


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    """A database with the table of this plugin, on each engine."""
    engine = create_engine(engine_url)
    migrate(engine, WellbeingCenters)
    yield engine
    engine.dispose()


def visit(*lines: str, number: int = 1) -> SubmissionView:
    response = make_response(VISIT, {"service_lines": list(lines)})
    return make_submission(response, number=number, received_at=MONDAY)


def send(engine: Engine, *submissions: SubmissionView) -> None:
    hooks = make_hooks(WellbeingCenters)
    for submission in submissions:
        with Session(engine) as session, session.begin():
            hooks.submission_saving(submission, session)


def counted(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        lines = select(Visit.service_line, func.sum(Visit.count)).group_by(Visit.service_line)
        return {line: int(number) for line, number in session.execute(lines)}


def test_a_visit_counts_once_in_each_service_line_it_names(engine: Engine) -> None:
    send(engine, visit("mental_health", "leadership"), visit("leadership"))

    assert counted(engine) == {"mental_health": 1, "leadership": 2}


def test_a_count_belongs_to_the_day_at_the_school(engine: Engine) -> None:
    send(engine, visit("leadership"))

    with Session(engine) as session:
        assert session.scalars(select(Visit.day)).all() == [date(2026, 11, 23)]


def test_a_submission_that_is_undone_leaves_no_count(engine: Engine) -> None:
    with Session(engine) as session:
        make_hooks(WellbeingCenters).submission_saving(visit("leadership"), session)
        session.rollback()

    assert counted(engine) == {}


def test_a_skipped_question_another_form_and_a_correction_count_nothing(engine: Engine) -> None:
    skipped = make_response(VISIT, {"service_lines": {"skipped": True}})
    other = make_response(make_form("other"), {"service_lines": ["leadership"]})

    send(engine, make_submission(skipped), make_submission(other), visit("leadership", number=2))

    assert counted(engine) == {}


def test_the_page_has_a_row_for_every_choice_of_the_form() -> None:
    import json

    (path,) = [one for one in WellbeingCenters().form_files if one.stem == "wellbeing-visit"]
    form = json.loads(path.read_text(encoding="utf-8"))
    questions = [q for s in form["sections"] for p in s["pages"] for q in p["questions"]]
    (asked,) = [question for question in questions if question["name"] == "service_lines"]

    assert [choice["name"] for choice in asked["choices"]] == list(SERVICE_LINES)
