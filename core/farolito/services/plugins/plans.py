"""What a package will do here, found out before it is done: to forms and stored answers, tables, permissions, pages.

plan_of(work, old, new, package=None) -> Plan        # of the facts that two trials told

It needs a writing work: stored answers are opened to count them, and that is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.domain.reading import content_hash, trusted_form
from farolito.errors import NotFound
from farolito.services import differences, forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.plugins.sets import Package
    from farolito.services.differences import Report
    from farolito.services.work import Work

LISTS = ("asks_for", "hooks", "pages", "layouts", "functions", "settings", "languages")
"""Facts that are lists of which something comes or goes."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table before and after. ``rows_before`` is None where it is new, ``rows_after`` where it goes."""

    name: str
    rows_before: int | None
    rows_after: int | None
    columns_added: tuple[str, ...] = ()
    columns_lost: tuple[str, ...] = ()

    @property
    def loses(self) -> bool:
        """Whether something that is stored is gone afterwards."""
        gone = self.rows_after is None or bool(self.columns_lost)
        return bool(self.rows_before) and (gone or (self.rows_after or 0) < (self.rows_before or 0))


@dataclass(frozen=True, slots=True)
class Plan:
    """``came`` and ``went`` by kind of fact; ``forms_changed`` says what becomes of stored answers.

    ``migrations`` are ids in the order they are run; ``goes_back`` whether their way back leads to what is there now.
    """

    plugin: str
    old_version: str
    new_version: str
    came: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    went: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms_new: tuple[str, ...] = ()
    forms_gone: tuple[str, ...] = ()
    forms_changed: tuple[Report, ...] = ()
    migrations: tuple[str, ...] = ()
    goes_back: bool = True
    tables: tuple[TablePlan, ...] = ()

    @property
    def loses(self) -> bool:
        """Whether rows or columns of its own tables are gone afterwards."""
        return any(table.loses for table in self.tables)

    def described(self) -> dict[str, Any]:
        """The plan as JSON values."""
        return {
            "plugin": self.plugin,
            "old_version": self.old_version,
            "new_version": self.new_version,
            "came": {kind: list(names) for kind, names in self.came.items()},
            "went": {kind: list(names) for kind, names in self.went.items()},
            "forms_new": list(self.forms_new),
            "forms_gone": list(self.forms_gone),
            "forms_changed": [report.described() for report in self.forms_changed],
            "migrations": list(self.migrations),
            "goes_back": self.goes_back,
            "tables": [
                {
                    "name": table.name,
                    "rows_before": table.rows_before,
                    "rows_after": table.rows_after,
                    "columns_added": list(table.columns_added),
                    "columns_lost": list(table.columns_lost),
                }
                for table in self.tables
            ],
            "loses": self.loses,
        }


def plan_of(
    work: Work, old: Mapping[str, Any], new: Mapping[str, Any], package: Package | None = None
) -> Plan:
    """What changes from the facts of one trial to those of another.

    ``old`` is empty where there was nothing, or where the ``package`` that was used cannot even be loaded.
    """
    moved = new.get("migrations", {})
    before, after = moved.get("before", {}), moved.get("after", {})
    documents = new.get("forms", {})
    return Plan(
        plugin=new["name"],
        old_version=package.version if package else "",
        new_version=new["version"],
        came={kind: _only(new, old, kind) for kind in LISTS if _only(new, old, kind)},
        went={kind: _only(old, new, kind) for kind in LISTS if _only(old, new, kind)},
        forms_new=tuple(name for name in documents if name not in old.get("forms", {})),
        forms_gone=tuple(name for name in old.get("forms", {}) if name not in documents),
        forms_changed=tuple(_changed(work, old.get("forms", {}), documents)),
        migrations=tuple(moved.get("run", ())),
        goes_back=moved.get("back", True),
        tables=tuple(_tables(before, after)) if moved.get("run") else (),
    )


def _only(one: Mapping[str, Any], other: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    return tuple(name for name in one.get(kind, ()) if name not in other.get(kind, ()))


def _changed(work: Work, before: Mapping[str, Any], documents: Mapping[str, Any]) -> list[Report]:
    """A report for each form that has other words or questions than the one published here, or else the one before."""
    found = []
    for name, document in documents.items():
        try:
            published = forms.latest(work, name)
        except NotFound:
            if name in before and content_hash(before[name]) != content_hash(document):
                forms_of = trusted_form(before[name]), trusted_form(document)
                found.append(differences.compared(work.hooks, work.types, *forms_of))
            continue
        if published.hash != content_hash(document):
            found.append(differences.counted(work, published, trusted_form(document)))
    return found


def _tables(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[TablePlan]:
    return [
        TablePlan(
            name,
            before[name]["rows"] if name in before else None,
            after[name]["rows"] if name in after else None,
            _columns(after, before, name),
            _columns(before, after, name),
        )
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def _columns(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> tuple[str, ...]:
    if name not in one or name not in other:
        return ()
    return tuple(sorted(set(one[name]["columns"]) - set(other[name]["columns"])))
