"""What plugins of tests are written with: a healthy one, to which one thing is done; and how whole ones are built."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
from farolito.api import Asks, NavItem, PdfLayout, Plugin, hookimpl
from farolito.testing.factories import ALL_ASKS

class ThePlugin(Plugin):
    name = "broken"
    title = "Broken"
    summary = "Shows one fault."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
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


def built(folder: Path) -> Path:
    """The wheel of a distribution, built offline and unpacked as an installer would; the folder it lies in."""
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel")
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    site = folder / "dist" / "site"
    zipfile.ZipFile(wheel).extractall(site)
    return site


def in_folder(
    folder: Path, *words: str, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder without any setting of Farolito, with ``path`` on its path."""
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith("FAROLITO_")
    }
    if path is not None:
        environ["PYTHONPATH"] = str(path)
    return subprocess.run(
        (sys.executable, *words),
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
