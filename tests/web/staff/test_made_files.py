"""Files that take long: made as the person who asked, sealed, taken once, gone; exports and piles of copies."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from farolito.api import PdfLayout, Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.services import exports, made_files, users
from farolito.services.made_files import making, on_disk
from farolito.services.retention import erasing
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from farolito.domain.documents import FamilyCopy
    from tests.web.staff.school import School

EXPORT, PILE = "/staff/lincoln/export", "/staff/lincoln/print"


class Printing(Plugin):
    """Prints the code; a response that says so in its answers makes it fail, each in another way."""

    name = "printing"
    title = "Printing"
    summary = "Prints."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        return [PdfLayout("copy", "family_copy", "Paper", self.laid_out)]

    def laid_out(self, document: FamilyCopy) -> str:
        told = str(document.summary)
        if "jam" in told:
            raise ValueError("Gracias por todo")
        deep = 5000 if "bomb" in told else 0
        return (
            f'<!doctype html><html lang="{document.language}"><body><h1>Copy {document.code}</h1>'
            f"{'<div>' * deep}x{'</div>' * deep}</body></html>"
        )


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every export counts as a long one."""
    monkeypatch.setattr(exports.later, "AT_ONCE", 0)


@pytest.fixture
def printing(make_school: Callable[..., School]) -> School:
    return make_school(make_hooks(Printing))


def ask(client: FlaskClient, form: str = "needs") -> str:
    """Ask for an export; the address of the page about it."""
    reply = client.post(EXPORT, data={"form": form, "format": "csv", "words": ""})
    assert reply.status_code == 303, reply.text
    return reply.location


def made(school: School) -> None:
    assert made_files.make_all(school.works) > 0


def take(client: FlaskClient, page: str, label: str = "1-0") -> TestResponse:
    return client.post(f"{page}/take", data={"part": label})


def on_the_disk(school: School) -> list[Path]:
    return list((school.works.settings.data / on_disk.FOLDER).glob("*"))


def state(school: School) -> tuple[Any, ...]:
    [row] = school.rows("SELECT state, error FROM made_file")
    return row


@pytest.mark.usefixtures("late")
def test_a_long_export_is_made_later_and_taken_once(school: School) -> None:
    for _ in range(3):
        school.send()
    client = school.staff("coordinator")
    page = ask(client)
    assert "0 of 3" in client.get(page).text
    assert "Being made" in client.get(EXPORT).text
    made(school)
    ready = client.get(page).text
    assert "Your file is ready" in ready
    assert "3 responses" in ready
    reply = take(client, page)
    with zipfile.ZipFile(io.BytesIO(reply.data)) as archive:
        assert archive.read("responses.csv").count(b"\r\n") == 4
    assert "lincoln-responses-2026-11-23.zip" in reply.headers["Content-Disposition"]
    assert on_the_disk(school) == []
    assert take(client, page).status_code == 404
    assert "You have taken this file" in client.get(page).text
    recorded = [action for (action,) in school.rows("SELECT action FROM audit ORDER BY at, number")]
    assert recorded.count("responses.exported") == recorded.count("file.taken") == 1


def test_a_short_export_comes_at_once(school: School) -> None:
    school.send()
    reply = school.staff("coordinator").post(
        EXPORT, data={"form": "needs", "format": "csv", "words": ""}
    )
    assert reply.status_code == 200
    assert school.rows("SELECT id FROM made_file") == []


@pytest.mark.usefixtures("late")
def test_what_lies_on_the_disk_can_not_be_read_changed_or_cut_short(school: School) -> None:
    school.send(words="kanarienvogel")
    client = school.staff("coordinator")
    page = ask(client)
    made(school)
    [file] = on_the_disk(school)
    sealed = file.read_bytes()
    assert b"kanarienvogel" not in sealed
    assert file.stat().st_mode & 0o077 == file.parent.stat().st_mode & 0o077 == 0
    for broken in (sealed[:-1], sealed[:40] + b"x" + sealed[41:]):
        file.write_bytes(broken)
        with pytest.raises(Exception, match=r"changed or moved|cut short|not a sealed"):
            _ = take(client, page).data
        assert file.exists()  # it may be taken again
    file.write_bytes(sealed)
    assert take(client, page).status_code == 200


