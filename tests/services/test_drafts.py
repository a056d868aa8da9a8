"""A response in progress: found again by its cookie, saved by every page, lost by nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY
from farolito.errors import Conflict, NotFound
from farolito.services import inbox, links, responses, sessions

if TYPE_CHECKING:
    from tests.services.conftest import School


def test_a_saved_page_is_found_again_letter_for_letter(school: School) -> None:
    token = school.open_form()
    words = "NUL \x00, half a pair \ud83d, ‏עברית‎, 漢字, \r\n end "
    with school.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", "needs")
        raw = {"food_worried": {"": ("  often ",)}, "anything": {"": (words,)}}
        responses.save(work, handle, replace(handle.draft, raw=raw), "es")
    found = school.find(token)
    assert found.draft.raw == raw
    assert (found.language, found.status, found.revision) == ("es", "in_progress", 1)


def test_loading_a_draft_costs_one_statement_and_saving_it_one_more(school: School) -> None:
    token = school.open_form()
    school.answer(token, food_worried="often")
    with school.watched() as statements:
        school.find(token)
    assert [one.split()[0] for one in statements] == ["SELECT"]
    with school.watched() as statements:
        school.answer(token, food_worried="never")
    assert [one.split()[0] for one in statements] == ["SELECT", "UPDATE"]


def test_opening_a_link_costs_one_statement_once_its_form_was_read(school: School) -> None:
    with school.works.open(NOBODY, write=False) as work:
        links.open_link(work, "lincoln", "needs")
    with school.watched() as statements, school.works.open(NOBODY, write=False) as work:
        link = links.open_link(work, "lincoln", "needs")
    assert len(statements) == 1
    assert (link.form.name, link.languages, link.open) == ("family-needs", ("en", "es"), True)


def test_two_windows_that_save_different_pages_keep_both(school: School) -> None:
    token = school.open_form()
    one, other = school.find(token), school.find(token)
    with school.works.open(NOBODY) as work:
        responses.save(work, one, replace(one.draft, answers={"food_worried": "often"}))
    with school.works.open(NOBODY) as work:
        saved = responses.save(work, other, replace(other.draft, answers={"anything": "no"}))
    assert saved.draft.answers == {"food_worried": "often", "anything": "no"}
    assert school.find(token) == saved


def test_what_a_window_removed_stays_removed_when_another_saved_meanwhile(school: School) -> None:
    token = school.open_form()
    school.answer(token, food_worried="often", anything="here")
    stale = school.find(token)
    school.answer(token, food_worried="never")
    with school.works.open(NOBODY) as work:
        responses.save(work, stale, replace(stale.draft, answers={"food_worried": "often"}))
    assert school.find(token).draft.answers == {"food_worried": "never"}


def test_a_page_saved_after_sending_is_a_conflict_and_changes_nothing(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, food_worried="often", anything="before", agree=_agreed())
    school.send(token)
    with pytest.raises(Conflict), school.works.open(NOBODY) as work:
        responses.save(work, stale, replace(stale.draft, answers={"anything": "after"}))
    assert school.find(token).draft.answers["anything"] == "before"


def test_a_draft_stands_sealed_in_the_database(school: School) -> None:
    token = school.open_form()
    school.answer(token, anything="canary in the answer")
    [(draft,)] = school.rows("SELECT draft FROM response")
    assert b"canary" not in bytes(draft)


def test_nobody_finds_a_draft_without_the_token(school: School) -> None:
    token = school.open_form()
    for wrong in (token[:-1], token + "x", "", "\x00", "\ud83d", token.swapcase()):
        with pytest.raises(NotFound):
            school.find(wrong)


@pytest.mark.parametrize("slug", ["nowhere", "", "lin\x00coln", "\ud800", "x" * 10_000, "' OR 1=1"])
def test_an_address_that_is_nowhere_is_not_found(school: School, slug: str) -> None:
    token = school.open_form()
    with school.works.open(NOBODY, write=False) as work:
        with pytest.raises(NotFound):
            links.open_link(work, slug, "needs")
        with pytest.raises(NotFound):
            links.open_link(work, "lincoln", slug)
        with pytest.raises(NotFound):
            responses.load(work, token, slug, "needs")
        with pytest.raises(NotFound):
            responses.load(work, token, "lincoln", slug)


def test_an_expired_session_finds_nothing(school: School) -> None:
    token = school.open_form()
    school.clock.advance(hours=25)
    with pytest.raises(NotFound):
        school.find(token)


def test_a_family_that_comes_back_each_day_is_not_forgotten_for_a_month(school: School) -> None:
    token = school.open_form()
    for _ in range(29):
        school.clock.advance(hours=23)
        school.find(token)
    school.clock.advance(days=4)
    with pytest.raises(NotFound):
        school.find(token)


def test_an_ended_session_finds_nothing(school: School) -> None:
    token = school.open_form()
    with school.works.open(NOBODY) as work:
        sessions.end(work, token)
    with pytest.raises(NotFound):
        school.find(token)


def test_starting_again_lets_the_earlier_draft_go_and_erases_it(school: School) -> None:
    token = school.open_form()
    first = school.answer(token, anything="the family before")
    with school.works.open(NOBODY) as work:
        link = links.open_link(work, "lincoln", "needs")
        responses.start(work, link, "es", first.session_id)
    assert school.find(token).draft.answers == {}
    assert school.find(token).response_id != first.response_id
    left = school.rows(
        "SELECT status, draft FROM response WHERE id = :id", id=first.response_id or ""
    )
    assert left == [("stopped", None)]


def test_a_closed_link_can_not_be_started(school: School) -> None:
    with school.works.open(NOBODY, write=False) as work:
        link = links.open_link(work, "lincoln", "needs")
    with pytest.raises(NotFound), school.works.open(NOBODY) as work:
        responses.start(work, replace(link, open=False), "en", "session")


@pytest.mark.parametrize("keep", [True, False])
def test_who_stops_keeps_or_erases_what_was_told(school: School, keep: bool) -> None:
    token = school.open_form()
    handle = school.answer(token, anything="so far")
    with school.works.open(NOBODY) as work:
        responses.stop(work, handle, keep=keep)
    with pytest.raises(NotFound):
        school.find(token)
    [(status, draft, session)] = school.rows("SELECT status, draft, session_id FROM response")
    assert (status, draft is not None, session) == ("stopped", keep, None)
    with school.works.open(school.staff("coordinator")) as work:
        listed = inbox.page(work, "lincoln").items
        assert [row.status for row in listed] == (["stopped"] if keep else [])
        for row in listed:
            record = responses.read(work, "lincoln", row.response_id)
            assert (record.answers, record.number) == ({"anything": "so far"}, 0)


def test_stopping_takes_along_what_another_window_saved(school: School) -> None:
    token = school.open_form()
    stale = school.find(token)
    school.answer(token, anything="from the other window")
    with school.works.open(NOBODY) as work:
        responses.stop(work, stale, keep=True)
    with school.works.open(school.staff("coordinator")) as work:
        [row] = inbox.page(work, "lincoln").items
        record = responses.read(work, "lincoln", row.response_id)
    assert record.answers == {"anything": "from the other window"}


def test_nobody_stops_what_was_sent(school: School) -> None:
    token = school.open_form()
    stale = school.answer(token, food_worried="often", anything="x", agree=_agreed())
    school.send(token)
    with pytest.raises(Conflict), school.works.open(NOBODY) as work:
        responses.stop(work, stale, keep=False)
    assert school.find(token).sent


def _agreed() -> dict[str, str]:
    return {
        "choice": "yes",
        "text": "agree-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    }
