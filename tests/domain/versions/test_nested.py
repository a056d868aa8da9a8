"""Lists within lists: a table for each, every row tied to the entries around it."""

from __future__ import annotations

import copy

from farolito.domain.cells import RowMaker
from farolito.domain.changes import changes
from farolito.domain.columns import aligned
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import trusted_form
from tests.web_support.nested_form import nested_form

DOCUMENT = nested_form()
FORM = trusted_form(DOCUMENT)
ANSWERS = {
    "members": {
        "entries": [
            {"id": "bo", "answers": {"member_name": "Bo"}},
            {
                "id": "ana",
                "answers": {
                    "member_name": "Ana",
                    "jobs": {
                        "entries": [
                            {"id": "cook", "answers": {"job_title": "Cook"}},
                            {"id": "driver", "answers": {"job_title": "Driver"}},
                        ],
                        "done": True,
                    },
                },
            },
        ],
        "done": True,
    }
}


def test_each_list_is_a_table_and_its_rows_know_the_entries_around_them() -> None:
    tables = {table.path: table for table in aligned([FORM], TYPES)}
    assert () in tables
    assert ("members",) in tables
    jobs = tables["members", "jobs"]
    maker = RowMaker(jobs, FORM.hash, TYPES)
    title = jobs.columns.index("job_title")
    found = [(numbers, maker.row(own)[0][title]) for numbers, own in maker.entries(ANSWERS)]
    assert found == [((2, 1), "Cook"), ((2, 2), "Driver")]


def test_a_list_renamed_around_another_keeps_what_is_inside() -> None:
    document = copy.deepcopy(DOCUMENT)
    section = next(one for one in document["sections"] if "repeat" in one)
    section["repeat"].update(name="people", was=["members"])
    new = trusted_form(document)
    lossy = [one for one in changes(FORM, new, TYPES) if one.lossy]
    assert lossy == []
    jobs = next(one for one in aligned([FORM, new], TYPES) if one.path == ("people", "jobs"))
    assert [numbers for numbers, _ in RowMaker(jobs, FORM.hash, TYPES).entries(ANSWERS)] == [
        (2, 1),
        (2, 2),
    ]
