"""Ratings and matrices of SurveyJS as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.imports.outline import Offered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.imports.outline import Asked
    from farolito.imports.surveyjs.questions import Questions

    Part = dict[str, Any]

ENDS = {"minRateDescription": "from_label", "maxRateDescription": "to_label"}
MOST_STEPS = 100
SCALE = CORE_QUESTION_TYPES["rating"].options


def rating(asked: Asked, part: Part, kept: Mapping[str, Part], reader: Questions) -> None:
    """A scale from a number to a number, steps that each have a score, or a choice where steps are no numbers."""
    steps = part.get("rateValues")
    if isinstance(steps, list) and steps:
        reader.offered(asked, steps)
        for offered in asked.choices:
            offered.members |= kept.get(offered.name, {})
            offered.wanted = str(offered.members.pop("name", ""))
            score = number(offered.name)
            if score is not None:
                offered.members.setdefault("score", score)
        scored = all("score" in offered.members for offered in asked.choices)
        if scored and len(asked.choices) >= 2:
            _ends_on(asked, part, reader)
            return
        became = "Its steps are no numbers, so it is a choice."
    else:
        least, most, step = _range(part)
        if fits(least, "from") and fits(most, "to") and step == 1:
            asked.members |= {"from": least, "to": most}
            for key, ours in ENDS.items():
                if words := reader.words(part.get(key), f"{asked.where}/{key}"):
                    asked.members[ours] = words
            return
        asked.choices = [
            Offered(str(value), {reader.default: str(value)}, {"score": value})
            for value in _steps(least, most, step)
        ]
        reader.all_words += [offered.label for offered in asked.choices]
        if len(asked.choices) >= 2:
            _ends_on(asked, part, reader)
            reader.report.note(asked.where, "rating", "The steps are choices.", "changed")
            return
        became = "Nobody can tell what its steps are, so it is asked as text."
    asked.type = "choice" if len(asked.choices) >= 2 else "text"
    asked.choices = asked.choices if asked.type == "choice" else []
    if asked.choices:
        _ends_on(asked, part, reader)
    reader.report.note(asked.where, "rating", became, "changed")


def matrix(asked: Asked, part: Part, kept: object, reader: Questions) -> None:
    """Rows that are asked with the same choices; ``{mood.sad}`` is the question ``mood_sad``.

    ``kept``: further members of rows that our own export kept, unless somebody changed their shape.
    """
    reader.offered(asked, part.get("columns"))
    for number_, row in enumerate(part["rows"]):
        value, label = reader.valued(row, f"{asked.where}/rows/{number_}")
        members = kept.get(value) if isinstance(kept, dict) else None
        members = dict(members) if isinstance(members, dict) else {}
        asked.rows.append(Offered(value, label, members))
    if part.get("isRequired") is True and part.get("isAllRowRequired") is not True:
        said = "Every row must be answered, not only one."
        reader.report.note(asked.where, "isRequired", said, "changed")


def _range(part: Part) -> tuple[Any, Any, Any]:
    least = part.get("rateMin", 1)
    return least, part.get("rateMax", part.get("rateCount", 5)), part.get("rateStep", 1)


def _steps(least: Any, most: Any, step: Any) -> range:
    """The steps of a scale that is not ours; none when they are no whole numbers or too many."""
    if not all(isinstance(value, int) for value in (least, most, step)) or step < 1:
        return range(0)
    return range(least, most + 1, step) if most - least < MOST_STEPS * step else range(0)


def fits(value: Any, option: str) -> bool:
    """Whether a number may be an end of our scale."""
    allowed = SCALE[option]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and (allowed.least or 0) <= value <= (allowed.most or 0)


def _ends_on(asked: Asked, part: Part, reader: Questions) -> None:
    """Words at the ends of a scale as part of the words of its first and last step."""
    for key, offered in zip(ENDS, (asked.choices[0], asked.choices[-1]), strict=True):
        said = reader.words(part.get(key), f"{asked.where}/{key}")
        step = offered.label.get(reader.default, offered.name)
        offered.label = {
            **offered.label,
            **{tag: f"{offered.label.get(tag, step)} ({words})" for tag, words in said.items()},
        }


def number(written: str) -> int | float | None:
    """A number that is written out."""
    try:
        value = float(written)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
