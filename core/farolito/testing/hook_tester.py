"""Tries one hook of a plugin: with good values, and in each kind of surroundings that a Friday may bring.

    for outcome in try_hook(FoodBank, "next_steps", response=make_response(needs=["food_bank"])):
        print(outcome)

    good values: kept: 1 NextStep
    no answer at all: kept: nothing
    a language that it does not speak: fails (KeyError in asking.py:31). Its part is left out; staff see a note. …

What the host would do is not imitated: it is the host's own facade that is called.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from farolito.domain.access import NOBODY, SYSTEM, Actor
from farolito.domain.definitions import Form
from farolito.domain.events import SubmissionSaved
from farolito.domain.views import PlaceView, ResponseView, SubmissionView
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.failures import HookFailed
from farolito.plugins.kinds import MEANING, WHEN_PAUSED, Kind
from farolito.plugins.tables import metadata_of
from farolito.testing.factories import make_form
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.manifest import Plugin

Given = dict[str, Any]
SKIPPED = {"skipped": True}
GOOD = "good values"
NOT_CALLED = "not called: it does not ask for these records"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one call. ``says`` is what the host does with it, in words; ``failed`` blames the plugin."""

    surroundings: str
    failed: bool
    says: str

    def __str__(self) -> str:
        return f"{self.surroundings}: {self.says}"


def try_hook(plugin: type[Plugin], hook: str, **good: object) -> tuple[Outcome, ...]:
    """Call one hook of ``plugin`` with ``good`` values, then in all the surroundings that its arguments can have.

    ``good`` are the hook's arguments by name, made with :mod:`farolito.testing.factories`. ``session`` is left out:
    each call gets a database of its own, in memory, with the plugin's tables. ``settings`` may be left out: then they
    are as their author wrote them. A hook that is not called, because the plugin does not ask for such records, fails
    with good values. Raises AssertionError for a hook that does not exist or that the plugin does not answer, and for
    an argument that is missing or too many.
    """
    _check(plugin, hook, good)
    stored = "session" in CATALOGUE[hook].arguments
    outcomes = [_called(plugin, hook, GOOD, good)]
    outcomes += [_called(plugin, hook, *variant) for variant in _variants(plugin, good)]
    if stored:
        outcomes.append(_called(plugin, hook, "the same a second time", good, times=2))
        without = _called(plugin, hook, "its tables are missing", good, tables=False)
        outcomes.append(replace(without, failed=False))
    return tuple(outcomes)


def failures(plugin: type[Plugin], hook: str, **good: object) -> list[str]:
    """The outcomes of :func:`try_hook` for which the plugin is to blame, in words: let a test expect ``[]``."""
    return [str(one) for one in try_hook(plugin, hook, **good) if one.failed]


def _check(plugin: type[Plugin], hook: str, good: Mapping[str, object]) -> None:
    if hook not in CATALOGUE:
        raise AssertionError(f"There is no hook {hook}. There are: {', '.join(CATALOGUE)}.")
    if hook not in make_hooks(plugin).roster.loaded[0].hooks:
        raise AssertionError(f"{plugin.__name__} does not answer {hook}.")
    wanted = {name for name in CATALOGUE[hook].arguments if name != "session"}
    wanted -= {"settings"} - set(good)
    if wanted != set(good):
        offered, given = (", ".join(sorted(names)) or "nothing" for names in (wanted, good))
        raise AssertionError(f"{hook} is offered {offered}; given: {given}.")


def _variants(plugin: type[Plugin], good: Given) -> Iterator[tuple[str, Given]]:
    """The good values with one of them changed, and what is changed about it."""
    for name, value in good.items():
        for words, other in _others(value):
            yield words, {**good, name: other}
        if name == "form_name" and value is not None:
            yield "all records are meant, and no form", {**good, name: None}
    spoken = plugin().languages
    for name, value in good.items():
        foreign = next((tag for tag in ("ar", "hy", "ko", "zh-Hans") if tag not in spoken), "")
        if not foreign:  # it speaks every language there is
            return
        if isinstance(value, ResponseView):
            yield _language(foreign), {**good, name: replace(value, language=foreign)}
        elif isinstance(value, SubmissionView):
            other = replace(value, response=replace(value.response, language=foreign))
            yield _language(foreign), {**good, name: other}


def _language(tag: str) -> str:
    return f"a language that it does not speak ({tag})"


