"""What is wrong with plugins: not loaded, gone, failing, paused, without their tables, with forms nobody can use."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from farolito.db.migrations import pending
from farolito.domain.publishing import missing_plugins
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.failures import cause_of, passes
from farolito.plugins.kinds import FUNCTION, PAGE, RENDER, Kind
from farolito.services import forms
from farolito.services.plugins.form_faults import form_faults
from farolito.services.repairs.kinds import BLOCKS_FAMILIES, WHY, repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.plugins.health import HookFault
    from farolito.plugins.roster import Loaded, Refusal
    from farolito.services.repairs.kinds import Repair
    from farolito.services.work import Work

log = logging.getLogger("farolito.services")

GONE = ("not_installed", "missing_code")
CHECK = "./run farolito plugins check"
OFF = "./run farolito plugins disable"
UPGRADE = "./run farolito db upgrade"
LIST = "./run farolito plugins list"


def of_plugins(work: Work) -> Iterator[Repair]:
    """Everything about plugins. A plugin in whose code or files even looking fails is named as not loaded."""
    roster = work.hooks.roster
    if roster.chosen.unreadable:
        yield repair("set_unreadable", said=(roster.chosen.unreadable,))
    elif roster.safe_mode:
        yield repair("safe_mode", line="--no-plugins")
    yield from map(_refused, roster.refused)
    titles = {loaded.name: loaded for loaded in roster.loaded}
    for fault in work.hooks.health.faults():
        if fault.plugin in titles:
            yield _failing(fault, titles[fault.plugin])
    for loaded in roster.loaded:
        yield from _tables(work, loaded)
    yield from _forms(work)
    yield from _published(work)


def kind_of(hook: str) -> str:
    """The kind of a hook, or of what a plugin is called for besides hooks."""
    if hook in CATALOGUE:
        return CATALOGUE[hook].kind
    return PAGE if hook.startswith("page ") else RENDER if hook.endswith(".render") else FUNCTION


def _refused(refusal: Refusal) -> Repair:
    return repair(
        "missing" if refusal.code in GONE else "not_loaded",
        said=(refusal.reason, refusal.remedy),
        line=LIST if refusal.code in GONE else f"{CHECK} {refusal.name}",
        plugin=refusal.name,
        title=refusal.title or refusal.name,
    )


def _failing(fault: HookFault, loaded: Loaded) -> Repair:
    kind = kind_of(fault.hook)
    blocks = kind == Kind.JOIN and not fault.paused
    return repair(
        "paused" if fault.paused else "failing",
        line=f"{OFF} {fault.plugin}",
        plugin=fault.plugin,
        hook=fault.hook,
        why=BLOCKS_FAMILIES if blocks else WHY.get(fault.hook) or WHY[kind],
        severity="stop" if blocks or kind == Kind.DECIDE else None,
        title=loaded.plugin.title,
        cause=fault.cause,
        count=str(fault.total),
        missed=str(fault.missed),
    )


def _tables(work: Work, loaded: Loaded) -> Iterator[Repair]:
    """The migrations that were not run; reading them runs files of the plugin."""
    name, title = loaded.name, loaded.plugin.title
    try:
        versions = loaded.plugin.folder("migrations/versions")
        if versions is None:
            return
        lacking = pending(work.connection.engine, versions.parent, loaded.name)
    except BaseException as error:
        if passes(error):
            raise
        said = f"Its migrations can not be read ({cause_of(error)})."
        yield repair(
            "plugin_tables", said=(said,), line=UPGRADE, count="?", plugin=name, title=title
        )
        return
    if lacking:
        count = str(len(lacking))
        yield repair("plugin_tables", line=UPGRADE, count=count, plugin=name, title=title)


def _forms(work: Work) -> Iterator[Repair]:
    titles = {loaded.name: loaded.plugin.title for loaded in work.hooks.roster.loaded}
    found: dict[tuple[str, str], list[str]] = {}
    for fault in form_faults(work.hooks, work.settings.forms, ask=False):
        found.setdefault((fault.plugin, fault.file), []).append(fault.fault)
    for (plugin, file), said in found.items():
        yield repair(
            "form_refused",
            said=tuple(said[:5]),
            line=f"{CHECK} {plugin}",
            plugin=plugin,
            title=titles[plugin],
            form=file,
        )


def _published(work: Work) -> Iterator[Repair]:
    """Forms that families have before them and that need what no plugin here brings."""
    for published in forms.published(work):
        try:
            form = forms.version(work, published.hash)
        except Exception as error:
            log.error("form %s can not be read: %s", published.name, type(error).__name__)
            yield repair(
                "form_lacks", said=(f"It can not be read ({type(error).__name__}).",), line=LIST, form=published.name
            )  # fmt: skip
            continue
        said = [str(fault) for fault in missing_plugins(form, work.types, work.hooks.functions)]
        if said:
            yield repair("form_lacks", said=tuple(said[:5]), line=LIST, form=published.name)
