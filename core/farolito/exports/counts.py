"""A report of counts as a CSV file: the numbers of the page, nothing that the page does not show."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from farolito.exports.answers.formulas import guarded

if TYPE_CHECKING:
    from farolito.domain.documents import CountReport

COLUMNS = ("block", "block_label", "value", "label", "count", "percent")
_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))  # of directions: of no use to programs


def csv_of(report: CountReport) -> bytes:
    """UTF-8 with a mark that Excel looks for. What is not shown stands there in words, never as 0."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerow(("response", report.form_title, "", "", report.headlines[0][0], ""))
    for block in report.blocks:
        for row in block.rows:
            cells = (block.name, block.heading, row.value, row.label, row.amount, row.percent)
            writer.writerow(guarded(cell.translate(_MARKS)) for cell in cells)
    bases = ((block.heading, block.base) for block in report.blocks)
    for heading, words in (*bases, *report.method, (report.period, report.as_of)):
        writer.writerow(("method", guarded(heading), "", guarded(words.translate(_MARKS)), "", ""))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
