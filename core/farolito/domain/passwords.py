"""What a password must be: long, and not the first thing that somebody else would try. Nothing else is asked.

Source: NIST SP 800-63B-4 section 3.1.1.2: length, and a list of common ones; no composition, no change by date.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 12  # characters
LONGEST = 1000  # a longer one is no safer, only slower
FEWEST_DIFFERENT = 5

_WORDS = """
    password passwort passw0rd contrasena contraseña passcode changeme letmein welcome bienvenido bienvenidos secret
    default admin administrator guest user login master root test testing demo example iloveyou teamo tequiero
    sunshine princess princesa dragon monkey shadow superman batman football futbol baseball soccer basketball
    michael jessica jennifer charlie jordan daniel andrew ashley nicole hannah thomas robert matthew joshua
    america losangeles california dodgers lakers raiders pasadena school escuela teacher maestra maestro student
    students coordinator counselor farolito family families familia familias community office spring summer autumn
    winter monday friday january december computer internet google facebook samsung whatever trustno starwars
    freedom flower hello hola qwerty qwertyuiop azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcdef abcdefgh
    qaz wsx edc 1234567890 123456789 12345678 0123456789 987654321 0987654321 my the mi and new
"""
COMMON = frozenset(_WORDS.split())
"""What people choose most, and what schools and this software suggest. Digits and marks around a word do not count."""

Weakness = Literal["short", "long", "common"]


def weakness(password: str, about: Iterable[str] = ()) -> Weakness | None:
    """Why a password will not do; None when it will. ``about``: name and email of whose it is to be."""
    if len(password) > LONGEST:
        return "long"
    if len(password) < SHORTEST:
        return "short"
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", password).casefold())
    own = {part for text in about for part in re.split(r"[\W_]+", text.casefold()) if len(part) > 3}
    if len(set(plain)) < FEWEST_DIFFERENT or _made_of(plain, COMMON | own):
        return "common"
    return None


def _made_of(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` is nothing but common words, at least one, and digits."""
    reached: dict[int, bool] = {
        0: False
    }  # how far words and digits lead, and whether a word was among them
    for start in range(len(text)):
        if start not in reached:
            continue
        had_word = reached[start]
        steps = [(len(word), True) for word in words if text.startswith(word, start)]
        if text[start].isdigit():
            steps.append((1, had_word))
        for length, has_word in steps:
            end = start + length
            reached[end] = reached.get(end, False) or has_word or had_word
    return reached.get(len(text), False)
