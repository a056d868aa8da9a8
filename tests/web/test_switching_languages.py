"""Another language in the middle of any page of any form that ships: nothing typed is lost, nothing is left behind.

Each step of each form (its first example answered) is left half typed in one language for another; which pair it is
goes round, so that every pair meets every kind of page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.drafts import Draft
from farolito.domain.journey import journey
from farolito.plugins.loader import load
from farolito.services import forms, links, places, responses
from farolito.web.host import host_of
from farolito.web.i18n import HOST_CATALOGUES
from tests.packs.test_examples import EXAMPLES, PACKS, form_of, source_of
from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.sites import SCHOOL, close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from farolito.domain.definitions import Form
    from farolito.domain.packs import Example

PAIRS = tuple(permutations(("en", "es", "en-XA", "ar-XB"), 2))
HALF = ' <b>Ñ</b> & "q" ខ្មែរ العربية '
FIRST: dict[str, tuple[Form, Example]] = {}
for _folder, _example in EXAMPLES:
    if _example.form not in FIRST:
        FIRST[_example.form] = (form_of(source_of(PACKS[_folder], _example)), _example)


def _spanish() -> dict[str, str]:
    with (HOST_CATALOGUES / "es" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


OURS = _spanish()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A school that has promised everything and offers every form that ships."""
    folder = tmp_path_factory.mktemp("switching")
    (folder / "site").mkdir()
    app = make_site(
        folder / "site", make_empty_database(folder), {}, pseudo_locales=True, hooks=load()
    )
    ready = replace(
        SCHOOL, on_duty="Rosa", on_duty_hours="8-4", private_room="Room 4", first_languages=()
    )
    with host_of(app).works.open(SYSTEM) as work:
        school = places.add(work, "site", "ready", "Ready School", settings=ready)
        for name, (form, _) in FIRST.items():
            row = forms.publish(work, form_document(name))
            assert row.hash == form.hash
            links.add(work, school.id, name, name)
    yield app
    close_site(app)


def form_document(name: str) -> dict[str, Any]:
    from tests.shipped import FILES, document

    [path] = [path for path in FILES if path.stem == name]
    return document(path)


class Read(HTMLParser):
    """A page as it is read: every text with the language it is marked with, and what labels are called."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.named: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._label: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "meta", "link", "br", "img", "path", "circle", "ellipse"):
            return
        language = dict(attrs).get("lang") or (self._open[-1][1] if self._open else "")
        self._open.append((tag, language))
        if tag in ("label", "legend", "h1", "h2", "button", "a"):
            self._label = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("label", "legend", "h1", "h2", "button", "a") and self._label is not None:
            self.named.append("".join(self._label).strip())
            self._label = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in ("style", "script") and data.strip():
            self.texts.append((data.strip(), self._open[-1][1]))
        if self._label is not None:
            self._label.append(data)


def foreign(form: Form, language: str) -> set[str]:
    """Whole sentences of forms and of ours that are other words in ``language``, so must not be read there unmarked."""
    pairs = [(text["en"], text["es"]) for text in _texts(form) if text.keys() >= {"en", "es"}]
    both = [(en, es) for en, es in (*OURS.items(), *pairs) if en != es]
    said = {es for _, es in both} if language.startswith("en") else {en for en, _ in both}
    if language == "en-XA" or language == "ar-XB":
        said |= {en for en, _ in both}
    here = (
        {en if language == "en" else es for en, es in both} if language in ("en", "es") else set()
    )
    return {one for one in said - here if re.search(r"[^\W\d_]{3}", one)}


def _texts(form: Form) -> Iterator[dict[str, str]]:
    for section in form.all_sections():
        yield dict(section.title)
        for page in section.pages:
            yield dict(page.title)
            yield dict(page.intro)
            for question in page.questions:
                yield from (dict(question.label), dict(question.hint), dict(question.why))
                yield from (dict(choice.label) for choice in question.choices)


def started(app: Flask, name: str) -> tuple[Family, list[str]]:
    """A family whose example is answered, and the keys of its steps."""
    _, example = FIRST[name]
    client = own_client(app)
    family = Family(client, f"/ready/{name}").begin("en")
    answer(family, name, dict(example.answers))
    with host_of(app).works.open(NOBODY, write=False) as work:
        token = client.get_cookie("farolito").value  # type: ignore[union-attr]
        handle = responses.load(work, token, "ready", name)
        steps = journey(handle.form, handle.draft.answers, work.types, work.today())
    return family, [step.key for step in steps]


def answer(family: Family, name: str, answers: dict[str, Any], language: str = "en") -> None:
    """Put answers into the draft, and nothing half typed."""
    with host_of(family.client.application).works.open(NOBODY) as work:
        token = family.client.get_cookie("farolito").value  # type: ignore[union-attr]
        handle = responses.load(work, token, "ready", name)
        responses.save(work, handle, Draft(answers), language)


def switch(family: Family, to: str, **typed: str) -> Family:
    """Press Language with what is typed, and then a language."""
    sent = {**family.fields, "_go": ["language"], **{name: [said] for name, said in typed.items()}}
    there = family.client.post(family.action(), data=sent).location
    back = family.client.post(there, data={"_go": f"use:{to}"}).location
    return family.open(back)


def half_typed(html: str) -> dict[str, str]:
    fields = re.findall(r'<(?:input class="in[^>]*|textarea[^>]*)name="([^"]+)"[^>]*', html)
    numbers = re.findall(r'name="([^"]+)"[^>]*(?:inputmode="numeric"|type="file")', html)
    return dict.fromkeys(set(fields) - set(numbers), HALF) | dict.fromkeys(numbers, "9x")


@pytest.mark.parametrize("name", FIRST)
def test_nothing_is_lost_and_nothing_is_left_in_another_language(site: Flask, name: str) -> None:
    family, keys = started(site, name)
    form, example = FIRST[name]
    assert keys
    for number, key in enumerate([*keys, "check"]):
        before, after = PAIRS[(number + len(name)) % len(PAIRS)]
        answer(family, name, dict(example.answers), before)
        family.open(f"/ready/{name}/{key}")
        assert family.address == f"/ready/{name}/{key}"
        typed = half_typed(family.html) if key != "check" else {}
        expected = {**family.fields, **{field: [said] for field, said in typed.items()}}
        own = re.findall(r'<bdi dir="auto" class="pre">(.*?)</bdi>', family.html, re.DOTALL)
        switch(family, after, **typed)
        where = f"{key}, {before} to {after}"
        assert family.address == f"/ready/{name}/{key}", where
        assert family.page.language == after, where
        kept = {field: said for field, said in family.fields.items() if field != "_language"}
        assert kept == {f: said for f, said in expected.items() if f != "_language"}, where
        assert "problems" not in family.page.ids, where
        assert own == re.findall(r'<bdi dir="auto" class="pre">(.*?)</bdi>', family.html, re.DOTALL)
        read = Read(family.html)
        assert all(read.named), where
        strange = foreign(form, after)
        assert [
            text for text, language in read.texts if language == after and text in strange
        ] == [], where
        if typed:  # what was wrong in one language is wrong in the other
            family.press("next")
            wrong = (family.address, family.page.invalid)
            if "problems" in family.page.ids:
                switch(family, before)
                assert (family.press("next").address, family.page.invalid) == wrong, where
