"""A plan in words, a line for each thing, before anybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.cli.versions import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.plugins.plans import Plan, TablePlan

KINDS = {
    "asks_for": "It asks for",
    "hooks": "It answers the hooks",
    "pages": "It has the pages",
    "layouts": "It prints",
    "functions": "It has functions for rules",
    "settings": "It can be told by its settings",
    "languages": "It speaks",
}


def plan_lines(plan: Plan) -> Iterator[str]:
    """What a plan says, the whole of it."""
    if plan.old_version:
        yield f"{plan.plugin}: {plan.old_version} to {plan.new_version}"
    else:
        yield f"{plan.plugin} {plan.new_version}"
    for kind, words in KINDS.items():
        if plan.came.get(kind):
            now = " now also" if plan.old_version else ""
            yield f"  {words.replace('It ', f'It{now} ')}: {'; '.join(plan.came[kind])}"
        if plan.went.get(kind):
            yield f"  No longer: {words[0].lower()}{words[1:]} {'; '.join(plan.went[kind])}"
    if plan.forms_new:
        yield f"  New forms: {', '.join(plan.forms_new)}"
    if plan.forms_gone:
        gone = ", ".join(plan.forms_gone)
        yield f"  Forms that it no longer brings: {gone}. What families sent stays."
    for report in plan.forms_changed:
        for line in described(report):
            yield f"  {line}"
    if plan.migrations:
        yield f"  Changes of the database: {', '.join(plan.migrations)}"
    for table in plan.tables:
        yield f"  {_table(table)}"
    if plan.migrations and not plan.goes_back:
        yield (
            "  There is no way back from these changes of the database. Make a backup first: farolito backup FILE"
        )


def _table(table: TablePlan) -> str:
    if table.rows_before is None:
        return f"New table {table.name}"
    if table.rows_after is None:
        return f"LOSES ROWS the table {table.name} goes, with {table.rows_before:,} rows"
    words = f"Table {table.name}: {table.rows_before:,} rows, then {table.rows_after:,}"
    if table.columns_added:
        words += f"; new columns {', '.join(table.columns_added)}"
    if table.columns_lost:
        words += f"; the columns {', '.join(table.columns_lost)} go"
    return f"LOSES ROWS {words}" if table.loses else words
