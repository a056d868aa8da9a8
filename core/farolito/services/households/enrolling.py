"""Whether a student of a household still goes to this school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import households as queries
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.households.doors import entered
from farolito.services.households.reading import head_of, view

if TYPE_CHECKING:
    from farolito.services.work import Work


def set_enrolled(
    work: Work, place_slug: str, household_id: str, person_id: str, *, here_still: bool
) -> None:
    """Somebody says that a student has left this school, or has not. Again: the same.

    Raises :class:`NotFound` when there is no such student of this school in the household, :class:`Forbidden`.
    """
    here = entered(work, place_slug, "households.join")
    people = view(work, here, head_of(work, here, household_id)).people
    ids = next((one.ids for one in people if person_id in one.ids and one.since), None)
    if ids is None:
        raise NotFound("There is no such student.")
    action = "student.enrolled" if here_still else "student.left"
    audit.record(work, here.place.id, action, f"person/{person_id}")
    for one in ids:
        given = {"of_place": here.place.id, "of_person": one}
        until = None if here_still else work.now()
        work.connection.execute(queries.SET_ENROLLED, {**given, "until": until})
