"""Names in any script, for comparing: the words of a name, how they are written in Latin letters, how they sound.

Romanization is by anyascii, letter by letter, which is no one's spelling of a name; so what sounds alike is compared
without vowels and without the differences that romanizations make (Kevork and Gevorg, Muhammad and محمد).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Literal

from anyascii import anyascii

Likeness = Literal["same", "close", "different", "unknown"]

MOST_WORDS = 6
"""More words than any name that somebody types; what follows them is not compared."""

LONG_ENOUGH = 5
"""From this many letters on, one letter more, less or other may be a slip of the finger."""

MARKS = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "iv"])
"""What tells a father from a son of one name."""

_BY_SYLLABLE = ("CJK", "HANGUL")
_TWO_PART_SURNAMES = frozenset(
    ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "남궁", "황보", "제갈", "선우"]
)
_WITHOUT_VOWELS = ("ARABIC", "HEBREW")
_APOSTROPHE = re.compile("['`\u2018\u2019\u02bb\u02bc]")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=[a-z])")
_SOUNDS = (
    (re.compile("tsch|tch|tsh|ch"), "C"),
    (re.compile("sch|sh|ts|tz|z|s"), "S"),
    (re.compile("ph|[fvwbp]"), "P"),
    (re.compile("dzh|dj|zh|j"), "J"),
    (re.compile("kh|gh|ck|[kgqcx]"), "K"),
    (re.compile("[dt]"), "T"),
    (re.compile("[^A-Zlmnr]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: ``latin`` in small Latin letters, ``sound`` its consonants (all of it where none is left)."""

    latin: str
    sound: str
    script: str


@lru_cache(maxsize=32_768)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name without accents and capitals, those of Chinese and Korean names parted."""
    found = []
    for whole in _written(name):
        script = _script(whole)
        parts = _parted(whole) if script in _BY_SYLLABLE else [anyascii(whole)]
        for part in parts:
            latin = "".join(letter for letter in part.casefold() if letter.isalnum())
            if latin:
                found.append(Word(latin, _sound(latin, script), script))
    return tuple(found[:MOST_WORDS])


def marks_of(name: str) -> frozenset[str]:
    """Jr., Sr. and the like in a name."""
    return frozenset(word.latin for word in words_of(name)) & MARKS


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are, in whatever order their words stand.

    ``same``: one has all words of the other, at least two, or both are one word. ``close``: the same but for a
    letter, an initial, a spelling of the same sound, or a word that stands alone.
    """
    ours, theirs = _plain(one), _plain(other)
    if not ours or not theirs:
        return "unknown"
    few, many = sorted((ours, theirs), key=len)
    left = list(many)
    close = False
    for word in few:
        found = next((w for w in left if _alike(word, w)), None)
        if found is None:
            found = next((w for w in left if _nearly(word, w)), None)
            close = True
        if found is None:
            return "same" if _run_together(ours, theirs) else "different"
        left.remove(found)
    alone = len(few) == 1 and len(many) > 1
    return "close" if close or alone else "same"


def _plain(name: str) -> tuple[Word, ...]:
    words = words_of(name)
    return tuple(word for word in words if word.latin not in MARKS) or words


def _written(name: str) -> list[str]:
    """The words of a name as they stand. García-López are two, Min-jun is one: a hyphen before a small letter joins."""
    whole = unicodedata.normalize("NFKC", _APOSTROPHE.sub("", name))
    whole = _HYPHEN.sub("", whole)
    letters = (one if unicodedata.category(one)[0] in "LMN" else " " for one in whole)
    return "".join(letters).split()


def _parted(name: str) -> list[str]:
    """A Chinese or Korean name that is written in one: the surname, and all that follows it."""
    first = 2 if name[:2] in _TWO_PART_SURNAMES else 1
    surname, given = anyascii(name[:first]), anyascii(name[first:])
    return [part for part in (surname, given) if part]


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _sound(latin: str, script: str = "LATIN") -> str:
    # a letter that is both a vowel and w: within a word it is more often the vowel
    sound = latin[:1] + latin[1:].replace("w", "") if script in _WITHOUT_VOWELS else latin
    for pattern, into in _SOUNDS:
        sound = pattern.sub(into, sound)
    return sound or latin


def _alike(one: Word, other: Word) -> bool:
    """The same word, in the same or in another script."""
    if one.latin == other.latin:
        return True
    if one.script == other.script or one.sound != other.sound:
        return False
    if one.script in _WITHOUT_VOWELS or other.script in _WITHOUT_VOWELS:
        return True
    return _distance(one.latin, other.latin) <= max(len(one.latin), len(other.latin)) // 2


def _nearly(one: Word, other: Word) -> bool:
    """One letter apart, an initial, or another spelling of the same sound."""
    short, long = sorted((one.latin, other.latin), key=len)
    if len(short) == 1:
        return long.startswith(short)
    if one.sound == other.sound and len(one.sound) > 1:
        return True
    return len(long) >= LONG_ENOUGH and _distance(short, long) <= 1


def _run_together(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> bool:
    """Whether both are one name, cut into words in two ways: Xiao Ming and Xiaoming."""
    if len(ours) == len(theirs) or max(len(ours), len(theirs)) > 4:
        return False
    few, many = sorted((ours, theirs), key=len)
    across = few[0].script != many[0].script
    for order in permutations(many):
        latin = "".join(word.latin for word in order)
        for own in permutations(few):
            said = "".join(word.latin for word in own)
            if latin == said:
                return True
            if across and _sound(latin) == _sound(said) and _distance(latin, said) <= 2:
                return True
    return False


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted
            row.append(min(cost, older[to - 2] + 1) if swapped else cost)
    return row[-1]
