"""What every answer tells the browser: what to load, what to keep, how the cookie may travel."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web_support.family import Family


def test_the_policy_allows_exactly_the_style_of_the_page(family: Family) -> None:
    reply = family.client.get("/lincoln/fair")
    (style,) = re.findall(r"<style>(.*?)</style>", reply.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = reply.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    for rule in ("default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'",
                 "frame-ancestors 'none'", "form-action 'self'"):  # fmt: skip
        assert rule in policy
    assert "unsafe" not in policy


def test_no_page_has_inline_styles_scripts_or_handlers(family: Family) -> None:
    family.to_check()
    for html in (family.html, family.press("send").html, family.begin().html):
        assert not re.search(r'\sstyle="|\son[a-z]+="|<script>|javascript:', html)


def test_no_page_asks_another_host_for_anything(family: Family) -> None:
    html = family.begin().html
    assert re.findall(r'(?:src|href)="(https?:)?//', html) == []


@pytest.mark.parametrize(
    "address", ["/", "/lincoln/fair", "/healthz", "/form.schema.json", "/nowhere"]
)
def test_every_answer_carries_the_protecting_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_pages_are_not_kept_and_static_files_are_kept_for_ever(client: FlaskClient) -> None:
    page = client.get("/lincoln/fair")
    assert page.headers["Cache-Control"] == "no-store"
    script = re.search(r'src="(/static/[^"]+)"', page.text)
    assert script is not None
    reply = client.get(script[1])
    assert (reply.status_code, reply.mimetype) == (200, "text/javascript")
    assert "immutable" in reply.headers["Cache-Control"]


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(client: FlaskClient) -> None:
    cookie = client.post("/lincoln/fair", data={"_go": "use:en"}).headers["Set-Cookie"]
    assert cookie.startswith("farolito=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_the_cookie_lasts_as_long_as_a_draft_whatever_the_phones_clock_says(
    client: FlaskClient,
) -> None:
    cookie = client.post("/lincoln/fair", data={"_go": "use:en"}).headers["Set-Cookie"]
    assert f"Max-Age={30 * 24 * 60 * 60}" in cookie.split("; ")


def test_on_https_the_cookie_is_bound_to_this_very_host(client: FlaskClient) -> None:
    reply = client.post("/lincoln/fair", data={"_go": "use:en"}, base_url="https://localhost")
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-farolito=")
    assert "Secure" in cookie
    assert "Strict-Transport-Security" in reply.headers


def test_brotli_goes_to_whoever_takes_it(client: FlaskClient) -> None:
    plain = client.get("/lincoln/fair")
    packed = client.get("/lincoln/fair", headers={"Accept-Encoding": "gzip, br"})
    refused = client.get("/lincoln/fair", headers={"Accept-Encoding": "br;q=0"})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data == refused.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_script_goes_as_small_as_brotli_makes_it_and_as_it_is_to_whoever_takes_none(
    client: FlaskClient,
) -> None:
    where = host_of(client.application).assets.url("family.js")
    plain = client.get(where)
    packed = client.get(where, headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.data == brotli.compress(plain.data, quality=11)


def test_behind_a_proxy_the_scheme_is_the_one_that_the_proxy_saw(
    make_site: Callable[..., Flask],
) -> None:
    app = make_site(trusted_proxies=1)
    reply = app.test_client().get("/", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" in reply.headers


def test_without_a_proxy_nobody_can_pretend_to_be_one(client: FlaskClient) -> None:
    reply = client.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in reply.headers
