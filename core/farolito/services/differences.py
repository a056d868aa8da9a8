"""What a change of a form means here: every change, the stored answers it touches, and what uses what it touches.

    compared(hooks, types, old, new) -> Report                       # without a database: nothing is counted
    counted(work, old, new) -> Report                                # opens every stored answer of the form; audited

Answers are sealed one response at a time, and nobody keeps a list of which questions were answered: that list would
say about a person what the seal hides. So counting opens each response, counts, and forgets it: it costs what reading
costs.
"""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.db.queries import places as place_queries
from farolito.db.queries import responses as queries
from farolito.domain.changes import changes
from farolito.domain.columns import aligned
from farolito.domain.consent_paths import may_be_counted
from farolito.domain.regimes import POLICIES
from farolito.domain.tally import Tally
from farolito.domain.uses import uses
from farolito.services import audit, forms, versions
from farolito.services.responses.stored import stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.domain.changes import Change
    from farolito.domain.columns import Table
    from farolito.domain.definitions import Form
    from farolito.domain.question_types import QuestionType
    from farolito.plugins.hooks import Hooks
    from farolito.services.work import Work

    Types = Mapping[str, QuestionType]

NAMED = re.compile(r"""["']([a-z][a-z0-9_]*)["']""")
LONGEST_FILE = 1_000_000  # bytes of a plugin's module that are looked through


