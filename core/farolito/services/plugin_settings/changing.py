"""Setting values: all of a page or none, checked, sealed, and written into the audit by name, never by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import plugin_settings as queries
from farolito.db.sealing import seal_json
from farolito.errors import Conflict, FarolitoError, NotFound
from farolito.plugins.setting import misfit, schema_of, to_json
from farolito.services import audit, places
from farolito.services.plugin_settings.reading import EVERYBODY, cell
from farolito.services.plugin_settings.showing import (
    allowed_at,
    plugin_with_settings,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.plugins.setting import Setting, Value
    from farolito.services.work import Work


class Unfit(FarolitoError):
    """Values that may not be set. ``codes``: name of the setting to why (:data:`farolito.plugins.setting.SAYS`)."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in codes.items()))
        self.codes = codes


def save(
    work: Work,
    name: str,
    place_slug: str,
    typed: Mapping[str, Value],
    unset: Collection[str] = (),
    seen: str | None = None,
) -> tuple[str, ...]:
    """Set these values at a place ("" for everybody) and take out those named in ``unset``; what has changed.

    ``unset`` may name what the plugin does not know any more. Raises :class:`NotFound` for what the actor may not
    change, for a setting that there is not, or not for each place; :class:`Unfit` for a wrong value; and
    :class:`Conflict` when something else was set here since the page said ``seen``. Then nothing is changed.
    """
    plugin = plugin_with_settings(work, name)
    place = allowed_at(work, place_slug)
    here = place.id if place else EVERYBODY
    known = {one.name: one for one in schema_of(plugin.settings or object)}
    _check(known, typed, everybody=place is None)
    tops = [one.id for one in places.children(work, None)]
    rows = work.connection.execute(queries.AT, {"plugin": name, "at": here}).all()
    if seen is not None and seen != state_of(rows):
        raise Conflict("Somebody else has changed these settings meanwhile.")
    there = {row.name for row in rows}
    changed = [one for one in unset if one in there]
    for key in changed:
        _take_out(work, name, here, key)
    for key, value in typed.items():
        if key in there:
            _take_out(work, name, here, key)
        sealed = seal_json(work.keyring, cell(name, here, key), to_json(value))
        row = {"plugin": name, "of_place": here, "name": key, "value": sealed}
        work.connection.execute(queries.PUT, row)
        changed.append(key)
    where = here or (tops[0] if tops else "")
    for key in changed if where else ():
        audit.record(work, where, "plugin.setting_changed", f"plugin/{name}/{key}")
    return tuple(changed)


def forget(work: Work, name: str) -> None:
    """Delete all that is set for a plugin, at every place. The caller decides whether that may be, and records it."""
    work.connection.execute(queries.FORGET, {"of_plugin": name})


def _check(known: Mapping[str, Setting], typed: Mapping[str, Value], *, everybody: bool) -> None:
    for key in typed:
        if key not in known:
            raise NotFound(f"There is no setting “{key}”.")
        if not everybody and not known[key].per_place:
            raise NotFound(f"The setting “{key}” is the same for everybody.")
    codes = {key: misfit(known[key], value) for key, value in typed.items()}
    wrong = {key: code for key, code in codes.items() if code}
    if wrong:
        raise Unfit(wrong)


def _take_out(work: Work, name: str, here: str, key: str) -> None:
    work.connection.execute(queries.TAKE_OUT, {"of_plugin": name, "at": here, "of_name": key})
