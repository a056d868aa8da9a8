"""The offline copy of a form: everything a tablet needs, blank, and nothing that it would have to ask for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY
from farolito.domain.problems import CODES
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types.attached import AttachedType
from farolito.domain.question_types.base import Problem
from farolito.services import links
from farolito.web.host import host_of
from farolito.web.i18n import speaking
from farolito.web.problems import sentence
from farolito.web.tablet.copied_pages import pages_of
from farolito.web.tablet.copy import copied_forms
from farolito.web.tablet.problem_words import WITH_INTERNET, problem_words
from tests import shipped
from tests.web_support.chosen_form import chosen_form
from tests.web_support.more_types import more_types_form
from tests.web_support.nested_form import nested_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from farolito.domain.definitions import Form, Question

FORMS = {
    **{path.stem: shipped.document(path) for path in shipped.FILES},
    "many": chosen_form(),
    "more": more_types_form(),
    "nested": nested_form(),
}


@pytest.fixture
def copied(make_site: Callable[..., Flask]) -> Callable[..., tuple[Form, dict[str, Any]]]:
    """One language of the copy of a form."""
    app = make_site(pseudo_locales=True)

    def pages(name: str, language: str = "en") -> tuple[Form, dict[str, Any]]:
        from farolito.domain.reading import trusted_form

        form = trusted_form(FORMS[name])
        with app.test_request_context("/"):
            return form, json.loads(json.dumps(pages_of(form, language, TYPES, ["en", "es"])))

    return pages


def drawn(question: Question) -> list[str]:
    """What must stand in the page of a question."""
    if isinstance(TYPES[question.type], AttachedType):
        return []
    names = [name for name in TYPES[question.type].fields(question) if name != "find"]
    fields = [f'name="{question.name}{"." + one if one else ""}"' for one in names]
    if question.type == "phone":
        asked = {"none": "none", "call": "safe_contact"}
        fields = [
            f'name="{question.name}{"." + one if one else ""}"'
            for one in names
            if not one or question.options.get(asked.get(one, "safe_contact"))
        ]
    if question.type in ("long_choice", "location") and not question.options.get("other"):
        fields = fields[:1]
    if question.type == "signature" and not question.options.get("drawing"):
        fields = fields[:1]
    declined = question.options.get("declines", ())
    values = [f'value="{one.name}"' for one in question.choices if one.name not in declined]
    values = [] if question.type == "ranking" else values
    return [*fields, *values, *(f'value="decline:{one}"' for one in declined)]


@pytest.mark.parametrize("name", FORMS)
def test_every_page_has_every_question_and_choice(copied: Callable[..., Any], name: str) -> None:
    form, pages = copied(name, "es")
    assert pages["pages"].keys() == form.pages.keys()
    assert pages["lists"].keys() == form.repeats.keys()
    for page in form.pages.values():
        html = pages["pages"][page.name]["html"]
        assert "<script" not in html
        assert "\ue000" not in html
        assert html.count('value="next"') == 1
        for question in page.shown:
            assert re.search(f'data-if="any [^"]*\\b{question.name}\\b', html)
            assert [one for one in drawn(question) if one not in html] == []


@pytest.mark.parametrize("name", ["fair", "family-needs"])
def test_a_blank_page_without_its_marks_is_the_page_that_families_get(
    make_site: Callable[..., Flask], name: str
) -> None:
    document = None if name == "fair" else FORMS[name]
    app = make_site({"fair": document} if document else {})
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    first = client.get("/lincoln/fair", headers={"Accept-Language": "es"})
    assert first.status_code == 200
    with host_of(app).works.open(NOBODY, write=False) as work:
        form = links.open_link(work, "lincoln", "fair").form
    page = next(iter(form.pages.values()))
    served = client.get(f"/lincoln/fair/{page.name}", headers={"Accept-Language": "es"})
    with app.test_request_context("/"):
        blank = pages_of(form, "es", TYPES, ["en", "es"])["pages"][page.name]["html"]
    bare = re.sub(r'<p class="em"[^>]* data-e=.*?</p>', "", blank)
    bare = re.sub(r"</?f-p[^>]*>", "", bare)
    bare = re.sub(r' aria-describedby="[^"]*"', "", bare)
    theirs = re.search(r"<main[^>]*>(.*)</main>", served.text, re.DOTALL)
    assert theirs is not None
    online = re.sub(
        r' aria-describedby="[^"]*"|<button [^>]*value="later">.*?</button>', "", theirs[1]
    )
    assert squeezed(bare) == squeezed(online)


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


@pytest.mark.parametrize("language", ["en", "es", "ar", "ru", "km", "ar-XB"])
def test_the_sentences_about_problems_are_those_of_family_pages(app: Flask, language: str) -> None:
    with app.test_request_context("/"), speaking(language):
        told = problem_words(language)
        assert told.keys() == {code for code in CODES if not code.startswith(WITH_INTERNET)}
        for code in told:
            params: dict[str, Any] = dict.fromkeys(CODES[code], 7)
            said = told[code]
            shown = said if isinstance(said, str) else [said[key] for key in said]
            wanted = sentence(Problem("q", code, params), language)
            for each in [shown] if isinstance(shown, str) else shown:
                for name in CODES[code]:
                    each = each.replace(f"{{{name}}}", _month(language) if name == "month" else "7")
                if each == wanted:
                    break
            else:
                raise AssertionError((code, said, wanted))


def _month(language: str) -> str:
    from babel.dates import get_month_names

    from farolito.domain.languages import LANGUAGES

    return str(get_month_names("wide", "stand-alone", LANGUAGES[language].locale)[7])


def test_a_file_is_found_at_the_address_of_its_content_and_at_no_other(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context("/"), host_of(app).works.open(NOBODY, write=False) as work:
        (one,) = copied_forms(work, [links.open_link(work, "lincoln", "fair")])
    assert one["pages"].keys() == set(one["languages"])
    for address in (one["rules"], *one["pages"].values()):
        reply = client.get(address, headers={"Accept-Encoding": "br"})
        assert reply.status_code == 200
        assert "immutable" in reply.headers["Cache-Control"]
        assert reply.headers["Content-Encoding"] == "br"
        plain = client.get(address)
        assert json.loads(plain.data)["form"] == one["form"]
        name, _, rest = address.rpartition("/")[2].partition(".")
        start = address.rpartition("/")[0]
        for wrong in (f"{name}.0000000000000000.json", name, f"{name}.{rest}x", f"fr.{rest}"):
            assert client.get(f"{start}/{wrong}").status_code == 404
        assert client.get(address.replace(one["form"], "0" * 64)).status_code == 404


def test_words_of_a_form_that_look_like_html_stay_words(
    copied: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = json.loads(json.dumps(FORMS["family-needs"]))
    hostile = {"en": "<script>alert(1)</script>", "es": "<i>"}
    document["sections"][0]["title"] = document["thanks"] = hostile
    document["sections"][1]["pages"][0]["questions"][0]["label"] = hostile
    monkeypatch.setitem(FORMS, "hostile", document)
    _, pages = copied("hostile", "en")
    name = document["sections"][1]["pages"][0]["questions"][0]["name"]
    assert pages["questions"][name].pop("plain") == hostile["en"]  # put there as text
    for page in pages["pages"].values():
        page.pop("heading")
    assert "<script" not in json.dumps(pages)
    assert json.dumps(pages).count("&lt;script") >= 4
