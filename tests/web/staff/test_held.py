"""What tablets sent and a person must look at, on the pages of staff; and the rescue file of a tablet."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.envelopes import RESCUE
from farolito.services import forms, links, sessions, users
from farolito.web.cookies import NAMES
from tests.fairs.paired import TabletSite, make_tablet_site
from tests.services.conftest import SURVEY
from tests.services.sealed import RAW, Fair
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("tablet"))
    yield made
    close_site(made.app)


@pytest.fixture
def fair(tablet: TabletSite) -> Fair:
    header, forms = tablet.header, {"needs": tablet.header["form"]}
    return Fair(tablet.works, tablet.place_id, forms, header["fair"], header["tablet"])


def logged_in(tablet: TabletSite, role: str) -> FlaskClient:
    with tablet.works.open(SYSTEM) as work:
        number = work.connection.exec_driver_sql('SELECT count(*) FROM "user"').scalar_one()
        user = users.add(work, f"{role}{number}@lincoln.example", "Somebody", "a long one")
        users.grant(work, user, tablet.place_id, role)
        token = sessions.start_staff(work, user, "second_factor").token
    client = tablet.app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    client.set_cookie(NAMES["staff"], token)
    return client


@pytest.fixture
def coordinator(tablet: TabletSite) -> FlaskClient:
    return logged_in(tablet, "coordinator")


def sid_of(body: bytes) -> str:
    size = int.from_bytes(body[:4], "big")
    return str(json.loads(body[4 : 4 + size])["sid"])


def hold(tablet: TabletSite, fair: Fair, **changes: Any) -> str:
    """An envelope that is held; its sid."""
    trusted = changes.pop("trusted", True)
    body = fair.seal(**changes)
    fair.send(body, trusted=trusted)
    tablet.do_jobs()
    return sid_of(body)


WRONG = {**RAW, "food_worried": {"": ["sometimes, they said"]}}


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    reply = client.get(address)
    assert reply.status_code == status, reply.get_data(as_text=True)
    return " ".join(re.sub(r"<[^>]+>", " ", reply.get_data(as_text=True)).split())


def test_the_list_says_what_is_held_and_why_and_the_inbox_leads_there(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, raw=WRONG)
    page = text(coordinator, "/staff/lincoln/held")
    assert "The form family-needs" in page
    assert "An answer is wrong or missing" in page
    assert "Table 2" in page
    assert "to look at" in text(coordinator, "/staff/lincoln")
    assert sid in coordinator.get("/staff/lincoln/held").get_data(as_text=True)


def test_one_is_shown_with_what_was_typed_even_where_it_was_not_understood(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, raw=WRONG)
    page = text(coordinator, f"/staff/lincoln/held/{sid}")
    assert "sometimes, they said" in page
    assert "kanari 🙂 Ամեն ինչ" in page
    read = tablet.rows("SELECT target FROM audit WHERE action = 'envelope.read'")
    assert read.count((f"envelope/{sid}",)) == 1


def test_it_is_taken_as_it_is_and_opens_as_a_response(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, trusted=False)
    reply = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "take"})
    assert (reply.status_code, reply.location) == (303, f"/staff/lincoln/responses/{sid}")
    assert "kanari" in text(coordinator, reply.location)
    again = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "take"})
    assert (again.status_code, again.location) == (303, reply.location)  # pressed twice
    assert tablet.rows(f"SELECT count(*) FROM response WHERE id = '{sid}'") == [(1,)]  # noqa: S608


def test_a_correction_is_joined_to_the_answers_whose_code_is_typed(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    first = sid_of(body := fair.seal())
    fair.send(body)
    tablet.do_jobs()
    said = {**RAW, "anything": {"": ["not what we said first"]}}
    sid = hold(tablet, fair, raw=said, corrects="")
    page = text(coordinator, f"/staff/lincoln/held/{sid}")
    assert "It corrects answers that are not found for sure" in page
    wrong = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "join", "code": "K7QM"})
    assert (wrong.status_code, 'value="K7QM"' in wrong.get_data(as_text=True)) == (422, True)
    [code] = re.findall(
        r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", text(coordinator, f"/staff/lincoln/responses/{first}")
    )[:1]
    done = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "join", "code": code})
    assert (done.status_code, done.location) == (303, f"/staff/lincoln/responses/{first}")
    assert "not what we said first" in text(coordinator, done.location)
    history = text(coordinator, f"/staff/lincoln/responses/{first}/history")
    assert "The family answered again on a tablet" in history
    known = hold(tablet, fair, raw=RAW, corrects=first[-6:])  # which is not what counts any more
    assert f'value="{code}"' in coordinator.get(f"/staff/lincoln/held/{known}").get_data(
        as_text=True
    )


def test_it_is_corrected_on_the_familys_own_pages_and_leaves_the_list_when_it_is_sent(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, raw=WRONG)
    reply = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "correct"})
    assert (reply.status_code, reply.location) == (303, "/lincoln/needs/check")
    page = coordinator.get("/lincoln/needs/food_worried_page")
    assert page.status_code == 200
    assert "being corrected" in text(coordinator, "/staff/lincoln/held")
    page_of = "/lincoln/needs/food_worried_page?from=check"
    done = coordinator.post(page_of, data={"_go": "next", "food_worried": "often"})
    assert done.status_code == 303, done.get_data(as_text=True)
    sent = coordinator.post("/lincoln/needs/check", data={"_go": "send"})
    assert sent.status_code == 303, sent.get_data(as_text=True)
    tablet.do_jobs()
    assert sid not in coordinator.get("/staff/lincoln/held").get_data(as_text=True)
    assert (sid, "completed") in tablet.rows("SELECT id, status FROM response")


def test_a_double_is_deleted_for_good(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, trusted=False)
    reply = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "double"})
    assert "set aside" in text(coordinator, reply.location)
    assert (sid, "gone", None) in tablet.rows("SELECT sid, state, body FROM envelope")


def test_what_can_not_be_read_says_so_and_can_only_be_deleted(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, h_kid="00000000")
    page = text(coordinator, f"/staff/lincoln/held/{sid}")
    assert "The key to it is not here" in page
    assert "Take it as it is" not in page
    assert "Correct it" not in page


def test_where_there_is_no_such_link_the_page_says_whom_to_ask(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = hold(tablet, fair, h_link="nowhere")
    page = text(coordinator, f"/staff/lincoln/held/{sid}")
    assert "There is no link “nowhere” to this form here" in page
    assert coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "take"}).status_code == 409
    assert sid in coordinator.get("/staff/lincoln/held").get_data(as_text=True)


@pytest.mark.parametrize("role", ["volunteer", "clinic_staff", "district_lead"])
def test_who_may_not_read_such_records_finds_nothing(
    tablet: TabletSite, fair: Fair, role: str
) -> None:
    sid = hold(tablet, fair, trusted=False)
    client = logged_in(tablet, role)
    for reply in (
        client.get(f"/staff/lincoln/held/{sid}"),
        client.post(f"/staff/lincoln/held/{sid}", data={"go": "take"}),
    ):
        assert reply.status_code in (404, 409)
        assert "kanari" not in reply.get_data(as_text=True)
    assert sid not in client.get("/staff/lincoln/held").get_data(as_text=True)


def rescue(client: FlaskClient, content: bytes) -> Any:
    given = {"file": (io.BytesIO(content), "rescue.bin"), "go": "yes"}
    return client.post("/staff/lincoln/held", data=given, content_type="multipart/form-data")


def file_of(*bodies: bytes) -> bytes:
    return RESCUE + b"".join(len(one).to_bytes(4, "big") + one for one in bodies)


def test_a_rescue_file_is_taken_in_once_however_often_and_beside_the_tablet(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    bodies = [fair.seal() for _ in range(4)]
    fair.send(bodies[0])  # the tablet had begun to send
    before = tablet.rows("SELECT count(*) FROM response")[0][0]
    first = rescue(coordinator, file_of(*bodies))
    said = text(coordinator, first.location)
    assert "3 new forms taken in" in said
    assert "1 was here already" in said
    assert "4 were here already" in text(
        coordinator, rescue(coordinator, file_of(*bodies)).location
    )
    for body in bodies:
        fair.send(body)  # and it sends once more
    tablet.do_jobs()
    assert tablet.rows("SELECT count(*) FROM response")[0][0] == before + 4


def test_a_rescue_file_with_another_record_of_the_same_id_is_held_beside_the_first(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sid = fair.sid()
    fair.send(fair.seal(sid))
    other = fair.seal(sid)
    for _ in range(2):
        rescue(coordinator, file_of(other))
    rows = tablet.rows("SELECT sid, state, reason FROM envelope WHERE conflict_of IS NOT NULL")
    [(double, *found)] = rows
    assert found == ["held", "conflict"]
    assert "There is another one like it" in text(coordinator, f"/staff/lincoln/held/{double}")
    coordinator.post(f"/staff/lincoln/held/{double}", data={"go": "take"})
    assert (double,) in tablet.rows("SELECT id FROM response")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", RESCUE + b"\0\0\0\x09half"])
def test_a_file_that_is_no_rescue_file_is_refused_and_nothing_is_taken(
    tablet: TabletSite, coordinator: FlaskClient, content: bytes
) -> None:
    before = tablet.rows("SELECT count(*) FROM envelope")
    reply = rescue(coordinator, content)
    assert reply.status_code == 422
    assert "not the rescue file" in reply.get_data(as_text=True)
    assert tablet.rows("SELECT count(*) FROM envelope") == before


def code_of(client: FlaskClient, response_id: str) -> str:
    page = text(client, f"/staff/lincoln/responses/{response_id}")
    return str(re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page)[0])


def test_a_correction_with_a_fault_is_put_right_and_changes_what_was_sent_first(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    fair.send(body := fair.seal())
    tablet.do_jobs()
    first = sid_of(body)
    code = code_of(coordinator, first)
    sid = hold(tablet, fair, raw=WRONG, corrects=first[-6:])
    assert "Correction: An answer is wrong or missing" in text(coordinator, "/staff/lincoln/held")
    address = f"/staff/lincoln/held/{sid}"
    page = coordinator.get(address).get_data(as_text=True)
    assert f'value="{code}"' in page
    assert f'href="/staff/lincoln/responses/{first}"' in page
    assert 'value="right"' in page
    assert 'value="join"' not in page
    wrong = coordinator.post(address, data={"go": "right", "code": "K7QM"})
    assert (wrong.status_code, 'value="K7QM"' in wrong.get_data(as_text=True)) == (422, True)
    unjoined = coordinator.post(address, data={"go": "join", "code": code})
    assert unjoined.status_code == 409
    assert "put it right first" in unjoined.get_data(as_text=True)
    reply = coordinator.post(address, data={"go": "right", "code": code})
    assert (reply.status_code, reply.location) == (303, "/lincoln/needs/check")
    assert "being corrected" in text(coordinator, "/staff/lincoln/held")
    begun = coordinator.get(address).get_data(as_text=True)
    assert "Go on correcting" in begun
    assert 'value="double"' not in begun
    page_of = "/lincoln/needs/food_worried_page"
    assert "You are changing answers sent on" in text(coordinator, page_of)
    coordinator.post(f"{page_of}?from=check", data={"_go": "next", "food_worried": "never"})
    sent = coordinator.post("/lincoln/needs/check", data={"_go": "send"})
    assert sent.status_code == 303, sent.get_data(as_text=True)
    tablet.do_jobs()
    assert sid not in coordinator.get("/staff/lincoln/held").get_data(as_text=True)
    assert "Never" in text(coordinator, f"/staff/lincoln/responses/{first}")
    assert code_of(coordinator, first) == code
    history = text(coordinator, f"/staff/lincoln/responses/{first}/history")
    assert "Put right what the family answered again on a tablet" in history
    assert "Changed answers that were sent" in history
    late = coordinator.get(address)
    assert late.status_code == 409
    assert "Somebody has taken this form in already." in late.get_data(as_text=True)


def test_of_a_correction_of_anonymous_answers_it_is_said_that_nobody_can_know_which(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    with tablet.works.open(SYSTEM) as work:
        fair.forms["survey"] = forms.publish(work, SURVEY).hash
        links.add(work, tablet.place_id, "survey", "community-survey")
    raw = {name: RAW[name] for name in ("food_worried", "anything")}
    sid = hold(tablet, fair, link="survey", raw=raw, corrects="123abc")
    assert "It corrects anonymous answers" in text(coordinator, "/staff/lincoln/held")
    address = f"/staff/lincoln/held/{sid}"
    page = text(coordinator, address)
    assert "Nobody can know which ones" in page
    assert "Code of the answers" not in page
    reply = coordinator.post(address, data={"go": "take"})
    assert (reply.status_code, reply.location) == (303, "/staff/lincoln/held?taken=1")
    assert "The form was taken in" in text(coordinator, reply.location)


def test_who_comes_late_is_told_what_became_of_it(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    taken = hold(tablet, fair, trusted=False)
    coordinator.post(f"/staff/lincoln/held/{taken}", data={"go": "take"})
    late = coordinator.post(f"/staff/lincoln/held/{taken}", data={"go": "double"})
    assert late.status_code == 409
    assert "Somebody has taken this form in already." in late.get_data(as_text=True)
    assert f'href="/staff/lincoln/responses/{taken}"' in late.get_data(as_text=True)
    aside = hold(tablet, fair, trusted=False)
    for _ in range(2):
        last = coordinator.post(f"/staff/lincoln/held/{aside}", data={"go": "double"})
    assert last.status_code == 409
    assert "Somebody has set this form aside already." in last.get_data(as_text=True)


def test_all_of_a_lost_tablet_are_taken_in_with_one_button(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient
) -> None:
    sids = [hold(tablet, fair, trusted=False) for _ in range(2)]
    page = text(coordinator, "/staff/lincoln/held")
    assert re.search(r"\d+ forms came when the tablet was not known any more", page)
    reply = coordinator.post("/staff/lincoln/held/tablet", data={"tablet": fair.tablet_id})
    assert reply.status_code == 303
    assert "being taken in" in text(coordinator, reply.location)
    tablet.do_jobs()
    for sid in sids:
        assert (sid, "completed") in tablet.rows("SELECT id, status FROM response")


def test_what_needs_an_absent_plugin_says_so_and_is_taken_without_it_only_when_that_is_pressed(
    tablet: TabletSite, fair: Fair, coordinator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    types = {name: one for name, one in tablet.works.types.items() if name != "long_text"}
    monkeypatch.setattr(tablet.works, "types", types)
    sid = hold(tablet, fair)
    page = text(coordinator, f"/staff/lincoln/held/{sid}")
    assert "It needs a plugin that is not here" in page
    assert "kanari" in page
    assert "Correct it" not in page
    refused = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "take"})
    assert refused.status_code == 409
    done = coordinator.post(f"/staff/lincoln/held/{sid}", data={"go": "without"})
    assert (done.status_code, done.location) == (303, f"/staff/lincoln/responses/{sid}")
