"""Answers out: who may take what away, that everything in the file is true, and that nothing else is in it."""

from __future__ import annotations

import copy
import io
import json
import secrets
import tracemalloc
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest
from sqlalchemy import insert

from farolito.api import Plugin, hookimpl
from farolito.db.base import table_of
from farolito.db.models import Response, Submission
from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import NotFound
from farolito.exports.answers import read_csv
from farolito.services import exports, forms, links, responses
from farolito.services.exports import Wanted
from farolito.services.responses.cells import seal_answers
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from tests.services.conftest import ANSWERS, CONSENT, FOOD, document, en

if TYPE_CHECKING:
    from farolito.domain.access import Actor
    from farolito.plugins.hooks import Hooks
    from tests.services.conftest import School

WHO = {"name": "who", "type": "text", "label": en("Name")}
JOB = {"name": "age", "type": "integer", "label": en("Age")}
HOUSEHOLD = {
    "name": "household",
    "title": en("Household"),
    "repeat": {
        "name": "members", "max": 9, "entry_label": "who", "entry": en("person"), "add": en("Add?"),
        "empty": en("Nobody"),
    },
    "pages": [{"name": "who_page", "questions": [WHO]}, {"name": "age_page", "questions": [JOB]}],
}  # fmt: skip
HELP = {
    "name": "help",
    "type": "choices",
    "label": en("Help?"),
    "choices": [{"name": "rent", "label": en("Rent")}, {"name": "food", "label": en("Food")}],
}
SECRET = {"name": "secret", "type": "text", "label": en("Private?"), "sensitivity": "private"}
NOTE = {
    "name": "for_counselor",
    "type": "text",
    "label": en("Notes"),
    "audience_view": ["counselor"],
}
MARK = {"name": "in_danger", "type": "yes_no", "label": en("Safe?"), "sensitivity": "crisis"}


def household(*more: dict[str, Any]) -> dict[str, Any]:
    made = document("household", CONSENT, FOOD, HELP, SECRET, NOTE, MARK, *more)
    made["sections"] = [*made["sections"], HOUSEHOLD]
    return made


GIVEN: dict[str, Any] = {
    "agree": ANSWERS["agree"],
    "food_worried": "often",
    "help": ["rent"],
    "secret": "a private canary",
    "for_counselor": "a counselor's canary",
    "in_danger": "no",
    "members": {
        "entries": [
            {"id": "a", "answers": {"who": "Ana", "age": 9}},
            {"id": "b", "answers": {"who": "=1+1", "age": {"skipped": True}}},
        ],
        "done": True,
    },
}


@pytest.fixture
def home(school: School) -> School:
    """The school with the link ``home`` to a form about a household."""
    with school.works.open(SYSTEM) as work:
        forms.publish(work, household())
        links.add(work, school.place.id, "home", "household")
    return school


def send(school: School, **changes: Any) -> str:
    token = school.open_form("home")
    school.answer(token, "home", **{**GIVEN, **changes})
    return school.send(token, "home").response_id or ""


def export(
    school: School, actor: Actor | None = None, form: str = "household", **wanted: Any
) -> bytes:
    who = actor or school.staff("coordinator")
    with school.works.open(who) as work:
        plan = exports.plan(work, Wanted("lincoln", form, **wanted))
        exports.begin(work, plan)
    return b"".join(exports.pieces(school.works, plan, who))


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    header, *rows = read_csv(content)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_response_is_one_row_and_each_entry_one_in_a_second_file(home: School) -> None:
    first = send(home)
    home.clock.advance(hours=1)
    second = send(home, help={"skipped": True}, members={"entries": [], "done": True})
    files = unpacked(export(home))
    assert list(files) == ["responses.csv", "members.csv", "about.txt"]
    one, two = table(files["responses.csv"])
    assert (one["row"], one["response"], one["help"], one["help.rent"], one["help.food"]) == (
        ("1", first, "rent", "1", "0")
    )
    assert (one["members.entries"], one["skipped"], one["form_version"]) == ("2", "", "1")
    assert (one["received_on"], one["received_at"]) == ("2026-11-23", "2026-11-23T09:30:00-08:00")
    assert (two["response"], two["help.rent"], two["members.entries"]) == (second, "", "0")
    assert two["skipped"] == "help"
    assert table(files["members.csv"]) == [
        {"row": "1", "members.entry": "1", "who": "Ana", "age": "9", "skipped": ""},
        {"row": "1", "members.entry": "2", "who": "=1+1", "age": "", "skipped": "age"},
    ]
    assert b"'=1+1" in files["members.csv"]


