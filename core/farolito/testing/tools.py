"""What the tests say when a program they need is missing: an error with the command, never a skip."""

from __future__ import annotations


class MissingTool(RuntimeError):
    """The tests need a program that is not here; the message says how to get it."""
