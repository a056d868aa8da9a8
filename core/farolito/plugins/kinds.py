"""The six kinds of hooks. A hook's kind, and nothing else, decides what a failure means."""

from __future__ import annotations

from enum import StrEnum


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
