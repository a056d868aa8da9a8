"""The six kinds of hooks. A hook's kind, and nothing else, decides what a failure means."""

from __future__ import annotations

from enum import StrEnum

from farolito.sandbox.in_process import Limit


class Kind(StrEnum):
    """When a hook is called; see :data:`MEANING` for what a failing plugin causes."""

    REGISTER = "register"
    CONTRIBUTE = "contribute"
    CHECK = "check"
    DECIDE = "decide"
    JOIN = "join"
    NOTIFY = "notify"


MEANING: dict[Kind, str] = {
    Kind.REGISTER: "this plugin is not loaded; the site starts; the plugins page says why",
    Kind.CONTRIBUTE: "its part is left out; staff see a note",
    Kind.CHECK: "counts as a problem: nothing is saved",
    Kind.DECIDE: "deny",
    Kind.JOIN: "everything rolls back; the answers stay with the person",
    Kind.NOTIFY: "the others are still told; this plugin is told again later",
}
"""Kind to what happens when a plugin fails in a hook of that kind."""

WHEN_PAUSED: dict[Kind, str] = {
    Kind.REGISTER: "never paused: it is called once, at start-up",
    Kind.CONTRIBUTE: "its part is left out",
    Kind.CHECK: "still counts as a problem",
    Kind.DECIDE: "still denies",
    Kind.JOIN: "is left out, so that families can send; what it misses is counted",
    Kind.NOTIFY: "is told later",
}
"""Kind to what happens while a hook of a plugin is paused after repeated failures."""

PAGE, RENDER, FUNCTION, PANEL, DEMO = "page", "render", "function", "panel", "demo"
NIGHT = "night"
"""What a plugin is called for besides hooks: pages, layouts, functions for rules, panels, demo data, every night."""

LIMITS: dict[str, Limit] = {
    Kind.REGISTER: Limit(seconds=10, memory=768),  # its import too
    Kind.CONTRIBUTE: Limit(seconds=2, memory=256),
    Kind.CHECK: Limit(seconds=2, memory=256),
    Kind.DECIDE: Limit(seconds=2, memory=256),
    Kind.JOIN: Limit(seconds=5, memory=256),
    Kind.NOTIFY: Limit(seconds=30, memory=768),  # nobody waits; the lease of its job is 2 minutes
    PAGE: Limit(seconds=10, memory=256),
    RENDER: Limit(seconds=10, memory=256),
    FUNCTION: Limit(seconds=1, memory=256),
    PANEL: Limit(seconds=2, memory=256),
    DEMO: Limit(seconds=30, memory=768),
    NIGHT: Limit(seconds=30, memory=768),
}
"""What one call may take: somebody is waiting, and another plugin wants to be asked as well."""
