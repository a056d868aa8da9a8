"""Sound files of labels on the tablets of a fair: those of whole forms, in its languages, while there is room.

planned(links, languages) -> tuple[Spoken, ...]     # of each form and language that has any
at_fair(work, fair) -> tuple[Spoken, ...]           # of a fair that was planned
silent(planned) -> {(slug, language)}               # whose sound files a tablet does not bring
brought(planned) -> {address: bytes}                # of those that it does
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.services import places
from farolito.services.fairs import forms_of, may_be_there
from farolito.web.host import host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from farolito.domain.definitions import Form
    from farolito.services.fairs import FairView
    from farolito.services.links import LinkView
    from farolito.services.work import Work

MOST_ON_A_TABLET = 30_000_000
"""Bytes: five minutes of a school's slow network, and little of what a browser lets one site keep."""

Why = Literal["", "language", "room"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sound files of a form in a language. ``why`` they stay out: not a language of the fair, no room."""

    link: LinkView
    language: str
    sizes: Mapping[str, int]
    """By address: bytes."""
    lacking: int
    """How many are named and can not be heard."""
    why: Why = ""

    @property
    def size(self) -> int:
        """Bytes of them all."""
        return sum(self.sizes.values())


def at_fair(work: Work, fair: FairView) -> tuple[Spoken, ...]:
    """The same of a fair that was planned, as its tablets are told."""
    settings = places.settings_of(work, fair.place.slug)
    offered = [one for one in forms_of(work, fair) if one.open and may_be_there(one)]
    return planned(offered, fair.plan.languages or settings.first_languages)


def planned(links: Iterable[LinkView], languages: Sequence[str]) -> tuple[Spoken, ...]:
    """What there is to hear in the forms of a fair, the languages that are shown first before the others.

    A form is heard in a language or not: with half of its labels it would seem broken. ``languages`` of the fair; all
    are, where none were chosen.
    """
    found: list[Spoken] = []
    there: dict[str, int] = {}
    listed = list(links)
    known = dict.fromkeys(tag for link in listed for tag in link.languages)
    for tag in sorted(
        known, key=lambda one: languages.index(one) if one in languages else len(languages)
    ):
        for link in listed:
            named = _named(link.form, tag) if tag in link.languages else set()
            if not named:
                continue
            sizes = _sizes(named)
            room = sum((there | sizes).values()) <= MOST_ON_A_TABLET
            why: Why = "language" if languages and tag not in languages else "" if room else "room"
            found.append(Spoken(link, tag, sizes, len(named) - len(sizes), why))
            if not why:
                there |= sizes
    return tuple(found)


def silent(planned: Iterable[Spoken]) -> set[tuple[str, str]]:
    """Slug and language of the pages whose sound files a tablet does not bring."""
    return {(one.link.slug, one.language) for one in planned if one.why}


def brought(planned: Iterable[Spoken]) -> dict[str, int]:
    """Address and bytes of the sound files that a tablet brings."""
    return {url: size for one in planned if not one.why for url, size in one.sizes.items()}


def _named(form: Form, language: str) -> set[str]:
    asked = list(form.all_questions())
    labels = [one.audio for one in asked] + [
        choice.audio for one in asked for choice in one.choices
    ]
    return {audio[language] for audio in labels if language in audio}


def _sizes(named: Iterable[str]) -> dict[str, int]:
    assets = host().assets
    return {
        url: len(assets.get(name).content) for name in sorted(named) if (url := assets.sound(name))
    }
