"""Addresses are built by functions that werkzeug writes and compiles, two for each of 200 routes.

Most processes build only a few addresses, many none. So each function is made when it is first called: to join the
parts of a site takes a seventh of the processor time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import Rule

if TYPE_CHECKING:
    from collections.abc import Callable


class LateRule(Rule):
    """A rule of the usual kind whose two builders are compiled when they are first needed."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder
        made: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            if not made:
                made.append(compiled(append_unknown))
            return made[0](rule, **values)

        return build
