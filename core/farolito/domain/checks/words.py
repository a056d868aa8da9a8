"""Words: every text in the source language, and in every language the form claims to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.faults import child
from farolito.domain.languages import LANGUAGES
from farolito.domain.shapes import FORM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.faults import Faults


def check_words(form: Mapping[str, Any], faults: Faults) -> None:
    """Note texts that lack words, words nobody would see, and translations that are out of place."""
    declared = [tag for tag in form["languages"] if tag in LANGUAGES]
    if not declared:
        return
    source, *others = declared
    states = form.get("translations", {})
    for tag in states:
        if tag not in others:
            expected = "one of /languages, but not the first, which is the source"
            message = f"\u201c{tag}\u201d is not translated to"
            faults.add(f"/translations/{tag}", message, expected, code="language")
        elif states[tag]["state"] == "reviewed" and not states[tag].keys() & {"of", "reviewed_of"}:
            message = "nobody can tell which words were reviewed"
            expected = "\u201cof\u201d, from farolito forms stamp"
            faults.add(f"/translations/{tag}", message, expected, code="language")
    wanted = [tag for tag in others if tag not in states or states[tag]["state"] != "missing"]
    for pointer, text in FORM.texts(form, "", source):
        if faults.full:
            return
        missing = [tag for tag in (source, *wanted) if tag not in text]
        if text and missing and not faults.touches(pointer):  # blank: its fault is noted
            for tag in missing:
                message = f"the words in {_named(tag)} are missing"
                expected = "" if tag == source else _remedy(tag)
                faults.add(pointer, message, expected, code="language")
        for tag in text:
            if tag not in declared:
                message = f"nobody will see the words in {_named(tag)}"
                expected = f"\u201c{tag}\u201d among /languages"
                faults.add(child(pointer, tag), message, expected, code="language")


def _named(tag: str) -> str:
    return LANGUAGES[tag].english


def _remedy(tag: str) -> str:
    return f"words, or the state \u201cmissing\u201d for {tag} in /translations"
