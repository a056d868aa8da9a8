"""The second guard, on PostgreSQL: rows of places that the actor was granted nothing at do not exist for it.

The first guard is each service's own check. Either of them holds when the other one is switched off; a test switches
each off in turn. SQLite has no such thing: there the first one stands alone.

What a transaction may see is the setting ``farolito.places``: ``*`` for Farolito itself and for families (who are held
by their cookie), otherwise the ids of the places that were granted, separated by commas; what lies below them is seen
too. Without the setting there are no rows. ``=`` and an id names a place alone: of the tables of plugins its rows are
read as well, and never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

EVERYTHING = "*"
NOTHING = ""

ALONE = "="
"""Before the id of a place: its rows in the tables of plugins are read, and no place below it is meant."""

POLICY = "farolito_places"
READ_POLICY = "farolito_read_alone"

UNGUARDED = frozenset({"event_helper", "grant"})
"""Who may see what is read before anybody may see anything."""

_TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
  p.polname IS NOT NULL AND (r.polname IS NOT NULL OR NOT starts_with(c.relname, 'plugin_'))
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'place_id' AND NOT a.attisdropped
LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = '{policy}'
LEFT JOIN pg_policy r ON r.polrelid = c.oid AND r.polname = '{read_policy}'
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
  AND to_regclass('place') IS NOT NULL  -- a plugin's tables on their own, as its tests make them, have no places
ORDER BY c.relname
"""

_SEEN = """
current_setting('farolito.places', true) = '*'
OR place_id IN (
  SELECT id FROM place
  WHERE string_to_array(path, '/') && string_to_array(current_setting('farolito.places', true), ',')
)
"""

_READ_ALONE = """
('=' || place_id) = ANY (string_to_array(current_setting('farolito.places', true), ','))
"""


def protect(connection: Connection) -> tuple[str, ...]:
    """Guard every table about places, also those of plugins; the names of those that were not guarded before."""
    fresh = unprotected(connection)
    for table in fresh:
        for statement in (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',  # for the owner of the tables too: that is us
            f'DROP POLICY IF EXISTS {POLICY} ON "{table}"',
            f'CREATE POLICY {POLICY} ON "{table}" USING ({_SEEN}) WITH CHECK ({_SEEN})',
        ):
            connection.exec_driver_sql(statement)
        if table.startswith("plugin_"):
            connection.exec_driver_sql(f'DROP POLICY IF EXISTS {READ_POLICY} ON "{table}"')
            connection.exec_driver_sql(
                f'CREATE POLICY {READ_POLICY} ON "{table}" FOR SELECT USING ({_READ_ALONE})'
            )
    return fresh


def unprotected(connection: Connection) -> tuple[str, ...]:
    """The tables about places whose rows PostgreSQL does not guard."""
    rows = connection.exec_driver_sql(_TABLES.format(policy=POLICY, read_policy=READ_POLICY))
    return tuple(
        name
        for name, forced, has_policy in rows
        if name not in UNGUARDED and not (forced and has_policy)
    )


def see(connection: Connection, places: str) -> None:
    """From here on this connection sees the rows of these places, until it is told otherwise.

    Said within a transaction, it counts until the end of that one. Where there is no such guard, nothing happens.
    """
    if connection.dialect.name != "postgresql":
        return
    if connection.in_transaction():
        connection.exec_driver_sql("SELECT set_config('farolito.places', %s, true)", (places,))
        return
    info = connection.connection.info
    if info.get(POLICY) == places:
        return
    driver: Any = connection.connection.dbapi_connection
    cursor = driver.cursor()
    cursor.execute("SELECT set_config('farolito.places', %s, false)", (places,))
    cursor.close()
    driver.commit()
    info[POLICY] = places
