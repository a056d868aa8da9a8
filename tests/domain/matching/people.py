"""Thousands of people in twelve scripts from a seed, some of them twice, many of them easily mistaken for another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from farolito.domain.matching import Known
from tests.domain.matching.names import NAMES, SURNAME_FIRST, TOGETHER

Said = tuple[str, str]
"""A name as it is written at home, and in Latin letters."""


@dataclass(frozen=True)
class Person:
    """Who somebody really is."""

    script: str
    given: Said
    surname: Said
    born: date
    phone: str
    email: str = ""

    def known(self, *, latin: bool = False, swapped: bool = False) -> Known:
        at = 1 if latin else 0
        first, last = self.given[at], self.surname[at]
        if (self.script in SURNAME_FIRST and not latin) != swapped:
            first, last = last, first
        joint = "" if self.script in TOGETHER and not latin and not swapped else " "
        return Known(first + joint + last, self.born.isoformat(), self.phone, self.email)


@dataclass
class Crowd:
    """What was written down, by whom: two records with one number are one person."""

    records: list[Known]
    who: list[int]
    how: list[str]

    def add(self, known: Known, who: int, how: str) -> None:
        self.records.append(known)
        self.who.append(who)
        self.how.append(how)


class Crowding:
    """Makes a crowd."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  not a secret
        self.lists = {
            script: tuple([_said(one) for one in names.split()] for names in both)
            for script, both in NAMES.items()
        }
        self.crowd = Crowd([], [], [])
        self.people = 0
        self.pairs = {
            "an accent or a capital": lambda p: _other_case(p.known()),
            "another script": lambda p: p.known(latin=True),
            "names swapped": lambda p: p.known(swapped=True),
            "another phone": lambda p: replace(p.known(), phone=self.phone()),
            "a digit of the birth date": self.digit,
            "day and month swapped": self.day_and_month,
            "a second surname": self.second_surname,
            "a letter of the name": self.letter,
        }

    def crowd_of(self, many: int) -> Crowd:
        """At least ``many`` people; about a quarter of them wrote twice."""
        while self.people < many:
            script = self.random.choice(list(self.lists))
            kind = self.random.random()
            if kind < 0.06:
                self.twins(script)
            elif kind < 0.10:
                self.father_and_son(script)
            elif kind < 0.14:
                self.same_name(script)
            elif kind < 0.20:
                self.one_phone(script)
            else:
                self.one(script)
        return self.crowd

    def one(self, script: str) -> None:
        person = self.person(script)
        who = self.new(person.known(), "alone")
        if self.random.random() < 0.3:
            how = self.random.choice(list(self.pairs))
            if how == "day and month swapped":
                person = replace(person, born=person.born.replace(day=1 + person.born.day % 12))
                self.crowd.records[-1] = person.known()
            self.crowd.add(self.pairs[how](person), who, how)

    def twins(self, script: str) -> None:
        """One surname, one birthday, one phone."""
        first = replace(self.person(script), phone=self.phone())
        given = [one for one in self.lists[script][0] if one != first.given]
        second = replace(first, given=self.random.choice(given))
        if script == "Arabic":
            first = replace(first, given=("حسن", "Hassan"))
            second = replace(first, given=("حسين", "Hussein"))
        elif script == "Latin":
            first, second = (replace(first, given=(one, one)) for one in ("Juan", "Juana"))
        latin = self.random.random() < 0.5
        for twin in (first, second):
            self.new(twin.known(latin=latin), "twin")

    def father_and_son(self, script: str) -> None:
        """One name, one phone, another birthday, and at times a Jr."""
        father = replace(self.person(script), phone=self.phone())
        son = replace(father, born=father.born + timedelta(days=self.random.randint(7000, 13000)))
        self.new(father.known(latin=True), "father")
        known = son.known(latin=True)
        marked = replace(known, name=f"{known.name} {self.random.choice(('Jr', 'Jr.', 'II'))}")
        if self.random.random() < 0.3:
            marked = replace(marked, birth_date="")
        self.new(marked if self.random.random() < 0.6 else known, "son")

    def same_name(self, script: str) -> None:
        """Two strangers of one name."""
        person = self.person(script)
        other = self.person(script)
        self.new(person.known(), "same name")
        self.new(replace(other, given=person.given, surname=person.surname).known(), "same name")

    def one_phone(self, script: str) -> None:
        """A household whose people share a phone and a surname."""
        first = replace(self.person(script), phone=self.phone())
        for given in self.random.sample(self.lists[script][0], 3):
            self.new(replace(first, given=given, born=self.day()).known(), "shares a phone")

    def new(self, known: Known, how: str) -> int:
        self.people += 1
        self.crowd.add(known, self.people, how)
        return self.people

    def person(self, script: str) -> Person:
        given, surnames = self.lists[script]
        phone = self.phone() if self.random.random() < 0.85 else ""
        email = f"mail{self.people}@example.org" if self.random.random() < 0.2 else ""
        return Person(
            script, self.random.choice(given), self.random.choice(surnames), self.day(), phone, email
        )  # fmt: skip

    def day(self) -> date:
        return date(2005, 1, 1) + timedelta(days=self.random.randrange(6_900))

    def phone(self) -> str:
        return (
            f"+1{self.random.choice(('213', '626', '818'))}{self.random.randint(2000000, 9999999)}"
        )

    def digit(self, person: Person) -> Known:
        known = person.known()
        while True:
            at = self.random.choice((3, 6, 8, 9))
            typed = (
                f"{known.birth_date[:at]}{self.random.randrange(10)}{known.birth_date[at + 1 :]}"
            )
            if typed != known.birth_date and _is_day(typed):
                return replace(known, birth_date=typed)

    def day_and_month(self, person: Person) -> Known:
        swapped = f"{person.born.year}-{person.born.day:02}-{person.born.month:02}"
        return replace(person.known(latin=self.random.random() < 0.3), birth_date=swapped)

    def second_surname(self, person: Person) -> Known:
        known = person.known(latin=True)
        return replace(
            known, name=f"{known.name} {self.random.choice(self.lists[person.script][1])[1]}"
        )

    def letter(self, person: Person) -> Known:
        known = person.known(latin=True)
        at = self.random.randrange(1, len(known.name) - 1)
        return replace(known, name=known.name[:at] + "e" + known.name[at + 1 :])


def _said(one: str) -> Said:
    written, _, latin = one.partition("=")
    return written, latin


def _other_case(known: Known) -> Known:
    return replace(known, name=known.name.upper())


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
