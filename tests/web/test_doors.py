"""The addresses of nobody in particular: the first page, the health check, the schema, static files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema  # type: ignore[import-untyped]  # ships no types

from farolito.domain.schema import form_schema
from farolito.services.blocks import block_files
from tests.web_support.trial_form import trial_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


def test_the_first_page_has_three_doors(client: FlaskClient) -> None:
    html = client.get("/").text
    for words in ("I am a family", "/staff/", "/admin/plugins"):
        assert words in html


def test_only_the_demo_names_its_schools(
    client: FlaskClient, make_site: Callable[..., Flask]
) -> None:
    assert "Lincoln" not in client.get("/").text
    demo = make_site(demo=True).test_client().get("/").text
    assert "Lincoln Community School" in demo
    assert 'href="/lincoln/fair"' in demo


def test_the_health_check_answers_ok(client: FlaskClient) -> None:
    reply = client.get("/healthz")
    assert (reply.status_code, reply.text) == (200, "ok\n")


def test_the_schema_of_forms_is_served_and_right(client: FlaskClient) -> None:
    schema = json.loads(client.get("/form.schema.json").text)
    assert schema == json.loads(json.dumps(form_schema()))
    jsonschema.validate(trial_form(), schema)


def test_the_schema_of_blocks_is_served_and_right(client: FlaskClient) -> None:
    schema = json.loads(client.get("/block.schema.json").text)
    for path in block_files(Path(__file__).parents[2] / "forms"):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_a_static_file_has_its_content_in_its_address(client: FlaskClient) -> None:
    html = client.get("/").text
    address = html.partition('href="/static/')[2].partition('"')[0]
    reply = client.get(f"/static/{address}")
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")


def test_a_static_path_leads_nowhere_else(client: FlaskClient) -> None:
    for path in ("../app.py", "..%2fapp.py", "no-such.css"):
        assert client.get(f"/static/000000000000/{path}").status_code == 404
