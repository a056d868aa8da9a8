"""Which of our languages a source means: "Español (es)", "es-MX", "Spanish", "中文"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.languages import LANGUAGES, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.carrying import Report
    from farolito.imports.outline import Words

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
_TAGS = {
    **{tag.lower(): tag for tag in WRITTEN},
    **{LANGUAGES[tag].english.lower(): tag for tag in WRITTEN},
    **{LANGUAGES[tag].autonym.lower(): tag for tag in WRITTEN},
    **{"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh": "zh-Hans", "zh-cn": "zh-Hans"},
    **{"chinese": "zh-Hans", "fil": "tl", "filipino": "tl", "persian": "fa", "espanol": "es"},
}


def tag_of(named: str) -> str | None:
    """The tag of the language that a source names so, or None: not one that Farolito writes."""
    code = _CODE.search(named)
    for word in ([code.group(1)] if code else []) + [named]:
        tag = word.strip().replace("_", "-").lower()
        found = (
            _TAGS.get(tag)
            or _TAGS.get("-".join(tag.split("-")[:2]))
            or _TAGS.get(tag.split("-")[0])
        )
        if found:
            return found
    return None


def words_of(
    texts: object,
    default: str,
    where: str,
    report: Report,
    unnamed: Iterable[str] = ("default", ""),
) -> Words:
    """A text of the source in our languages. ``default`` is the language of what names none.

    Words in other languages are named in the report, letter for letter.
    """
    if texts is None or texts == "":
        return {}
    if not isinstance(texts, dict):
        return {default: str(texts).strip()} if str(texts).strip() else {}
    found: Words = {}
    for named, text in texts.items():
        if text is None or not str(text).strip():
            continue
        tag = default if named in unnamed else tag_of(str(named))
        if tag is None:
            report.left_out(
                where, f"words in {named}", "Farolito does not write this language.", str(text)
            )
        elif tag in found and found[tag] != str(text).strip():
            report.left_out(
                where, f"words in {named}", f"There are other words in {tag}.", str(text)
            )
        else:
            found[tag] = str(text).strip()
    return found


def languages_in(all_words: Iterable[Mapping[str, str]], first: str) -> list[str]:
    """The languages that have words, ``first`` leading, the others in our own order."""
    found = {tag for words in all_words for tag in words}
    return [first, *(tag for tag in WRITTEN if tag in found and tag != first)]
