"""Keys: whether the key file at hand belongs to this database.

refuse_foreign_keys(work) -> None          # KeyringError; ask once at start-up, after the tables are there
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries.responses import SEALED_SAMPLE
from farolito.db.sealing import refuse_unknown_keys

if TYPE_CHECKING:
    from farolito.services.work import Work


def refuse_foreign_keys(work: Work) -> None:
    """Raises :class:`KeyringError` when what is stored was sealed with a key that is not at hand.

    Better now than after an hour of families whose answers went under another key.
    """
    refuse_unknown_keys(work.keyring, (row.answers for row in work.peek(SEALED_SAMPLE)))
