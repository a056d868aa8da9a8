"""Every action that the code writes into the audit has a phrase on the page that shows it, in English and Spanish."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from babel.messages.pofile import read_po

from farolito.domain.retention import Part
from farolito.domain.work_states import STATES
from farolito.web.admin.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

CORE = Path(__file__).parents[2] / "core" / "farolito"
PLUGINS = Path(__file__).parents[2] / "plugins"
ANY = r"[a-z_]+"

RECORDERS = ("audit.record", "record_about", "record_try")
"""What writes into the audit; the action is the third thing that both are given."""


def recorded() -> Iterator[tuple[str, str]]:
    """Where an action is recorded, and a pattern of what is written there."""
    for file in sorted(chain(CORE.rglob("*.py"), PLUGINS.glob("*/farolito_*/**/*.py"))):
        tree = ast.parse(file.read_text())
        for node in ast.walk(tree):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            passes_on = file.name == "about_users.py"  # what it was given, by those who call it
            if isinstance(node, ast.Call) and called in RECORDERS and not passes_on:
                where = f"{file.name}:{node.lineno}"
                given = [*node.args[2:3], *(k.value for k in node.keywords if k.arg == "action")]
                assert given, f"{where} records nothing"
                for pattern in patterns(given[0], tree, where):
                    yield where, pattern


def patterns(value: ast.expr, tree: ast.Module, where: str) -> Iterator[str]:
    """What an expression may be: itself, each value of a table or of a choice, or a text with holes."""
    if isinstance(value, ast.Constant):
        yield re.escape(str(value.value))
    elif isinstance(value, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY
            for part in value.values
        )
    elif isinstance(value, ast.IfExp):
        yield from patterns(value.body, tree, where)
        yield from patterns(value.orelse, tree, where)
    elif isinstance(value, ast.Dict):
        for one in value.values:
            yield from patterns(one, tree, where)
    else:
        name = ast.unparse(value.value if isinstance(value, ast.Subscript) else value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if name in map(ast.unparse, targets):
                    yield from patterns(node.value, tree, where)
                    return
        raise AssertionError(f"{where}: nobody can tell what action {ast.unparse(value)} is")


def test_every_action_that_is_recorded_has_a_phrase() -> None:
    found = list(recorded())
    assert found
    nameless = [
        f"{where} {pattern}"
        for where, pattern in found
        if not any(re.fullmatch(pattern, action) for action in ACTIONS)
    ]
    assert nameless == [], "add these to core/farolito/web/admin/actions.py"


def test_no_phrase_is_for_an_action_that_nobody_records() -> None:
    known = [pattern for _, pattern in recorded()]
    assert [one for one in ACTIONS if not any(re.fullmatch(p, one) for p in known)] == []


def test_the_parts_that_are_erased_each_have_a_phrase_of_their_own() -> None:
    """Its action is a text with a hole, so one phrase would satisfy the pattern."""
    assert {f"response.erased_{part}" for part in get_args(Part)} <= set(ACTIONS)


def test_the_states_of_work_each_have_a_phrase_of_their_own() -> None:
    assert {f"response.marked_{state}" for state in STATES} <= set(ACTIONS)


def test_every_phrase_has_words_in_spanish() -> None:
    catalogue = CORE / "locale" / "es" / "LC_MESSAGES" / "messages.po"
    with catalogue.open("rb") as file:
        said = {message.id: message.string for message in read_po(file)}
    assert [phrase for phrase in ACTIONS.values() if not said.get(phrase)] == []
