"""What differs between two submissions of a response, for people: what stood at each question, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.summary import Summary, SummaryRow, SummarySection

    Rows = Mapping[str, tuple[SummarySection, SummaryRow]]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One question, whose words ``row`` has. ``before`` None: not asked then; ``after`` None: not asked any more.

    ``section``: where it stands now, or stood, with the entry of a list to which it belongs. ``off_list``: it was not
    asked, or is not any more, because that entry was not on the list, or is not.
    """

    section: SummarySection
    row: SummaryRow
    before: SummaryRow | None
    after: SummaryRow | None
    off_list: bool = False


def what_changed(before: Summary, after: Summary) -> tuple[ChangedRow, ...]:
    """The rows that read otherwise, in the order in which they are asked now; then those that are gone.

    Both are for the same reader. A question that was not asked and now has no answer is no change; whoever is on a list
    now, or no more, is told of in one row at least.
    """
    stood, stands = dict(_rows(before)), dict(_rows(after))
    changed = []
    for path, (section, row) in stands.items():
        old = stood[path][1] if path in stood else None
        off = old is None and _is_off(path, before, stood)
        if _says(old) != _says(row) or (off and _is_silent(path, stands)):
            changed.append(ChangedRow(section, row, old, row, off))
    for path, (section, row) in stood.items():
        off = path not in stands and _is_off(path, after, stands)
        if path not in stands and (_says(row) is not None or (off and _is_silent(path, stood))):
            changed.append(ChangedRow(section, row, row, None, off))
    return tuple(changed)


def _is_off(path: str, summary: Summary, rows: Rows) -> bool:
    """Whether a question is not in a summary because the entry in which it stands is not on its list."""
    lists = {section.list_key for section in summary.sections}
    parts = path.split("/")
    return any(
        "/".join(parts[: end - 1]) in lists
        and not any(one.startswith("/".join(parts[:end]) + "/") for one in rows)
        for end in range(2, len(parts), 2)
    )


def _is_silent(path: str, rows: Rows) -> bool:
    """Whether this is the first question of an entry in which nothing is answered: it stands for the entry."""
    within = path.rpartition("/")[0] + "/"
    own = [one for one in rows if one.startswith(within)]
    return own[0] == path and all(_says(rows[one][1]) is None for one in own)


def _rows(summary: Summary) -> Iterator[tuple[str, tuple[SummarySection, SummaryRow]]]:
    for section in summary.sections:
        for row in section.rows:
            yield row.question, (section, row)


def _says(row: SummaryRow | None) -> object:
    """What a row says; None where nothing was answered."""
    return None if row is None or row.state == "unanswered" else (row.state, row.answer)