def test_scores_and_needs_follow_the_answers_that_they_are_made_of(school: School) -> None:
    calm = {**FOOD, "name": "calm", "type": "choice"}
    calm["choices"] = [
        {"name": name, "label": en(name), "score": score}
        for score, name in enumerate(("never", "often"))
    ]
    made = household(calm)
    bands = [
        {"name": name, "at_least": n, "label": en(name)} for n, name in enumerate(("low", "ok"))
    ]
    made["scores"] = [{"name": "mood", "label": en("Mood"), "questions": ["calm"], "bands": bands}]
    rules = {
        "talk": "mood < 1",
        "child": "any(members, age < 10)",
        "hush": "answered(secret)",
        "rent": "'rent' in help",
    }
    made["needs"] = [{"name": n, "label": en(n.title()), "when": w} for n, w in rules.items()]
    with school.works.open(SYSTEM) as work:
        forms.publish(work, made)
        links.add(work, school.place.id, "home", "household")
    send(school, calm="never")
    send(school, calm={"skipped": True}, help=["food"], members={"entries": [], "done": True})
    files = unpacked(export(school))
    rows = sorted(table(files["responses.csv"]), key=lambda row: row["help"])
    assert [{name: row[name] for name in row if ":" in name} for row in reversed(rows)] == [
        {"score:mood": "0", "score:mood:band": "low", "need:talk": "1", "need:child": "1", "need:rent": "1"},
        {"score:mood": "", "score:mood:band": "", "need:talk": "0", "need:child": "0", "need:rent": "0"},
    ]  # fmt: skip
    assert "made of answers that are left out: need:hush." in files["about.txt"].decode()
    lines = unpacked(export(school, format="jsonl"))["responses.jsonl"].decode().splitlines()
    told = next(one for one in map(json.loads, lines) if "scores" in one)
    assert (told["scores"], told["needs"]) == ({"mood": 0}, ["talk", "child", "rent"])
    words = table(unpacked(export(school, words="en", private=True))["responses.csv"])
    assert {row["Mood [score:mood:band]"] for row in words} == {"low", ""}
    assert {row["Hush [need:hush]"] for row in words} == {"1"}


def test_a_workbook_holds_the_same(home: School) -> None:
    send(home)
    book = openpyxl.load_workbook(io.BytesIO(export(home, format="xlsx")))
    assert book.sheetnames == ["About", "responses", "members"]
    header, row = ([cell.value for cell in line] for line in book["responses"].rows)
    assert dict(zip(header, row, strict=True))["help.rent"] == 1
    assert [[cell.value for cell in line] for line in book["members"].rows][2] == [
        1, 2, "=1+1", None, "age",
    ]  # fmt: skip
    assert "Left out:" in [cell.value for cell in book["About"]["A"]]


def test_what_the_reader_may_not_see_is_in_no_format_and_is_named(home: School) -> None:
    send(home)
    for wanted in exports.FORMATS:
        content = export(home, format=wanted)
        files = {"": content} if wanted == "xlsx" else unpacked(content)
        if wanted == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            text = str([[cell.value for cell in row] for page in book for row in page.rows])
        else:
            text = b"".join(files.values()).decode()
        assert "canary" not in text, wanted
        for said in (
            "- secret: private",
            "- for_counselor: only for counselor",
            "- in_danger: about a crisis",
        ):
            assert said in text, (wanted, said)


def test_private_answers_are_there_when_they_are_asked_for_and_that_is_recorded(
    home: School,
) -> None:
    send(home)
    content = unpacked(export(home, private=True))["responses.csv"]
    assert b"a private canary" in content
    assert b"counselor's canary" not in content
    assert home.rows("SELECT actor, action, target FROM audit ORDER BY number")[-1] == (
        "user:user-1", "responses.exported", "form/household/csv/private",
    )  # fmt: skip


@pytest.mark.parametrize(
    "role", ["parent_engagement_coordinator", "counselor", "district_lead", "health_educator"]
)
def test_who_may_not_export_is_told_that_there_is_nothing(home: School, role: str) -> None:
    send(home)
    with pytest.raises(NotFound):
        export(home, home.staff(role))
    with pytest.raises(NotFound):
        export(home, NOBODY)


