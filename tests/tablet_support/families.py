"""Made-up families that type into a tablet: the same seed types the same. Now and then something wrong, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types import money, rating
from farolito.domain.question_types.language import offered

if TYPE_CHECKING:
    from random import Random

    from farolito.domain.definitions import Form, Question, Section

TEXTS = ("Ana", "", "  ", "Nguyễn Thị Hoa", "مريم", "សុខា", "x" * 2500, "half \ud800"[:5])
TYPED: dict[str, list[dict[str, list[str]]]] = {
    "yes_no": [{"": ["yes"]}, {"": ["no"]}, {"": ["_skip"]}, {}],
    "integer": [{"": ["3"]}, {"": ["1"]}, {"": ["9"]}, {"": ["nine"]}, {}],
    "decimal": [{"": ["2.5"]}, {"": ["4"]}, {"": ["x"]}, {}],
    "phone": [{"": ["213 555 0142"]}, {"": ["12"]}, {}, {"none": ["1"]}],
    "email": [{"": ["a@example.org"]}, {"": ["nowhere"]}, {}],
    "birth_date": [
        {"age": ["9"]},
        {"age": ["40"]},
        {"month": ["2"], "day": ["27"], "year": ["2015"]},
        {"month": ["2"], "day": ["30"], "year": ["2015"]},
        {"year": ["2001"], "unsure": ["1"]},
        {},
    ],
    "date": [
        {"month": ["12"], "day": ["1"], "year": ["2026"]},
        {"month": ["4"], "day": ["31"], "year": ["2026"]},
        {"day": ["3"]},
        {},
    ],
    "month": [{"month": ["11"], "year": ["2026"]}, {"month": ["11"]}, {}],
    "time": [{"hour": ["2"], "minute": ["30"], "half": ["pm"]}, {"hour": ["2"]}, {}],
    "address": [{"none": ["1"]}, {"street": ["1 Main St"], "city": ["Duarte"]}, {}],
    "child": [{"name": ["Leo"], "age": ["9"], "grade": ["3"]}, {"grade": ["3"]}, {}],
    "signature": [{"": ["Rosa Diaz"]}, {}],
    "barcode": [{"": ["ab 1234"]}, {"": ["é"]}, {}],
    "photo": [{}],
    "file": [{}],
    "location": [{"": ["lincoln"]}, {"": ["_skip"]}, {}],
}


def typing(random: Random, question: Question) -> dict[str, list[str]]:
    """What stands in the fields of a question when somebody leaves its page."""
    names = [choice.name for choice in question.choices]
    if question.type == "money":
        names = [one.name for one in money.ranges(question)]
    if question.type == "rating" and not names:
        names = [str(point) for point in rating.points(question)]
    if question.type == "language":
        names = [one.tag for one in offered(question)][:20]
    if question.type == "ranking":
        ranks = random.sample(range(1, len(names) + 1), len(names))
        return {f"rank_{name}": [str(rank)] for name, rank in zip(names, ranks, strict=True)}
    if names and question.type == "choices":
        plain = [one.name for one in question.choices if not one.exclusive]
        few = random.sample(plain, random.randint(0, min(3, len(plain))))
        alone = [one.name for one in question.choices if one.exclusive]
        options = [few, few, few, ["_skip"], ["of_no_such_kind"], *([one] for one in alone)]
        return {"": chosen} if (chosen := random.choice(options)) else {}
    if names:
        odd = random.choice(["_skip", "", "of_no_such_kind"])
        chosen_one = random.choice([*names, *names, odd])
        return {"": [chosen_one]} if chosen_one else {}
    known = TYPED.get(question.type)
    if known is not None:
        return dict(random.choice(known))
    text = random.choice(TEXTS)
    return {"": [text]} if text else {}


def collected(random: Random, form: Form, *, share: float = 0.95) -> dict[str, Any]:
    """``{"raw", "entries"}`` of a family that came to most pages of a form."""
    found: dict[str, Any] = {"raw": {}, "entries": {}}
    for section in form.sections:
        _section(random, section, "", found, share)
    return found


def _section(
    random: Random, section: Section, within: str, found: dict[str, Any], share: float
) -> None:
    if section.repeat is None:
        _pages(random, section, within, found, share)
        return
    if random.random() > share:
        return
    path = f"{within}/{section.repeat.name}" if within else section.repeat.name
    most = min(section.repeat.max, 3)
    many = most + 1 if random.random() < 0.1 else random.randint(0, most)  # more than it takes
    ids = [f"e{number}" for number in range(many)]
    found["entries"][path] = {"ids": ids, "done": random.random() < share}
    if random.random() < 0.05:
        found["raw"][path] = {"": ["yes"]}
    for one in ids:
        _pages(random, section, f"{path}/{one}", found, share)
        for inner in section.sections:
            _section(random, inner, f"{path}/{one}", found, share)


def _pages(
    random: Random, section: Section, within: str, found: dict[str, Any], share: float
) -> None:
    for page in section.pages:
        if random.random() > share:
            continue
        for question in page.questions:
            kind = TYPES.get(question.type)
            if kind is None or not kind.is_asked or question.calculation is not None:
                continue
            path = f"{within}/{question.name}" if within else question.name
            if random.random() < share:
                found["raw"][path] = typing(random, question)
