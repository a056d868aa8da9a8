"""Null services: what a plugin's functions take, without a database, a server or a clock that moves.

For tests of functions that take a :class:`~farolito.api.Work`. Whoever needs rows takes a whole site
(:func:`farolito.testing.site.make_site`): nothing here pretends to store something.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.services.library import FormLibrary
from farolito.services.work import Work, same_words
from farolito.settings import load_settings
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from farolito.db.session import Transaction
    from farolito.domain.access import Actor
    from farolito.plugins.manifest import Plugin

MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
"""Half past nine in the morning, at the school."""


class NoTransaction:
    """Stands where a transaction would be, and says what to take instead when somebody wants one."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(
            f"This work has no database, so it has no `{name}`. Take one that has: "
            "with make_site(tmp_path, ThePlugin).works.open(actor) as work: …"
        )


def null_work(*plugins: type[Plugin], actor: Actor = NOBODY, at: datetime = MONDAY) -> Work:
    """A work of ``actor`` at one moment, with these plugins on; words stay English, and there is no database.

    ``work.session`` and ``work.connection`` raise AssertionError that says what to take instead.
    """
    hooks = make_hooks(*plugins)
    return Work(
        transaction=cast("Transaction", NoTransaction()),
        actor=actor,
        hooks=hooks,
        keyring=Keyring.generate(),
        library=FormLibrary(hooks.functions),
        settings=load_settings({}),
        types=CORE_QUESTION_TYPES,
        clock=lambda: at,
        translate=same_words,
    )
