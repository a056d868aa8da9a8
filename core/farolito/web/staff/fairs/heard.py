"""What can be heard on the tablets of a fair, as a line of what is to be got ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.languages import LANGUAGES
from farolito.web.i18n import gettext, ngettext
from farolito.web.sent_files import plain_size
from farolito.web.staff.fairs.pages import title_of
from farolito.web.tablet.sounds import MOST_ON_A_TABLET, brought

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.web.tablet.sounds import Spoken


def heard(planned: Sequence[Spoken]) -> list[dict[str, Any]]:
    """The line about sound: how much the tablets bring, what stays out and why. None where no form has any."""
    if not planned:
        return []
    there = brought(planned)
    words = ngettext(
        "Sound: %(num)s recording, %(size)s",
        "Sound: %(num)s recordings, %(size)s",
        len(there),
        size=_size(sum(there.values())),
    )
    out = _left_out(planned)
    instead = gettext("Left out. There the tablet\u2019s own voice reads, if it has one:")
    done = not any(one.why == "room" or one.lacking for one in planned)
    return [
        {
            "kind": "sound",
            "done": done,
            "words": words,
            "to_do": instead if out else "",
            "gaps": [(LANGUAGES[tag], said) for tag, said in out.items()],
        }
    ]


def _left_out(planned: Sequence[Spoken]) -> dict[str, list[tuple[str, str, str]]]:
    """By language: the title of the form, its language, and what is not heard of it."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in planned:
        if said := _why(one):
            found.setdefault(one.language, []).append((*title_of(one.link), said))
    return found


def _why(one: Spoken) -> str:
    said = []
    if one.why == "room":
        most = _size(MOST_ON_A_TABLET)
        said.append(
            gettext(
                "%(size)s, no room: a tablet takes %(most)s in all",
                size=_size(one.size),
                most=most,
            )
        )
    elif one.why == "language":
        said.append(gettext("not a language that this fair shows first"))
    if one.lacking:
        said.append(
            ngettext(
                "%(num)s recording is missing or can not be used: \u201cfarolito forms check\u201d says which",
                "%(num)s recordings are missing or can not be used: \u201cfarolito forms check\u201d says which",
                one.lacking,
            )
        )
    return "; ".join(said)


def _size(size: int) -> str:
    return f"\u2066{plain_size(size)}\u2069"  # left to right in every language
