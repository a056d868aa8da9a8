"""Functions that plugins bring to rules, as a tablet carries them out: their JavaScript, each a public file of its own.

    called(work, rules) -> {"<plugin>.<name>": {"takes": […], "gives": kind, "module": address}}

One that a tablet does not have is missing there, as on the server when its plugin is gone.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from flask import Response

from farolito.errors import NotFound
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from farolito.services.work import Work

pages = Pages("tablet_functions", "/tablet/functions")

_CALL = re.compile(rb'"([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)":\[')


def called(work: Work, rules: bytes) -> dict[str, Any]:
    """The functions that rules of a form call, as far as plugins bring them. ``rules``: as they are sent."""
    known = work.hooks.functions
    names = sorted({found.decode() for found in _CALL.findall(rules)} & set(known))
    return {
        name: {
            "takes": known[name].takes,
            "gives": known[name].gives,
            "module": f"{pages.url_prefix}/{name}.{_digest(_source(work, name))}.js",
        }
        for name in names
    }


@pages.route("/<name>.<digest>.js", permission="public", cache="immutable", csp="none")
def module(work: Work, name: str, digest: str) -> Response:
    """The module of a function: ``export default (a, b) => …;``. Not found when it is another one by now."""
    source = _source(work, name) if name in work.hooks.functions else b""
    if digest != _digest(source):
        raise NotFound("There is no such function.")
    return Response(source, mimetype="text/javascript")


def _source(work: Work, name: str) -> bytes:
    plugin, _, own = name.partition(".")
    brought = work.hooks.brought(plugin).functions
    return next(one.source.encode() for one in brought if one.name == own)


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()[:16]
