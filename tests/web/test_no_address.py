"""Neither the address nor the program of whoever answers is written anywhere: of anonymous answers, nor of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.web.host import host_of
from tests.services.conftest import SURVEY
from tests.web_support.family import Family

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from flask import Flask

ADDRESS, AGENT = "203.0.113.77", "kanari-browser/7.3"


def test_no_address_and_no_agent_is_in_the_database_or_the_logs(
    make_site: Callable[..., Flask], caplog: pytest.LogCaptureFixture
) -> None:
    app = make_site({"survey": SURVEY})
    client = app.test_client()
    client.environ_base |= {
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_USER_AGENT": AGENT,
        "REMOTE_ADDR": ADDRESS,
    }
    survey = Family(client, "/lincoln/survey").begin()
    survey.press("next", food_worried="often").press("next", anything="kanari-words").press("send")
    assert survey.address.endswith("/done")
    named = Family(client, "/lincoln/fair").to_check().press("send")
    assert named.address.endswith("/done")
    data = host_of(app).works.settings.data
    written = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert b"survey" in written  # the search reads what is there
    for canary in (ADDRESS, AGENT, "kanari"):
        assert canary.encode() not in written
        assert canary not in caplog.text
