"""Signing on a family page: typing is enough, the drawing survives every way off the page, staff see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from tests.web_support.family import Family
from tests.web_support.trial_form import both, page, question, trial_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

PATH = "M10 20L30 40L50 60"
LONG = "M0 0" + "".join(f"L{300 + n * 37 % 291} {100 + n * 61 % 97}" for n in range(999))
HOSTILE = 'M1 2"><script>alert(1)</script>'
MOST_BYTES = 8 * 1024
MOST_SCRIPT = 4 * 1024


def sign_form(**options: object) -> dict[str, object]:
    form = trial_form(name="signing", needs=[])
    sign = question("sign", "signature", "Sign here", "Firme aquí", required=True, **options)
    pages = [page("sign_page", sign)]
    form["sections"] = [
        form["sections"][0],
        {"name": "s", "title": both("Sign", "Firma"), "pages": pages},
    ]
    return form


@pytest.fixture
def signing(make_site: Callable[..., Flask]) -> Family:
    client = make_site({"sign": sign_form(drawing=True)}).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return Family(client, "/lincoln/sign").begin().press("next", consent="with_name")


def drawing_in(family: Family) -> str:
    found = re.search(r'name="sign.drawing" value="([^"]*)"', family.html)
    assert found
    return found[1]


def test_typing_alone_signs(signing: Family) -> None:
    assert "Type your full name" in signing.html
    assert "Typing your name here counts as signing." in signing.html
    signing.press("next", sign="Rosa Díaz")
    assert signing.address.endswith("/check")
    assert "Rosa Díaz" in signing.html
    assert "Drawn signature" not in signing.html


def test_a_drawing_without_a_name_asks_for_the_name_and_keeps_the_drawing(signing: Family) -> None:
    signing.press("next", sign__drawing=PATH)
    assert "Type your name too" in signing.html
    assert drawing_in(signing) == PATH


def test_the_drawing_survives_back_and_a_change_of_language(signing: Family) -> None:
    address = signing.address
    signing.press("back", sign="Rosa", sign__drawing=PATH).open(address)
    assert drawing_in(signing) == PATH
    signing.press("language").press("use:es")
    assert "Escriba su nombre completo" in signing.html
    assert drawing_in(signing) == PATH
    signing.press("next")
    assert f'<path d="{PATH}"' in signing.html
    assert "Firma dibujada" in signing.html


def test_a_hostile_drawing_is_a_problem_and_nothing_of_it_is_html(signing: Family) -> None:
    signing.press("next", sign="Rosa", sign__drawing=HOSTILE)
    assert "Clear the drawing and draw it again" in signing.html
    assert "<script>alert" not in signing.html
    signing.press("next", sign__drawing="M1 2L3 4" * 5000)
    assert not signing.address.endswith("/check")
    signing.press("next", sign__drawing="")
    assert signing.address.endswith("/check")


def test_pages_with_the_longest_drawing_fit_in_one_round_trip(signing: Family) -> None:
    assert len(brotli.compress(signing.html.encode(), quality=5)) <= MOST_BYTES
    signing.press("next", sign__drawing=LONG)
    assert drawing_in(signing) == LONG
    assert len(brotli.compress(signing.html.encode(), quality=5)) <= MOST_BYTES
    signing.press("next", sign="Rosa")
    assert LONG in signing.html
    assert len(brotli.compress(signing.html.encode(), quality=5)) <= MOST_BYTES


def test_its_script_is_on_such_pages_only_and_small_together_with_the_other(
    signing: Family, make_site: Callable[..., Flask]
) -> None:
    addresses = re.findall(r'<script src="([^"]+)" (?:defer|type="module")></script>', signing.html)
    assert [one.rpartition("/")[2] for one in addresses] == ["family.js", "signature.js"]
    packed = {"Accept-Encoding": "br"}
    sizes = [len(signing.client.get(one, headers=packed).data) for one in addresses]
    assert all(sizes)
    assert sum(sizes) <= MOST_SCRIPT
    assert "signature.js" not in signing.press("next", sign="Rosa").html
    client = make_site({"sign": sign_form()}).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    plain = Family(client, "/lincoln/sign").begin().press("next", consent="with_name")
    assert "Type your full name" in plain.html
    assert "signature.js" not in plain.html
