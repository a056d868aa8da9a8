"""The table of docs/checks.md, read: which tests show which check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "checks.md"
ROW = re.compile(r"^\| (?P<number>\d+)(?P<often> ●)? \| (?P<cells>.*) \|$", re.MULTILINE)
LINK = re.compile(r"\[`(?P<name>\w+)`\]\(\.\./(?P<path>[\w./-]+)\)")


@dataclass(frozen=True)
class Check:
    """One row: its number, whether every commit is tried, and its tests as pytest names them."""

    number: int
    every_commit: bool
    tests: tuple[str, ...]
    cells: tuple[str, ...]


def checks() -> list[Check]:
    """All of them, in their order."""
    found = []
    for row in ROW.finditer(TABLE.read_text(encoding="utf-8")):
        tests = tuple(f"{one['path']}::{one['name']}" for one in LINK.finditer(row["cells"]))
        cells = tuple(row["cells"].split(" | "))
        found.append(Check(int(row["number"]), bool(row["often"]), tests, cells))
    return found
