"""Coming back by code and second fact: to finish, to change, to withdraw. On both engines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db.sealing import keyed_hash
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.second_facts import SecondFact
from farolito.errors import Conflict, NotFound
from farolito.services import forms, links, responses
from farolito.services.responses import Opened, Receipt, Shut
from tests.services.conftest import ANSWERS, CONSENT, FOOD, document
from tests.services.test_same_steps import VALUE

if TYPE_CHECKING:
    from farolito.services.responses import ResponseDraft
    from tests.services.conftest import School

PHONE = {"name": "reach", "type": "phone", "label": {"en": "Your phone"}, "why": {"en": "To call."}}
PIN = SecondFact("pin", "5813")
HERE = "192.0.2.1"
ASKED = {**{name: ANSWERS[name] for name in ("agree", "food_worried")}, "reach": "+12135550142"}


@pytest.fixture
def school(school: School) -> School:
    """Lincoln, with a form that asks for the phone."""
    reach = document("reach", CONSENT, FOOD, {**PHONE, "label": {"en": "Phone", "es": "Tel"}})
    reach["sections"][0]["pages"][2]["questions"][0]["why"] = {
        "en": "To call.",
        "es": "Para llamar.",
    }
    with school.works.open(SYSTEM) as work:
        report = forms.sync(work, [forms.FormSource("host", reach)])
        assert not report.refused, report.refused
        links.add(work, school.place.id, "reach", "reach")
    return school


def saved(school: School, token: str, link: str = "needs", fact: SecondFact = PIN) -> str:
    """The code of a draft that is saved for later."""
    with school.works.open(NOBODY) as work:
        handle = responses.load(work, token, "lincoln", link)
        return responses.keep_way_back(work, handle, fact).code or ""


def come_back(school: School, code: str, fact: str, address: str = HERE) -> Opened | Shut:
    with school.works.open(NOBODY) as work:
        return responses.open_again(work, code, fact, address)


def opened(school: School, code: str, fact: str) -> str:
    """The token of the phone on which it is opened."""
    found = come_back(school, code, fact)
    assert isinstance(found, Opened)
    return found.session.token


def sent(school: School, **answers: Any) -> Receipt:
    token = school.open_form("reach")
    school.answer(token, "reach", **{**ASKED, **answers})
    return school.send(token, "reach")


def change(school: School, token: str, **answers: Any) -> ResponseDraft:
    """Begin a change and save new answers."""
    with school.works.open(NOBODY) as work:
        responses.begin_change(work, responses.load(work, token, "lincoln", "reach"))
    return school.answer(token, "reach", **answers)


def numbers(school: School) -> list[int]:
    return [row[0] for row in school.rows("SELECT number FROM submission ORDER BY number")]


def test_a_draft_goes_on_on_another_phone_letter_for_letter(school: School) -> None:
    token = school.open_form()
    before = school.answer(token, food_worried="often")
    with school.works.open(NOBODY) as work:
        half = replace(
            before.draft, raw={"anything": {"": (" half ñ\n\n ខ្មែ",)}}, at="anything_page"
        )
        responses.save(work, before, half, "es")
    code = saved(school, token)
    found = come_back(school, f" {code[:4].lower()} - {code[4:]} ", "٥٨١٣", "198.51.100.7")
    assert isinstance(found, Opened)
    assert (found.place_slug, found.link_slug) == ("lincoln", "needs")
    there = school.find(found.session.token)
    assert (there.draft, there.language, there.status) == (half, "es", "in_progress")
    with pytest.raises(NotFound):
        school.find(token)  # it has moved


def test_what_was_saved_for_later_keeps_its_code_when_it_is_sent(school: School) -> None:
    token = school.open_form("reach")
    school.answer(token, "reach", **ASKED)
    code = saved(school, token, "reach")
    assert school.send(token, "reach").code == code
    assert isinstance(come_back(school, code, "0142"), Shut)  # the PIN that was chosen counts
    assert isinstance(come_back(school, code, "5813"), Opened)


def test_the_phone_that_was_given_opens_what_was_sent_and_another_one_does_not(
    school: School,
) -> None:
    code = sent(school).code or ""
    assert isinstance(come_back(school, code, "0143"), Shut)
    assert school.find(opened(school, code, "01-42"), "reach").sent


def test_what_is_kept_of_a_second_fact_is_a_hash_that_no_two_responses_share(
    school: School,
) -> None:
    sent(school)
    sent(school)
    facts = [bytes(row[0]) for row in school.rows("SELECT fact FROM way_back")]
    assert [len(fact) for fact in facts] == [32, 32]
    assert facts[0] != facts[1]


def test_a_sixth_wrong_try_waits_even_when_it_would_be_right(school: School) -> None:
    code = sent(school).code or ""
    for address in ("a", "b", "c", "d", "e"):
        assert come_back(school, code, "0000", address) == Shut()
    refused = come_back(school, code, "0142", "f")
    assert isinstance(refused, Shut)
    assert 0 < refused.seconds <= 180
    school.clock.advance(minutes=3)
    assert isinstance(come_back(school, code, "0142"), Opened)


def test_an_address_has_twenty_wrong_tries_and_right_ones_cost_nothing(school: School) -> None:
    code = sent(school).code or ""
    for _ in range(25):
        assert isinstance(come_back(school, code, "0142"), Opened)
    for number in range(20):
        assert (
            come_back(school, f"22222{number:03}".translate({48: "9", 49: "7"}), "0142") == Shut()
        )
    assert isinstance(come_back(school, code, "0142"), Shut)
    assert isinstance(come_back(school, code, "0142", "elsewhere"), Opened)


def test_a_wrong_code_and_a_wrong_fact_and_what_is_over_take_the_same_steps(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[int] = []

    def counted(*given: Any) -> bytes:
        hashed.append(len(given[3]))
        return keyed_hash(*given)

    monkeypatch.setattr("farolito.services.responses.ways_back.keyed_hash", counted)
    right = sent(school).code or ""
    withdrawn, old = sent(school).code or "", saved(school, school.open_form())
    with school.works.open(NOBODY) as work:
        token = responses.open_again(work, withdrawn, "0142", HERE)
    assert isinstance(token, Opened)
    with school.works.open(NOBODY) as work:
        responses.withdraw(work, responses.load(work, token.session.token, "lincoln", "reach"))
    school.clock.advance(days=31)
    come_back(school, "22223333", "9999", "warm up")
    seen = []
    for code, fact in (
        (right, "9999"), ("22224444", "9999"), (withdrawn, "0142"), (old, "5813"), ("?", "9999"),
    ):  # fmt: skip
        hashed.clear()
        with school.watched() as statements:
            assert come_back(school, code, fact, code) == Shut(), code
        seen.append(([VALUE.sub("?", one) for one in statements], len(hashed)))
    assert seen[0][1] == 3  # the code, and the fact as a number and as a day
    assert all(one == seen[0] for one in seen)


def test_an_anonymous_draft_can_be_saved_and_what_was_sent_is_found_no_more(
    school: School,
) -> None:
    token = school.open_form("survey")
    code = saved(school, token, "survey")
    again = opened(school, code, "5813")
    school.answer(again, "survey", food_worried="often")
    school.send(again, "survey")
    assert come_back(school, code, "5813") == Shut()
    assert school.rows("SELECT count(*) FROM way_back") == [(0,)]
    assert school.rows("SELECT code, code_index, session_id FROM response") == [(None, None, None)]


def test_a_change_is_the_next_submission_once_and_the_one_before_stays(school: School) -> None:
    receipt = sent(school)
    token = opened(school, receipt.code or "", "0142")
    handle = change(school, token, food_worried="never")
    assert handle.changing
    assert not handle.sent
    results = []
    for _ in range(2):  # the button is pressed twice, with what each window had loaded
        with school.works.open(NOBODY) as work:
            results.append(responses.submit(work, handle))
    assert [(one.number, one.again) for one in results if isinstance(one, Receipt)] == [
        (2, False),
        (2, True),
    ]
    assert numbers(school) == [1, 2]
    after = school.find(token, "reach")
    assert (after.status, after.sent, after.draft.answers["food_worried"]) == (
        "amended",
        True,
        "never",
    )
    assert school.rows("SELECT count(*) FROM audit WHERE action = 'response.changed'") == [(1,)]
    assert school.rows("SELECT count(*) FROM job WHERE kind = 'submission_saved'") == [(2,)]


def test_a_change_of_nothing_sends_nothing(school: School) -> None:
    token = opened(school, sent(school).code or "", "0142")
    change(school, token)
    assert school.send(token, "reach").again
    assert numbers(school) == [1]
    assert school.find(token, "reach").sent


def test_staff_see_what_was_sent_until_the_change_is_sent(school: School) -> None:
    receipt = sent(school)
    token = opened(school, receipt.code or "", "0142")
    change(school, token, food_worried="never")
    with school.works.open(school.staff("coordinator")) as work:
        before = responses.read(work, "lincoln", receipt.response_id or "")
    assert (before.answers["food_worried"], before.number) == ("often", 1)
    school.send(token, "reach")
    with school.works.open(school.staff("coordinator")) as work:
        after = responses.read(work, "lincoln", receipt.response_id or "")
    assert (after.answers["food_worried"], after.number, after.status) == ("never", 2, "amended")


def test_a_change_brings_what_was_done_back_to_new(school: School) -> None:
    token = opened(school, sent(school).code or "", "0142")
    with school.works.open(SYSTEM) as work:
        work.connection.exec_driver_sql("UPDATE response SET work_state = 'done'")
    change(school, token, food_worried="never")
    school.send(token, "reach")
    assert school.rows("SELECT work_state, work_revision FROM response") == [("new", 1)]


def test_other_content_from_a_second_window_is_refused(school: School) -> None:
    token = opened(school, sent(school).code or "", "0142")
    first = change(school, token, food_worried="never")
    school.send(token, "reach")
    other = replace(first, draft=replace(first.draft, answers={**ASKED, "reach": "+12135550143"}))
    with school.works.open(NOBODY) as work, pytest.raises(Conflict):
        responses.submit(work, other)
    assert numbers(school) == [1, 2]


def test_a_new_phone_in_the_change_is_the_second_fact_from_then_on(school: School) -> None:
    code = sent(school).code or ""
    token = opened(school, code, "0142")
    change(school, token, reach="+12135550177")
    school.send(token, "reach")
    assert come_back(school, code, "0142") == Shut()
    assert isinstance(come_back(school, code, "0177"), Opened)


def test_dropping_a_change_leaves_what_was_sent(school: School) -> None:
    token = opened(school, sent(school).code or "", "0142")
    handle = change(school, token, food_worried="never")
    with school.works.open(NOBODY) as work:
        responses.drop_change(work, handle)
    assert school.find(token, "reach").draft.answers["food_worried"] == "often"
    assert numbers(school) == [1]


def test_a_change_that_nobody_sent_is_forgotten_after_a_month(school: School) -> None:
    code = sent(school).code or ""
    change(school, opened(school, code, "0142"), food_worried="never")
    school.clock.advance(days=29)
    assert school.find(opened(school, code, "0142"), "reach").changing
    school.clock.advance(days=2)
    again = school.find(opened(school, code, "0142"), "reach")
    assert again.sent
    assert again.draft.answers["food_worried"] == "often"


@pytest.mark.parametrize("what", ["begin_change", "withdraw"])
def test_a_cookie_alone_neither_changes_nor_withdraws(school: School, what: str) -> None:
    token = school.open_form("reach")
    school.answer(token, "reach", **ASKED)
    school.send(token, "reach")
    with school.works.open(NOBODY) as work, pytest.raises(NotFound):
        getattr(responses, what)(work, responses.load(work, token, "lincoln", "reach"))


def test_what_is_withdrawn_is_seen_by_staff_and_opened_by_nobody(school: School) -> None:
    receipt = sent(school)
    token = opened(school, receipt.code or "", "0142")
    with school.works.open(NOBODY) as work:
        responses.withdraw(work, responses.load(work, token, "lincoln", "reach"))
    assert school.rows("SELECT work_state, status FROM response") == [("withdrawn", "completed")]
    assert school.rows("SELECT count(*) FROM audit WHERE action = 'response.withdrawn'") == [(1,)]
    assert come_back(school, receipt.code or "", "0142") == Shut()
    with pytest.raises(NotFound):
        school.find(token, "reach")


def test_a_draft_that_was_saved_survives_a_new_start_on_the_same_phone(school: School) -> None:
    token = school.open_form()
    school.answer(token, food_worried="often")
    code = saved(school, token)
    with school.works.open(NOBODY) as work:
        link = links.open_link(work, "lincoln", "needs")
        responses.start(work, link, "en", school.find(token).session_id)
    again = school.find(opened(school, code, "5813"))
    assert again.draft.answers == {"food_worried": "often"}


def test_stopping_and_erasing_take_the_way_back_away(school: School) -> None:
    token = school.open_form()
    code = saved(school, token)
    with school.works.open(NOBODY) as work:
        responses.stop(work, responses.load(work, token, "lincoln", "needs"), keep=False)
    assert come_back(school, code, "5813") == Shut()
    assert school.rows("SELECT count(*) FROM way_back") == [(0,)]
