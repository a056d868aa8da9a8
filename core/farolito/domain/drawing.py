"""A drawing as text: strokes of straight lines between whole numbers, in a box of 600 by 200.

``M10 20L30 40L35 42M100 5L100 9`` is two strokes, the way SVG writes a path. It comes from browsers and from
files, so it is believed only number by number.
"""

from __future__ import annotations

import re

WIDTH, HEIGHT = 600, 200
MOST_POINTS = 1000
LONGEST = MOST_POINTS * len("L600 200")  # characters, so bytes too

_POINT = r"(?:0|[1-9][0-9]{0,2}) (?:0|[1-9][0-9]{0,2})"
# each alternative begins with a letter of its own, so there is one way to read a text, in one pass
_STROKES = re.compile(rf"(?:M{_POINT}(?:L{_POINT})+)+")
_STEP = re.compile(r"([ML])([0-9]+) ([0-9]+)")


def drawn(text: str) -> str | None:
    """The path of the drawing that ``text`` is, made anew from its numbers; None when it is none.

    Nothing but ``M``, ``L``, digits and single spaces comes back, at most :data:`LONGEST` of them.
    """
    if len(text) > LONGEST or not _STROKES.fullmatch(text):
        return None
    steps = [(way, int(x), int(y)) for way, x, y in _STEP.findall(text)]
    if len(steps) > MOST_POINTS or any(x > WIDTH or y > HEIGHT for _, x, y in steps):
        return None
    return "".join(f"{way}{x} {y}" for way, x, y in steps)
