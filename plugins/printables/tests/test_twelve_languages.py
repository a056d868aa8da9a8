"""What a family takes home, in each of the twelve languages and in large print, with the steps of a form that ships."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from farolito.api import ShownStep
from farolito.testing.factories import form_in
from farolito.testing.paper import elements, faults, pages_of, printed
from farolito_printables import family_copy, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = Path(__file__).parents[3] / "forms" / "needs-assessment" / "family-needs.json"
EVERY = form_in(FORM).languages if os.environ.get("FAROLITO_CHECKS") else ("fa", "zh-Hant")


def steps(language: str) -> tuple[ShownStep, ...]:
    """The five of the form that say most."""
    found = [step for need in form_in(FORM).needs for step in need.next_steps]
    found.sort(key=lambda step: -len(step.title[language]) - len(step.detail[language]))
    return tuple(
        ShownStep(
            step.title[language],
            step.detail[language],
            step.phone,
            bring=step.bring.get(language, ""),
            language=language,
        )
        for step in found[:5]
    )


def unnamed(content: bytes) -> Iterator[str]:
    """Figures without words for those who hear the page, and heads of tables that do not say what they are over."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        for element in elements(opened):
            if str(element.S) == "/Figure" and not str(element.get("/Alt", "")).strip():
                yield "a figure"
            if str(element.S) == "/TH" and "/Scope" not in _attributes(element):
                yield "a head of a table"


def _attributes(element: Any) -> set[str]:
    said: Any = element.get("/A")
    every = said if isinstance(said, pikepdf.Array) else [said] if said is not None else []
    return {str(name) for one in every for name in one}


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("language", EVERY)
def test_the_sheet_to_take_home_keeps_every_rule_with_words_of_a_form_that_ships(
    language: str, large: bool
) -> None:
    document = samples.family(language, steps=steps(language))
    made = printed(family_copy.render(replace(document, large_print=large)), language)
    assert faults(made, language=language, most_pages=2 if large else 1) == []
    assert list(unnamed(made)) == []
    with pikepdf.open(io.BytesIO(made)) as opened:
        kinds = [str(one.S) for one in elements(opened)]
    assert kinds.count("/H1") == 1
    assert "/Figure" in kinds
    assert "K7QM-3FXP" in " ".join(pages_of(made))
