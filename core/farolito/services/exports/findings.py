"""Scores and needs in an export: they follow the answers, where everything they are made of is in the file.

A score or need whose answers are left out is left out too: it would tell of them. So is one that is made of such
answers in one version only, as a question is.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.domain.definitions import Score
from farolito.domain.drafts import entries
from farolito.domain.expressions import holds, names_in
from farolito.domain.languages import pick
from farolito.domain.names import Names
from farolito.domain.scoring import band, scores_among

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Need, Question, Section
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types import QuestionType
    from farolito.exports.answers.sheets import Cell

    Types = Mapping[str, QuestionType]

REMEMBERED = (
    4_000  # of a need: combinations of the few answers that decide it, a few hundred bytes each
)


class Findings:
    """The scores and needs of all versions. ``told``: the questions of a version that are in the export."""

    def __init__(
        self, versions: Collection[Form], told: Callable[[str], frozenset[str]], types: Types
    ) -> None:
        self.types = types
        self.levels: dict[str, _Level] = {}
        self.scores: dict[str, Score] = {}
        self.needs: dict[str, Need] = {}
        self.rules: dict[str, list[_Rule]] = {}
        hidden: set[str] = set()
        for form in versions:
            names = told(form.hash)
            self.levels[form.hash] = _level(form.sections, "")
            self.scores |= {score.name: score for score in form.scores}
            self.needs |= {need.name: need for need in form.needs}
            hidden |= {
                called(score) for score in form.scores if not names.issuperset(score.questions)
            }
            hidden |= {called(need) for need in form.needs if not names >= _made_of(form, need)}
        self.left_out = tuple(sorted(hidden))
        self.scores = {k: one for k, one in self.scores.items() if called(one) not in hidden}
        self.needs = {k: one for k, one in self.needs.items() if called(one) not in hidden}
        for form in versions:
            top = self.levels[form.hash].questions.keys()
            told_of = [need for need in form.needs if need.name in self.needs]
            self.rules[form.hash] = [_rule(form, need, top) for need in told_of]

    def columns(self, language: str | None) -> list[str]:
        """Their names: ``score:<name>``, ``score:<name>:band``, ``need:<name>``; labels before them in words."""
        found: list[str] = []
        for score in self.scores.values():
            found += [_heading(score, "", language)]
            found += [_heading(score, ":band", language)] if score.bands else []
        return found + [_heading(need, "", language) for need in self.needs.values()]

    def cells(
        self, form: Form, answers: Answers, day: date, language: str | None = None
    ) -> list[Cell]:
        """What the answers of one response come to, under those columns. ``day``: on which it was sent.

        A need is 1 or 0; what a version does not know is an empty cell.
        """
        if not self.scores and not self.needs:
            return []
        found = self.found(form, answers, day)
        own = {score.name: score for score in form.scores}
        cells: list[Cell] = []
        for name, score in self.scores.items():
            cells.append(found["scores"].get(name))
            if score.bands:
                reached = band(own[name], found["scores"].get(name)) if name in own else None
                if reached is None:
                    cells.append(None)
                else:
                    cells.append(pick(reached.label, language)[0] if language else reached.name)
        known = {need.name for need in form.needs}
        return cells + [
            int(name in found["needs"]) if name in known else None for name in self.needs
        ]

    def found(self, form: Form, answers: Answers, day: date) -> dict[str, Any]:
        """The same by name: ``{"scores": {"wellbeing": 3}, "needs": ["food"]}``."""
        meant = self.levels[form.hash].names(answers, self.types)
        sums = scores_among(form, meant)
        for name, value in sums.items():
            meant.tell_value(name, value)
        return {
            "scores": {
                name: int(value) if value.is_integer() else value
                for name, value in sums.items()
                if name in self.scores
            },
            "needs": [
                rule.need.name for rule in self.rules[form.hash] if rule.holds(answers, meant, day)
            ],
        }


@dataclass(frozen=True, slots=True)
class _Rule:
    """The rule of a need. ``decided_by`` are the answers it follows from, when nothing else can matter to it.

    Families choose among few answers, so most of them were met before: the rule is carried out once for each.
    """

    need: Need
    decided_by: tuple[str, ...] | None
    met: dict[bytes, bool] = field(default_factory=dict)

    def holds(self, answers: Answers, meant: Names, day: date) -> bool:
        """Whether there is this need. ``meant`` are the same answers as rules see them."""
        if self.decided_by is None:
            return holds(self.need.when, meant, day)
        key = marshal.dumps([answers.get(name) for name in self.decided_by], 2)
        found = self.met.get(key)
        if found is None:
            if len(self.met) >= REMEMBERED:
                self.met.clear()
            found = self.met[key] = holds(self.need.when, meant, day)
        return found


def _rule(form: Form, need: Need, top: Collection[str]) -> _Rule:
    """Remembering is for rules that look neither at entries nor at the day."""
    asked = _made_of(form, need)
    alone = (
        need.when.is_timeless
        and asked.issubset(top)
        and not names_in(need.when) & form.repeats.keys()
    )
    return _Rule(need, tuple(sorted(asked)) if alone else None)


@dataclass(frozen=True, slots=True)
class _Level:
    """The questions and lists right in a form, or in an entry of a list; ``own`` are all of an entry's names."""

    questions: Mapping[str, Question]
    lists: Mapping[str, _Level]
    own: Collection[str]

    def names(self, answers: Answers, types: Types, around: Names | None = None) -> Names:
        """What rules see of answers that were sent: all of them were asked for, so nobody walks through the form."""
        names = Names(types, answers, around, self.own)
        names.tell(self.questions)
        for repeat, level in self.lists.items():
            if repeat in answers:
                listed = [
                    level.names(one["answers"], types, names) for one in entries(answers, repeat)
                ]
                names.tell_list(repeat, listed)
        return names


def _level(sections: Iterable[Section], repeat: str, own: Collection[str] = ()) -> _Level:
    questions: dict[str, Question] = {}
    lists: dict[str, _Level] = {}
    for section in sections:
        if section.repeat is None or section.repeat.name == repeat:
            questions |= {one.name: one for page in section.pages for one in page.questions}
            inner: Iterable[Section] = section.sections
        else:
            inner = (section,)
        for one in inner:
            if one.repeat is not None:
                lists[one.repeat.name] = _level((one,), one.repeat.name, one.names)
    return _Level(questions, lists, own)


def called(one: Score | Need) -> str:
    """What its column is called."""
    return f"{'score' if isinstance(one, Score) else 'need'}:{one.name}"


def _heading(one: Score | Need, ending: str, language: str | None) -> str:
    name = f"{called(one)}{ending}"
    return f"{pick(one.label, language)[0]} [{name}]" if language else name


def _made_of(form: Form, need: Need) -> set[str]:
    """The questions at which the rule of a need looks, those of its scores included."""
    sums = {score.name: score.questions for score in form.scores}
    asked = names_in(need.when) - form.repeats.keys()
    return {name for one in asked for name in sums.get(one, (one,))}
