"""A sound file of a label, where a plugin brings one: named on the page of its language, and nowhere else."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, read_form
from farolito.services import fairs, tablets
from farolito.services.sounds import MOST_SOUND
from farolito.web.host import host_of
from farolito.web.staff.fairs.heard import heard
from farolito.web.tablet import sounds
from tests.tablet_support.fair import Fair
from tests.web_support.family import Family
from tests.web_support.trial_form import both, page, question, trial_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

LABEL, FOOD, RENT = "ours/audio/help.es.mp3", "ours/audio/food.es.mp3", "ours/audio/rent.es.mp3"
ENGLISH = "ours/audio/help.en.mp3"


def spoken_form() -> dict[str, Any]:
    """A question and its first choice have a file in Spanish; that of the second one is too large."""
    choices = [
        {"name": name, "label": both(name, name), "audio": {"es": file}}
        for name, file in (("food", FOOD), ("rent", RENT))
    ]
    asked = question(
        "help", "choices", "What?", "¿Qué?", choices=choices, audio={"es": LABEL, "en": ENGLISH}
    )  # fmt: skip
    form = trial_form(name="spoken", needs=[])
    pages = [page("help_page", asked)]
    form["sections"][1:] = [{"name": "s", "title": both("Help", "Ayuda"), "pages": pages}]
    return form


@pytest.fixture
def app(make_site: Callable[..., Flask], tmp_path: Path) -> Flask:
    made = make_site({"spoken": spoken_form()})
    for name, size in ((LABEL, 3), (FOOD, MOST_SOUND), (RENT, MOST_SOUND + 1), (ENGLISH, 4)):
        file = tmp_path / name.rpartition("/")[2]
        file.write_bytes(b"ID3".ljust(size, b"x"))
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
    assert (sent.data, sent.mimetype) == (b"ID3", "audio/mpeg")
    assert "immutable" in sent.headers["Cache-Control"]


def test_where_no_file_can_be_heard_the_page_is_as_ever(app: Flask) -> None:
    path = host_of(app).assets._by_name[ENGLISH]
    assert "data-say" in asked(app, "en").html
    for there in (b"RIFF, and no MP3", None):
        path.write_bytes(there) if there else path.unlink()
        host_of(app).skeletons._pages.clear()
        assert "data-say" not in asked(app, "en").html


def copy_of(app: Flask, *languages: str) -> tuple[Any, dict[str, Any]]:
    """What a tablet of a fair is told that shows these languages first, and the line about sound of that fair."""
    works, planner = host_of(app).works, Fair(app, "").staff
    with works.open(planner) as work:
        day = work.today()
        fair_id = fairs.plan(work, "lincoln", fairs.Plan("Fair", day, ("spoken",), languages))
        fair = fairs.one(work, "lincoln", fair_id)
        code = tablets.prepare(work, "lincoln", fair_id, "Blue", "258014").code
        with app.test_request_context("/"):
            lines = heard(sounds.at_fair(work, fair))
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    said = client.post("/pair", data={"code": code}, headers={"Accept": "application/json"}).json
    assert said is not None
    token = {"Authorization": f"Tablet {said['token']}"}
    copy = client.get("/tablet/copy.json", headers=token).json
    assert copy is not None
    for address in copy["files"]:
        got = client.get(address, headers={"Accept-Encoding": "identity"})
        digest = sha256(got.data).hexdigest()
        # as the tablet looks at it
        assert any(len(one) > 11 and digest.startswith(one) for one in re.split(r"\W", address))
    pages = {tag: client.get(address).text for tag, address in copy["forms"][0]["pages"].items()}
    [line] = lines
    return copy["files"], {"pages": pages, **line}


def test_a_tablet_brings_the_files_of_the_languages_of_its_fair(app: Flask) -> None:
    files, told = copy_of(app, "es")
    assets = host_of(app).assets
    assert [one for one in files if one.startswith("/static/")] == [
        assets.url(FOOD),
        assets.url(LABEL),
    ]
    assert told["pages"]["es"].count("data-say") == 2
    assert "data-say" not in told["pages"]["en"]
    assert told["words"] == "Sound: 2 recordings, \u2066200 kB\u2069"
    [(spanish, [left]), (english, [out])] = told["gaps"]
    assert (spanish.tag, english.tag) == ("es", "en")
    assert left[2].startswith("1 recording is missing or can not be used")
    assert out[2] == "not a language that this fair shows first"
    assert not told["done"]


def test_a_form_for_which_there_is_no_room_is_left_out_whole_and_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounds, "MOST_ON_A_TABLET", 100)
    files, told = copy_of(app, "es", "en")
    assert [one for one in files if one.startswith("/static/")] == [
        host_of(app).assets.url(ENGLISH)
    ]
    assert "data-say" not in told["pages"]["es"]
    assert "¿Qué?" in told["pages"]["es"]
    assert told["pages"]["en"].count("data-say") == 1
    assert told["words"] == "Sound: 1 recording, \u20661 kB\u2069"
    assert "200 kB\u2069, no room" in told["gaps"][0][1][0][2]


def test_where_no_form_has_sound_nothing_is_said_of_it(app: Flask) -> None:
    assert heard(()) == []


@pytest.mark.parametrize(
    "file", ["https://elsewhere.example/x.mp3", "../x.mp3", "ours/x.exe", "x.mp3"]
)
def test_only_a_file_of_a_plugin_can_be_named(file: str) -> None:
    form = spoken_form()
    form["sections"][1]["pages"][0]["questions"][0]["audio"] = {"es": file}
    faults = read_form(canonical(form), question_types=TYPES)
    assert isinstance(faults, list)
    assert [one.pointer for one in faults] == ["/sections/1/pages/0/questions/0/audio/es"]
