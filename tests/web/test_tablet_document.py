"""The document of a tablet and its worker: everything that is named is there, and is what the worker was told."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from farolito.web.tablet.words import WORDS
from tests.tablet_support.fair import Fair, short_form
from tests.web_support.sites import close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("tablet")
    (folder / "site").mkdir()
    forms = {"short": short_form()}
    made = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    yield made
    close_site(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    made = app.test_client()
    made.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return made


def kept(client: FlaskClient) -> dict[str, str]:
    code = client.get("/tablet/worker.js").text
    found = re.match(r"const KEPT = (\{.*\});\n", code)
    assert found is not None
    named: dict[str, str] = json.loads(found[1])
    return named


def test_the_worker_names_everything_by_what_it_is(client: FlaskClient) -> None:
    named = kept(client)
    assert "/tablet/" in named
    assert sum(address.endswith(".js") for address in named) == 1
    for address, integrity in named.items():
        reply = client.get(address)
        assert reply.status_code == 200, address
        digest = base64.b64encode(hashlib.sha256(reply.data).digest()).decode()
        assert integrity == f"sha256-{digest}", address


def test_the_document_names_nothing_that_the_worker_does_not_keep(client: FlaskClient) -> None:
    named, page = kept(client), client.get("/tablet/").text
    asked = {one for one in re.findall(r'(?:src|href)="(/[^"]+)"', page) if one != "/pair"}
    boot = re.search(r'data-boot="([^"]*)"', page)
    assert boot is not None
    words = json.loads(boot[1].replace("&#34;", '"'))
    assert asked | set(words.values()) <= named.keys()
    (script,) = (client.get(address).text for address in named if address.endswith(".js"))
    # but for functions of plugins, which come with the copy of a form
    assert re.findall(r"\bimport\b.", script) == ["import("]


def test_the_document_is_the_same_for_everybody_and_says_nothing_of_anybody(
    client: FlaskClient,
) -> None:
    page = client.get("/tablet/", headers={"Accept-Language": "es", "User-Agent": "x"})
    assert page.data == client.get("/tablet/").data
    assert "Lincoln" not in page.text
    assert "Set-Cookie" not in page.headers


def test_it_may_load_its_own_files_and_send_no_form(client: FlaskClient) -> None:
    for address in ("/tablet/", "/tablet/worker.js"):
        policy = client.get(address).headers["Content-Security-Policy"]
        for rule in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "worker-src 'self'",
                     "manifest-src 'self'", "form-action 'none'", "frame-ancestors 'none'"):  # fmt: skip
            assert rule in policy
        assert "unsafe" not in policy
    page = client.get("/tablet/").text
    assert not re.search(r'\sstyle="|\son[a-z]+="|<script>|javascript:', page)
    assert '<html lang="en" translate="no">' in page
    assert page.count("<form") == page.count('autocomplete="off" novalidate') + page.count(
        'autocomplete="off" class="flow" novalidate'
    )


def test_every_word_of_the_document_is_there_in_every_language(client: FlaskClient) -> None:
    page = client.get("/tablet/").text
    assert set(re.findall(r'data-w="([^"]+)"', page)) <= WORDS.keys()
    for address in kept(client):
        if address.startswith("/tablet/words/"):
            said = client.get(address).json
            assert said is not None
            assert said["words"].keys() == WORDS.keys()
            for key, words in said["words"].items():
                assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", WORDS[key]))


def test_other_words_are_not_found_at_this_address(client: FlaskClient) -> None:
    for address in ("es.000000000000", "xx.000000000000"):
        assert client.get(f"/tablet/words/{address}.json").status_code == 404


def test_the_copy_says_which_forms_languages_and_key(app: Flask, client: FlaskClient) -> None:
    fair = Fair(app, "")
    said = client.post("/pair", data={"code": fair.code()}, headers={"Accept": "application/json"})
    assert said.json is not None
    token = {"Authorization": f"Tablet {said.json['token']}"}
    reply = client.get("/tablet/copy.json", headers=token)
    copy = reply.json
    assert copy is not None
    assert reply.headers["Cache-Control"] == "no-store"
    assert (copy["v"], copy["fair"]["id"]) == (1, fair.id)
    assert copy["fair"]["place"]["phone"] == "(213) 555-0100"
    assert copy["key"]["suite"] == "P-256"
    assert copy["languages"][0] == "es"
    assert ("short", False) in [(one["link"], one["anonymous"]) for one in copy["forms"]]
    for address in copy["words"].values():
        assert client.get(address).status_code == 200
    assert client.get("/tablet/copy.json").status_code == 401
    assert client.get("/tablet/copy.json", headers=token).data == reply.data
