"""A made-up assessment for the school of the demo: last year's, published, and this year's, begun; and outcomes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from farolito_community_assessment import cycles, outcomes, telling
from farolito_community_assessment.models import Cycle
from farolito_community_assessment.telling import Edition, Part
from farolito_community_assessment.variants import OFFERS, VARIANTS

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

HERE = Path(__file__).parent
PARTS = (
    (
        "family",
        "214",
        (("food", "96"), ("home", "81"), ("tutoring", "58")),
        (("events", "47"), ("translate", "33")),
    ),
    (
        "student",
        "388",
        (("future", "171"), ("active", "149"), ("wellbeing", "102")),
        (("events", "64"),),
    ),
    ("staff", "52", (("home", "31"), ("food", "29")), (("mentor", "18"),)),
)
"""Who answered, how many, the needs named most and what people offer, by their names in the forms."""
ASKED = {"family": {"": 620, "en": 250, "es": 370}, "student": {"": 810}, "staff": {"": 71}}
OUTCOMES = """year,indicator,students,percent,people
{0},attendance,all,90.8,812
{1},attendance,all,91.9,797
{0},chronic_absence,all,24.6,812
{1},chronic_absence,all,21.3,797
{0},graduation,all,88.2,196
{1},graduation,all,90.1,202
{0},graduation,english_learners,79.4,34
{1},graduation,english_learners,82.9,41
{0},reading,all,46.1,190
{1},reading,all,48.0,188
"""


def fill(work: Work, place: PlaceView) -> None:
    """Both cycles and the outcomes, unless there are any."""
    if cycles.of_place(work.session, place.id):
        return
    today = work.today()
    last = _years_ago(today, 1)
    before = Cycle(
        place_id=place.id,
        year=cycles.year_of(last),
        begins=date(int(cycles.year_of(last)[:4]), 10, 6),
        ends=date(int(cycles.year_of(last)[:4]), 12, 12),
        asked="{}",
        next_en="Demo: a food pantry in room 12, every Tuesday\nA rent clinic with a partner, once a month",
        next_es="Demostración: una despensa en el salón 12, cada martes\n"
        "Ayuda con la renta con un aliado, una vez al mes",
        themes_en="31 More shade and water in the yard\n14 Letters in the language of the family",
        themes_es="31 Más sombra y agua en el patio\n14 Cartas en el idioma de la familia",
        third_language="",
        third_words="",
        told="",
        told_on=None,
    )
    cycles.keep_asked(before, ASKED)
    telling.keep(before, _editions(work))
    before.told_on = before.ends + timedelta(days=30)
    work.session.add(before)
    work.session.flush()
    cycles.begin(work.session, place.id, today)
    if not outcomes.table(work.session, place.id)[0]:
        years = (cycles.year_of(_years_ago(today, 2)), cycles.year_of(last))
        outcomes.read(work.session, place.id, OUTCOMES.format(*years))


def _editions(work: Work) -> dict[str, Edition]:
    """The results in every language, in the words of our own forms."""
    title = json.loads((HERE / "demo_title.json").read_text("utf-8"))
    labels = {name: _labels(variant.form) for name, variant in VARIANTS.items()}
    return {
        tag: Edition(
            title[tag],
            tuple(
                Part(
                    work.translate(VARIANTS[who].who, tag),
                    answered,
                    tuple((labels[who][f"need/{name}"][tag], many) for name, many in named),
                    tuple((labels[who][f"offer/{name}"][tag], many) for name, many in offered),
                )
                for who, answered, named, offered in PARTS
            ),
        )
        for tag in telling.TOLD_IN
    }


def _labels(form: str) -> dict[str, dict[str, str]]:
    """What needs, and ways to help, are called in a form."""
    whole = json.loads((HERE / "forms" / f"{form}.json").read_text("utf-8"))
    questions = (
        question
        for section in whole["sections"]
        for page in section["pages"]
        for question in page["questions"]
    )
    offers = next(one for one in questions if f"question/{one['name']}" == OFFERS)
    return {f"need/{one['name']}": one["label"] for one in whole["needs"]} | {
        f"offer/{one['name']}": one["label"] for one in offers["choices"]
    }


def _years_ago(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
