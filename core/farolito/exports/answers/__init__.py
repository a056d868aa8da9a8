"""Files of answers: CSV, XLSX, JSON lines, FHIR. What may be in them is decided in ``services.exports``.

Every writer takes rows one after the other and gives bytes one after the other, so that a million responses need no
more memory than one. Text that somebody typed never becomes a formula: :mod:`.formulas` for CSV,
:mod:`.workbook` for XLSX.
"""

from farolito.exports.answers.archive import zipped
from farolito.exports.answers.csv_file import csv_rows, csv_table, read_csv
from farolito.exports.answers.fhir import Told, questionnaire_response
from farolito.exports.answers.json_lines import json_lines
from farolito.exports.answers.sheets import Row, Sheet
from farolito.exports.answers.workbook import write_workbook

__all__ = [
    "Row",
    "Sheet",
    "Told",
    "csv_rows",
    "csv_table",
    "json_lines",
    "questionnaire_response",
    "read_csv",
    "write_workbook",
    "zipped",
]
