"""No count of people leaves Farolito without ``suppress()``: where counts are read and shown is a short list.

Whoever adds a page with counts finds this test red, and either goes through ``farolito.services.numbers``
(plugins: ``shown_counts``), or says below why what is counted says nothing about anybody.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from farolito import services

CORE = Path(services.__file__).parents[1]
PLUGINS = Path(__file__).parents[2] / "plugins"

MAY_SHOW = {
    "web/staff/numbers.py": "bounds that went through suppress()",
    "wellbeing_centers/count_pages.py": "bounds that went through suppress()",
    "community_assessment/pages.py": "bounds that went through suppress(), and percentages of 11 students or more",
}
"""Pages behind ``counts.view``, the permission of whoever may see counts and never answers."""

READS_COUNTS = {
    "services/numbers/afterwards.py",  # what became of a round; closing.publish() suppresses it
    "services/numbers/closing.py",  # the one place where counts become what is shown
    "services/numbers/counting.py",
    "services/numbers/rebuilding.py",
    "services/numbers/rounds.py",
    "services/numbers/showing.py",
    "services/numbers/thresholds.py",
}

COUNTS_OTHERWISE = {
    "db/queries/responses.py": "how many rows an export has, for whoever may export all of them",
    "db/queries/attachments.py": "files of one response, for whoever fills it in",
    "db/queries/fairs.py": "sheets of blank paper; envelopes that wait for a person, for whoever runs the fair",
    "db/queries/tablets.py": "envelopes of one tablet that came since it was seen, for whoever runs the fair",
    "db/queries/jobs.py": "jobs, for the operator",
    "db/queries/forms.py": "numbers of versions",
    "db/queries/plugin_detail.py": "addresses of a form, for the operator",
    "db/queries/plugin_settings.py": "values that an administrator set",
    "db/queries/counts.py": "sums of what is shown already",
    "db/queries/plugins.py": "numbers of sets; drafts of a plugin's forms, for the operator on the command line",
    "services/plugins/stored_data.py": "the same, for the operator on the command line",
    "cli/plugins/trial_steps.py": "the same, before and after a migration is tried",
    "services/plugins/overview.py": "rows of a plugin's tables, for the operator",
    "services/retention/calendar.py": "records that go next by day, for whoever decides how long they stay",
    "services/resealing.py": "sealed values by key, for the operator",
    "resource_guide/proposals.py": "messages about places that help, of nobody in particular",
}
"""Where SQL counts or sums, and why that says nothing about anybody."""


def sources() -> list[tuple[str, str]]:
    found = [(str(path.relative_to(CORE)), path) for path in CORE.rglob("*.py")]
    for folder in PLUGINS.glob("*/farolito_*"):
        found += [
            (str(path.relative_to(folder.parent)).removeprefix("farolito_"), path)
            for path in folder.rglob("*.py")
            if "migrations" not in path.parts
        ]
    return [(name, path.read_text("utf-8")) for name, path in found]


def test_pages_behind_counts_view_are_those_that_show_what_is_suppressed() -> None:
    behind = {name for name, text in sources() if 'permission="counts.view"' in text}
    assert behind == set(MAY_SHOW)


def test_those_pages_take_their_counts_from_the_numbers_service_alone() -> None:
    for name, text in sources():
        if name in MAY_SHOW:
            assert any(
                f"{called}(" in text for called in ("numbers.shown", "shown_counts", "shown_form")
            )
            assert "sqlalchemy" not in text


def test_the_counts_themselves_are_read_by_the_numbers_service_alone() -> None:
    readers = {
        name
        for name, text in sources()
        if re.search(r"queries import counts|queries\.counts|CountRound|CountShown", text)
        and not name.startswith("db/")
    }
    assert readers <= READS_COUNTS


def test_what_is_shown_is_written_by_one_function_after_suppress() -> None:
    text = dict(sources())["services/numbers/closing.py"]
    writers = [name for name, other in sources() if "queries.show(" in other]
    assert writers == ["services/numbers/closing.py"]
    [shown] = [
        one
        for one in ast.walk(ast.parse(text))
        if isinstance(one, ast.FunctionDef) and one.name == "_shown"
    ]
    assert "suppress(" in ast.unparse(shown)


@pytest.mark.parametrize("sql", [r"func\.(count|sum|avg)\("])
def test_wherever_else_sql_counts_it_is_known_why_that_says_nothing_about_anybody(sql: str) -> None:
    counting = {name for name, text in sources() if re.search(sql, text)}
    assert counting <= set(COUNTS_OTHERWISE)
