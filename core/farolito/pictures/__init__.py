"""Pictures that strangers send: decoded and made anew in a child process with limits.

    made_anew(data: bytes) -> Picture | str        # str: why not, a code of farolito.domain.problems

What comes out is a JPEG of our own making: upright, at most 2048 pixels long, and nothing in it but the picture. No
place, time, device, comment or colour profile, and none of the bytes that came in.
"""

from __future__ import annotations

from farolito.errors import FarolitoError, LimitExceeded
from farolito.pictures.anew import Picture, remade
from farolito.sandbox import ChildFailed, run

__all__ = ["Picture", "made_anew"]

LIMITS = {"memory": 640, "cpu": 12}
WALL = 25.0
START = b"\xff\xd8\xff"


def made_anew(data: bytes) -> Picture | str:
    """The picture in ``data``, made anew, or the code of why there is none. Never raises for what is in ``data``.

    Costs about half a second of CPU for a photo of a phone, in a child; hold no lock meanwhile.
    """
    try:
        made = run(remade, data, wall=WALL, **LIMITS)
    except LimitExceeded:
        return "photo_large"
    except ChildFailed:
        return "file_busy"
    except (FarolitoError, OSError, ArithmeticError, LookupError, TypeError, ValueError):
        return "photo_broken"
    if isinstance(made, Picture) and not all(
        part.startswith(START) for part in (made.content, made.small)
    ):
        return "photo_broken"  # a child that was taken over may say anything
    return made
