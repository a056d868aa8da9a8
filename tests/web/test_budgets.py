"""What a question page may cost: bytes on the wire, statements in the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.domain.languages import LANGUAGES
from farolito.testing.statements import watched
from farolito.web.compression import remembered, squeezed
from farolito.web.host import host_of
from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.in_languages import in_languages
from tests.web_support.more_types import more_types_form
from tests.web_support.sites import pack_form
from tests.web_support.trial_form import trial_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

MOST_BYTES = 8 * 1024
MOST_SCRIPT = 4 * 1024


def pages_of(family: Family, language: str) -> Iterator[str]:
    """Every page on the way, and the page with the most problems."""
    family.begin(language)
    yield family.html
    yield family.press("next").html
    for typed in (
        {"consent": "with_name"}, {"help": ["food", "rent"]}, {"rent_due.day": "31"},
    ):  # fmt: skip
        yield family.press("next", **typed).html


def test_a_page_with_its_style_fits_in_one_round_trip_in_every_language(
    make_site: Callable[..., Flask],
) -> None:
    site = make_site({"fair": in_languages(trial_form())}, pseudo_locales=True)
    for language in LANGUAGES:
        family = Family(own_client(site), "/lincoln/fair")
        for html in (family.open().html, *pages_of(family, language)):
            assert len(squeezed(html.encode())) <= MOST_BYTES, language
            assert re.findall(r"@font-face|<link[^>]*stylesheet|url\((?!data:)", html) == []


def test_the_longest_page_of_our_forms_fits_too(make_site: Callable[..., Flask]) -> None:
    client = make_site({"needs": pack_form("family-needs")}).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    family = Family(client, "/lincoln/needs").begin("es")
    family.press("next", consent="named")
    while family.address != "/lincoln/needs/check":
        assert len(squeezed(family.html.encode())) <= MOST_BYTES, family.address
        skipped = dict.fromkeys(re.findall(r'name="(\w+)" value="_skip"', family.html), "_skip")
        family.press("next", **skipped, members="no")


@pytest.mark.parametrize("language", ["en", "es", "ar-XB"])
def test_a_list_of_every_language_and_a_whole_child_fit_too(
    make_site: Callable[..., Flask], language: str
) -> None:
    client = make_site({"types": more_types_form()}, pseudo_locales=True).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    family = Family(client, "/lincoln/types").begin(language)
    family.press("next", consent="with_name")
    seen = 0
    while not family.address.endswith("/check"):
        assert len(brotli.compress(family.html.encode(), quality=5)) <= MOST_BYTES
        seen += 1
        skipped = dict.fromkeys(re.findall(r'name="(\w+)" value="_skip"', family.html), "_skip")
        family.press("next", **skipped)
    assert seen == len(more_types_form()["sections"][1]["pages"])


def test_the_script_is_small_and_the_only_other_request(family: Family) -> None:
    html = family.begin().html
    addresses = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', html)
    scripts = [a for a in addresses if a.endswith(".js")]
    assert len(scripts) == 1
    assert [a for a in addresses if a.endswith(".css")] == []
    assert "defer" in html.partition(scripts[0])[2][:20]
    reply = family.client.get(scripts[0], headers={"Accept-Encoding": "br"})
    assert len(reply.data) <= MOST_SCRIPT


def test_a_question_page_with_a_draft_costs_at_most_two_statements(
    app: Flask, family: Family
) -> None:
    family.begin().press("next", consent="with_name")
    with watched(host_of(app).works.engine) as statements:
        family.client.get(family.address)
    assert 1 <= len(statements) <= 2


def test_a_first_view_costs_none_once_it_was_drawn(app: Flask, client: FlaskClient) -> None:
    client.get("/lincoln/fair/consent_page")
    with watched(host_of(app).works.engine) as statements:
        assert client.get("/lincoln/fair/consent_page").status_code == 200
    assert statements == []


def test_only_pages_that_hold_nothing_typed_are_kept_in_memory(family: Family) -> None:
    packed = {"Accept-Encoding": "br"}
    remembered.cache_clear()  # a full one would not grow
    family.begin().press("next", consent="with_name").press("next", help=["food"])
    family.press("next", safe="yes").press("next", members="no")
    blank, kept = family.address, remembered.cache_info().currsize
    family.client.get(blank, headers=packed)
    assert remembered.cache_info().currsize == kept + 1
    family.press("draft", full_name="Rosa Díaz")
    reply = family.client.get(blank, headers=packed)
    assert "Rosa Díaz" in brotli.decompress(reply.data).decode()
    assert remembered.cache_info().currsize == kept + 1
