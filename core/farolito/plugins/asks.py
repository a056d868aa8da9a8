"""What a plugin asks for: typed facts that are checked at the door, kept to afterwards, and said in words.

Asks(records=("education_record",), forms=True, tables=True, secrets=("sms_key",), says=("Sends texts",))
asks.covers(form, own) -> bool                        # may it be given answers to this form?
sentences(asks, translate) -> tuple[str, ...]         # what an administrator reads before turning it on
asks_from(json) -> Asks                               # and back from dataclasses.asdict()
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from farolito.domain.naming import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Any

    from farolito.domain.definitions import Regime


@dataclass(frozen=True, slots=True)
class Asks:
    """What a plugin gets from the host, and nothing more; all of it is no by default.

    ``records``: the regimes whose answers it is given, one by one or counted; its hooks are not called with others, and
    its layouts do not print them. ``only_own_forms``: of these, only answers to the forms that it brings.
    ``decides``: the regimes about whose records ``decide_access`` is asked, besides those of its own forms.
    ``forms``, ``tables``: it brings some.
    ``network``: it reaches other computers. ``secrets``: the names of its settings that are secret. ``says``: more
    sentences in English, translated with the plugin's own catalogue.
    """

    records: tuple[Regime, ...] = ()
    only_own_forms: bool = False
    decides: tuple[Regime, ...] = ()
    forms: bool = False
    tables: bool = False
    network: bool = False
    secrets: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    def covers(self, regime: str, form_name: str, own: Collection[str]) -> bool:
        """Whether it asked for answers to the form; ``own`` are the names of the forms that it brings."""
        return regime in self.records and (not self.only_own_forms or form_name in own)


SEES: Mapping[str, str] = {
    "education_record": N_("Sees what families answer on forms of the school"),
    "counseling": N_("Sees what students tell the counselor"),
    "provider": N_("Sees what students tell the health provider"),
    "clinic": N_("Sees what students tell the clinic"),
    "support_group": N_("Sees what students tell a support group"),
    "anonymous": N_("Sees anonymous answers"),
    "self_service": N_("Sees answers that stay with the family"),
}
"""Regime to what it means that a plugin asks for its records."""

DECIDES: Mapping[str, str] = {
    "education_record": N_("Can refuse to show records of the school"),
    "counseling": N_("Can refuse to show records of the counselor"),
    "provider": N_("Can refuse to show records of the health provider"),
    "clinic": N_("Can refuse to show records of the clinic"),
    "support_group": N_("Can refuse to show records of a support group"),
    "anonymous": N_("Can refuse to show anonymous answers"),
    "self_service": N_("Can refuse to show answers that stay with the family"),
}

SEES_NONE = N_("Sees no answers")
OWN_ONLY = N_("Only answers to its own forms")
FORMS = N_("Brings forms")
TABLES = N_("Keeps tables of its own in the database")
NETWORK = N_("Connects to other computers")
NO_NETWORK = N_("Does not ask to connect to other computers")
SECRET = N_("Keeps a secret that you give it: %(name)s")


def sentences(asks: Asks, translate: Callable[[str], str] = str) -> tuple[str, ...]:
    """What the plugin asks for, one sentence each, in the order of weight; the same for pages and commands."""
    return tuple(_sentences(asks, translate))


def _sentences(asks: Asks, translate: Callable[[str], str]) -> Iterator[str]:
    for regime in asks.records:
        yield translate(SEES[regime])
    if not asks.records:
        yield translate(SEES_NONE)
    elif asks.only_own_forms:
        yield translate(OWN_ONLY)
    for regime in asks.decides:
        yield translate(DECIDES[regime])
    if asks.forms:
        yield translate(FORMS)
    if asks.tables:
        yield translate(TABLES)
    for name in asks.secrets:
        yield translate(SECRET).replace("%(name)s", name)
    yield translate(NETWORK if asks.network else NO_NETWORK)
    for said in asks.says:
        yield translate(said)


def asks_from(known: Mapping[str, Any]) -> Asks:
    """What was written down with :func:`dataclasses.asdict`, perhaps as JSON; keys of another version are left out."""
    names = {one.name for one in fields(Asks)}
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in known.items()
        if name in names
    }
    return Asks(**facts)
