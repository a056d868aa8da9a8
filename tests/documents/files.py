"""Which files are generated, and from what. Above the mark a file is written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.documents import api, hooks, testing

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
MARK = "<!-- From here on: python -m tests.documents -->\n"


def _with_head(path: Path, body: Callable[[], str]) -> Callable[[], str]:
    def whole() -> str:
        head, mark, _ = path.read_text("utf-8").partition(MARK)
        return f"{head}{mark}\n{body()}"

    return whole


DOCUMENTS: dict[Path, Callable[[], str]] = {
    DOCS / name: _with_head(DOCS / name, body)
    for name, body in {
        "hooks.md": hooks.text,
        "plugin-api.md": api.text,
        "testing-a-plugin.md": testing.text,
    }.items()
}
"""File to what ought to stand in it."""
