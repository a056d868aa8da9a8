"""Photos and files in the database, on both engines: sealed, bound to their row, gone with what they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.drafts import Draft
from farolito.domain.file_limits import MOST_OF_A_RESPONSE
from farolito.errors import KeyringError, NotFound
from farolito.services import forms, links, resealing, responses, retention, uploads
from tests.services.conftest import AGREED, CONSENT, School, document, en
from tests.web_support.pictures import PDF, phone_photo

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.services.uploads import Prepared

PAPER = {"name": "paper", "type": "file", "label": en("A paper"), "max_files": 5}
ROOM = {"name": "room", "type": "photo", "label": en("The room")}
ASKS = document("papers", CONSENT, PAPER, ROOM)
JPEG = ("image/jpeg",)


def pdf(number: int = 1) -> Prepared:
    made = uploads.prepared(
        PDF.replace(b"1.4", b"1.4\n%" + str(number).encode(), 1), "lease.pdf", ("application/pdf",),
        named=True,
    )  # fmt: skip
    assert not isinstance(made, str)
    return made


def photo() -> Prepared:
    made = uploads.prepared(phone_photo(), "x.jpg", JPEG, named=False)
    assert not isinstance(made, str)
    return made


@pytest.fixture
def papers(school: School) -> School:
    """The school with a form that asks for files."""
    with school.works.open(SYSTEM) as work:
        links.add(work, school.place.id, "papers", forms.publish(work, ASKS).name)
    return school


def begun(school: School) -> str:
    """A family that agreed, and sent one PDF and one photo; the token of its cookie."""
    token = school.open_form("papers")
    with school.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "papers")
        paper, room = responses.attach(work, handle, pdf()), responses.attach(work, handle, photo())
        responses.save(work, handle, Draft({"agree": AGREED, "paper": [paper], "room": [room]}))
    return token


def ids(school: School) -> set[str]:
    return {row[0] for row in school.rows("SELECT id FROM attachment")}


def test_what_was_stored_comes_back_and_lies_there_sealed(papers: School) -> None:
    token = begun(papers)
    [(content, small)] = papers.rows("SELECT content, small FROM attachment WHERE small IS NULL")
    assert b"%PDF" not in bytes(content)
    assert small is None
    handle = papers.find(token, "papers")
    with papers.works.open(NOBODY, write=False) as work:
        stored = handle.draft.answers
        served = responses.own_file(work, handle, stored["paper"][0]["id"], small=False)
        assert (served.content, served.name) == (pdf().content, "lease.pdf")
        small_one = responses.own_file(work, handle, stored["room"][0]["id"], small=True)
        assert small_one.content.startswith(b"\xff\xd8\xff")
        with pytest.raises(NotFound):
            responses.own_file(work, handle, stored["paper"][0]["id"], small=True)
        with pytest.raises(NotFound):
            responses.own_file(work, handle, "0" * 32, small=False)


def test_bytes_that_were_moved_to_another_row_do_not_open(papers: School) -> None:
    token = begun(papers)
    with papers.works.engine.begin() as connection:
        content = "(SELECT content FROM attachment WHERE small IS NULL)"
        connection.execute(text(f"UPDATE attachment SET content = {content}"))  # noqa: S608
    handle = papers.find(token, "papers")
    with papers.works.open(NOBODY, write=False) as work, pytest.raises(KeyringError):
        responses.own_file(work, handle, handle.draft.answers["room"][0]["id"], small=False)


def test_what_an_answer_holds_no_more_is_removed_with_the_save(papers: School) -> None:
    token = begun(papers)
    kept = papers.find(token, "papers").draft.answers["room"]
    papers.answer(token, "papers", paper={"skipped": True})
    assert ids(papers) == {kept[0]["id"]}


def test_what_is_not_named_by_a_draft_does_not_outlive_the_next_save(papers: School) -> None:
    token = begun(papers)
    before = ids(papers)
    with papers.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "papers")
        responses.attach(work, handle, pdf(2))
        responses.save(work, handle, replace(handle.draft, raw={"paper": {"wrong": ("x",)}}))
    assert ids(papers) < before


@pytest.mark.parametrize("how", ["stop", "start again", "delete"])
def test_a_draft_that_is_erased_takes_its_files_along(papers: School, how: str) -> None:
    token = begun(papers)
    assert len(ids(papers)) == 2
    with papers.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "papers")
        if how == "stop":
            responses.stop(work, handle, keep=False)
        elif how == "start again":
            link = links.open_link(work, "lincoln", "papers")
            responses.start(work, link, "en", handle.session_id)
        else:
            work.connection.execute(text("DELETE FROM response"))
    assert ids(papers) == set()


def test_stopping_that_keeps_the_answers_keeps_the_files(papers: School) -> None:
    token = begun(papers)
    with papers.works.open(NOBODY) as work:
        responses.stop(work, responses.load(work, token, "lincoln", "papers"), keep=True)
    assert len(ids(papers)) == 2


def test_what_is_sent_keeps_the_files_of_its_answers_and_goes_with_the_submission(
    papers: School,
) -> None:
    token = begun(papers)
    papers.send(token, "papers")
    assert len(ids(papers)) == 2
    with papers.works.engine.begin() as connection:
        connection.execute(text("DELETE FROM submission"))
    assert ids(papers) == set()


def test_a_file_whose_question_is_not_asked_any_more_is_not_kept_when_the_rest_is_sent(
    papers: School,
) -> None:
    asked = {**PAPER, "relevant": "agree == 'no_thanks'"}
    with papers.works.open(SYSTEM) as work:
        forms.publish(work, document("papers", CONSENT, asked, ROOM))
    token = begun(papers)
    room = papers.find(token, "papers").draft.answers["room"][0]["id"]
    papers.send(token, "papers")
    assert ids(papers) == {room}


def test_answers_that_name_a_file_that_is_not_there_are_not_sent(papers: School) -> None:
    token = begun(papers)
    with papers.works.engine.begin() as connection:
        connection.execute(text("DELETE FROM attachment WHERE small IS NULL"))
    with papers.works.open(NOBODY) as work:
        found = responses.submit(work, responses.load(work, token, "lincoln", "papers"))
    assert isinstance(found, list)
    assert [(one.question, one.code) for one in found] == [("paper", "not_understood")]


def test_a_response_has_room_for_so_many_and_no_more(papers: School) -> None:
    token = papers.open_form("papers")
    with papers.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "papers")
        made: list[Any] = [
            responses.attach(work, handle, pdf()) for _ in range(MOST_OF_A_RESPONSE + 1)
        ]
    assert made[-1] == "files_full"
    assert all(isinstance(one, dict) for one in made[:-1])


def test_a_form_without_files_asks_the_database_nothing_about_them(papers: School) -> None:
    token = papers.open_form()
    papers.answer(token, agree=AGREED)
    with papers.watched() as seen:
        papers.answer(token, food_worried="often", anything="x")
        papers.send(token)
    assert not [one for one in seen if "attachment" in one]


@pytest.mark.parametrize("part", ["names", "all"])
def test_erasing_who_somebody_is_erases_what_they_sent(papers: School, part: Any) -> None:
    token = begun(papers)
    papers.send(token, "papers")
    [(response_id,)] = papers.rows("SELECT id FROM response WHERE received_at IS NOT NULL")
    with papers.works.open(SYSTEM) as work:
        retention.erase(work, papers.place.id, response_id, part, "request")
    assert ids(papers) == set()


def test_files_are_sealed_again_with_a_new_key_and_still_open(
    papers: School, tmp_path: Path
) -> None:
    papers.works.keyring = Keyring.load(tmp_path / "keys", create=True)
    token = begun(papers)
    old, new = papers.works.keyring.current, papers.works.keyring.add()
    assert resealing.left(papers.works)[old.hex()] >= 3
    resealing.reseal(papers.works)
    assert list(resealing.left(papers.works)) == [new.hex()]
    handle = papers.find(token, "papers")
    with papers.works.open(NOBODY, write=False) as work:
        paper = handle.draft.answers["paper"][0]["id"]
        assert responses.own_file(work, handle, paper, small=False).content == pdf().content
