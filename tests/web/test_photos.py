"""Photos and files on family pages: taken by every button, shown, removed, refused in words, seen by nobody else."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from sqlalchemy import text

from farolito.web.host import host_of
from tests.web_support.family import Family
from tests.web_support.pictures import PDF, REFUSED, phone_photo
from tests.web_support.trial_form import both, page, question, trial_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


def files_form(**options: object) -> dict[str, Any]:
    """A page with a photo, a file and a line of text, and one without."""
    form = trial_form(name="files", needs=[])
    title = both("Papers", "Papeles")
    papers = page(
        "papers",
        question("room", "photo", "A photo of the leak", "Una foto de la fuga", **options),
        question("lease", "file", "Your lease", "Su contrato de renta", max_files=2),
        question("words", "long_text", "Anything else?", "¿Algo más?"),
        title=title,
    )
    last = page("last", question("more", "text", "What more?", "¿Qué más?"))
    section = {"name": "s", "title": title, "pages": [papers, last]}
    form["sections"] = [form["sections"][0], section]
    return form


@pytest.fixture
def site(make_site: Callable[..., Flask]) -> Flask:
    return make_site({"files": files_form()})


def own_client(site: Flask) -> FlaskClient:
    client = site.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def family(site: Flask) -> Family:
    """A family on the page that asks for a photo and a file."""
    return Family(own_client(site), "/lincoln/files").begin().press("next", consent="with_name")


def rows(site: Flask) -> list[Any]:
    with host_of(site).works.engine.connect() as connection:
        return list(connection.execute(text("SELECT id, content, small FROM attachment")))


def pictures(family: Family) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', family.html)


def test_only_the_page_that_asks_for_files_is_sent_as_multipart(family: Family) -> None:
    assert 'enctype="multipart/form-data"' in family.html
    assert 'type="file"' in family.html
    family.press("next")
    assert 'enctype="multipart/form-data"' not in family.html


def test_a_photo_comes_with_continue_and_stands_on_the_check_page(family: Family) -> None:
    family.send("next", room=("IMG_1.jpg", phone_photo()), words="Gracias")
    assert family.address.endswith("/last")
    family.press("next", more="x")
    assert family.address.endswith("/check")
    [address] = pictures(family)
    reply = family.client.get(address)
    assert (reply.status_code, reply.mimetype) == (200, "image/jpeg")
    whole = Image.open(io.BytesIO(family.client.get(address.partition("?")[0]).data))
    assert whole.size == (400, 600)  # it was turned upright


@pytest.mark.parametrize("go", ["attach:room", "back", "language", "stop"])
def test_no_button_of_the_page_loses_a_photo_or_a_word(family: Family, go: str) -> None:
    here = family.address
    family.send(go, room=("a.jpg", phone_photo()), words="Half a sente")
    family.open(here)
    assert len(pictures(family)) == 1
    assert "Half a sente" in family.html


def test_a_photo_is_removed_by_a_button_and_its_bytes_go(site: Flask, family: Family) -> None:
    family.send("attach:room", room=("a.jpg", phone_photo()))
    [button] = [one for one in family.page.buttons if one.startswith("detach:room:")]
    assert len(rows(site)) == 1
    family.press(button, words="kept")
    assert not pictures(family)
    assert "kept" in family.html
    assert rows(site) == []


def test_another_photo_takes_the_place_of_the_one_before(site: Flask, family: Family) -> None:
    family.send("attach:room", room=("a.jpg", phone_photo()))
    [before] = pictures(family)
    family.send("attach:room", room=("b.jpg", phone_photo(500, 300)))
    assert pictures(family) != [before]
    assert len(rows(site)) == 1
    assert family.client.get(before).status_code == 404


def test_a_question_takes_as_many_files_as_it_says(site: Flask, family: Family) -> None:
    for name in ("one.pdf", "two.pdf"):
        family.send("attach:lease", lease=(name, PDF))
    assert "one.pdf" in family.html
    assert "You have added 2, the most we can take." in family.html
    family.send("attach:lease", lease=("three.pdf", PDF))
    assert "We can keep 2 here. Remove one, then add the new one" in family.html
    assert "three.pdf" not in family.html
    assert len(rows(site)) == 2


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_in_words_and_the_rest_of_the_page_stays(
    site: Flask, family: Family, name: str
) -> None:
    make, _code = REFUSED[name]
    here = family.address
    family.send("next", room=(name, make()), words="Half a sente")
    assert family.address == here
    assert "There is a problem" in family.html
    assert 'href="#room"' in family.html
    assert "Half a sente" in family.html
    assert rows(site) == []
    assert family.press("next").address.endswith("/last")  # they may go on without


def test_a_file_beyond_the_limit_is_refused_and_the_rest_of_the_page_stays(
    site: Flask, family: Family
) -> None:
    family.send("next", lease=("big.pdf", b"%PDF-1.4\n" + bytes(11_000_000)), words="Half")
    assert "Choose a file of 10 MB or less" in family.html
    assert "Half" in family.html
    assert rows(site) == []


def test_a_page_without_such_a_question_takes_no_large_body(family: Family) -> None:
    family.press("next")
    sent = {"_go": "next", "more": (io.BytesIO(bytes(400_000)), "x.jpg")}
    assert family.client.post(family.action(), data=sent).status_code == 413


def test_adding_without_choosing_says_what_to_do(family: Family) -> None:
    family.send("attach:room", words="x")
    assert "First choose what you want to add" in family.html
    assert family.html.count('aria-invalid="true"') == 1


def test_a_required_photo_is_asked_for(make_site: Callable[..., Flask]) -> None:
    client = own_client(make_site({"files": files_form(required=True)}))
    asked = Family(client, "/lincoln/files").begin().press("next", consent="with_name")
    asked.press("next")
    assert "Add a photo. We need this one" in asked.html
    assert asked.send("next", room=("a.jpg", phone_photo())).address.endswith("/last")


def test_fields_that_the_server_writes_cannot_be_written_by_a_browser(
    site: Flask, family: Family
) -> None:
    stolen = '[{"id":"' + "0" * 32 + '","media":"image/jpeg","bytes":1}]'
    family.press("attach:room", room=stolen, room__wrong="photo_kind", words="x")
    assert not pictures(family)
    assert "First choose what you want to add" in family.html


def test_a_silent_save_leaves_the_photo_where_it_is(family: Family) -> None:
    family.send("attach:room", room=("a.jpg", phone_photo()))
    here = family.address
    family.press("draft", words="typing", room__file="[object File]")
    family.open(here)
    assert len(pictures(family)) == 1
    assert "typing" in family.html


def test_the_photo_of_a_first_page_is_taken_with_the_start(make_site: Callable[..., Flask]) -> None:
    form = files_form()
    form["sections"] = form["sections"][1:]
    form["regime"] = "self_service"
    client = own_client(make_site({"files": form}))
    family = Family(client, "/lincoln/files").open("/lincoln/files/papers")
    family.send("attach:room", room=("a.jpg", phone_photo()))
    assert len(pictures(family)) == 1


def test_nobody_else_finds_a_familys_file(site: Flask, family: Family) -> None:
    family.send("attach:room", room=("a.jpg", phone_photo()))
    [address] = pictures(family)
    stranger = Family(own_client(site), "/lincoln/files")
    assert stranger.client.get(address).status_code == 404
    stranger.begin().press("next", consent="with_name")
    assert stranger.client.get(address).status_code == 404


def test_a_file_is_sent_so_that_no_browser_runs_it(family: Family) -> None:
    family.send("attach:lease", lease=('<b>"x".pdf', PDF))
    [address] = re.findall(r'href="([^"]+_file/[^"]+)"', family.html)
    reply = family.client.get(address)
    assert reply.data == PDF
    assert reply.mimetype == "application/pdf"
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Security-Policy"].endswith("; sandbox")
    assert '<b>"x"' not in family.html


def test_what_is_stored_is_sealed(site: Flask, family: Family) -> None:
    family.send("attach:lease", lease=("lease.pdf", PDF))
    [row] = rows(site)
    assert PDF not in row.content
    assert b"%PDF" not in row.content
    everything = (host_of(site).settings.data / "farolito.db").read_bytes()
    assert b"lease.pdf" not in everything


def test_stopping_takes_the_photo_along(site: Flask, family: Family) -> None:
    family.send("stop", room=("a.jpg", phone_photo()))
    assert len(rows(site)) == 1
    family.press("erase")
    assert rows(site) == []


def test_after_sending_the_photo_is_staffs_and_the_family_finds_it_no_more(
    site: Flask, family: Family
) -> None:
    family.send("attach:room", room=("a.jpg", phone_photo()))
    [address] = pictures(family)
    family.press("next").press("next", more="x").press("send")
    assert family.address.endswith("/done")
    assert family.client.get(address).status_code == 404
    assert len(rows(site)) == 1
