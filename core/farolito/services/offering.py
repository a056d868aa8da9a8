"""Which forms a place offers to families: opened and closed by whoever arranges the place.

offers(work, slug) -> tuple[Offer, ...]       # every published form, and whether the place offers it; NotFound
offer(work, slug, form_name) -> str           # the last part of its address; NotFound, LinkRefused
close(work, slug, form_name) -> None          # NotFound; what families began they may finish
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import places as queries
from farolito.errors import NotFound
from farolito.services import audit, forms, links
from farolito.services.place_tree import arrangeable

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """A published form at a place. ``address`` is the last part of its link, "" where it never was offered."""

    form: Form
    address: str = ""
    open: bool = False


def offers(work: Work, slug: str) -> tuple[Offer, ...]:
    """Every published form by name, those that the place offers first."""
    place = arrangeable(work, slug)
    there = {
        row.form_name: row for row in work.peek(queries.LINKS_AT, {"of_place": place.place_id})
    }
    found = [
        Offer(forms.version(work, one.hash), there[one.name].slug, there[one.name].open)
        if one.name in there
        else Offer(forms.version(work, one.hash))
        for one in forms.published(work)
    ]
    return tuple(sorted(found, key=lambda one: not one.open))


def offer(work: Work, slug: str, form_name: str) -> str:
    """Let families open the form at this place. The address that it once had is its address again."""
    place = arrangeable(work, slug)
    _published(work, form_name)
    links.add(work, place.place_id, _free(work, place.place_id, form_name), form_name)
    return _set(work, place.place_id, form_name, is_open=True)


def close(work: Work, slug: str, form_name: str) -> None:
    """Let nobody begin the form at this place any more."""
    place = arrangeable(work, slug)
    _set(work, place.place_id, form_name, is_open=False)


def _published(work: Work, form_name: str) -> None:
    if all(one.name != form_name for one in forms.published(work)):
        raise NotFound(f"There is no published form {form_name}.")


def _free(work: Work, place_id: str, form_name: str) -> str:
    """The address of the form's link if it has one here, or one that is not taken."""
    taken = {row.slug: row.form_name for row in work.peek(queries.LINKS_AT, {"of_place": place_id})}
    for slug, name in taken.items():
        if name == form_name:
            return str(slug)
    number, slug = 2, form_name
    while slug in taken:
        slug, number = f"{form_name}-{number}", number + 1
    return slug


def _set(work: Work, place_id: str, form_name: str, *, is_open: bool) -> str:
    of = {"of_place": place_id, "of_form": form_name}
    found = work.connection.execute(queries.LINKS_TO_FORM, of).all()
    if not found:
        raise NotFound(f"The form {form_name} is not offered there.")
    if any(row.open is not is_open for row in found):
        work.connection.execute(queries.OPEN_LINKS, {**of, "is_open": is_open})
    audit.record(work, place_id, "form.offered" if is_open else "form.closed", f"form/{form_name}")
    return str(found[0].slug)
