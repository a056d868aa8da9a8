"""Brings what a package lacks from the index or from a folder of wheels, with the host's own versions as they are."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
from importlib.metadata import distributions
from typing import TYPE_CHECKING

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from farolito.plugins.packages import tools
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.packages.wheels import sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from farolito.plugins.packages.environment import Environment

SECONDS = 600
LINES = 8  # of what the tool said last
PLANNED = re.compile(r"^ \+ (\S+==\S+)$", re.MULTILINE)
NATIVE = re.compile(r"[A-Za-z_]\w*(\.[\w.-]+)?\.(so|pyd|dylib)|[\w.-]+\.libs", re.ASCII)
"""Compiled modules and their libraries, which lie beside packages."""


def bring(
    lacking: Sequence[str], host: Environment, into: Path, work: Path, wheels: Path | None = None
) -> dict[str, str]:
    """Put the distributions that ``lacking`` asks for into ``into``; their names and versions.

    Finished wheels only: nothing is built, so nothing runs. ``work`` is a folder for files on the way; ``wheels`` a
    folder to take them from instead of the index. Raises :class:`PackageRefused`.
    """
    asked, fixed, lock = work / "lacking.txt", work / "host.txt", work / "lock.txt"
    asked.write_text("\n".join(lacking) + "\n", encoding="utf-8")
    ours = {name: one.version for name, one in host.found.items()}
    fixed.write_text("".join(f"{name}=={have}\n" for name, have in ours.items()), encoding="utf-8")
    what = ", ".join(f"`{line}`" for line in lacking)
    failed = f"It needs {what}, which cannot be had beside what Farolito runs with."
    # looked at only: what the environment has is taken for granted there, so that it works offline too
    dry = ("pip", "install", "--dry-run", "--constraints", str(fixed), "--requirements", str(asked))
    planned = _uv(work, failed, *dry, *_from(wheels))
    pins = PLANNED.findall(planned)
    if wheels is not None:
        lock.write_text("".join(_hashed(pin, wheels) for pin in pins), encoding="utf-8")
    else:
        exact = work / "pins.txt"
        exact.write_text("\n".join(pins) + "\n", encoding="utf-8")
        compiling = ("pip", "compile", str(exact), "--output-file", str(lock), "--no-deps")
        _uv(work, failed, *compiling, "--generate-hashes", "--no-header", "--quiet", *_from(None))
    return _install(lock, into, work, f"It needs {what}, which could not be brought.", wheels)


def fetch(reference: str, sum256: str, into: Path, work: Path, wheels: Path | None = None) -> None:
    """Put one distribution, ``NAME==VERSION`` whose wheel has this SHA-256, into ``into`` without what it needs."""
    lock = work / "wanted.txt"
    lock.write_text(f"{reference} --hash=sha256:{sum256}\n", encoding="utf-8")
    _install(lock, into, work, f"{reference} with that hash could not be brought.", wheels)


def _hashed(pin: str, wheels: Path) -> str:
    """A line of a lock: a version with the hash of every wheel of it in a folder."""
    name, _, version = pin.partition("==")
    sums = []
    for wheel in sorted(wheels.glob("*.whl")):
        try:
            found, its_version, *_ = parse_wheel_filename(wheel.name)
        except InvalidWheelFilename:
            continue
        if found == canonicalize_name(name) and str(its_version) == version:
            sums.append(f" --hash=sha256:{sum_of(wheel)}")
    return f"{pin}{''.join(sums)}\n"


def _install(
    lock: Path, into: Path, work: Path, failed: str, wheels: Path | None
) -> dict[str, str]:
    target = work / f"{lock.stem}.brought"
    _uv(
        work,
        failed,
        *("pip", "install", "--target", str(target), "--no-deps", "--require-hashes", "--quiet"),
        *("--link-mode", "copy", "--requirements", str(lock), *_from(wheels)),
    )
    into.mkdir(exist_ok=True)
    for entry in sorted(target.iterdir()) if target.is_dir() else ():
        _take(entry, into)
    return {
        canonicalize_name(one.metadata["Name"]): one.version
        for one in distributions(path=[str(target if target.is_dir() else into), str(into)])
    }


def _take(entry: Path, into: Path) -> None:
    """Move what can be imported, and the metadata; programs and data for elsewhere are left behind."""
    name = entry.name
    if name.endswith(".pth"):
        raise PackageRefused(
            "runs_by_itself",
            f"What it needs has a file `{name}` that every start of Python would run.",
        )
    importable = name.isidentifier() and entry.is_dir() and name not in ("bin", "share", "include")
    if importable or name.endswith((".py", ".dist-info")) or NATIVE.fullmatch(name):
        shutil.move(entry, into / name)


def _from(wheels: Path | None) -> tuple[str, ...]:
    common = ("--only-binary", ":all:", "--python", sys.executable)
    return common if wheels is None else (*common, "--no-index", "--find-links", str(wheels))


def _uv(work: Path, failed: str, *words: str) -> str:
    """Run it; what it says."""
    try:
        program: str = importlib.import_module("uv").find_uv_bin()
    except (ImportError, OSError):
        raise PackageRefused(
            "no_tool",
            "What brings packages (uv) is not in Farolito's environment.",
            "Type ./run setup, or ask for a package that needs nothing else.",
        ) from None
    environ = os.environ | {"UV_NO_PROGRESS": "1", "UV_PYTHON_DOWNLOADS": "never"}
    done = tools.run((program, *words), work, environ, SECONDS)
    if done is None:
        raise PackageRefused(
            "not_brought", failed, "The index does not answer: try again when the line is better."
        )
    if done.returncode:
        raise PackageRefused(
            "not_brought",
            failed,
            "Read below whether it is the connection or a version; without a connection, name a folder of wheels "
            "with --wheels.",
            tools.last_words(done, LINES),
        )
    return done.stderr
