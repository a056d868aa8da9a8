"""200 random edits of the forms that ship: every loss is reported, and nothing is reported that is not one."""

from __future__ import annotations

from random import Random

import pytest

from farolito.domain.changes import changes
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from tests.domain.versions.edits import DOCUMENTS, EDITS, edited, lost

SEEDS = range(200)
NAMES = [*sorted(DOCUMENTS), *["family-needs"] * len(DOCUMENTS)]
"""Every form that ships; half of the time the one with a list, a phone and every kind of choice."""


def reported(before: dict[str, object], after: dict[str, object]) -> set[tuple[str, ...]]:
    """The same as :func:`lost`, as the report has it. Who loses a question loses its choices with it."""
    old = trusted_form(before)
    found: set[tuple[str, ...]] = set()
    for change in changes(old, trusted_form(after), CORE_QUESTION_TYPES):
        if not change.lossy:
            continue
        name = change.question.rpartition("/")[2]
        if change.what == "repeat":
            found.add(("*", change.was or change.name))
        elif change.what == "choice":
            found.add((name, change.was or change.name))
        else:
            found.add((name,))
    whole = {one[0] for one in found if len(one) == 1}
    found = {one for one in found if len(one) == 1 or one[0] not in whole}
    every = {
        question.name
        for question in old.all_questions()
        if question.choices and all((question.name, c.name) in found for c in question.choices)
    }
    return {one for one in found if one[0] not in every} | {(name,) for name in every}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_loss_is_reported_and_none_is_made_up(seed: int) -> None:
    rng = Random(seed)  # noqa: S311  seeded on purpose
    name = rng.choice(NAMES)
    before, _ = edited(rng, DOCUMENTS[name])  # forms have a history already
    after, done = edited(rng, before)
    assert reported(before, after) == lost(before, after), (name, done)


def test_the_edits_lose_something_often_and_nothing_often() -> None:
    losing = 0
    seen: set[str] = set()
    for seed in SEEDS:
        rng = Random(seed)  # noqa: S311  seeded on purpose
        before = DOCUMENTS[rng.choice(NAMES)]
        after, done = edited(rng, before)
        seen |= set(done)
        losing += bool(lost(before, after))
    assert seen == {edit.__name__ for edit in EDITS}
    assert len(SEEDS) * 0.3 < losing < len(SEEDS) * 0.9


def test_a_form_is_no_change_of_itself() -> None:
    for document in DOCUMENTS.values():
        form = trusted_form(document)
        assert changes(form, form, CORE_QUESTION_TYPES) == ()
