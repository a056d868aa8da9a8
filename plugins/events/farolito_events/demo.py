"""Made-up events for the school of the demo: some that were, some that come up, one with sign-ups."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from farolito_events import keeping, notes, rides, signing_up, teams
from farolito_events.models import Event

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

P1, P2, P3, P4 = (
    "integrated_student_supports",
    "expanded_learning_time",
    "family_community_engagement",
    "collaborative_leadership",
)

EVENTS: tuple[dict[str, Any], ...] = (
    {
        "id": "deadbeef00000001",
        "kind": "workshop",
        "days": -38,
        "came": 24,
        "pillars": f"{P1},{P3}",
        "title_en": "Cooking well with little money",
        "title_es": "Cocinar bien con poco dinero",
        "about_en": "We cook together. Children are welcome.",
        "about_es": "Cocinamos juntos. Los niños son bienvenidos.",
        "room": "Family Center, room 12",
        "language": "es",
        "presenter": "Promotores de salud (demo)",
        "capacity": 30,
    },
    {
        "id": "deadbeef00000002",
        "kind": "fair",
        "days": -45,
        "came": 186,
        "pillars": f"{P1},{P3}",
        "title_en": "Fall resource fair",
        "title_es": "Feria de recursos de otoño",
        "about_en": "Food, health, internet and help with forms, all in one place.",
        "about_es": "Comida, salud, internet y ayuda con solicitudes, todo en un lugar.",
        "room": "Gym",
        "begins": "09:00",
        "ends": "13:00",
        "sign_up": False,
    },
    {
        "id": "deadbeef00000003",
        "kind": "staff_development",
        "days": -40,
        "came": 17,
        "pillars": P1,
        "title_en": "Students under stress: what helps in class",
        "title_es": "Estudiantes bajo estrés: qué ayuda en clase",
        "room": "Library",
        "begins": "15:30",
        "ends": "17:00",
        "credit_minutes": 90,
        "shown": "link",
    },
    {
        "id": "deadbeef00000004",
        "kind": "workshop",
        "days": 6,
        "pillars": f"{P1},{P3}",
        "capacity": 4,
        "sign_ups": True,
        "title_en": "Sleep and stress: a talk for parents",
        "title_es": "Sueño y estrés: una charla para padres",
        "about_en": "One hour, with coffee. Somebody plays with your children next door.",
        "about_es": "Una hora, con café. Alguien juega con sus niños al lado.",
        "room": "Family Center, room 12",
        "language": "es",
        "presenter": "Promotores de salud (demo)",
    },
    {
        "id": "deadbeef00000005",
        "kind": "trip",
        "days": 16,
        "pillars": P2,
        "capacity": 45,
        "title_en": "Trip to the natural history museum",
        "title_es": "Paseo al museo de historia natural",
        "about_en": "We go by bus from the front gate. Bring lunch. It costs nothing.",
        "about_es": "Vamos en autobús desde la entrada principal. Traiga almuerzo. No cuesta nada.",
        "room": "Front gate",
        "begins": "08:30",
        "ends": "14:30",
    },
    {
        "id": "deadbeef00000006",
        "kind": "campaign",
        "days": 9,
        "pillars": P1,
        "sign_up": False,
        "title_en": "Kindness week",
        "title_es": "Semana de la amabilidad",
        "about_en": "Every day at lunch, in the yard.",
        "about_es": "Todos los días a la hora del almuerzo, en el patio.",
        "room": "Yard",
        "begins": "12:00",
        "ends": "12:45",
    },
    {
        "id": "deadbeef00000007",
        "kind": "meeting",
        "days": -12,
        "came": 9,
        "pillars": P4,
        "shown": "team",
        "sign_up": False,
        "title_en": "Community school committee",
        "title_es": "Comité de la escuela comunitaria",
        "room": "Library",
        "language": "en",
        "notes": (
            "1. What the fair taught us\n2. Evening hours of the Family Center",
            "Open until 6 PM on Tuesdays.",
        ),
        "agreed": (
            ("Put the new hours on the website", "Coordinator", 4),
            ("Ask the library about a room", "Parent", 11),
        ),
    },
    {
        "id": "deadbeef00000008",
        "kind": "coaching",
        "days": -20,
        "pillars": P4,
        "shown": "team",
        "sign_up": False,
        "title_en": "Coaching visit (demo)",
        "title_es": "",
        "room": "Family Center, room 12",
        "notes": (
            "How referrals are followed up",
            "Two weeks without an answer is usual. We looked at how others remind.",
        ),
        "agreed": (("Look at open referrals every Friday", "Coordinator", 2),),
    },
)

USUAL = {
    "shown": "listed",
    "begins": "17:30",
    "ends": "19:00",
    "language": "en",
    "presenter": "",
    "capacity": None,
    "credit_minutes": None,
    "sign_up": True,
    "about_en": "",
    "about_es": "",
}
MEMBERS = (
    ("Rosa Alvarez (demo)", "coordinator"),
    ("M. Okafor (demo)", "principal"),
    ("T. Nguyen (demo)", "teacher"),
    ("L. (demo)", "family"),
    ("J. (demo)", "student"),
)
RIDE = {
    "way": "school_bus",
    "meet": "The gate on Main Street",
    "leaves": "8:30",
    "back": "14:30",
    "seats": "44",
}
NOT_COLUMNS = ("id", "days", "came", "notes", "agreed", "sign_ups")


def fill(work: Work, place: PlaceView) -> None:
    """Each of them once; what is there already stays, on the day that it has."""
    for one in EVENTS:
        if work.session.get(Event, (place.id, one["id"])) is None:
            _add(work, place, one)

    if not teams.read(work, place.id, work.today()):
        for name, role in MEMBERS:
            said = {"team": "Site leadership team (demo)", "name": name, "role": role}
            teams.add(work, place.id, said, work.today())


def _add(work: Work, place: PlaceView, one: dict[str, Any]) -> None:
    columns = {name: value for name, value in (USUAL | one).items() if name not in NOT_COLUMNS}
    day = _school_day(work.today() + timedelta(days=one["days"]))
    made = keeping.add(work.session, place.id, columns | {"day": day}, one["id"])
    made.came = one.get("came")
    if one["kind"] == "trip":
        rides.keep(work.session, made, RIDE)
    notes.write(work, made, one.get("notes", ()))
    for what, who, days in one.get("agreed", ()):
        notes.agree(work, made, what, who, _school_day(day + timedelta(days=days)).isoformat())
        work.session.flush()
    if one.get("sign_ups"):
        for number, (name, people) in enumerate((("A. (demo)", 2), ("", 2), ("L. (demo)", 1))):
            code = signing_up.ALPHABET[number] * signing_up.CODE_LENGTH
            signing_up.sign_up(work, made, code, name, "", people, "es")


def _school_day(day: date) -> date:
    """Not on a weekend."""
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
