"""What another version of a form changes, and which of it no stored answer survives.

    changes(old: Form, new: Form, types) -> tuple[Change, ...]

An answer stays where it was stored: it is shown and printed with the version it was given to, whatever comes after.
A change is *lossy* when an answer given to the old version can no longer be read as an answer of the new one: its name
or its place is gone, its type or one of its choices. Exports still have it, and nothing of the new version sees it.
"""

from farolito.domain.changes.change import Change, Kind
from farolito.domain.changes.comparing import changes, keeps_reading

__all__ = ["Change", "Kind", "changes", "keeps_reading"]
