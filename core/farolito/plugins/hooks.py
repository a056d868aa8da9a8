"""The typed facade: one method for each hook; plugins are called here and nowhere else.

pluggy stops at the first exception; this facade calls plugin by plugin in the enabled order, and the kind of
the hook decides what a failure means (:mod:`farolito.plugins.kinds`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from farolito.domain.dated_facts import DatedFact
from farolito.domain.definitions import NextStep
from farolito.plugins.callers import (
    Caller,
    Failure,
    MadeLate,
    items_of,
    nothing,
    page_of_paper,
    vote,
)
from farolito.plugins.failures import HookFailed, PageFailed
from farolito.plugins.kinds import PAGE, PANEL, RENDER
from farolito.plugins.parts import PanelRow
from farolito.plugins.registry import Registry
from farolito.plugins.transactions import Sessions, apart, borrowing, inside

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from farolito.domain.access import Actor
    from farolito.domain.definitions import Form, Regime
    from farolito.domain.events import SubmissionSaved
    from farolito.domain.views import PlaceView, ResponseView, SubmissionView
    from farolito.plugins.parts import Panel, PdfLayout

T = TypeVar("T")

SettingsOf = Callable[[str], object]
"""The name of a plugin to its settings at the place that a call is about; None where it has none."""

SessionsOf = Callable[[str], "AbstractContextManager[Session]"]
"""The name of a plugin to a session that it may use until the block ends."""

_steps = items_of(NextStep)
_facts = items_of(DatedFact)
_sentences = items_of(str)
_rows = items_of(PanelRow)


def _on(callers: tuple[Caller, ...], off: Collection[str]) -> tuple[Caller, ...]:
    return tuple(one for one in callers if one.plugin not in off)


class Hooks(Registry):
    """The plugins of one app. Built by :func:`farolito.plugins.loader.load`, never a module global."""

    def laid_out(self, layout: PdfLayout, document: object) -> str | Failure:
        """The page that a layout makes of a document. A failure is counted and never pauses: the next may work."""
        plugin = next(
            name
            for name, brought in self._brought.items()
            if any(layout is one for one in brought.layouts)
        )
        caller = self._caller(plugin, f"{layout.name}.render", layout.render, RENDER, pauses=False)
        return caller(page_of_paper, {"document": document})

    def page(
        self, plugin: str, name: str, make: Callable[[], T], fine: tuple[type[Exception], ...] = ()
    ) -> T:
        """What ``make``, a page of a plugin, gives. Raises PageFailed when it fails or is paused.

        Errors of the classes ``fine`` say something on purpose: they pass and are no failures.
        """
        meant: list[Exception] = []

        def run() -> T | None:
            try:
                return make()
            except fine as error:
                meant.append(error)
                return None

        caller = self._caller(plugin, f"page {name}", run, PAGE)
        made = self._ask(caller, lambda answer: answer, {})
        if isinstance(made, Failure):
            raise PageFailed(plugin, name, made.cause)
        if meant:
            raise meant[0]
        return cast("T", made)

    def panel(
        self, plugin: str, panel: Panel, fill: Callable[[], object]
    ) -> tuple[PanelRow, ...] | None:
        """The rows that ``fill``, a call of the panel's own, gives; None when it fails or is paused."""
        caller = self._caller(plugin, f"panel {panel.name}", fill, PANEL)
        rows = self._ask(caller, _rows, {})
        return None if isinstance(rows, Failure) else rows

    def apart(
        self, plugin: str, kind: Literal["demo", "night"], run: Callable[[], object]
    ) -> str | None:
        """Let a plugin do what nobody waits for; what went wrong, if anything did. It never pauses: it comes again."""
        done = self._caller(plugin, kind, run, kind, pauses=False)(nothing, {})
        return done.cause if isinstance(done, Failure) else None

    # contribute

    # ``off`` are the plugins that are off at the place of what is told: they are not called for it

    def next_steps(
        self,
        response: ResponseView,
        settings: SettingsOf | None = None,
        off: Collection[str] = (),
        sessions: SessionsOf | None = None,
    ) -> tuple[NextStep, ...]:
        """What plugins say the family can do now; a failing plugin's part is left out.

        ``settings`` gives those of a plugin that asks for them; without it they are as their author wrote them.
        ``sessions`` lends one to a plugin that asks for ``session``, for as long as its steps are read.
        """
        callers = self._callers["next_steps"]
        if callers := _on(callers, off) if off else callers:
            form = response.form
            offered = {"response": response}
            given = [one for one in callers if self._is_given(one, form.regime, form.name)]
            parts: list[NextStep] = []
            for one in given:
                whole = self._with_settings(one, offered, settings)
                ready = (
                    borrowing(one, partial(sessions, one.plugin), whole, _steps)
                    if sessions
                    else one
                )
                answer = self._ask(ready, _steps, whole)
                parts.extend(() if isinstance(answer, Failure) else answer)
            return tuple(parts)
        return ()

    def dated_facts(self) -> tuple[DatedFact, ...]:
        """The facts of all plugins that age, each with the name of its plugin; a failing plugin's are left out."""
        return tuple(
            replace(fact, plugin=caller.plugin)
            for caller in self._callers["dated_facts"]
            for fact in self._contributed([caller], _facts, {})
        )

    # check

    def check_publish(self, form: Form) -> list[str]:
        """Why the form must not be published; a plugin that cannot say counts as one reason."""
        reasons: list[str] = []
        for caller in self._callers["check_publish"]:
            answer = self._ask(caller, _sentences, {"form": form})
            if isinstance(answer, Failure):
                reasons.append(
                    f"The plugin {caller.plugin} could not check this form ({answer.cause}). "
                    "Turn the plugin off or have it mended, then publish again."
                )
            else:
                reasons.extend(answer)
        return reasons

    # decide

    def decide_access(
        self,
        actor: Actor,
        permission: str,
        place: PlaceView,
        regime: Regime,
        form_name: str | None = None,
    ) -> bool:
        """Whether no plugin denies, of those that have a say here; a failing or paused one denies."""
        for caller in self._callers["decide_access"]:
            if not self.given.decision(caller.plugin, caller.hook, regime, form_name):
                continue
            offered = {
                "actor": actor,
                "permission": permission,
                "place": place,
                "regime": regime,
                "form_name": form_name,
            }
            answer = self._ask(caller, vote, offered)
            if answer is False or isinstance(answer, Failure):
                return False
        return True

    # join

    def submission_saving(
        self,
        submission: SubmissionView,
        session: Session,
        settings: SettingsOf | None = None,
        off: Collection[str] = (),
    ) -> None:
        """Let plugins write their rows with ours. Raises HookFailed: roll back, keep the answers."""
        form = submission.response.form
        callers = self._callers["submission_saving"]
        for caller in _on(callers, off) if off else callers:
            if not self._is_given(caller, form.regime, form.name):
                continue
            if caller.paused:
                self.health.missed(caller.plugin, caller.hook)
                continue
            offered: Mapping[str, object] = {"submission": submission, "session": session}
            offered = self._with_settings(caller, offered, settings)
            answer = inside(caller, session)(nothing, offered)
            if isinstance(answer, Failure):
                raise HookFailed(caller.plugin, caller.hook, answer.cause)

    # notify

    def submission_saved(
        self,
        event: SubmissionSaved,
        sessions: Sessions | None = None,
        only: Collection[str] | None = None,
        settings: SettingsOf | None = None,
        off: Collection[str] = (),
    ) -> tuple[str, ...]:
        """Tell the plugins (those in ``only``, or all); returns the names of those to be told again later.

        ``sessions`` opens one transaction for each plugin that asks for ``session``, e.g. a sessionmaker's
        ``begin``. Call this outside any transaction: a plugin may be slow.
        """
        again: list[str] = []
        callers = self._callers["submission_saved"]
        for caller in _on(callers, off) if off else callers:
            if only is not None and caller.plugin not in only:
                continue
            if not self._is_given(caller, event.regime, event.form_name):
                continue
            offered = self._with_settings(caller, {"event": event}, settings)
            ready = apart(caller, sessions, offered) if sessions else caller
            if isinstance(self._ask(ready, nothing, offered), Failure):
                again.append(caller.plugin)
        return tuple(again)

    # how plugins are called

    def _ask(
        self, caller: Caller, check: Callable[[object], T], offered: Mapping[str, object]
    ) -> T | Failure:
        if caller.paused:
            self.health.missed(caller.plugin, caller.hook)
            return Failure("paused after repeated failures")
        return caller(check, offered)

    def _contributed(
        self,
        callers: Sequence[Caller],
        check: Callable[[object], tuple[T, ...]],
        offered: Mapping[str, object],
        settings: SettingsOf | None = None,
    ) -> tuple[T, ...]:
        parts: list[T] = []
        for caller in callers:
            answer = self._ask(caller, check, self._with_settings(caller, offered, settings))
            if not isinstance(answer, Failure):
                parts.extend(answer)
        return tuple(parts)

    def _is_given(self, caller: Caller, regime: str, form_name: str) -> bool:
        return self.given.answers(caller.plugin, caller.hook, regime, form_name)

    def _with_settings(
        self, caller: Caller, offered: Mapping[str, object], settings: SettingsOf | None
    ) -> Mapping[str, object]:
        """What a hook is offered, with its plugin's settings if it takes them; else nobody looks them up.

        They are made when the plugin is called, with its limit and its failures: their class is its own code.
        """
        if "settings" not in caller.arguments:
            return offered
        look = settings or self.given.usual_settings
        return MadeLate(offered, settings=lambda: look(caller.plugin))