@pytest.mark.usefixtures("late")
def test_nobody_else_finds_it_not_even_with_the_same_role(school: School) -> None:
    school.send()
    page = ask(school.staff("coordinator"))
    made(school)
    for other in (
        school.staff("coordinator"),
        school.staff("coordinator", place="grant"),
        school.staff("platform_admin", place="county"),
    ):
        assert is_hidden(other, page)
        assert take(other, page).status_code == 404
        assert other.post(f"{page}/stop").status_code == 404
    assert is_hidden(school.staff("coordinator"), page.replace("lincoln", "grant"))
    assert len(on_the_disk(school)) == 1


@pytest.mark.usefixtures("late")
def test_who_has_lost_the_role_meanwhile_gets_nothing(school: School) -> None:
    school.send()
    user, _ = school.add_user("coordinator")
    page = ask(school.logged_in(user))
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql('DELETE FROM "grant"')
    made(school)
    assert state(school) == ("failed", "not_allowed")
    assert on_the_disk(school) == []
    assert is_hidden(school.logged_in(user), page)


@pytest.mark.usefixtures("late")
def test_who_was_turned_off_meanwhile_gets_nothing(school: School) -> None:
    school.send()
    user, _ = school.add_user("coordinator")
    ask(school.logged_in(user))
    with school.works.open(SYSTEM) as work:
        users.turn_off(work, user)
    made(school)
    assert state(school) == ("failed", "not_allowed")


@pytest.mark.usefixtures("late")
def test_what_is_erased_is_in_no_file_that_waits(school: School) -> None:
    response = school.send().rpartition("/")[2]
    school.send()
    client = school.staff("coordinator")
    page = ask(client)
    made(school)
    with school.works.open(SYSTEM) as work:
        erasing.erase(work, school.places["lincoln"].id, response, "all", "request")
    assert on_the_disk(school) == []
    assert take(client, page).status_code == 404
    assert "erased" in client.get(page).text


@pytest.mark.usefixtures("late")
def test_what_is_erased_while_a_file_is_made_ends_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = school.send().rpartition("/")[2]
    ask(school.staff("coordinator"))
    pieces = exports.pieces

    def slow(*given: Any) -> Any:
        yield from pieces(*given)
        with school.works.open(SYSTEM) as work:
            erasing.erase(work, school.places["lincoln"].id, response, "all", "request")

    monkeypatch.setattr(exports.later, "pieces", slow)
    made(school)
    assert state(school) == ("gone", "erased")
    assert on_the_disk(school) == []


@pytest.mark.usefixtures("late")
def test_a_file_that_nobody_takes_is_gone_after_an_hour(school: School) -> None:
    school.send()
    client = school.staff("coordinator")
    ask(client)
    made(school)
    school.clock.advance(minutes=59)
    made_files.sweep(school.works)
    assert len(on_the_disk(school)) == 1
    school.clock.advance(minutes=2)
    made_files.sweep(school.works)
    assert on_the_disk(school) == []
    assert state(school) == ("gone", "expired")
    school.clock.advance(days=1, minutes=1)
    made_files.sweep(school.works)
    assert school.rows("SELECT id FROM made_file") == []


@pytest.mark.usefixtures("late")
def test_stopping_takes_everything_away(school: School) -> None:
    school.send()
    client = school.staff("coordinator")
    page = ask(client)
    made(school)
    assert client.post(f"{page}/stop").location == EXPORT
    assert on_the_disk(school) == []
    assert "You stopped this" in client.get(page).text


