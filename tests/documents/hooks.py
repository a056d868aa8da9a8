"""The generated part of docs/hooks.md: the kinds, and each hook with its arguments, result and example."""

from __future__ import annotations

import inspect
from textwrap import dedent

from farolito.plugins import hookspecs
from farolito.plugins.catalogue import CATALOGUE, HookSpec
from farolito.plugins.kinds import (
    DEMO,
    FUNCTION,
    LIMITS,
    MEANING,
    NIGHT,
    PAGE,
    PANEL,
    RENDER,
    WHEN_PAUSED,
    Kind,
)
from tests.documents.test_examples import Examples
from tests.documents.writing import code, prose

ARGUMENTS = {
    "response": "what was answered so far, or sent: form, place, answers, needs, scores",
    "form": "the form as it would be published",
    "actor": "who asks: a user with grants, a family, or the system",
    "permission": "what they want to do, e.g. `responses.view`",
    "place": "the place that the records are of",
    "regime": "who owns the records: `education_record`, `counseling`, `provider`, `clinic`, `support_group`, "
    "`anonymous` or `self_service`",
    "form_name": "the form that the records answer, or `None` for all records of the regime",
    "submission": "the act of sending: the response, its number, when it was received",
    "session": "a SQLAlchemy session, for your own tables",
    "event": "ids of what happened, never answers",
    "settings": "an object of your settings class, with what counts at the place; `None` if you have no such class",
}
"""Argument to what it is. The same name means the same thing in every hook."""

SHOWN = {
    "ResponseView",
    "Form",
    "Actor",
    "PlaceView",
    "SubmissionView",
    "SubmissionSaved",
    "NextStep",
    "DatedFact",
    "PdfLayout",
    "NavItem",
    "PluginFunction",
    "Panel",
    "PlaceLink",
    "ResponseLink",
    "DemoData",
    "Nightly",
}
"""Types that docs/plugin-api.md has a section about."""


def text() -> str:
    """Everything below the mark."""
    sections = [_section(spec) for spec in CATALOGUE.values()]
    parts = ["## Kinds", _kinds(), _limits(), "## The hooks", *sections]
    return "\n\n".join(parts) + "\n"


def _kinds() -> str:
    rows = [f"| **{kind}** | {MEANING[kind]} | {WHEN_PAUSED[kind]} |" for kind in Kind]
    return "\n".join(["| kind | a failure means | while paused |", "|---|---|---|", *rows])


def _limits() -> str:
    """What one call may take: the table beside the kinds."""
    what = {
        Kind.REGISTER: "*register*, and the import of the plugin",
        PAGE: "a page of the plugin",
        RENDER: "the `render` of a layout",
        FUNCTION: "a function for rules",
        PANEL: "the `fill` of a panel",
        DEMO: "the `fill` of data for the demo",
        NIGHT: "the `run` of a nightly task",
    }
    rows = [
        f"| {what.get(kind, f'*{kind}*')} | {one.seconds:g} | {one.memory} |"
        for kind, one in LIMITS.items()
    ]
    return "\n".join(
        [
            "What one call may take, in seconds on the clock on the wall and in MiB of memory beyond what the process "
            "has. Making a PDF",
            "is the host's own work, with limits of its own: it does not count.",
            "",
            "| call | seconds | MiB |",
            "|---|---|---|",
            *rows,
        ]
    )


def _section(spec: HookSpec) -> str:
    parts = [
        f"### `{spec.name}`",
        f"*{spec.kind}*, since {spec.since}. If it fails: {MEANING[spec.kind]}.",
        code(spec.signature),
        prose(spec.promise),
    ]
    arguments = "\n".join(_argument(spec, name) for name in spec.arguments)
    parts += [arguments] if arguments else []
    parts += [f"Gives: {_type(_result(spec))}", "For example:", code(example(spec.name))]
    return "\n\n".join(parts)


def _argument(spec: HookSpec, name: str) -> str:
    annotation = inspect.signature(getattr(hookspecs, spec.name)).parameters[name].annotation
    return f"- `{name}` ({_type(annotation)}): {ARGUMENTS[name]}"


def _result(spec: HookSpec) -> str:
    return str(inspect.signature(getattr(hookspecs, spec.name)).return_annotation)


def _type(annotation: object) -> str:
    found = str(annotation)
    kind = found.removeprefix("Iterable[").removesuffix("]")
    if kind == "PluginPages":  # the one class that plugins use for it
        kind = "Pages"
    several = "several " if found.startswith("Iterable[") else ""
    if kind in SHOWN or kind == "Pages":
        return f"{several}[`{kind}`](plugin-api.md#{kind.lower()})"
    return "nothing" if kind == "None" else f"{several}`{kind}`"


def example(hook: str) -> str:
    """The method of the example plugin that answers a hook, as an author would write it."""
    return dedent(inspect.getsource(getattr(Examples, hook))).rstrip()
