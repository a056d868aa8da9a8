"""Files that take long to make: asked for by one person, made by a process of its own, sealed, taken once, gone.

    ask(work, place_slug, kind, about, total) -> str           # its id; the same when it was asked for just now
    one(work, place_slug, file_id) -> MadeFile                 # NotFound: not asked for by the actor
    mine(work, place_slug) -> tuple[MadeFile, ...]             # what the actor asked for, the latest first
    take(work, works, place_slug, file_id, label) -> Taken     # NotFound; audited; gone with its last byte
    drop(work, place_slug, file_id) -> None
    forget(work, place_id, response_id) -> None                # something was erased: no file of the place stays
    make_due(works) -> bool                                    # made one that was waiting
    sweep(works) -> None                                       # what is over its hour is gone

What can be made is the table :data:`~farolito.services.made_files.kinds.KINDS`. Whoever makes it does so as the person
who asked, with the roles of now. A file lies in the data folder, sealed as answers are, for an hour at most.
"""

from farolito.services.made_files.asking import ask, drop, forget, mine, one
from farolito.services.made_files.making import is_due, make_all, make_due
from farolito.services.made_files.taking import sweep, take
from farolito.services.made_files.values import LeftOut, MadeFile, Part

__all__ = [
    "LeftOut",
    "MadeFile",
    "Part",
    "ask",
    "drop",
    "forget",
    "is_due",
    "make_all",
    "make_due",
    "mine",
    "one",
    "sweep",
    "take",
]