def test_counseling_information_leaves_for_nobody(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        forms.publish(work, document("talk", CONSENT, FOOD, regime="counseling"))
    for actor in (school.staff("counselor", "coordinator"), SYSTEM):
        with pytest.raises(NotFound):
            export(school, actor, "talk")


class Refusing(Plugin):
    name = "refusing"
    title = "Refuses every export"
    summary = "Nothing leaves."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def decide_access(self, actor: Actor, permission: str) -> bool | None:
        return False if permission == "responses.export" else None


class TestWithAPluginThatRefuses:
    @pytest.fixture
    def hooks(self) -> Hooks:
        return make_hooks(Refusing)

    def test_nothing_leaves(self, home: School) -> None:
        send(home)
        with pytest.raises(NotFound):
            export(home)


def test_an_anonymous_form_tells_no_id_no_code_no_channel_and_no_time_of_day(
    school: School,
) -> None:
    with school.works.open(SYSTEM) as work:
        survey = document(
            "polled", CONSENT, FOOD, purpose="survey", regime="anonymous",
            retention={"draft_days": 30, "identity_months": 0, "answers_months": 36},
        )  # fmt: skip
        forms.publish(work, survey)
        links.add(work, school.place.id, "polled", "polled")
    token = school.open_form("polled")
    school.answer(token, "polled", agree=ANSWERS["agree"], food_worried="often")
    school.send(token, "polled")
    [(id,)] = school.rows("SELECT id FROM response")
    for wanted in exports.FORMATS:
        content = export(school, form="polled", format=wanted)
        text = "".join(part.decode("latin-1") for part in unpacked(content).values())
        assert id not in text, wanted
        assert "09:30" not in text, wanted
        assert "own_device" not in text, wanted
    [row] = table(unpacked(export(school, form="polled"))["responses.csv"])
    assert list(row)[:5] == ["row", "form_version", "status", "language", "received_on"]
    assert row["agree.at"] == "2026-11-23"


def test_all_versions_are_in_one_table_each_as_it_was_answered(home: School) -> None:
    send(home)
    changed = household()
    question: dict[str, Any] = copy.deepcopy(FOOD)
    question.update(name="hungry", was=["food_worried"])
    question["choices"][0]["label"] = en("Very often")
    changed["sections"][0]["pages"][1]["questions"] = [question]
    with home.works.open(SYSTEM) as work:
        forms.publish(work, changed)
    home.clock.advance(hours=1)
    token = home.open_form("home")
    home.answer(token, "home", **{**GIVEN, "hungry": "often"})
    home.send(token, "home")
    with home.works.open(SYSTEM) as work:
        forms.retire(work, "household")
    one, two = table(unpacked(export(home, words="en"))["responses.csv"])
    name = "Do you worry about food? [hungry]"
    assert (one["form_version"], one[name], two["form_version"], two[name]) == (
        "1",
        "Often",
        "2",
        "Very often",
    )
    assert one["Help? [help]"] == "Rent"


def test_json_lines_have_the_answers_as_they_were_stored(home: School) -> None:
    id = send(home)
    [line] = unpacked(export(home, format="jsonl"))["responses.jsonl"].splitlines()
    told = json.loads(line)
    assert (told["response"], told["form"], told["form_version"]) == (id, "household", 1)
    assert told["answers"]["help"] == ["rent"]
    assert told["answers"]["members"]["entries"][1]["answers"] == {
        "who": "=1+1",
        "age": {"skipped": True},
    }
    assert "secret" not in told["answers"]


def test_one_table_alone_is_a_csv_file(home: School) -> None:
    send(home)
    assert [row["who"] for row in table(export(home, repeat="members"))] == ["Ana", "=1+1"]
    assert table(export(home, repeat=""))[0]["food_worried"] == "often"
    with pytest.raises(NotFound, match="It has: members"):
        export(home, repeat="pets")


def test_what_somebody_stopped_and_let_us_keep_is_there_with_its_status(home: School) -> None:
    token = home.open_form("home")
    home.answer(token, "home", agree=ANSWERS["agree"], food_worried="never")
    with home.works.open(NOBODY) as work:
        responses.stop(work, responses.load(work, token, "lincoln", "home"), keep=True)
    [row] = table(unpacked(export(home))["responses.csv"])
    assert (row["status"], row["food_worried"], row["code"]) == ("stopped", "never", "")


def test_drafts_and_what_comes_later_are_not_in_it(home: School) -> None:
    send(home)
    home.open_form("home")
    actor = home.staff("coordinator")
    with home.works.open(actor) as work:
        plan = exports.plan(work, Wanted("lincoln", "household", repeat=""))
    home.clock.advance(minutes=1)
    send(home)
    assert len(table(b"".join(exports.pieces(home.works, plan, actor)))) == 1


def test_pages_of_responses_join_without_a_gap_or_a_double(
    home: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("farolito.services.responses.stored.PAGE", 3)
    sent = set()
    for number in range(8):
        sent.add(send(home))
        home.clock.advance(seconds=number % 2)  # some at the very same moment
    rows = table(export(home, repeat=""))
    assert sorted(row["response"] for row in rows) == sorted(sent)


def test_the_forms_that_may_be_exported_are_listed_with_their_responses(home: School) -> None:
    send(home)
    home.send_survey()
    with home.works.open(home.staff("coordinator"), write=False) as work:
        listed = [(one.form.name, one.responses) for one in exports.choices(work, "lincoln")]
    assert listed == [("community-survey", 1), ("household", 1)]
    with home.works.open(home.staff("counselor"), write=False) as work, pytest.raises(NotFound):
        exports.choices(work, "lincoln")


def test_the_file_is_named_for_the_place_and_the_day_never_for_the_form(home: School) -> None:
    with home.works.open(SYSTEM) as work:
        plan = exports.plan(work, Wanted("lincoln", "household"))
    assert exports.filename(plan) == "lincoln-responses-2026-11-23.zip"
    workbook = replace(plan, wanted=replace(plan.wanted, format="xlsx"))
    assert exports.filename(workbook) == "lincoln-responses-2026-11-23.xlsx"


def fill(school: School, many: int) -> None:
    """So many responses more, each sealed on its own; written straight into the tables, as many pages would."""
    with school.works.open(SYSTEM) as work:
        form = forms.current(work, "household")
        at = {"started_at": work.now(), "saved_at": work.now(), "received_at": work.now()}
        here = {"place_id": school.place.id, "form_hash": form.hash, "language": "en"}
        ids = [secrets.token_hex(8) for _ in range(many)]
        response = {
            **here, **at, "link_slug": "home", "regime": form.regime, "session_id": None, "code": None,
            "status": "completed", "channel": "own_device", "draft": None, "code_index": None, "revision": 1,
            "submitted_number": 1, "consent_path": "parent",
        }  # fmt: skip
        work.connection.execute(insert(table_of(Response)), [{**response, "id": id} for id in ids])
        work.connection.execute(
            insert(table_of(Submission)),
            [
                {
                    **here, "response_id": id, "number": 1, "digest": b"", "received_at": work.now(),
                    "answers": seal_answers(work.keyring, school.place.id, id, 1, GIVEN),
                }
                for id in ids
            ],
        )  # fmt: skip


@pytest.mark.parametrize(
    "migrated_url", ["sqlite"], indirect=True
)  # the engine is not asked anything here
@pytest.mark.parametrize("wanted", exports.FORMATS)
def test_memory_does_not_grow_with_what_is_exported(
    home: School, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("farolito.services.responses.stored.PAGE", 50)

    def peak() -> int:
        tracemalloc.start()
        with home.works.open(SYSTEM) as work:
            plan = exports.plan(work, Wanted("lincoln", "household", wanted))  # type: ignore[arg-type]
        for _ in exports.pieces(home.works, plan, SYSTEM):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert plan.total == len(home.rows("SELECT id FROM response"))
        return found

    fill(home, 150)
    peak()  # what is made once is made now
    few = peak()
    fill(home, 750)
    # buffers of fixed size may fill up; 750 responses that were held would take some three million bytes
    assert peak() - few < 800_000


def test_what_is_calculated_from_a_private_answer_is_left_out_with_it(school: School) -> None:
    income = {"name": "income", "type": "integer", "label": en("Income?"), "sensitivity": "private"}
    twice = {
        "name": "twice",
        "type": "calculated",
        "label": en("Twice"),
        "calculation": "income * 2",
    }
    more = {**twice, "name": "more", "calculation": "twice + 1"}
    with school.works.open(SYSTEM) as work:
        forms.publish(work, document("household", CONSENT, income, twice, more))
        links.add(work, school.place.id, "home", "household")
    token = school.open_form("home")
    school.answer(token, "home", agree=ANSWERS["agree"], income=421)
    school.send(token, "home")
    files = unpacked(export(school))
    assert not any(number in b"".join(files.values()) for number in (b"421", b"842", b"843"))
    assert b"- twice: private" in files["about.txt"]
    assert b"- more: private" in files["about.txt"]
    shown = b"".join(unpacked(export(school, private=True)).values())
    assert b"842" in shown
    assert b"843" in shown
