"""Forms of tests in all the languages that families read, so that screens are seen with words of each script.

The words come from the forms that ship: for each text of a test form the one of them whose English is as long, or
nearly. What they say is beside the point; how wide they are, which way they go and how tall they stand is not.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from farolito.domain.languages import WRITTEN
from tests.shipped import FILES, document
from tests.web_support.trial_form import both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def in_languages(form: dict[str, Any], which: Sequence[str] = WRITTEN) -> dict[str, Any]:
    """The form with words in each of these languages, the twelve by default; its English and Spanish ones stay."""
    used = Counter(dict.fromkeys(_words(), 0))
    states = {tag: {"state": "draft"} for tag in which if tag != "en"}
    whole: dict[str, Any] = _put(form, which, used)
    return {**whole, "languages": list(which), "translations": states}


def _put(part: Any, which: Sequence[str], used: Counter[str]) -> Any:
    """Each text takes the words that fit best away, so that hardly two choices are called the same."""
    if isinstance(part, list):
        return [_put(one, which, used) for one in part]
    if not isinstance(part, dict):
        return part
    if not _is_text(part):
        return {name: _put(one, which, used) for name, one in part.items()}
    text: dict[str, str] = part
    said = min(used, key=lambda one: (used[one], abs(len(one) - len(text["en"]))))
    used[said] += 1
    words = {tag: _words()[said][tag] for tag in which}
    return {**words, **both(text["en"], text.get("es", text["en"]))}


def _is_text(part: dict[str, Any]) -> bool:
    return "en" in part and set(part) <= set(WRITTEN)


@cache
def _words() -> dict[str, dict[str, str]]:
    """Every text of the forms that ship in twelve languages, by its English."""
    return {
        one["en"]: one
        for path in FILES
        for one in _texts(document(path))
        if set(one) >= set(WRITTEN)
    }


def _texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        if _is_text(part):
            yield part
        else:
            for one in part.values():
                yield from _texts(one)
