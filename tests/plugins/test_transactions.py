"""Plugins write inside the host's transaction, or in one of their own, and can end neither for the host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    column,
    create_engine,
    delete,
    exists,
    func,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, sessionmaker
from sqlalchemy.schema import CreateTable

from farolito.api import Plugin, PluginModel, SubmissionSaved, SubmissionView, hookimpl
from farolito.db.models import Place
from farolito.plugins.failures import HookFailed
from farolito.testing.factories import ALL_ASKS, make_submission
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

EVENT = SubmissionSaved("place-1", "response-1", 1, "family-needs", "0" * 64, "education_record")


class Row(PluginModel, plugin="writing"):
    """Whatever somebody wrote."""

    __tablename__ = "plugin_writing_row"

    word: Mapped[str] = mapped_column(primary_key=True)


class Longer(PluginModel, plugin="writing_more"):
    """Of another plugin, whose name begins as ours does."""

    __tablename__ = "plugin_writing_more_row"

    word: Mapped[str] = mapped_column(primary_key=True)


class Writing(Plugin):
    """Writes a row and then does what ``then`` says."""

    name = "writing"
    title = "Writing"
    summary = "Writes."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
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


PLACE = Table("place", MetaData(), Column("id", String, primary_key=True))
OTHERS = table("plugin_others_row", column("word"))
MINE = select(Row.word)


@pytest.mark.parametrize(
    "statement",
    [
        select(PLACE.c.id),
        select(func.count()).select_from(PLACE),
        MINE.where(Row.word.in_(select(PLACE.c.id))),
        MINE.union(select(PLACE.c.id)),
        MINE.join(PLACE, PLACE.c.id == Row.word),
        MINE.where(exists().where(PLACE.c.id == Row.word)),
        select(select(PLACE.c.id).subquery()),
        select(PLACE.alias().c.id),
        select(select(PLACE.c.id).cte().c.id),
        insert(PLACE).values(id="x"),
        insert(Row).from_select(["word"], select(PLACE.c.id)),
        update(PLACE).values(id="x"),
        delete(PLACE),
        select(OTHERS.c.word),
        select(Longer.word),
        MINE.where(text("word IN (SELECT id FROM place)")),
        text("SELECT id FROM place"),
        CreateTable(PLACE),
    ],
    ids=lambda statement: " ".join(str(statement).split())[:60],
)
def test_a_session_that_a_plugin_is_given_is_for_its_own_tables(
    engine: Engine, statement: Any
) -> None:
    PLACE.create(engine)
    plugin = writing(lambda session: session.execute(statement))

    with pytest.raises(HookFailed, match="ForeignTable"):
        send(engine, plugin)
    assert make_hooks(plugin).submission_saved(EVENT, sessionmaker(engine).begin) == ("writing",)

    assert stored(engine) == set()


def test_a_row_of_the_host_is_not_written_by_a_plugin(engine: Engine) -> None:
    with pytest.raises(HookFailed, match="ForeignTable"):
        send(engine, writing(lambda session: session.add(Place(id="x", slug="x", name="x"))))


@pytest.mark.parametrize(
    "then",
    [
        lambda session: session.scalars(MINE).all(),
        lambda session: session.get(Row, "host"),
        lambda session: session.execute(select(func.now())),
        lambda session: session.execute(select(MINE.subquery().c.word)),
        lambda session: session.execute(select(MINE.cte().c.word)),
        lambda session: session.execute(select(aliased(Row).word)),
        lambda session: session.execute(update(Row).values(word="changed").where(Row.word == "")),
        lambda session: session.execute(delete(Row).where(Row.word.in_(MINE))),
    ],
)
def test_its_own_tables_are_its_own(engine: Engine, then: Callable[[Session], object]) -> None:
    send(engine, writing(then))


def test_the_host_has_its_session_back_afterwards(engine: Engine) -> None:
    PLACE.create(engine)
    with Session(engine) as session, session.begin():
        make_hooks(Writing).submission_saving(make_submission(), session)

        assert session.execute(select(PLACE.c.id)).all() == []


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
