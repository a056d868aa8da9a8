"""A household says once that it wants large print, in any form; every paper of it obeys, and no other household's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import forms, links, responses
from farolito.services.documents.contents import family_copy
from farolito.services.plugins.families import wants_large_print
from tests.services.conftest import document, en
from tests.services.households.conftest import ABOUT_ME, asking, family

if TYPE_CHECKING:
    from tests.services.households.conftest import Fair

LETTERS = {
    "choices": [
        {"name": "yes", "label": en("Yes")},
        {"name": "no", "label": en("No")},
    ]
}


@pytest.fixture
def asking_fair(fair: Fair) -> Fair:
    """The same schools; at one there is a form that asks about the letters."""
    question = asking("letters", "choice", "household.large_print", **LETTERS)
    with fair.works.open(SYSTEM) as work:
        name = forms.publish(work, document("letters", *ABOUT_ME[:3], question)).name
        links.add(work, fair.lincoln.id, name, name)
    return fair


def is_large(fair: Fair, response_id: str) -> bool:
    """Whether its family copy comes in large print, though nobody asked for that at the printer."""
    with fair.works.open(fair.staff()) as work:
        record = responses.read(work, "lincoln", response_id, "print")
        found = family_copy(work, record, None, large_print=False).large_print
        assert wants_large_print(work, fair.lincoln, response_id) is found
        return found


def test_what_was_said_in_one_form_goes_for_the_next_that_does_not_ask(asking_fair: Fair) -> None:
    token = asking_fair.browser()
    asked = asking_fair.send(family(letters="yes"), "letters", token=token)
    later = asking_fair.send(family(), "check-in", token=token)
    other = asking_fair.send(family("Ben Ortiz", "+16265550999"), "check-in")

    assert is_large(asking_fair, asked)
    assert is_large(asking_fair, later)
    assert not is_large(asking_fair, other)


def test_the_last_word_counts(asking_fair: Fair) -> None:
    token = asking_fair.browser()
    asking_fair.send(family(letters="yes"), "letters", token=token)
    changed = asking_fair.send(family(letters="no"), "letters", token=token)
    later = asking_fair.send(family(), "check-in", token=token)

    assert not is_large(asking_fair, changed)
    assert not is_large(asking_fair, later)
