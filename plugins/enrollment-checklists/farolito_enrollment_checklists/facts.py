"""Which facts of this plugin age: the lists, what in them nobody could verify, the guidelines and the income tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from farolito.api import DatedFact
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.limits import tables
from farolito_enrollment_checklists.poverty import checked, guidelines

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "/-/enrollment_checklists/"
SCREEN = {"en": "What you could ask for", "es": "Qué ayuda puede pedir"}


def dated_facts() -> Iterator[DatedFact]:
    """Each list, each fact in it that is not printed, and of every table the newest year."""
    for one in checklists().values():
        url = HOME + one.id
        yield DatedFact(
            title=one.title,
            effective_from=one.effective_from,
            effective_to=one.effective_to,
            review_by=one.review_by,
            checked_on=one.checked_on,
            source=one.source,
            used_in={"en": "The list", "es": "La lista"},
            url=url,
        )
        for words in one.unverified:
            yield DatedFact(
                title=words,
                review_by=one.review_by,
                checked_on=one.checked_on,
                source=one.source,
                verified=False,
                used_in=one.title,
                url=url,
            )
    for table in tables().values():
        newest = max(table.years, key=lambda year: year.effective_to)
        yield DatedFact(
            title=table.title,
            effective_from=newest.effective_from,
            effective_to=newest.effective_to,
            review_by=newest.review_by,
            checked_on=newest.checked_on,
            source=newest.source,
            verified=newest.verified,
            used_in=SCREEN,
        )
    last = max(guidelines())
    source, checked_on = checked()
    yield DatedFact(
        title={
            "en": f"Federal poverty guideline {last}",
            "es": f"Guía federal de pobreza de {last}",
        },
        effective_from=date(int(last), 1, 1),
        effective_to=date(int(last), 12, 31),
        review_by=date(int(last) + 1, 1, 31),
        checked_on=checked_on,
        source=source,
        used_in=SCREEN,
    )
