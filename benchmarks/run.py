"""``./run bench [--json | --markdown] [part ...]``: measure side by side, and print ratios beside their budgets."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]

PARTS = (
    "serving",
    "submitting",
    "starting",
    "plugins",
    "forms",
    "exports",
    "numbers",
    "hooks",
    "expressions",
    "phone",
    "pdf",
    "bulk",
    "inbox",
    "guessing",
)
"""The modules that measure: each has ``measure(folder) -> Iterator[Figure]`` and may write into the folder."""


def main(words: Sequence[str]) -> None:
    """Measure what was asked for, all by default, and print it as asked."""
    # a script's own folder comes first on the path: there our pdf.py or load.py would pass for somebody else's
    sys.path[0] = str(ROOT)
    from benchmarks import figures
    from benchmarks.machine import facts

    parser = _parser()
    arguments = parser.parse_args(words)
    if unknown := set(arguments.part) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    formats = {"text": figures.as_table, "json": figures.as_json, "markdown": figures.as_markdown}
    cache = ROOT / ".cache"  # on a disk: in memory every commit would be free
    cache.mkdir(exist_ok=True)
    begin = time.monotonic()
    found: list[figures.Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=cache) as name:
        about = facts(Path(name))
        for part in arguments.part or PARTS:
            print(f"measuring {part} …", file=sys.stderr, flush=True)
            found += importlib.import_module(f"benchmarks.{part}").measure(Path(name))
    about["took"] = f"{time.monotonic() - begin:.0f} s"
    print(formats[arguments.format](found, about))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "part", nargs="*", help=f"what to measure: {', '.join(PARTS)}; all of it by default"
    )
    parser.set_defaults(format="text")
    for name in ("json", "markdown"):
        parser.add_argument(f"--{name}", dest="format", action="store_const", const=name)
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
