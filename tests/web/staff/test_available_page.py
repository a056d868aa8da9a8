"""Plugins you could have: an administrator sees what the catalogue offers, and the line that brings it."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.plugins.packages.catalogue import FILE
from farolito.plugins.sets import Package, PluginSet
from farolito.services.plugins import sets
from farolito.web.host import host_of
from tests.web.staff.test_repairs_page import admin, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School

PATH = "/admin/available"


def entry(plugin: str, version: str) -> dict[str, str]:
    return {
        "plugin": plugin,
        "title": plugin.title(),
        "distribution": f"farolito-{plugin}",
        "version": version,
        "sha256": "a" * 64,
    }


def with_catalogue(school: School, *entries: dict[str, str]) -> School:
    folder = host_of(school.app).settings.data / "plugins"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps({"format": 1, "packages": entries}))
    return school


def test_each_package_has_its_state_and_the_line_to_type(
    make_school: Callable[..., School],
) -> None:
    school = with_catalogue(make_school(), entry("candles", "0.9"), entry("lanterns", "2.0"))
    have = Package("farolito-lanterns", "1.0", "a" * 64, ("lanterns",))
    with school.works.open(SYSTEM) as work:
        sets.append(work, PluginSet(packages=(have,)), "plugin.installed", after=0)

    page = unescape(said(admin(school), PATH))

    line = f"./run farolito plugins install farolito-candles==0.9 --hash sha256:{'a' * 64}"
    assert line in page
    assert "1.0 is installed" in page
    assert "./run farolito plugins upgrade farolito-lanterns==2.0" in page
    assert "Nobody’s signature was asked for" in page


def test_a_catalogue_without_the_signature_that_is_asked_for_offers_nothing(
    make_school: Callable[..., School],
) -> None:
    school = with_catalogue(make_school(catalogue_key=bytes(32)), entry("candles", "0.9"))

    page = said(admin(school), PATH)

    assert "The catalogue can not be used." in page
    assert "there is no" in page
    assert "sha256:" not in page


def test_a_site_without_a_catalogue_says_where_one_belongs(
    make_school: Callable[..., School],
) -> None:
    assert "plugins/catalogue.json" in said(admin(make_school()), PATH)


def test_only_who_looks_after_plugins_sees_it(make_school: Callable[..., School]) -> None:
    assert make_school().staff("coordinator").get(PATH).status_code == 404
