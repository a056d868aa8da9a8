"""The registry of routes: nothing is served without a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask

from farolito.domain.access import GUARDED
from farolito.errors import SettingsError
from farolito.web.host import host_of
from farolito.web.routes import Pages, Route, mount

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FULL = {"permission": "public", "cache": "no-store", "csp": "family"}


@pytest.mark.parametrize("forgotten", sorted(FULL))
def test_a_route_that_forgets_a_policy_stops_the_start(forgotten: str) -> None:
    pages = Pages("trial")
    policies = {name: value for name, value in FULL.items() if name != forgotten}

    @pages.route("/trial", **policies)  # type: ignore[arg-type]
    def view() -> str:
        return ""

    with pytest.raises(SettingsError, match=f"/trial .* does not declare its {forgotten}"):
        mount(Flask("trial"), [pages], [])


def test_every_forgotten_policy_is_named_at_once() -> None:
    pages = Pages("trial")
    pages.route("/one")(lambda: "")
    pages.route("/two", permission="everything", cache="no-store", csp="none", endpoint="two")(
        lambda: ""
    )
    with pytest.raises(SettingsError) as refused:
        mount(Flask("trial"), [pages], [])
    said = str(refused.value)
    assert said.count("/one") == 3
    assert "unknown permission 'everything'" in said


def test_two_routes_with_one_name_stop_the_start() -> None:
    pages = Pages("trial")
    for rule in ("/one", "/two"):
        pages.route(rule, endpoint="same", **FULL)(lambda: "")  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="endpoint that another route already has"):
        mount(Flask("trial"), [pages], [])


def test_everything_that_is_served_is_in_the_registry(app: Flask) -> None:
    registered = {(route.rule, route.endpoint) for route in host_of(app).routes}
    served = {(rule.rule, rule.endpoint) for rule in app.url_map.iter_rules()}
    assert served == registered


def test_the_registry_can_be_read_by_programs(app: Flask) -> None:
    (done,) = (r for r in host_of(app).routes if r.endpoint == "respond.done")
    assert done.described("GET") == {
        "method": "GET",
        "path": "/<place>/<link>/done",
        "endpoint": "respond.done",
        "permission": "public",
        "public": True,
        "step_up": False,
        "cache": "no-store",
        "csp": "family",
    }


def test_no_family_page_may_be_kept_by_a_browser(app: Flask) -> None:
    kept: list[Route] = [
        route
        for route in host_of(app).routes
        if route.endpoint.startswith("respond.") and route.cache != "no-store"
    ]
    assert kept == []


def test_a_page_for_staff_sends_strangers_to_the_log_in_page(client: FlaskClient) -> None:
    reply = client.get("/staff/lincoln")
    assert (reply.status_code, reply.location) == (303, "/staff/log-in?next=/staff/lincoln")


def test_a_familys_cookie_opens_no_page_for_staff(client: FlaskClient) -> None:
    client.post("/lincoln/fair", data={"_go": "use:en"})
    cookie = client.get_cookie("farolito")
    assert cookie is not None
    client.set_cookie("farolito-staff", cookie.value)
    assert client.get("/staff/lincoln").status_code == 303


def test_whatever_is_sent_with_a_guarded_permission_asks_again_without_being_told(
    app: Flask,
) -> None:
    sent = [route for route in host_of(app).routes if route.permission in GUARDED]
    assert {route.step_up for route in sent if "POST" in route.methods} == {True}
    assert {route.step_up for route in sent if "POST" not in route.methods} == {False}


def test_a_public_route_can_not_ask_again(app: Flask) -> None:
    pages = Pages("trial")
    pages.route("/one", endpoint="one", step_up=True, **FULL)(lambda: "")  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="nobody is logged in"):
        mount(Flask("trial"), [pages], [])
