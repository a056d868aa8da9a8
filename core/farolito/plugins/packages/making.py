"""From a folder, a wheel or a name with its hash to a package in the data folder."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.plugins.packages.beside import check_brought, check_plugin, modules_of
from farolito.plugins.packages.bringing import bring, fetch
from farolito.plugins.packages.building import build
from farolito.plugins.packages.contents import check_names, look_into
from farolito.plugins.packages.environment import environment
from farolito.plugins.packages.folders import FACTS, draft, settle
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.packages.requirements import lacking
from farolito.plugins.packages.wheels import LARGEST, MIB, MOST_FILES, sum_of, unpack
from farolito.plugins.sets import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from farolito.plugins.packages.contents import Contents
    from farolito.plugins.packages.environment import Environment

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+", re.ASCII)
HASH = re.compile(r"(sha256[:=])?([0-9a-f]{64})", re.ASCII)


def silent(words: str) -> None:
    """Says nothing."""


def make_package(
    source: str,
    folder: Path,
    *,
    hash256: str = "",
    wheels: Path | None = None,
    others: Iterable[Package] = (),
    say: Callable[[str], None] = silent,
) -> Package:
    """Make a package of ``source`` in the ``folder`` of packages; nothing of it is imported.

    ``source`` is a folder with a ``pyproject.toml``, a wheel, or ``NAME==VERSION`` together with ``hash256``.
    ``others`` are the packages beside which it is to be used; an older one of the same distribution gives way.
    ``say`` is told what is done, in words. Raises :class:`PackageRefused`, and then nothing is left behind.
    """
    host = environment(folder)
    with draft(folder) as work:
        made = work / "package"
        made.mkdir()
        wheel_sum = _put(source, made, work, _hash(hash256), wheels, say)
        say("Looking into it")
        contents = look_into(made)
        mine = [one for one in others if one.distribution != contents.distribution]
        check_plugin(contents, mine)
        check_names(contents, host, modules_of(folder, mine))
        brought: dict[str, str] = {}
        if lines := lacking(contents.requires, host):
            say(f"Bringing what it needs: {', '.join(lines)}")
            brought = _bring(lines, host, made, work, wheels, contents)
            check_brought(brought, folder, mine)
        names = tuple(sorted(f"{name}=={version}" for name, version in brought.items()))
        package = Package(
            contents.distribution, contents.version, _sum(wheel_sum, names), (contents.plugin,)
        )
        say("Writing it to the disk")
        _limit(made)
        _compile(made)
        settle(made, package, {"wheel": wheel_sum, "brought": list(names)})
        return package


def _put(
    source: str,
    made: Path,
    work: Path,
    hash256: str,
    wheels: Path | None,
    say: Callable[[str], None],
) -> str:
    """Unpack what is meant by ``source`` into ``made``; the SHA-256 of its wheel."""
    path = Path(source).expanduser()
    if not path.exists() and REFERENCE.fullmatch(source):
        if not hash256:
            raise PackageRefused(
                "no_hash",
                f"{source} comes from the index, and only its hash says that it is the one you mean.",
                f"Type the hash of its wheel too: farolito plugins install {source} --hash sha256:…",
            )
        say(f"Fetching {source}")
        fetch(source, hash256, made, work, wheels)
        return hash256
    if path.is_dir():
        say(f"Building a wheel of {path}")
        path = build(path.resolve(), work)
    elif path.suffix != ".whl":
        raise PackageRefused(
            "no_source",
            f"{source} is no folder, no wheel (.whl) and no NAME==VERSION.",
            "Look at how it is written, or see what there is: farolito plugins available",
        )
    found = sum_of(path)
    if hash256 and found != hash256:
        raise PackageRefused(
            "other_hash",
            f"{path.name} has the hash sha256:{found}, not the one you typed.",
            "Fetch it again; if it stays so, it is not the package you mean.",
        )
    say(f"Unpacking {path.name}")
    unpack(path, made)
    return found


def _hash(text: str) -> str:
    if not text:
        return ""
    found = HASH.fullmatch(text.strip().lower())
    if found is None:
        raise PackageRefused(
            "no_hash", "That is no hash.", "Write sha256: and 64 digits and letters from a to f."
        )
    return found[2]


def _bring(
    lines: tuple[str, ...],
    host: Environment,
    made: Path,
    work: Path,
    wheels: Path | None,
    contents: Contents,
) -> dict[str, str]:
    beside = work / "beside"
    brought = bring(lines, host, beside, work, wheels)
    for entry in sorted(beside.iterdir()):
        module = entry.name.removesuffix(".py").partition(".")[0]
        is_metadata = entry.name.endswith((".dist-info", ".libs"))
        if not is_metadata and (module in contents.modules or host.has_module(module)):
            raise PackageRefused(
                "taken",
                f"What it needs has a module `{module}`, the name of one that is there already.",
            )
        entry.rename(made / entry.name)
    return brought


def _sum(wheel_sum: str, brought: tuple[str, ...]) -> str:
    """The SHA-256 of the wheel; together with what was brought, where something was."""
    if not brought:
        return wheel_sum
    return hashlib.sha256("\n".join((wheel_sum, *brought)).encode()).hexdigest()


def _limit(made: Path) -> None:
    files = [path for path in made.rglob("*") if path.is_file()]
    if len(files) > MOST_FILES or sum(path.stat().st_size for path in files) > LARGEST:
        raise PackageRefused(
            "too_large",
            f"With what it needs it has more than {LARGEST // MIB} MiB or {MOST_FILES} files.",
        )
    if any(path.is_symlink() for path in made.rglob("*")) or (made / FACTS).exists():
        raise PackageRefused("leads_out", "It has a file that leads out of the package.")


def _compile(made: Path) -> None:
    """Compile its modules now, in a process of its own, so that nothing has to write into the folder later."""
    subprocess.run(  # noqa: S603  our own words
        (
            sys.executable,
            "-m",
            "compileall",
            "-q",
            "--invalidation-mode",
            "unchecked-hash",
            str(made),
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
        check=False,  # a module that is no Python is found by the trial, which names it
    )
