"""What broken plugins are written with: a healthy one, to which one thing is done."""

from __future__ import annotations

from dataclasses import dataclass, field

HEAD = """
from farolito.api import NavItem, PdfLayout, Plugin, hookimpl

class ThePlugin(Plugin):
    name = "broken"
    title = "Broken"
    summary = "Shows one fault."
    requires_host = ">=0.1,<1"
"""


@dataclass(frozen=True)
class Broken:
    """``source`` of plugin.py, the ``code`` of the refusal and words that its reason must hold."""

    what: str
    source: str
    code: str
    says: str
    files: dict[str, str] = field(default_factory=dict)


def method(text: str) -> str:
    """The plugin with one more method."""
    indented = "\n".join(f"    {line}" for line in text.strip().splitlines())
    return f"{HEAD}\n{indented}\n"


def attribute(line: str) -> str:
    """The plugin with one attribute set otherwise."""
    return f"{HEAD}\n    {line}\n"


def pages(made: str, *routes: str) -> str:
    """The plugin with pages; each of ``routes`` is what is written between the brackets of ``route``."""
    lines = [f"pages = {made}", *(f"pages.route({route})(print)" for route in routes)]
    body = "\n".join(f"    {line}" for line in lines)
    return method(
        f"@hookimpl\ndef register_pages(self):\n    from farolito.api import Pages\n{body}\n    return [pages]"
    )
