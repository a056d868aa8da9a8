"""Every regime, as its row in the table of policies says: who reads, prints, exports, counts, what is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.consent_paths import PATHS, is_students_own
from farolito.domain.definitions import Regime
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES
from farolito.errors import Forbidden, NotFound
from farolito.services import (
    differences,
    documents,
    exports,
    forms,
    inbox,
    links,
    responses,
    retention,
)
from farolito.services.documents import contents
from farolito.services.exports import Wanted
from farolito.services.exports.about import about
from farolito.services.outcome import path_of
from farolito.services.retention import calendar
from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables
from tests.services.conftest import AGREED, CONSENT, FOOD, document, en

if TYPE_CHECKING:
    from farolito.plugins.hooks import Hooks
    from tests.services.conftest import School

REGIMES: tuple[Regime, ...] = get_args(Regime)
ALL_ROLES = tuple(sorted(ROLES))
WHO = {
    "name": "who_agrees",
    "type": "choice",
    "label": en("Who agrees?"),
    "choices": [
        {"name": "parent", "label": en("A parent")},
        {"name": "minor_self", "label": en("The student")},
    ],
}

GIVEN: dict[str, Any] = {
    "agree": AGREED,
    "food_worried": "often",
    "who_agrees": {"skipped": True},
}


@pytest.fixture(scope="module")
def hooks() -> Hooks:
    """Paper can be printed."""
    return make_hooks(Printables)


on_sqlite = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
"""What is printed is the same on both."""


def publish(school: School, regime: Regime, **more: Any) -> str:
    """A form of a regime, linked by its name; the name."""
    name = f"{regime.replace('_', '-')}-form"
    names = {"identity_months": 0} if POLICIES[regime].anonymous else {"identity_months": 14}
    kept = {"draft_days": 30, "answers_months": 36, **names}
    asked = [FOOD, WHO] if POLICIES[regime].anonymous else [CONSENT, FOOD, WHO]
    with school.works.open(SYSTEM) as work:
        forms.publish(work, document(name, *asked, regime=regime, retention=kept, **more))
        links.add(work, school.place.id, name, name)
    return name


def send(school: School, name: str, **answers: Any) -> str:
    """Answers to it; the id of the response."""
    token = school.open_form(name)
    handle = school.find(token, name)
    given = {**GIVEN, **answers}
    school.answer(
        token, name, **{key: one for key, one in given.items() if key in handle.form.questions}
    )
    school.send(token, name)
    [(found,)] = school.rows(
        "SELECT id FROM response WHERE link_slug = :name ORDER BY received_at DESC, id DESC LIMIT 1",
        name=name,
    )
    return str(found)


def found(school: School, response_id: str, *roles: str) -> bool:
    """Whether holders of these roles may read it."""
    try:
        with school.works.open(school.staff(*roles)) as work:
            responses.read(work, "lincoln", response_id)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("regime", REGIMES)
def test_exactly_the_readers_of_a_regime_read_and_list_its_records(
    school: School, regime: Regime
) -> None:
    response_id = send(school, publish(school, regime))
    readers = {role for role in ALL_ROLES if found(school, response_id, role)}
    listed = set()
    for role in ALL_ROLES:
        try:
            with school.works.open(school.staff(role), write=False) as work:
                if inbox.page(work, "lincoln").items:
                    listed.add(role)
        except Forbidden:
            continue
    assert readers == listed == POLICIES[regime].readers


@on_sqlite
@pytest.mark.parametrize("regime", REGIMES)
def test_exactly_the_copies_that_a_regime_knows_are_printed_by_staff(
    school: School, regime: Regime
) -> None:
    response_id = send(school, publish(school, regime))
    made = set()
    for copy, make in (
        ("family_copy", documents.family_copy_for_staff),
        ("staff_copy", documents.staff_copy),
    ):
        try:
            with school.works.open(school.staff(*ALL_ROLES)) as work:
                make(work, "lincoln", response_id)
        except NotFound:
            continue
        made.add(copy)
    readable = bool(POLICIES[regime].readers)
    assert made == (
        (POLICIES[regime].prints & {"family_copy", "staff_copy"}) if readable else set()
    )


@on_sqlite
@pytest.mark.parametrize("regime", REGIMES)
def test_the_family_takes_its_copy_home_where_the_regime_knows_one(
    school: School, regime: Regime
) -> None:
    name = publish(school, regime)
    token = school.open_form(name)
    handle = school.find(token, name)
    school.answer(token, name, **{key: GIVEN[key] for key in GIVEN if key in handle.form.questions})
    school.send(token, name)
    try:
        with school.works.open(NOBODY) as work:
            documents.family_copy(work, responses.load(work, token, "lincoln", name))
        printed = True
    except NotFound:
        printed = False
    assert printed == ("family_copy" in POLICIES[regime].prints)


@pytest.mark.parametrize("regime", REGIMES)
def test_only_the_records_of_some_regimes_leave_in_a_file_whoever_asks(
    school: School, regime: Regime
) -> None:
    name = publish(school, regime)
    send(school, name)
    for actor in (SYSTEM, school.staff(*ALL_ROLES)):
        with school.works.open(actor) as work:
            if POLICIES[regime].exported:
                assert exports.plan(work, Wanted("lincoln", name)).total == 1
            else:
                with pytest.raises(NotFound):
                    exports.plan(work, Wanted("lincoln", name))


@pytest.mark.parametrize("regime", REGIMES)
def test_only_the_records_of_some_regimes_are_a_number_for_others(
    school: School, regime: Regime
) -> None:
    name = publish(school, regime)
    send(school, name)
    with school.works.open(SYSTEM) as work:
        later = work.now().replace(year=2036)
        coming = sum(
            one.many
            for one in calendar.coming(work, [school.place], later)
            if one.form.name == name
        )
        form = forms.current(work, name)
        report = differences.counted(work, form, form)
    counted = POLICIES[regime].counted
    assert bool(coming) == counted
    assert (report.responses, report.uncounted) == ((1, False) if counted else (0, True))


@pytest.mark.parametrize("regime", REGIMES)
def test_every_reading_that_must_be_written_down_is(school: School, regime: Regime) -> None:
    response_id = send(school, publish(school, regime))
    read = found(school, response_id, *ALL_ROLES)
    written = school.rows("SELECT 1 FROM audit WHERE action = 'response.read'")
    assert bool(written) == (read and POLICIES[regime].reads_recorded)


def test_a_reading_is_not_written_down_where_the_regime_says_so(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    response_id = send(school, publish(school, "education_record"))
    quiet = replace(POLICIES["education_record"], reads_recorded=False)
    monkeypatch.setitem(POLICIES, "education_record", quiet)
    assert found(school, response_id, "coordinator")
    assert not school.rows("SELECT 1 FROM audit WHERE action = 'response.read'")


@pytest.mark.parametrize("regime", REGIMES)
def test_time_is_kept_as_exactly_as_the_regime_says(school: School, regime: Regime) -> None:
    name = publish(school, regime)
    send(school, name)
    [(kept, started)] = school.rows(
        "SELECT received_at, started_at FROM response WHERE link_slug = :name", name=name
    )
    told = POLICIES[regime].told_to_the
    day, moment = "2026-11-23 08:00:00", "2026-11-23 17:30:00"  # midnight at the school, in UTC
    assert {str(kept)[:19], str(started)[:19]} == {day if told == "day" else moment}


EXPORTED = tuple(regime for regime in REGIMES if POLICIES[regime].exported)


@pytest.mark.parametrize("regime", EXPORTED)
def test_what_a_student_agreed_to_alone_is_in_no_export_and_in_no_number_of_it(
    school: School, regime: Regime
) -> None:
    name = publish(school, regime, audience="student", consent_path_from="who_agrees")
    for who in ({"who_agrees": "parent"}, {"who_agrees": "minor_self"}, {}):
        send(school, name, **who)
        school.clock.advance(seconds=1)
    actor = school.staff(*ALL_ROLES)
    with school.works.open(actor) as work:
        plan = exports.plan(work, Wanted("lincoln", name, "jsonl"))
        [choice] = [one for one in exports.choices(work, "lincoln") if one.form.name == name]
    rows = list(exports.pieces(school.works, plan, actor))
    shown = 3 if POLICIES[regime].anonymous else 1
    assert plan.total == choice.responses == shown
    said = "\n".join(about(plan))
    assert ("a student consented to alone" in said) == (not POLICIES[regime].anonymous)
    assert "2" not in said.split("a student consented to alone")[-1].splitlines()[0]
    assert rows


def test_a_form_that_only_students_answer_alone_is_not_even_offered_for_export(
    school: School,
) -> None:
    name = publish(school, "provider", audience="student", consent_path="minor_self")
    send(school, name)
    with school.works.open(school.staff("health_educator")) as work:
        assert name not in [one.form.name for one in exports.choices(work, "lincoln")]
        with pytest.raises(NotFound):
            exports.plan(work, Wanted("lincoln", name))


def test_what_may_be_a_students_own_is_no_number_for_who_decides_how_long_things_are_kept(
    school: School,
) -> None:
    name = publish(school, "education_record", audience="student", consent_path="minor_self")
    send(school, name)
    with school.works.open(SYSTEM) as work:
        later = work.now().replace(year=2036)
        assert name not in [one.form.name for one in calendar.coming(work, [school.place], later)]
        form = forms.current(work, name)
        report = differences.counted(work, form, form)
    assert (report.responses, report.open_drafts, report.uncounted) == (0, 0, True)
    school.clock.advance(days=3000)
    retention.purge(school.works)
    with school.works.open(SYSTEM) as work:
        [night] = calendar.nights(work, [school.place])
        assert name not in [one.form_name for one in calendar.gone(work, [school.place], night)]


@pytest.mark.parametrize("path", PATHS)
def test_the_copy_of_a_students_own_record_says_neither_what_was_asked_nor_why(
    school: School, path: str
) -> None:
    name = publish(school, "education_record", audience="student", consent_path=path)
    response_id = send(school, name)
    with school.works.open(school.staff("coordinator")) as work:
        record = responses.read(work, "lincoln", response_id, "print")
        copy = contents.family_copy(work, record, None, False)
        staff = contents.staff_copy(work, record, {"coordinator"}, "en", False)
    own = is_students_own("education_record", record.consent_path)
    assert record.consent_path == path_of(record) == path
    assert own == (path in ("minor_self", "unknown"))
    assert (copy.title == "School form") == own
    assert (copy.summary is None) == own
    assert (copy.address == "") == own
    assert copy.steps[0].phone == "988"  # a student's, whoever consented
    assert staff.students_own == own
