"""The plugins of one app: registered with pluggy, asked once what they bring, turned away when that is not right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pluggy

from farolito.plugins import hookspecs
from farolito.plugins.brought import Brought, gather
from farolito.plugins.callers import Caller
from farolito.plugins.catalogue import CATALOGUE, PROJECT
from farolito.plugins.failures import Unwelcome, cause_of, passes
from farolito.plugins.functions import guarded
from farolito.plugins.given import Given
from farolito.plugins.health import Health
from farolito.plugins.kinds import FUNCTION, LIMITS, RENDER, Kind
from farolito.plugins.roster import Loaded, Roster, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.expressions import Function
    from farolito.plugins.parts import (
        DemoData,
        NavItem,
        Nightly,
        Panel,
        PdfLayout,
        PlaceLink,
        PluginFunction,
        PluginPages,
        ResponseLink,
    )
    from farolito.sandbox.in_process import Limit


class Registry:
    """Which plugins there are, and what they brought when the app started."""

    def __init__(
        self,
        roster: Roster | None = None,
        *,
        health: Health | None = None,
        trace: bool = False,
        limits: Mapping[str, Limit] = LIMITS,
    ) -> None:
        """Register the loaded plugins and ask each what it brings; one that fails moves to ``refused``.

        ``limits`` are what a call of each kind may take (:data:`~farolito.plugins.kinds.LIMITS`).
        """
        self.health = health or Health()
        self._trace = trace
        self._limits = limits
        self.roster = roster or Roster()
        self.health.know({loaded.name: loaded.version for loaded in self.roster.loaded})
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._brought: dict[str, Brought] = {}
        self.given = Given(self.roster.loaded)
        self._functions: dict[str, Function] = {}
        for loaded in reversed(self.roster.loaded):  # pluggy calls the last registered first
            self._register(loaded)
        self._callers = self._find_callers()
        for loaded in self.roster.loaded:
            self._welcome(loaded)
        for name, brought in self._brought.items():
            for one in brought.functions:
                self._functions[f"{name}.{one.name}"] = guarded(
                    name, one, self.health, trace, limits[FUNCTION]
                )

    @property
    def functions(self) -> Mapping[str, Function]:
        """The functions of plugins for rules, ``plugin.name``; whatever goes wrong in one gives missing."""
        return self._functions

    def brought(self, plugin: str) -> Brought:
        """What a loaded plugin handed over in its *register* hooks."""
        return self._brought.get(plugin, Brought())

    def listeners(self, hook: str) -> tuple[str, ...]:
        """The plugins that answer a hook, in enabled order."""
        return tuple(caller.plugin for caller in self._callers[hook])

    # register: asked once, when the app starts; these give what was collected then, in enabled order

    def register_pdf_layouts(self) -> tuple[PdfLayout, ...]:
        """The layouts of all plugins; the first of a purpose wins."""
        return tuple(layout for brought in self._brought.values() for layout in brought.layouts)

    def layout(
        self, purpose: str, form: Form | None = None, off: Collection[str] = ()
    ) -> PdfLayout | None:
        """The first layout of a purpose, of a plugin that is not ``off``.

        Of a document about answers to ``form``: of a plugin that asks for those.
        """
        for plugin, brought in self._brought.items():
            for one in brought.layouts:
                if one.purpose != purpose or plugin in off:
                    continue
                if form is None or self.given.answers(plugin, one.name, form.regime, form.name):
                    return one
        return None

    def register_pages(self) -> tuple[PluginPages, ...]:
        """The pages of all plugins."""
        return tuple(pages for brought in self._brought.values() for pages in brought.pages)

    def register_navigation(self) -> tuple[NavItem, ...]:
        """The menu entries of all plugins."""
        return tuple(item for brought in self._brought.values() for item in brought.navigation)

    def register_functions(self) -> tuple[PluginFunction, ...]:
        """The functions for rules as plugins wrote them, with their JavaScript."""
        return tuple(one for brought in self._brought.values() for one in brought.functions)

    def register_panels(self) -> tuple[Panel, ...]:
        """The panels of all plugins."""
        return tuple(one for brought in self._brought.values() for one in brought.panels)

    def register_response_links(self) -> tuple[ResponseLink, ...]:
        """The links above responses of all plugins."""
        return tuple(one for brought in self._brought.values() for one in brought.response_links)

    def register_place_links(self) -> tuple[PlaceLink, ...]:
        """The links for the public pages of places, of all plugins."""
        return tuple(one for brought in self._brought.values() for one in brought.place_links)

    def register_demo(self) -> tuple[DemoData, ...]:
        """What fills the demo, of all plugins."""
        return tuple(one for brought in self._brought.values() for one in brought.demo)

    def register_nightly(self) -> tuple[Nightly, ...]:
        """What is done every night, of all plugins."""
        return tuple(one for brought in self._brought.values() for one in brought.nightly)

    # how they come and go

    def _find_callers(self) -> dict[str, tuple[Caller, ...]]:
        return {
            name: tuple(
                Caller(
                    plugin=implementation.plugin_name,
                    hook=name,
                    function=implementation.function,
                    arguments=tuple(implementation.argnames),
                    health=self.health,
                    limit=self._limits[CATALOGUE[name].kind],
                    trace=self._trace,
                )
                for implementation in reversed(getattr(self._manager.hook, name).get_hookimpls())
            )
            for name in CATALOGUE
        }

    def _register(self, loaded: Loaded) -> None:
        try:
            self._manager.register(loaded.plugin, name=loaded.name)
        except BaseException as error:
            # pluggy looks at a plugin with dir(), which may be the plugin's own code
            if passes(error):
                raise
            reason = f"Its hooks cannot be read ({cause_of(error)})."
            self.turn_away(loaded.name, Unwelcome("unreadable", reason))

    def _welcome(self, loaded: Loaded) -> None:
        mine = {
            name: caller
            for name, callers in self._callers.items()
            for caller in callers
            if caller.plugin == loaded.name
        }
        try:
            self._brought[loaded.name] = gather(
                loaded.name, loaded.plugin.asks, mine, self._brought, self._limits[Kind.REGISTER]
            )
        except Unwelcome as error:
            self.turn_away(loaded.name, error)

    def turn_away(self, plugin: str, why: Unwelcome) -> None:
        """Take a loaded plugin out again, e.g. when its pages cannot be mounted. Only while the app starts."""
        for loaded in self.roster.loaded:
            if loaded.name == plugin:
                break
        else:
            return
        if self._manager.has_plugin(plugin):
            self._manager.unregister(name=plugin)
        self._brought.pop(plugin, None)
        for name in [name for name in self._functions if name.startswith(f"{plugin}.")]:
            del self._functions[name]
        self._callers = self._find_callers()
        refusal = refusal_of(plugin, why, loaded.distribution, loaded.version, loaded.plugin.title)
        self.roster = replace(
            self.roster,
            loaded=tuple(one for one in self.roster.loaded if one is not loaded),
            refused=(*self.roster.refused, refusal),
        )

    def _caller(
        self,
        plugin: str,
        what: str,
        function: Callable[..., object],
        kind: str,
        *,
        pauses: bool = True,
    ) -> Caller:
        """For what a plugin is called besides hooks; it gets all that is offered."""
        return Caller(
            plugin=plugin,
            hook=what,
            function=function,
            arguments=("document",) if kind == RENDER else (),
            health=self.health,
            limit=self._limits[kind],
            trace=self._trace,
            pauses=pauses,
        )
