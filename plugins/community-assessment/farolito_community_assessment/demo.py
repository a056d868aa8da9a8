"""A made-up assessment for the school of the demo: last year's, published, and this year's, begun; and outcomes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from farolito_community_assessment import cycles, outcomes, telling
from farolito_community_assessment.models import Cycle
from farolito_community_assessment.telling import Edition, Part

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

EDITIONS = {
    "en": Edition(
        "Demo: food and rent are the two largest needs",
        (
            Part(
                "Families",
                "214",
                (("Food", "96"), ("Rent and home", "81"), ("Help with school work", "58")),
                (("Help at events", "47"), ("Translate", "33")),
            ),
            Part(
                "Students",
                "388",
                (
                    ("Help with plans for college or a job", "171"),
                    ("Sports, music and art", "149"),
                    ("Someone to talk to", "102"),
                ),
                (("Plan events", "64"),),
            ),
            Part(
                "Staff",
                "52",
                (("Help with rent or a place to live", "31"), ("Food at or near school", "29")),
                (("Mentor students", "18"),),
            ),
        ),
    ),
    "es": Edition(
        "Demostración: comida y renta son las dos necesidades más grandes",
        (
            Part(
                "Familias",
                "214",
                (
                    ("Comida en la escuela o cerca", "96"),
                    ("Ayuda con la renta o la vivienda", "81"),
                    ("Ayuda con las tareas", "58"),
                ),
                (("Ayudar en eventos", "47"), ("Traducir", "33")),
            ),
            Part(
                "Estudiantes",
                "388",
                (
                    ("Ayuda con planes de universidad o trabajo", "171"),
                    ("Deportes, música y arte", "149"),
                    ("Alguien con quien hablar", "102"),
                ),
                (("Planear eventos", "64"),),
            ),
            Part(
                "Personal",
                "52",
                (
                    ("Ayuda con la renta o la vivienda", "31"),
                    ("Comida en la escuela o cerca", "29"),
                ),
                (("Ser mentor de estudiantes", "18"),),
            ),
        ),
    ),
}
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
    telling.keep(before, EDITIONS)
    before.told_on = before.ends + timedelta(days=30)
    work.session.add(before)
    work.session.flush()
    cycles.begin(work.session, place.id, today)
    if not outcomes.table(work.session, place.id)[0]:
        years = (cycles.year_of(_years_ago(today, 2)), cycles.year_of(last))
        outcomes.read(work.session, place.id, OUTCOMES.format(*years))


def _years_ago(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
