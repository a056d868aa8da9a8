"""Form versions: published, retired, read.

sync(work, sources: Iterable[FormSource]) -> SyncReport   # what shipped forms became; refusals are named
publish(work, document, source="host") -> Form            # PublishRefused
retire(work, form_name) -> Form                           # NotFound; no version is published afterwards
version(work, content_hash) -> Form                       # NotFound; cached for the life of the process
current(work, form_name) -> Form                          # NotFound
latest(work, form_name) -> Form                           # open or not; NotFound
published(work) -> tuple[PublishedForm, ...]              # by name
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.db.queries import forms as queries
from farolito.domain.publishing import reasons_against
from farolito.domain.reading import canonical, content_hash, read_form
from farolito.errors import NotFound, PublishRefused
from farolito.services.places import findable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from farolito.domain.definitions import Form
    from farolito.services.work import Work

HOST, BY_HAND = "host", "by hand"
"""The sources of versions that came with Farolito, and of those that a person published here."""


@dataclass(frozen=True, slots=True)
class FormSource:
    """A form definition that ships with the host or a plugin. ``source``: "host" or the plugin's name."""

    source: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """Which version of a form is published."""

    name: str
    hash: str
    number: int
    source: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What :func:`sync` did, by form name. ``refused`` has the reasons as sentences."""

    published: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # retired, or published by hand: not for us to bring back
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def sync(work: Work, sources: Iterable[FormSource]) -> SyncReport:
    """Publish every form whose content is not what is published under its name already.

    One that may not be published is left out and named, with every reason; the version before stays published. A form
    that was retired stays so, and one that somebody published by hand stays theirs, until it is published by hand.
    """
    now = {form.name: form for form in published(work)}
    known = {row.form_name for row in work.peek(queries.NAMES)}
    done: list[str] = []
    same: list[str] = []
    left: list[str] = []
    refused: dict[str, tuple[str, ...]] = {}
    for source in sources:
        name = str(source.document.get("name", "?"))
        is_now = now.get(name)
        if is_now and is_now.hash == content_hash(source.document):
            same.append(name)
            continue
        if (is_now and is_now.source == BY_HAND) or (not is_now and name in known):
            left.append(name)
            continue
        try:
            publish(work, source.document, source.source)
        except PublishRefused as refusal:
            refused[name] = tuple(refusal.reasons)
        else:
            done.append(name)
    return SyncReport(tuple(done), tuple(same), tuple(left), refused)


def publish(work: Work, document: Mapping[str, Any], source: str = HOST) -> Form:
    """Make a definition the published version of its form and retire the one before.

    Raises :class:`PublishRefused` with every reason: what is wrong in the definition, what the law or a plugin
    has against it. A definition that was published before is published again under its old number.
    """
    form = readable(work, document)
    connection, now = work.connection, work.now()
    known = connection.execute(queries.VERSION, {"hash": form.hash}).one_or_none()
    connection.execute(queries.RETIRE, {"of_form": form.name})
    if known is not None:
        again = {"of_hash": form.hash, "published_at": now, "source": source}
        connection.execute(queries.REVIVE, again)
        return form
    last = connection.execute(queries.LAST_NUMBER, {"form_name": form.name}).scalar_one()
    connection.execute(
        queries.ADD,
        {
            "hash": form.hash,
            "form_name": form.name,
            "number": (last or 0) + 1,
            "definition": canonical(document).decode(),
            "source": source,
            "published_at": now,
        },
    )
    return form


def readable(work: Work, document: Mapping[str, Any]) -> Form:
    """The form of a definition that could be published here. Raises :class:`PublishRefused` with every reason."""
    functions = work.hooks.functions
    form = read_form(canonical(document), question_types=work.types, functions=functions)
    if isinstance(form, list):
        raise PublishRefused([str(fault) for fault in form])
    against = reasons_against(form, work.types, functions)
    reasons = [*(str(fault) for fault in against), *work.hooks.check_publish(form)]
    if reasons:
        raise PublishRefused(reasons)
    return form


def retire(work: Work, form_name: str) -> Form:
    """Take a form out of use: its links open nothing. Raises :class:`NotFound` when it is not published.

    Who has begun finishes on the version they began. What was sent is shown, printed and exported as before.
    """
    form = current(work, form_name)
    work.connection.execute(queries.RETIRE, {"of_form": form_name})
    return form


def version(work: Work, form_hash: str) -> Form:
    """The form with this content. Raises :class:`NotFound` when it was never published here."""
    form = work.library.get(form_hash)
    if form is not None:
        return form
    findable(form_hash)
    for row in work.peek(queries.DEFINITION, {"hash": form_hash}):
        return work.library.read(form_hash, row.definition)
    raise NotFound("There is no such version of this form.")


def version_if_known(work: Work, form_hash: str) -> Form | None:
    """The form with this content; None when it was never published here."""
    try:
        return version(work, form_hash)
    except NotFound:
        return None


def current(work: Work, form_name: str) -> Form:
    """The version of a form that is published now. Raises :class:`NotFound`."""
    findable(form_name)
    for row in work.peek(queries.PUBLISHED, {"form_name": form_name}):
        return work.library.read(row.hash, row.definition)
    raise NotFound("There is no such form.")


def latest(work: Work, form_name: str) -> Form:
    """The newest version of a form, whether or not it is open. Raises :class:`NotFound`."""
    findable(form_name)
    for row in reversed(work.peek(queries.VERSIONS, {"form_name": form_name})):
        return version(work, row.hash)
    raise NotFound("There is no such form.")


def published(work: Work) -> tuple[PublishedForm, ...]:
    """Every form that is published now, by name."""
    return tuple(
        PublishedForm(row.form_name, row.hash, row.number, row.source, row.published_at)
        for row in work.peek(queries.ALL_PUBLISHED)
    )
