"""A unit of work: what one request or one command does to the database, all of it or nothing.

works = Works(engine, hooks, keyring, settings)            # once, in app.create_app
with works.open(actor) as work: ...                        # returning commits, raising undoes
with works.open(actor, write=False) as work: ...           # reads only; can not write, takes no lock

work.session     SQLAlchemy session of this transaction (for plugins and for what is not hot)
work.connection  SQLAlchemy connection of this transaction; takes the write lock of SQLite at first use
work.peek(...)   rows as they are now, without the lock; what is decided from it is guarded when written
work.carry_out(...)  a prepared statement in this transaction, for what a family waits for
work.actor       may be replaced after the session was looked up: ``work.act_as(found.actor)``
work.now() -> datetime (UTC)        work.today() -> date (at the school)
work.tell(event) queues an event: a job row in this transaction, told to plugins after the commit
work.afterwards(action) runs ``action(work)`` in a transaction of its own when this one has ended well
work.hooks .keyring .library .settings .types .translate(words, language) -> str
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from farolito.db.queries.jobs import ENQUEUE
from farolito.db.row_security import EVERYTHING, NOTHING
from farolito.db.session import Transaction
from farolito.domain.access import SYSTEM
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.plugins.own_tables import keep_to_own_tables
from farolito.services.ids import new_id
from farolito.services.library import FormLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine, Executable, Row
    from sqlalchemy.orm import Session

    from farolito.db.keyring import Keyring
    from farolito.db.prepared import Done, Prepared
    from farolito.domain.access import Actor
    from farolito.domain.events import SubmissionSaved
    from farolito.domain.question_types import QuestionType
    from farolito.plugins.hooks import Hooks
    from farolito.settings import Settings

log = logging.getLogger("farolito.services")

SCHOOL_ZONE = ZoneInfo("America/Los_Angeles")
"""Where the schools are: what "today" means, and the day that a rounded time belongs to."""


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


def start_of_day(moment: datetime) -> datetime:
    """Midnight at the school, in UTC: as much as an anonymous record may say about when."""
    here = moment.astimezone(SCHOOL_ZONE)
    return here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def seen_by(actor: Actor) -> str:
    """Whose rows the database shows to an actor: a user's are those of the places where it was granted a role.

    A family is held by its cookie, not by a place; before anybody is known, whoever asks decides.
    """
    if actor.kind not in ("user", "volunteer"):
        return EVERYTHING
    return ",".join(sorted({grant.place_id for grant in actor.grants}))


def same_words(words: str, language: str) -> str:
    """Stands in for translation where there are no catalogues."""
    return words


@dataclass(slots=True)
class Work:
    """One transaction, who makes it, and what it needs. Opened by :meth:`Works.open`."""

    transaction: Transaction
    actor: Actor
    hooks: Hooks
    keyring: Keyring
    library: FormLibrary
    settings: Settings
    types: Mapping[str, QuestionType]
    clock: Callable[[], datetime]
    translate: Callable[[str, str], str]
    later: list[Callable[[Work], None]] = field(default_factory=list)
    plugin: str = ""  # whose page is being made; what it reads is kept to what it asks for

    @property
    def connection(self) -> Connection:
        """The connection, inside the transaction; on SQLite a writing work waits here for the write lock."""
        return self.transaction.connection

    @property
    def session(self) -> Session:
        """An ORM session inside the same transaction; on a page of a plugin for the plugin's own tables alone."""
        session = self.transaction.session
        if self.plugin:
            keep_to_own_tables(session, self.plugin)
        return session

    def peek(
        self, statement: Executable | Prepared, parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows as they are now, without the write lock; see :meth:`Transaction.peek`."""
        return self.transaction.peek(statement, parameters)

    def carry_out(self, statement: Prepared, parameters: Mapping[str, Any]) -> Done:
        """A prepared statement inside the transaction: what it read, or how many rows it changed."""
        return self.transaction.carry_out(statement, parameters)

    def act_as(self, actor: Actor) -> None:
        """From here on ``actor`` makes this work, and the database shows no more than the places it was granted."""
        self.actor = actor
        self.transaction.see(seen_by(actor))

    def let_others_write(self) -> None:
        """Make what was done so far durable; what follows is another transaction, for the same actor."""
        self.transaction.commit()
        self.transaction.see(self.transaction.places)

    def undo(self) -> None:
        """As if nothing had been done since this began, or since others were let write; it can still be read."""
        self.transaction.undo()
        self.transaction.see(self.transaction.places)

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.clock()

    def today(self) -> date:
        """The present day at the school."""
        return self.clock().astimezone(SCHOOL_ZONE).date()

    def tell(self, event: SubmissionSaved, at: datetime | None = None) -> None:
        """Queue an event: it becomes a job in this transaction, and no plugin hears of it before the commit.

        ``at`` is the time written beside it, where the exact one must not be known.
        """
        self.enqueue("submission_saved", {"event": asdict(event)}, at=at)

    def enqueue(
        self,
        kind: str,
        payload: Mapping[str, Any],
        run_after: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """A new job, there for the worker when this work is committed; its id. ``payload``: ids and names only.

        It is done after ``run_after``, or at once. ``at`` is the time written beside it, as in :meth:`tell`.
        """
        moment = at or self.now()
        job_id = new_id(moment)
        self.carry_out(
            ENQUEUE,
            {
                "id": job_id,
                "kind": kind,
                "payload": payload,
                "run_after": run_after or moment,
                "created_at": moment,
            },
        )
        return job_id

    def asked_for(self, name: str, regime: str, form_name: str) -> bool:
        """Whether whoever reads may have records of this form: Farolito itself, or a plugin that asks for such.

        ``name``: the function of ``farolito.api``. A plugin that is refused is logged.
        """
        return not self.plugin or self.hooks.given.answers(self.plugin, name, regime, form_name)

    def afterwards(self, action: Callable[[Work], None]) -> None:
        """Do something small that must not fail or delay this work, once it has ended well."""
        self.later.append(action)


class Works:
    """Opens units of work. One per app and process; safe to use from several threads."""

    def __init__(
        self,
        engine: Engine,
        hooks: Hooks,
        keyring: Keyring,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        types: Mapping[str, QuestionType] = CORE_QUESTION_TYPES,
        translate: Callable[[str, str], str] = same_words,
    ) -> None:
        """What every work of this app shares. Forms are read once per process."""
        self.engine = engine
        self.hooks = hooks
        self.keyring = keyring
        self.settings = settings
        self.clock = clock
        self.types = types
        self.translate = translate
        self.library = FormLibrary(hooks.functions)

    @contextmanager
    def open(self, actor: Actor, write: bool = True, *, blind: bool = False) -> Iterator[Work]:
        """One transaction: returning commits, raising undoes. Without ``write`` the database refuses changes.

        ``blind``: no row of any place is there before :meth:`Work.act_as` says who asks.
        """
        places = NOTHING if blind else seen_by(actor)
        transaction = Transaction(self.engine, write=write, places=places)
        work = Work(
            transaction, actor, self.hooks, self.keyring, self.library, self.settings, self.types,
            self.clock, self.translate,
        )  # fmt: skip
        try:
            yield work
            transaction.commit()
        finally:
            transaction.close()
        for action in work.later:
            self._afterwards(action)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in a transaction of its own, for a plugin that is told of an event."""
        with self.open(SYSTEM) as work:
            yield work.session

    def close(self) -> None:
        """Give all connections back to the database."""
        self.engine.dispose()

    def _afterwards(self, action: Callable[[Work], None]) -> None:
        try:
            with self.open(SYSTEM) as work:
                action(work)
        except Exception:
            # the work itself is committed and answered; this was only a courtesy
            log.exception("something small after a work failed")
