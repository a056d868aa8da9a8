"""What a tablet hears when it sends: a status for each case, about its own envelope; never an answer in a log."""

from __future__ import annotations

import base64
import json
import logging
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import Actor, Grant
from farolito.domain.envelopes import MEDIA_TYPE, MOST_BYTES
from farolito.services import tablets
from farolito.services.ids import new_id
from tests.fairs.paired import TabletSite, make_tablet_site
from tests.services.sealed import Fair
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("tablet"))
    yield made
    close_site(made.app)


@pytest.fixture
def fair(tablet: TabletSite) -> Fair:
    header = tablet.header
    forms = {"needs": header["form"]}
    return Fair(tablet.works, tablet.place_id, forms, header["fair"], header["tablet"])


def digest(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(body).digest()).decode()}:"


def put(tablet: TabletSite, sid: str, body: bytes, **changes: str) -> TestResponse:
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Digest": digest(body),
        "Authorization": f"Tablet {tablet.token}",
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }
    client = tablet.app.test_client()
    return client.put(f"/tablet/outbox/{sid}", data=body, headers=headers)


def said(reply: TestResponse) -> tuple[int, str]:
    answer = reply.get_json()
    return reply.status_code, answer["code"]


def test_each_case_has_its_status_and_names_the_envelope(tablet: TabletSite, fair: Fair) -> None:
    sid = new_id(tablet.works.clock())
    body, other = fair.seal(sid), fair.seal(sid)
    first = put(tablet, sid, body)
    assert said(first) == (201, "ok")
    assert first.get_json()["digest"] == sha256(body).hexdigest()
    assert said(put(tablet, sid, body)) == (200, "ok")
    conflict = put(tablet, sid, other)
    assert said(conflict) == (409, "conflict")
    assert conflict.get_json()["digest"] == sha256(other).hexdigest()
    assert said(put(tablet, new_id(tablet.works.clock()), body)) == (400, "poison")
    assert said(put(tablet, sid, b"rubbish")) == (400, "poison")
    assert said(put(tablet, sid, body, Content_Type="text/plain")) == (415, "poison")
    large = put(tablet, sid, bytes(MOST_BYTES + 1))
    assert said(large) == (413, "poison")
    assert large.get_json()["digest"] == sha256(bytes(MOST_BYTES + 1)).hexdigest()
    unknown = fair.seal(h_tablet="nobody")
    assert put(tablet, _sid(unknown), unknown).status_code == 401


def _sid(body: bytes) -> str:
    size = int.from_bytes(body[:4], "big")
    return str(json.loads(body[4 : 4 + size])["sid"])


def test_what_arrives_changed_or_cut_short_is_not_taken_for_the_whole(
    tablet: TabletSite, fair: Fair
) -> None:
    body = fair.seal()
    whole = digest(body)
    for changed in (body[:-40], body[:-1] + bytes([body[-1] ^ 1]), b""):
        assert put(tablet, _sid(body), changed, Content_Digest=whole).status_code == 503
    assert put(tablet, _sid(body), body, Content_Digest="sha-256=:no:").status_code == 503
    assert said(put(tablet, _sid(body), body)) == (201, "ok")


@pytest.mark.parametrize("shown", ["", "Tablet never-given", "Bearer x"])
def test_without_a_living_token_it_is_stored_and_held(
    tablet: TabletSite, fair: Fair, shown: str
) -> None:
    body = fair.seal()
    reply = put(tablet, _sid(body), body, Authorization=shown)
    assert (reply.status_code, reply.get_json()["state"]) == (202, "held")
    assert (
        put(tablet, _sid(body), body).status_code == 202
    )  # a token that comes later changes nothing


def test_receipts_say_what_is_stored_and_nothing_else(tablet: TabletSite, fair: Fair) -> None:
    body = fair.seal()
    put(tablet, _sid(body), body)
    client = tablet.app.test_client()
    asked: Any = {"sids": [_sid(body), new_id(tablet.works.clock()), "x", 5]}
    answer = client.post("/tablet/receipts", json=asked).get_json()
    assert list(answer["receipts"]) == [_sid(body)]
    assert answer["receipts"][_sid(body)]["digest"] == sha256(body).hexdigest()
    assert answer["epoch"] >= 1
    hostile: tuple[Any, ...] = ([], {"sids": "x"}, {"sids": ["x"] * 201}, None)
    for wrong in hostile:
        assert client.post("/tablet/receipts", json=wrong).status_code == 400


def waiting(tablet: TabletSite) -> int:
    """How many envelopes wait on the tablet, as whoever runs the fair is told."""
    coordinator = Actor("user", "user-1", "Somebody", (Grant(tablet.place_id, "coordinator"),))
    with tablet.works.open(coordinator) as work:
        [one] = tablets.of_fair(work, "lincoln", tablet.header["fair"])
    return one.said.waiting


def test_an_envelope_whose_receipt_was_lost_waits_no_more_when_it_comes_once_more(
    tablet: TabletSite, fair: Fair
) -> None:
    """Also where what the tablet says afterwards never arrives."""
    lost, other = fair.seal(), fair.seal()
    put(tablet, _sid(lost), lost)  # and nobody hears the answer
    headers = {"Authorization": f"Tablet {tablet.token}"}
    tablet.app.test_client().post("/tablet/state", json={"waiting": 2}, headers=headers)
    assert waiting(tablet) == 2
    for _ in range(2):
        assert said(put(tablet, _sid(lost), lost)) == (200, "ok")
        assert waiting(tablet) == 1
    put(tablet, _sid(other), other)
    assert waiting(tablet) == 0


def test_no_answer_and_no_token_is_ever_in_a_log(
    tablet: TabletSite, fair: Fair, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    good, bad = fair.seal(), fair.seal(raw={"agree": {"": ["kanari"]}}, language="kanari-language")
    for body in (good, bad):
        put(tablet, _sid(body), body)
        put(tablet, _sid(body), body[:-9])
    tablet.do_jobs()
    assert "kanari" not in caplog.text
    assert tablet.token not in caplog.text


def test_another_site_can_not_send_for_a_tablet(tablet: TabletSite, fair: Fair) -> None:
    body = fair.seal()
    assert put(tablet, _sid(body), body, Sec_Fetch_Site="cross-site").status_code == 403
