"""``farolito responses export``: a whole file or none, for its owner alone, and what is not in it is said."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.app import create_app
from farolito.cli import cli
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.drafts import Draft
from farolito.exports.answers import read_csv
from farolito.services import forms, links, places, responses, sessions
from farolito.settings import load_settings
from farolito.web.host import host_of
from tests.services.conftest import AGREED
from tests.services.test_exports import GIVEN, household

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["responses", "export", *[str(word) for word in words]])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]) -> Path:
    """A site with a school at which three families sent a form about their household."""
    monkeypatch.chdir(tmp_path)
    environ = {
        "FAROLITO_DATA": str(tmp_path / "data"),
        "FAROLITO_PLUGINS": "none",
        "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    put_site(tmp_path, "none")
    works = host_of(create_app(load_settings(environ))).works
    with works.open(SYSTEM) as work:
        place = places.add(
            work, "site", "lincoln", "Lincoln", settings=places.PlaceSettings(languages="draft")
        )
        forms.publish(work, household())
        links.add(work, place.id, "home", "household")
    for _ in range(3):
        with works.open(NOBODY) as work:
            session = sessions.start_family(work)
            handle = responses.start(
                work, links.open_link(work, "lincoln", "home"), "en", session.id
            )
            handle = responses.save(work, handle, Draft({**GIVEN, "agree": AGREED}))
            assert isinstance(responses.submit(work, handle), responses.Receipt)
    works.close()
    return tmp_path


def test_a_zip_with_every_table_is_written_for_its_owner_alone(site: Path) -> None:
    done = run("household", "--place", "lincoln", "--out", site / "out.zip")
    assert done.exit_code == 0, done.output
    assert "3 responses to household at Lincoln." in done.output
    assert "Left out: secret (private)." in done.output
    assert stat.S_IMODE(os.stat(site / "out.zip").st_mode) == 0o600
    with zipfile.ZipFile(site / "out.zip") as archive:
        assert archive.namelist() == ["responses.csv", "members.csv", "about.txt"]
        assert len(read_csv(archive.read("members.csv"))) == 7
    assert not list(site.glob("*.part"))


def test_a_csv_file_is_one_table(site: Path) -> None:
    assert run("household", "--place", "lincoln", "--out", site / "all.csv").exit_code == 0
    assert len(read_csv((site / "all.csv").read_bytes())) == 4
    entries = run(
        "household", "--place", "lincoln", "--repeat", "members", "--out", site / "who.csv"
    )
    assert entries.exit_code == 0
    assert read_csv((site / "who.csv").read_bytes())[0][:3] == ["row", "members.entry", "who"]


@pytest.mark.parametrize("kind", ["xlsx", "jsonl", "fhir"])
def test_every_format_is_a_zip_file_inside(site: Path, kind: str) -> None:
    done = run("household", "--place", "lincoln", "--format", kind, "--out", site / "out")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(io.BytesIO((site / "out").read_bytes())) as archive:
        assert archive.testzip() is None


def test_a_file_that_is_there_is_not_written_over(site: Path) -> None:
    (site / "out.zip").write_text("mine")
    done = run("household", "--place", "lincoln", "--out", site / "out.zip")
    assert done.exit_code == 1
    assert "is there already" in done.output
    assert (site / "out.zip").read_text() == "mine"


def test_half_a_file_never_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError

    monkeypatch.setattr("farolito.services.exports.making.about", broken)
    assert run("household", "--place", "lincoln", "--out", site / "out.zip").exit_code == 1
    assert not [path.name for path in site.iterdir() if path.name.startswith("out")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing", "--place", "lincoln"), "No form nothing was ever published here."),
        (("household", "--place", "nowhere"), "There is no such place."),
        (("household", "--place", "lincoln", "--repeat", "pets"), "It has: members"),
    ],
)
def test_what_is_not_there_is_said(site: Path, words: tuple[str, ...], said: str) -> None:
    done = run(*words, "--out", site / "out.csv")
    assert done.exit_code == 1
    assert said in done.output


def test_a_long_export_says_how_far_it_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("farolito.cli.responses.FEW", 2)
    monkeypatch.setattr("farolito.services.exports.making.EVERY", 2)
    done = run("household", "--place", "lincoln", "--out", site / "out.zip", "--progress")
    assert "2 of 3 responses" in done.output
    assert "3 of 3 responses" in done.output


def test_where_nobody_looks_it_says_how_far_it_is_only_when_asked(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("farolito.cli.responses.FEW", 2)
    monkeypatch.setattr("farolito.services.exports.making.EVERY", 2)
    done = run("household", "--place", "lincoln", "--out", site / "out.zip")
    assert "of 3 responses" not in done.output