def _others(value: object) -> Iterator[tuple[str, object]]:
    match value:
        case ResponseView():
            yield from _responses(value)
        case SubmissionView():
            yield "a correction", replace(value, number=value.number + 1)
            for words, response in _responses(value.response):
                yield words, replace(value, response=response)
        case SubmissionSaved():
            yield "a response that it never saw", replace(value, response_id="response-unknown")
        case Actor():
            yield "somebody who is not logged in", NOBODY
            yield "the system itself", SYSTEM
            yield "a family", Actor("family", id="family-1")
            yield "a user without any role", replace(value, grants=())
        case Form():
            yield "a form of somebody else", make_form("somebody-elses")
            yield "a form without questions", replace(value, sections=(), needs=())
        case PlaceView():
            yield "a county instead of a school", replace(value, kind="county")
        case _:
            return


def _responses(good: ResponseView) -> Iterator[tuple[str, ResponseView]]:
    yield "no answer at all", replace(good, answers={}, needs=(), scores={})
    names = {*good.answers, *(question.name for question in good.form.all_questions())}
    skipped = dict.fromkeys(names, SKIPPED)
    yield "every question skipped", replace(good, answers=skipped, needs=(), scores={})
    odd = {name: _odd(value) for name, value in good.answers.items()}
    yield "answers of another kind, as of a newer form", replace(good, answers=odd)
    yield "a need that it does not know", replace(good, needs=(*good.needs, "a_new_need"))
    other = make_form("somebody-elses")
    yield "a form of somebody else", replace(good, form=other, answers={}, needs=(), scores={})
    counselors = replace(good.form, regime="counseling")
    yield "a record of another regime", replace(good, form=counselors)


def _odd(value: object) -> object:
    return ["something_new"] if isinstance(value, str | int | float) else "something_new"


def _called(
    plugin: type[Plugin],
    hook: str,
    surroundings: str,
    given: Given,
    *,
    times: int = 1,
    tables: bool = True,
) -> Outcome:
    hooks = make_hooks(plugin)
    # one connection: what a call leaves behind is there for the next
    engine = create_engine("sqlite://", poolclass=StaticPool)
    if tables:
        metadata_of(plugin.name).create_all(engine)
    result: object = None
    try:
        for _ in range(times):
            result = _call(hooks, hook, given, engine)
    except HookFailed:
        pass  # counted by the host, as everything that fails
    finally:
        engine.dispose()
    kind = CATALOGUE[hook].kind
    faults = [fault for fault in hooks.health.faults() if fault.hook == hook]
    if faults:
        return Outcome(surroundings, True, _blame(kind, faults[0].cause))
    if any(one.hook == hook for one in hooks.given.withheld(plugin.name)):
        return Outcome(surroundings, surroundings == GOOD, NOT_CALLED)
    return Outcome(surroundings, False, _words(kind, result))


def _call(hooks: Hooks, hook: str, given: Given, engine: Engine) -> object:
    method = getattr(hooks, hook)
    if (settings := given.get("settings")) is not None:
        given = {**given, "settings": lambda _: settings}
    match CATALOGUE[hook].kind:
        case Kind.JOIN:
            with Session(engine) as session, session.begin():
                return method(**given, session=session)
        case Kind.NOTIFY:
            return method(**given, sessions=sessionmaker(engine).begin)
        case _ if "session" in CATALOGUE[hook].arguments:
            return method(**given, sessions=lambda _: sessionmaker(engine).begin())
        case _:
            return method(**given)


def _blame(kind: Kind, cause: str) -> str:
    meaning, paused = MEANING[kind], WHEN_PAUSED[kind]
    then = meaning[0].upper() + meaning[1:]
    return f"fails ({cause}). {then}. After five failures in ten minutes: {paused}."


def _words(kind: Kind, result: object) -> str:
    match kind:
        case Kind.REGISTER | Kind.CONTRIBUTE:
            parts: tuple[object, ...] = tuple(result) if isinstance(result, tuple) else ()
            kinds = ", ".join(dict.fromkeys(type(part).__name__ for part in parts))
            return f"kept: {len(parts)} {kinds}" if parts else "kept: nothing"
        case Kind.CHECK:
            reasons = result if isinstance(result, list) else []
            return f"refused: {' '.join(reasons)}" if reasons else "nothing against it"
        case Kind.DECIDE:
            return "nothing against it" if result else "denied"
        case Kind.JOIN:
            return "saved together with the answers"
        case Kind.NOTIFY:
            return "told"
