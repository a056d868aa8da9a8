"""The pages of a form as a tablet keeps them: as families see them, blank, with everything that could be on them.

They come from the same ready strings as family pages (:mod:`farolito.web.respond.compiling`), here with marks instead
of what a visitor brings. A mark says when its part is there; ``<f-p>`` is an element that is nothing but a mark:

* ``data-if="any a b"``: when one of these questions is asked. Around each question, group and matrix.
* ``data-if="choice a tuesday"``: when the choice is offered. ``data-if="free a"``: when the question may be skipped.
* ``data-e="a"``: an empty sentence, there when the question has a problem.
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
    from collections.abc import Iterable, Mapping

    from farolito.domain.definitions import Form, Page, Question, Section
    from farolito.domain.question_types.base import QuestionType
    from farolito.web.respond.holes import Skeleton

_MAIN = re.compile(r'<main [^>]*id="main"[^>]*>(.*)</main>', re.DOTALL)
_ONLINE = re.compile(r'<script\b[^>]*></script>\s*|<button [^>]*value="later">.*?</button>\s*')


def main_of(html: str) -> str:
    """What stands in the ``<main>`` of a page, without what needs a server: scripts, the code to come back with."""
    found = _MAIN.search(html)
    return _ONLINE.sub("", found[1]).strip() if found else ""


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
        marks = {
            one.name: _Marks(one, types.get(one.type), language, skeleton) for one in questions
        }
        run = "".join(
            _if_any(rows, "".join(marks[one.name].drawn() for one in rows))
            for rows in (list(listed) for _, listed in groupby(questions, key=_written_as))
        )
        body.append(_if_any(questions, skeleton.grouped(group, run)) if group else run)
    nothing = dict.fromkeys(("title", "place", "action", "leave", "progress", "caption"), "")
    html = skeleton.shell.filled({**nothing, "summary": "", "body": "".join(body)})
    return {"html": main_of(html), "heading": skeleton.heading}


def _written_as(question: Question) -> str:
    """The name of a question, or of the matrix whose row it is."""
    row = row_of(question)
    return row.matrix if row else question.name


def _if_any(questions: Iterable[Question], html: str) -> str:
    names = " ".join(one.name for one in questions)
    return f'<f-p data-if="any {escape(names)}">{html}</f-p>'


class _Marks:
    """A question with marks where a visitor's page has what they typed, chose and must mend."""

    def __init__(
        self, question: Question, kind: QuestionType | None, language: str, page: Any
    ) -> None:
        self.question, self.kind, self.language = question, kind, language
        self.skeleton: Skeleton = page.questions[question.name]
        self.word = escape(page.problem_words)
        self.name = escape(question.name)

    def drawn(self) -> str:
        """Its HTML."""
        out: list[str] = []
        for text, hole in zip(self.skeleton.texts, self.skeleton.holes, strict=False):
            out += (text, self.mark(hole[0], hole[1:]))
        out.append(self.skeleton.texts[-1])
        return "".join(out)

    def mark(self, what: str, about: tuple[str, ...]) -> str:
        """What stands in a hole: nothing where only a visitor could bring something."""
        if what == "begin":
            when = f"choice {self.name} {escape(about[1])}"
            return f'<f-p data-if="{when if about[0] == "choice" else f"free {self.name}"}">'
        if what == "end":
            return "</f-p>"
        if what == "error":
            said = f'<span class="vh">{self.word} </span>'
            return f'<p class="em" id="e-{self.name}" data-e="{self.name}">{said}</p>'
        if what == "bad":  # stands at the end of a class attribute
            return f'" data-if="any {self.name}' if row_of(self.question) else ""
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
        places = ""
        if isinstance(self.kind, LocationType):
            places = "district" if self.question.options.get("districts", False) else "site"
        choices = [(one.name, words(one.label, self.language)) for one in self.question.choices]
        return render_template(
            "tablet/menu.html", name=self.question.name, choices=choices, places=places
        )