@dataclass(frozen=True, slots=True)
class Effect:
    """A change with what it reaches. ``answers`` is None where nobody counted.

    ``used_by``: the rules, scores, needs and plugins that look at the question, as sentences' ends.
    ``columns``: of those of an export over both versions, the ones that hold its answers.
    """

    change: Change
    answers: int | None
    used_by: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Every change with its effect, and what changes for exports as a whole.

    ``responses``: stored ones of the form, all versions; ``open_drafts``: begun on a version, to be finished on it.
    ``uncounted``: there may be more, of which not even the number is told: counseling, what is a student's own.
    ``columns_added`` come with the new version, ``columns_ended`` stay for old answers and get no new ones.
    """

    old: Form
    new: Form
    effects: tuple[Effect, ...]
    columns_added: tuple[str, ...]
    columns_ended: tuple[str, ...]
    responses: int | None = None
    open_drafts: int | None = None
    uncounted: bool = False

    @property
    def lossy(self) -> tuple[Effect, ...]:
        """The changes that stored answers do not survive."""
        return tuple(effect for effect in self.effects if effect.change.lossy)

    def described(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "form": self.new.name,
            "old": self.old.hash,
            "new": self.new.hash,
            "responses": self.responses,
            "open_drafts": self.open_drafts,
            "uncounted": self.uncounted,
            "columns_added": list(self.columns_added),
            "columns_ended": list(self.columns_ended),
            "changes": [
                {
                    **asdict(effect.change),
                    "answers": effect.answers,
                    "used_by": list(effect.used_by),
                    "columns": list(effect.columns),
                }
                for effect in self.effects
            ],
        }


def compared(
    hooks: Hooks, types: Types, old: Form, new: Form, tally: Tally | None = None
) -> Report:
    """The report on two versions of a form, with the counts of a tally over ``old`` where there is one."""
    found = changes(old, new, types)
    together = aligned([old, new], types)
    used = _used_by(hooks, old, new)
    return Report(
        old=old,
        new=new,
        effects=tuple(
            Effect(
                change,
                tally.touched(change, _most(change, new)) if tally else None,
                used(change),
                _columns(together, change, old, new),
            )
            for change in found
        ),
        columns_added=_only(together, new.hash, old.hash),
        columns_ended=_only(together, old.hash, new.hash),
        responses=tally.responses if tally else None,
    )


def counted(work: Work, old: Form, new: Form) -> Report:
    """The same with counts of what is stored here. Needs a writing work: opening answers is recorded at each place."""
    known = [one for one in versions.of_form(work, old.name) if one.hash != old.hash]
    history = [*(forms.version(work, one.hash) for one in known), old]
    tally = Tally(aligned(history, work.types), work.types)
    regimes = {form.regime for form in history if POLICIES[form.regime].counted}
    hashes = [form.hash for form in history]
    for place in work.peek(place_queries.PLACES):
        before = tally.responses
        for regime in sorted(regimes):
            opened = stored(work.peek, work.keyring, place.place_id, regime, hashes, work.now())
            for response in opened:
                tally.add(response.form_hash, response.answers)
        if tally.responses > before:
            audit.record(work, place.place_id, "responses.counted", f"form/{old.name}")
    countable = [form.hash for form in history if may_be_counted(form)]
    drafts = work.peek(queries.OPEN_DRAFTS, {"hashes": countable})
    report = compared(work.hooks, work.types, old, new, tally)
    return Report(
        report.old, report.new, report.effects, report.columns_added, report.columns_ended,
        tally.responses, sum(row.many for row in drafts), len(countable) < len(history),
    )  # fmt: skip


def _most(change: Change, new: Form) -> int:
    """Up to which entry of a repeat nothing changes."""
    if "max" not in change.members or change.name not in new.repeats:
        return 0
    repeat = new.repeats[change.name].repeat
    return repeat.max if repeat else 0


def _columns(tables: Sequence[Table], change: Change, old: Form, new: Form) -> tuple[str, ...]:
    """The columns of an export that hold answers to the question of a change."""
    if not change.question:
        return ()
    before, after = change.question.rpartition("/")[2], change.name
    if change.what == "choice":
        after = before
    return tuple(
        dict.fromkeys(
            "/".join((*table.path, column))
            for table in tables
            for strand in table.strands
            for version, name in ((old.hash, before), (new.hash, after))
            if version in strand.asked and strand.asked[version].question.name == name
            for column in strand.columns
            if change.what != "choice" or not _of_another_choice(strand.name, column, change)
        )
    )


def _of_another_choice(name: str, column: str, change: Change) -> bool:
    return column != name and column not in (f"{name}.{change.name}", f"{name}.{change.was}")


def _only(tables: Sequence[Table], version: str, not_in: str) -> tuple[str, ...]:
    return tuple(
        "/".join((*table.path, column))
        for table in tables
        for strand in table.strands
        if version in strand.asked and not_in not in strand.asked
        for column in strand.columns
    )


def _used_by(hooks: Hooks, old: Form, new: Form) -> Any:
    """A function from a change to what looks at its question: in the old form, and in the code of plugins."""
    in_old, in_new = uses(old), uses(new)
    in_code = dict(_names_in_code(hooks))

    def used(change: Change) -> tuple[str, ...]:
        if change.what not in ("question", "choice", "repeat"):
            return ()
        before = change.question.rpartition("/")[2] or change.was or change.name
        found = dict.fromkeys(in_old.get(before, ()))
        if change.what != "choice":
            found |= dict.fromkeys(in_new.get(change.name, ()))
        for plugin, names in in_code.items():
            if before in names:
                found[f"the plugin {plugin}"] = None
        return tuple(found)

    return used


def _names_in_code(hooks: Hooks) -> Iterator[tuple[str, frozenset[str]]]:
    """The plugins that are on, each with every quoted name in its modules. It may be another thing of that name."""
    for loaded in hooks.roster.loaded:
        source = sys.modules[type(loaded.plugin).__module__].__file__
        if source is None:
            continue
        file = Path(source)
        is_package = (
            file.parent / "__init__.py"
        ).is_file() and loaded.plugin.package == file.parent.name
        names: set[str] = set()
        for module in sorted(file.parent.rglob("*.py")) if is_package else [file]:
            if module.stat().st_size <= LONGEST_FILE:
                names.update(NAMED.findall(module.read_text("utf-8", "replace")))
        yield loaded.name, frozenset(names)
