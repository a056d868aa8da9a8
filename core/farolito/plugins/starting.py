"""Imports one plugin and says in plain words why it did not work."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

from farolito.plugins import discovery
from farolito.plugins.failures import AUTHOR, Unwelcome, passes
from farolito.plugins.kinds import LIMITS, Kind
from farolito.plugins.manifest import Plugin
from farolito.sandbox.in_process import TookTooLong, limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

    from farolito.sandbox.in_process import Limit

LINES = 5  # of Python's own words, folded on the plugins page


def start(entry_point: EntryPoint, limit: Limit = LIMITS[Kind.REGISTER]) -> Plugin:
    """The plugin of an entry point: a new object when it names a class. Raises Unwelcome, whatever happens:
    a plugin that calls sys.exit() or sleeps while it is imported must not end or stop the host.
    """

    def load() -> object:
        found = entry_point.load()
        return found() if isinstance(found, type) else found

    with contained(entry_point, limit):
        plugin = limited(load, limit)
    if not isinstance(plugin, Plugin):
        raise Unwelcome("no_plugin", f"`{entry_point.value}` is not a farolito.api.Plugin.", AUTHOR)
    return plugin


@contextmanager
def contained(entry_point: EntryPoint, limit: Limit = LIMITS[Kind.REGISTER]) -> Iterator[None]:
    """Turn whatever a plugin's code raises into Unwelcome; Ctrl-C and Unwelcome pass."""
    try:
        yield
    except Unwelcome:
        raise
    except BaseException as error:
        if passes(error):
            raise
        raise _unwelcome(error, entry_point, limit) from None


def _unwelcome(error: BaseException, entry_point: EntryPoint, limit: Limit) -> Unwelcome:
    lines = "".join(traceback.format_exception(error)).strip().splitlines()
    detail = "\n".join(lines[-LINES:])
    package = entry_point.module.partition(".")[0]
    if isinstance(error, ModuleNotFoundError) and isinstance(error.name, str):
        if error.name.partition(".")[0] == package:
            distribution = discovery.distribution(entry_point)[0] or package
            return Unwelcome(
                "missing_code",
                f"It is installed, but its code is gone: there is no module `{error.name}`.",
                f"Install {distribution} again, or remove it: pip uninstall {distribution}",
                detail,
            )
        return Unwelcome(
            "missing_module",
            f"It needs the Python module `{error.name}`, which is not installed.",
            "Install the plugin again together with what it needs.",
            detail,
        )
    if isinstance(error, SystemExit):
        return Unwelcome(
            "exits",
            "It tried to end the whole program while it was being loaded.",
            AUTHOR,
            detail,
        )
    if isinstance(error, TookTooLong):
        reason = f"It was still not loaded after {limit.seconds:g} seconds."
        return Unwelcome("ends_or_hangs", reason, AUTHOR, detail)
    if isinstance(error, MemoryError):
        reason = (
            f"It wants more memory than the {limit.memory} MiB that it may use while it is loaded."
        )
        return Unwelcome("memory", reason, AUTHOR, detail)
    return Unwelcome("import_error", f"Its code cannot be loaded ({_said(error)}).", AUTHOR, detail)


def _said(error: BaseException) -> str:
    name = type(error).__name__
    try:
        return f"{name}: {error}".splitlines()[0]
    except (Exception, SystemExit):  # its words are the plugin's own code
        return name
