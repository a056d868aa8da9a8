"""What plugins are given: what they asked for. The rest is counted, and written down once for each kind."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.plugins.asks import Asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.plugins.roster import Loaded

log = logging.getLogger("farolito.plugins.given")

NOTHING = Asks()


@dataclass(frozen=True, slots=True)
class NotGiven:
    """How often a plugin was not given records of a regime in a hook, since this process started."""

    plugin: str
    hook: str
    regime: str
    times: int


class Given:
    """What the plugins of one app asked for. Safe to use from several threads."""

    def __init__(self, loaded: Iterable[Loaded]) -> None:
        plugins = {one.name: one.plugin for one in loaded}
        self._asked = {name: one.asks for name, one in plugins.items()}
        self._settings = {name: one.settings for name, one in plugins.items()}
        self._own = {
            name: frozenset(path.stem for path in one.form_files) for name, one in plugins.items()
        }
        self._times: dict[tuple[str, str, str], int] = {}
        self._lock = threading.Lock()

    def answers(self, plugin: str, hook: str, regime: str, form_name: str) -> bool:
        """Whether a plugin asked for answers to a form, one by one or counted; when not, that is counted."""
        asked = self._asked.get(plugin, NOTHING)
        if asked.covers(regime, form_name, self._own.get(plugin, ())):
            return True
        self._note(plugin, hook, regime)
        return False

    def some_answers(self, plugin: str, hook: str, regime: str) -> bool:
        """Whether a plugin asked for answers of a regime at all; when not, that is counted."""
        if regime in self._asked.get(plugin, NOTHING).records:
            return True
        self._note(plugin, hook, regime)
        return False

    def decision(self, plugin: str, hook: str, regime: str, form_name: str | None) -> bool:
        """Whether a plugin has a say in who reads records: always about its own forms, else where it asked for it."""
        own = form_name in self._own.get(plugin, ())
        if own or regime in self._asked.get(plugin, NOTHING).decides:
            return True
        self._note(plugin, hook, regime)
        return False

    def usual_settings(self, plugin: str) -> object | None:
        """The settings of a plugin as their author wrote them; None where it has none."""
        kind = self._settings.get(plugin)
        return kind() if kind is not None else None

    def withheld(self, plugin: str) -> tuple[NotGiven, ...]:
        """What a plugin was not given."""
        with self._lock:
            found = [(kind, times) for kind, times in self._times.items() if kind[0] == plugin]
        return tuple(NotGiven(*kind, times) for kind, times in sorted(found))

    def _note(self, plugin: str, hook: str, regime: str) -> None:
        kind = (plugin, hook, regime)
        with self._lock:
            times = self._times[kind] = self._times.get(kind, 0) + 1
        if times == 1:  # the same again would say nothing new
            log.info("plugin %s: hook %s: not asked for %s records", plugin, hook, regime)
