"""A sound file of a label, where a plugin brings one: named on the page of its language, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, read_form
from farolito.web.host import host_of
from farolito.web.static_files import MOST_SOUND
from tests.web_support.family import Family
from tests.web_support.trial_form import both, page, question, trial_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

LABEL, FOOD, RENT = "ours/audio/help.es.mp3", "ours/audio/food.es.mp3", "ours/audio/rent.es.mp3"


def spoken_form() -> dict[str, Any]:
    """A question and its first choice have a file in Spanish; that of the second one is too large."""
    choices = [
        {"name": name, "label": both(name, name), "audio": {"es": file}}
        for name, file in (("food", FOOD), ("rent", RENT))
    ]
    asked = question(
        "help", "choices", "What?", "¿Qué?", choices=choices, audio={"es": LABEL, "en": "ours/gone.mp3"}
    )  # fmt: skip
    form = trial_form(name="spoken", needs=[])
    pages = [page("help_page", asked)]
    form["sections"][1:] = [{"name": "s", "title": both("Help", "Ayuda"), "pages": pages}]
    return form


@pytest.fixture
def app(make_site: Callable[..., Flask], tmp_path: Path) -> Flask:
    made = make_site({"spoken": spoken_form()})
    for name, size in ((LABEL, 3), (FOOD, MOST_SOUND), (RENT, MOST_SOUND + 1)):
        file = tmp_path / name.rpartition("/")[2]
        file.write_bytes(b"x" * size)
        host_of(made).assets._by_name[name] = file
    return made


def asked(app: Flask, language: str) -> Family:
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    family = Family(client, "/lincoln/spoken").begin(language)
    return family.press("next", consent="with_name")


def test_the_label_and_its_choices_name_what_says_them_where_it_is_there_and_not_too_large(
    app: Flask,
) -> None:
    family = asked(app, "es")
    label, food = (host_of(app).assets.url(one) for one in (LABEL, FOOD))
    assert f'<span data-say="{label}">¿Qué?</span>' in family.html
    assert f'<span data-say="{food}">food</span>' in family.html
    assert family.html.count("data-say") == 2
    sent = family.client.get(label)
    assert (sent.data, sent.mimetype) == (b"xxx", "audio/mpeg")
    assert "immutable" in sent.headers["Cache-Control"]


def test_in_a_language_without_a_file_the_page_is_as_ever(app: Flask) -> None:
    assert "data-say" not in asked(app, "en").html


@pytest.mark.parametrize(
    "file", ["https://elsewhere.example/x.mp3", "../x.mp3", "ours/x.exe", "x.mp3"]
)
def test_only_a_file_of_a_plugin_can_be_named(file: str) -> None:
    form = spoken_form()
    form["sections"][1]["pages"][0]["questions"][0]["audio"] = {"es": file}
    faults = read_form(canonical(form), question_types=TYPES)
    assert isinstance(faults, list)
    assert [one.pointer for one in faults] == ["/sections/1/pages/0/questions/0/audio/es"]
