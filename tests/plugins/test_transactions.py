"""Plugins write inside the host's transaction, or in one of their own, and can end neither for the host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from farolito.api import Plugin, PluginModel, SubmissionSaved, SubmissionView, hookimpl
from farolito.plugins.failures import HookFailed
from farolito.testing.factories import make_submission
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

EVENT = SubmissionSaved("place-1", "response-1", 1, "family-needs", "0" * 64)


class Row(PluginModel, plugin="writing"):
    """Whatever somebody wrote."""

    __tablename__ = "plugin_writing_row"

    word: Mapped[str] = mapped_column(primary_key=True)


class Writing(Plugin):
    """Writes a row and then does what ``then`` says."""

    name = "writing"
    title = "Writing"
    summary = "Writes."
    requires_host = ">=0.1,<1"
    then: ClassVar[Callable[[Session], object]] = lambda session: None

    def folder(self, name: str) -> Any:
        """Pretends to have migrations; the tests make its table."""
        return Path("migrations") if name == "migrations/versions" else None

    def _write(self, session: Session) -> None:
        session.add(Row(word="plugin"))
        type(self).then(session)

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Writes."""
        self._write(session)

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        """Writes."""
        self._write(session)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    """A database with the plugin's table."""
    engine = create_engine(sqlite_url)
    Row.metadata.create_all(engine)
    yield engine
    engine.dispose()


def writing(then: Callable[[Session], object]) -> type[Writing]:
    return type("Then", (Writing,), {"then": then})


def stored(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(Row.word)))


def send(engine: Engine, plugin: type[Plugin]) -> None:
    """What the host does: a row of its own, then the plugins, then the commit."""
    hooks = make_hooks(plugin)
    with Session(engine) as session, session.begin():
        session.add(Row(word="host"))
        session.flush()
        hooks.submission_saving(make_submission(), session)


def fail(session: Session) -> None:
    raise ValueError


def twice(session: Session) -> None:
    session.flush()
    session.expunge_all()
    session.add(Row(word="plugin"))


def with_savepoint(session: Session) -> None:
    with session.begin_nested():
        session.add(Row(word="inside a savepoint"))


def test_a_join_hook_commits_together_with_the_host(engine: Engine) -> None:
    send(engine, Writing)

    assert stored(engine) == {"host", "plugin"}


def test_a_join_hook_may_use_savepoints(engine: Engine) -> None:
    send(engine, writing(with_savepoint))

    assert stored(engine) == {"host", "plugin", "inside a savepoint"}


@pytest.mark.parametrize("then", [fail, twice, Session.commit, Session.rollback])
def test_a_failing_join_hook_undoes_everything(
    engine: Engine, then: Callable[[Session], object]
) -> None:
    with pytest.raises(HookFailed, match="writing"):
        send(engine, writing(then))

    assert stored(engine) == set()


def test_a_listener_has_a_transaction_of_its_own(engine: Engine) -> None:
    sessions = sessionmaker(engine).begin

    assert make_hooks(Writing).submission_saved(EVENT, sessions) == ()
    assert stored(engine) == {"plugin"}


@pytest.mark.parametrize("then", [fail, twice])
def test_what_a_failing_listener_wrote_is_undone(
    engine: Engine, then: Callable[[Session], object]
) -> None:
    sessions = sessionmaker(engine).begin

    assert make_hooks(writing(then)).submission_saved(EVENT, sessions) == ("writing",)
    assert stored(engine) == set()