@pytest.mark.usefixtures("late")
def test_asked_for_twice_it_is_made_once_and_a_fourth_has_to_wait(school: School) -> None:
    school.send()
    school.send("survey")
    client = school.staff("coordinator")
    assert ask(client) == ask(client)
    ask(client, "survey")
    client.post(EXPORT, data={"form": "needs", "format": "xlsx", "words": ""})
    reply = client.post(EXPORT, data={"form": "needs", "format": "jsonl", "words": ""})
    assert reply.location.endswith("?full=1")
    assert "Three files are being made for you" in client.get(reply.location).text
    assert len(school.rows("SELECT id FROM made_file")) == 3


@pytest.mark.usefixtures("late")
def test_what_a_killed_process_left_is_begun_again_and_given_up_in_the_end(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.send()
    ask(school.staff("coordinator"))

    def killed(*_: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(exports.later, "plan", killed)
        for _ in range(making.MOST_TRIES):
            with pytest.raises(KeyboardInterrupt):
                made_files.make_due(school.works)
            assert not made_files.is_due(school.works)  # somebody may still be at it
            school.clock.advance(minutes=3)
    made(school)
    assert state(school) == ("failed", "killed")


@pytest.mark.usefixtures("late")
def test_a_full_disk_is_said_in_words(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    school.send()
    client = school.staff("coordinator")
    page = ask(client)

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports.later, "pieces", full)
    made(school)
    assert "The disk is full" in client.get(page).text
    assert on_the_disk(school) == []


def test_a_fair_s_copies_are_one_pdf_for_each_language_and_hostile_ones_are_named(
    printing: School,
) -> None:
    """The short form of the benchmark: twenty responses, of which two can not be printed."""
    for number in range(20):
        words = {7: "a bomb", 13: "a jam"}.get(number, "thanks")
        printing.send(language="es" if number % 2 else "en", words=words)
    client = printing.staff("parent_engagement_coordinator")
    assert "10 sheets" in client.get(PILE).text
    page = client.post(PILE, data={"since": "2026-11-23", "until": "2026-11-23"}).location
    made(printing)
    ready = client.get(page).text
    assert "2 responses are not in it" in ready
    english, spanish = (PdfReader(io.BytesIO(take(client, page, f"1-{n}").data)) for n in (0, 1))
    assert (len(english.pages), len(spanish.pages)) == (10, 8)
    codes = [one.extract_text().split()[-2] for one in english.pages]
    assert codes == sorted(codes)
    printed = printing.rows("SELECT target FROM audit WHERE action = 'response.printed'")
    assert len(printed) == 20
    assert state(printing) == ("gone", None)


def test_the_copies_of_other_days_and_of_students_alone_are_not_among_them(
    printing: School,
) -> None:
    printing.send()
    printing.clock.advance(days=1)
    client = printing.staff("coordinator")
    assert "Nobody sent a form in these days" in client.get(PILE).text
    assert "1 sheet" in client.get(f"{PILE}?since=2026-11-23").text
    with printing.works.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE response SET consent_path = 'minor_self'")
    assert "Nobody sent a form in these days" in client.get(f"{PILE}?since=2026-11-23").text


def test_a_pile_with_nothing_in_it_is_not_made(printing: School) -> None:
    assert printing.staff("coordinator").post(PILE).status_code == 404
    assert printing.rows("SELECT id FROM made_file") == []


@pytest.mark.parametrize("role", ["volunteer", "district_lead", "platform_admin"])
def test_who_may_not_print_finds_no_pile(printing: School, role: str) -> None:
    printing.send()
    client = printing.staff(role)
    assert is_hidden(client, PILE)
    assert client.post(PILE).status_code == 404


@pytest.mark.usefixtures("late")
def test_who_was_away_for_a_while_shows_again_who_they_are_before_a_file_is_taken(
    school: School,
) -> None:
    school.send()
    client = school.staff("coordinator")
    page = ask(client)
    made(school)
    school.clock.advance(minutes=11)
    reply = take(client, page)
    assert reply.status_code == 403
    assert "Is it you?" in reply.text
    assert len(on_the_disk(school)) == 1
