"""What differs between two sendings of one response, for people: what stood at each question, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.summary import Summary, SummaryRow, SummarySection


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One question, whose words ``row`` has. ``before`` None: not asked then; ``after`` None: not asked any more.

    ``section``: where it stands now, or stood, with the entry of a list to which it belongs.
    """

    section: SummarySection
    row: SummaryRow
    before: SummaryRow | None
    after: SummaryRow | None


def what_changed(before: Summary, after: Summary) -> tuple[ChangedRow, ...]:
    """The rows that read otherwise, in the order in which they are asked now; then those that are gone.

    Both are for the same reader. A question that was not asked and now has no answer is no change.
    """
    stood, stands = dict(_rows(before)), dict(_rows(after))
    changed = []
    for path, (section, row) in stands.items():
        old = stood[path][1] if path in stood else None
        if _says(old) != _says(row):
            changed.append(ChangedRow(section, row, old, row))
    for path, (section, row) in stood.items():
        if path not in stands and _says(row) is not None:
            changed.append(ChangedRow(section, row, row, None))
    return tuple(changed)


def _rows(summary: Summary) -> Iterator[tuple[str, tuple[SummarySection, SummaryRow]]]:
    for section in summary.sections:
        for row in section.rows:
            yield row.question, (section, row)


def _says(row: SummaryRow | None) -> object:
    """What a row says; None where nothing was answered."""
    return None if row is None or row.state == "unanswered" else (row.state, row.answer)
