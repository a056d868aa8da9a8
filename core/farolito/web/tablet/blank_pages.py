"""The pages of a form as a tablet keeps them: as families see them, blank, with everything that could be on them.

They come from the same ready strings as family pages (:mod:`farolito.web.respond.compiling`), here with marks instead
of what a visitor brings:

* ``<f-q data-q="name">`` is around each question; the row of a matrix is the ``fieldset`` with ``data-q``.
* ``<f-p data-part="choice:name">`` (``optional:``, ``skip:``) is around what is not always there.
* ``<f-e data-e="name">`` stands where the problem of a question is told.
* ``aria-describedby`` names everything that may be there.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import render_template
from markupsafe import escape

from farolito.domain.definitions import by_group
from farolito.domain.languages import words
from farolito.domain.question_types.attached import AttachedType
from farolito.domain.question_types.location import LocationType
from farolito.domain.question_types.matrix import row_of
from farolito.domain.question_types.searched import SearchedType
from farolito.web.host import host
from farolito.web.respond.showing import is_drafty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form, Page, Question, Section
    from farolito.domain.question_types.base import QuestionType
    from farolito.web.respond.holes import Skeleton

_MAIN = re.compile(r'<main [^>]*id="main"[^>]*>(.*)</main>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*></script>\s*")


def main_of(html: str) -> str:
    """What stands in the ``<main>`` of a page, without scripts of its own."""
    found = _MAIN.search(html)
    return _SCRIPT.sub("", found[1]).strip() if found else ""


def blank_page(
    form: Form, section: Section, page: Page, language: str, types: Mapping[str, QuestionType]
) -> dict[str, str]:
    """``{"html", "heading"}`` of a page in ``language``, which must be spoken now."""
    skeleton = host().skeletons.page(
        form,
        section,
        page,
        language,
        drafty=is_drafty(form, language),
        many_languages=True,  # as for most families: the ready strings are shared
    )
    body: list[str] = []
    for group, questions in by_group(page.shown):
        drawn = {
            one.name: _marked(skeleton.questions[one.name], one, types.get(one.type), language)
            for one in questions
        }
        run = "".join(
            _whole(matrix, [drawn[one.name] for one in listed])
            for matrix, listed in groupby(questions, key=_written_as)
        )
        body.append(skeleton.grouped(group, run))
    nothing = dict.fromkeys(("title", "place", "action", "leave", "progress", "caption"), "")
    html = skeleton.shell.filled({**nothing, "summary": "", "body": "".join(body)})
    return {"html": main_of(html), "heading": skeleton.heading}


def _written_as(question: Question) -> str:
    """The name of a question, or of the matrix whose row it is."""
    row = row_of(question)
    return row.matrix if row else question.name


def _whole(name: str, drawn: list[str]) -> str:
    """A question, or all rows of a matrix, which are one table."""
    return f'<f-q data-q="{escape(name)}">{"".join(drawn)}</f-q>'


def _marked(
    skeleton: Skeleton, question: Question, kind: QuestionType | None, language: str
) -> str:
    """A question with marks where a visitor's page has what they typed, chose and must mend."""
    put = _Marks(question, kind, language)
    out: list[str] = []
    for text, hole in zip(skeleton.texts, skeleton.holes, strict=False):
        out += (text, put.mark(hole[0], hole[1:]))
    out.append(skeleton.texts[-1])
    return "".join(out)


class _Marks:
    def __init__(self, question: Question, kind: QuestionType | None, language: str) -> None:
        self.question, self.kind, self.language = question, kind, language
        self.name = escape(question.name)

    def mark(self, what: str, about: tuple[str, ...]) -> str:
        """What stands in a hole: nothing where only a visitor could bring something."""
        if what == "begin":
            return f'<f-p data-part="{escape(":".join(about))}">'
        if what == "end":
            return "</f-p>"
        if what == "error":
            return f'<f-e data-e="{self.name}"></f-e>'
        if what == "bad":  # stands at the end of a class attribute
            return f'" data-q="{self.name}' if row_of(self.question) else ""
        if what == "described":
            ids = [*about[0].split(), *about[1].split(), f"e-{self.question.name}"]
            return f' aria-describedby="{escape(" ".join(ids))}"'
        if what == "found":
            return self.offered()
        return ""

    def offered(self) -> str:
        """What can be offered without internet, where a family page asks the server: a menu, or that it comes later."""
        if isinstance(self.kind, AttachedType):
            return render_template("tablet/later.html")
        if not isinstance(self.kind, SearchedType):
            return ""
        asked: dict[str, Any] = {"name": self.question.name, "choices": [], "places": ""}
        if isinstance(self.kind, LocationType):
            districts = self.question.options.get("districts", False)
            asked["places"] = "district" if districts else "site"
        asked["choices"] = [
            (one.name, words(one.label, self.language)) for one in self.question.choices
        ]
        return render_template("tablet/menu.html", **asked)
