"""``./run million [most]``: exports of 10,000, 100,000 and 1,000,000 responses, and what they take of memory.

Each export is a ``farolito responses export`` of its own, whose greatest memory the kernel tells. Takes about half an
hour, and 2 GB in ``.cache/``. It is apart from ``./run bench`` for that reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10_000, 100_000, 1_000_000)
FORMATS = ("csv", "jsonl", "xlsx")
HEADINGS = ("responses", "format", "peak memory", "CPU", "file", "lines of progress")


def main(words: list[str]) -> None:
    """Measure up to ``most`` responses, and print a line for each export."""
    sys.path[0] = str(ROOT)
    most = int(words[0]) if words else SIZES[-1]
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="million-", dir=cache) as name:
        print("  ".join(HEADINGS), flush=True)
        for line in measured(Path(name), [size for size in SIZES if size <= most]):
            print("  ".join(line), flush=True)


def measured(folder: Path, sizes: list[int]) -> Iterator[tuple[str, ...]]:
    """The lines of the table."""
    from benchmarks.county import make_county
    from benchmarks.exports import fill
    from benchmarks.long_forms import long_answers, long_form
    from farolito.domain.access import SYSTEM
    from farolito.services import forms
    from farolito.web.host import host_of

    document = long_form(4)
    county = make_county(folder / "county", 1)
    works = host_of(county.app()).works
    with works.open(SYSTEM) as work:
        forms.publish(work, document)
    there, begin = 0, datetime.now(UTC) - timedelta(seconds=sizes[-1])
    for size in sizes:
        fill(works, long_answers(document), size - there, there, document["name"], begin)
        there = size
        for kind in FORMATS:
            yield _exported(folder, county.environment, document["name"], kind, size)
    works.close()


def _exported(
    folder: Path, environment: dict[str, str], form: str, kind: str, size: int
) -> tuple[str, ...]:
    from farolito.services import demo

    out, said = folder / f"out.{kind}.zip", folder / "said.txt"
    words = ("responses", "export", form, "--place", demo.SCHOOL, "--format", kind)
    begin = time.monotonic()
    with said.open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "farolito.cli", *words, "--out", str(out), "--progress"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, said.read_text()
    large, lines = out.stat().st_size, said.read_text().count(" responses\n")
    out.unlink()
    took = f"{used.ru_utime + used.ru_stime:.1f} s of {time.monotonic() - begin:.0f} s"
    memory, file = f"{used.ru_maxrss / 1e3:.1f} MB", f"{large / 1e6:.1f} MB"
    return f"{size:,}", kind, memory, took, file, str(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
