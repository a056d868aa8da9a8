"""Another language in the middle of any page of any form that ships: nothing typed is lost, nothing is left behind.

Each page of each form (answered by the first example that gets there) is left half typed in one language for another.
Which pair it is goes round, so that every pair meets every kind of page; in ``./run checks`` each language is left and
each is come to on each page, and with ``FAROLITO_LONG=1`` every pair of languages is tried on each.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po

from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.drafts import Draft
from farolito.domain.journey import journey
from farolito.domain.languages import PSEUDO_LOCALES, WRITTEN
from farolito.domain.translations import offered_languages
from farolito.plugins.loader import load
from farolito.services import forms, links, places, responses
from farolito.web import problems
from farolito.web.host import host_of
from farolito.web.i18n import HOST_CATALOGUES
from tests.browser.looked_at import LONG
from tests.packs.test_examples import EXAMPLES, PACKS, form_of, source_of
from tests.shipped import FILES, document
from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.sites import SCHOOL, close_site, make_empty_database, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from farolito.domain.definitions import Form
    from farolito.domain.packs import Example
    from farolito.domain.problems import Problem

HALF = ' <b>Ñ</b> & "q" ខ្មែរ العربية '
FORMS: dict[str, Form] = {}
CASES: dict[str, list[Example]] = {}
"""The examples of each form."""
for _folder, _example in EXAMPLES:
    if _example.form not in FORMS:
        FORMS[_example.form] = form_of(source_of(PACKS[_folder], _example))
    CASES.setdefault(_example.form, []).append(_example)


def languages_of(form: Form) -> tuple[str, ...]:
    """Those in which families are offered it: a translation that is not whole or not of today is not among them."""
    return (*offered_languages(form, "draft"), *PSEUDO_LOCALES)


def pairs(form: Form, number: int) -> list[tuple[str, str]]:
    """From which language to which on the page of this number."""
    tags = languages_of(form)
    every = list(permutations(tags, 2))
    if os.environ.get("FAROLITO_LONG"):
        return every
    if LONG:
        step = 1 + number % (len(tags) - 1)
        return [(tag, tags[(at + step) % len(tags)]) for at, tag in enumerate(tags)]
    return [every[(number * 5 + len(form.name)) % len(every)]]


@cache
def _ours() -> list[dict[str, str]]:
    """Our own sentences, in all languages."""
    found: dict[str, dict[str, str]] = {}
    for tag in WRITTEN:
        path = HOST_CATALOGUES / tag.replace("-", "_") / "LC_MESSAGES" / "messages.po"
        if tag != "en":
            with path.open("rb") as file:
                for one in read_po(file):
                    if isinstance(one.id, str) and one.id and one.string:
                        found.setdefault(one.id, {"en": one.id})[tag] = str(one.string)
    return list(found.values())


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
        for name, form in FORMS.items():
            row = forms.publish(work, form_document(name))
            assert row.hash == form.hash
            links.add(work, school.id, name, name)
    yield app
    close_site(app)


def form_document(name: str) -> dict[str, Any]:
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
    texts = [*_ours(), *_texts(form)]
    here = {text[language] for text in texts if language in text}
    said = {words for text in texts for tag, words in text.items() if tag != language}
    return {one for one in said - here if re.search(r"[^\W\d_]{3}", one)}


def left_behind(html: str, language: str, strange: set[str]) -> list[str]:
    """Labels without words, and sentences of another language that are not marked as such."""
    read = Read(html)
    blank = ["a label without words"] * (not all(read.named))
    return blank + [text for text, tag in read.texts if tag == language and text in strange]


def own_words(html: str) -> list[str]:
    """What somebody typed before and reads on this page."""
    return re.findall(r'<bdi dir="auto" class="pre">(.*?)</bdi>', html, re.DOTALL)


def _texts(form: Form) -> Iterator[dict[str, str]]:
    yield from (dict(form.title), dict(form.summary))
    for section in form.all_sections():
        yield dict(section.title)
        for page in section.pages:
            yield dict(page.title)
            yield dict(page.intro)
            for question in page.questions:
                yield from (dict(question.label), dict(question.hint), dict(question.why))
                yield from (dict(choice.label) for choice in question.choices)


def keys_of(app: Flask, family: Family, name: str) -> list[str]:
    """The steps that the answers of this family lead over."""
    with host_of(app).works.open(NOBODY, write=False) as work:
        token = family.client.get_cookie("farolito").value  # type: ignore[union-attr]
        handle = responses.load(work, token, "ready", name)
        steps = journey(handle.form, handle.draft.answers, work.types, work.today())
    return [step.key for step in steps]


def asked(form: Form, examples: list[Example]) -> set[str]:
    """The pages that any of the examples leads over."""
    return {page.rpartition("/")[2] for example in examples for page in example.pages}


def visits(app: Flask, name: str) -> Iterator[tuple[Family, dict[str, Any], str]]:
    """A family on each page that an example of the form leads over, once; its answers, and the key of the page."""
    seen: set[str] = set()
    for example in CASES[name]:
        answers = dict(example.answers)
        family = Family(own_client(app), f"/ready/{name}").begin("en")
        answer(family, name, answers)
        for key in [*keys_of(app, family, name), "check"]:
            page = key.rpartition("/")[2]
            answer(family, name, answers)
            # an example may leave something to be answered first
            if page not in seen and family.open(f"/ready/{name}/{key}").address.endswith(key):
                seen.add(page)
                yield family, answers, key


def answer(family: Family, name: str, answers: dict[str, Any], language: str = "en") -> None:
    """Put answers into the draft, and nothing half typed."""
    with host_of(family.client.application).works.open(NOBODY) as work:
        token = family.client.get_cookie("farolito").value  # type: ignore[union-attr]
        handle = responses.load(work, token, "ready", name)
        responses.save(work, handle, Draft(answers), language)


def half_typed(html: str) -> dict[str, str]:
    fields = re.findall(r'<(?:input class="in[^>]*|textarea[^>]*)name="([^"]+)"[^>]*', html)
    numbers = re.findall(r'name="([^"]+)"[^>]*(?:inputmode="numeric"|type="file")', html)
    return dict.fromkeys(set(fields) - set(numbers), HALF) | dict.fromkeys(numbers, "9x")


DEMANDING = {"phone", "integer", "birth_date"}
"""Types of questions to which what is half typed is no answer."""


def types_on(form: Form, pages: list[str]) -> set[str]:
    """The types of the questions on these pages."""
    every = [page for section in form.all_sections() for page in section.pages]
    return {one.type for page in every if page.name in pages for one in page.questions}


def wrong(family: Family, said: list[str]) -> tuple[str, list[str], list[str]]:
    """What is wrong when they go on: the page, the fields, and which kind of problem is said of them."""
    said.clear()
    family.press("next")
    return family.address, sorted(family.page.invalid), sorted({*said})


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the problems of which a sentence was said."""
    codes: list[str] = []
    say = problems.sentence

    def heard(problem: Problem, language: str) -> str:
        codes.append(f"{problem.question} {problem.suffix} {problem.code} {problem.params}")
        return say(problem, language)

    monkeypatch.setattr(problems, "sentence", heard)
    return codes


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_lost_and_nothing_is_left_in_another_language(
    site: Flask, name: str, said: list[str]
) -> None:
    form = FORMS[name]
    strange = {tag: foreign(form, tag) for tag in languages_of(form)}
    seen, shown = [], 0
    for number, (family, answers, key) in enumerate(visits(site, name)):
        seen.append(key.rpartition("/")[2])
        for before, after in pairs(form, number):
            where = f"{key}, {before} to {after}"
            answer(family, name, answers, before)
            family.open(f"/ready/{name}/{key}")
            assert family.address == f"/ready/{name}/{key}", where
            typed = half_typed(family.html) if key != "check" else {}
            expected = {**family.fields, **{field: [said] for field, said in typed.items()}}
            own = own_words(family.html)
            family.switch(after, **typed)
            assert family.address == f"/ready/{name}/{key}", where
            assert family.page.language == after, where
            kept = {field: said for field, said in family.fields.items() if field != "_language"}
            assert kept == {f: said for f, said in expected.items() if f != "_language"}, where
            assert "problems" not in family.page.ids, where
            assert own == own_words(family.html), where
            assert left_behind(family.html, after, strange[after]) == [], where
            if typed:  # what was wrong in one language is wrong in the other
                found = wrong(family, said)
                if "problems" in family.page.ids:
                    shown += 1
                    assert found[2], where
                    assert left_behind(family.html, after, strange[after]) == [], where
                    family.switch(before)
                    assert "problems" not in family.page.ids, where
                    assert wrong(family, said) == found, where
    assert {*seen} == {*asked(form, CASES[name]), "check"}
    assert shown or not DEMANDING & types_on(form, seen)


def test_every_form_that_ships_is_tried_on_every_page_that_an_example_of_it_leads_over() -> None:
    assert set(FORMS) == {path.stem for path in FILES}


def test_a_blank_label_and_words_of_another_language_are_seen() -> None:
    form = FORMS["family-needs"]
    page = '<html lang="km"><body><label>{}</label><p>{}</p></body></html>'
    title = dict(form.title)
    strange = foreign(form, "km")
    assert left_behind(page.format("x", title["km"]), "km", strange) == []
    assert left_behind(page.format(" ", title["km"]), "km", strange) == ["a label without words"]
    for tag in ("en", "fa", "zh-Hans"):
        assert left_behind(page.format("x", title[tag]), "km", strange) == [title[tag]]
    marked = f'<html lang="km"><body><p lang="en">{title["en"]}</p></body></html>'
    assert left_behind(marked, "km", strange) == []
    assert left_behind(page.format("x", "Check your answers"), "km", strange) != []
