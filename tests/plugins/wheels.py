"""Wheels of plugins for tests: well-formed ones, and ones with one thing wrong."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PLUGIN = """
from farolito.api import Asks, Plugin

class ThePlugin(Plugin):
    name = "{name}"
    title = "Lanterns"
    summary = "Shows what a package needs."
    requires_host = ">=0.1,<1"
    asks = Asks(forms=True, tables=True)
"""


def module_of(distribution: str) -> str:
    """The package that a distribution of this name brings."""
    return distribution.replace("-", "_")


def wheel_files(
    name: str,
    version: str = "1.0",
    *,
    source: str = PLUGIN,
    files: Mapping[str, str] | None = None,
    requires: Sequence[str] = (),
    metadata: str = "",
    entry_points: str | None = None,
    tag: str = "py3-none-any",
) -> dict[str, str]:
    """The files of a wheel by their path in it, without RECORD. ``files`` are more of them, from the top."""
    distribution = f"farolito-{name.replace('_', '-')}"
    package, info = module_of(distribution), f"{module_of(distribution)}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires)
    point = f"[farolito.plugins]\n{name} = {package}.plugin:ThePlugin\n"
    return {
        f"{package}/__init__.py": "",
        f"{package}/plugin.py": dedent(source).replace("{name}", name),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n{needs}{metadata}",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/entry_points.txt": point if entry_points is None else entry_points,
        **{path.format(package=package, info=info): text for path, text in (files or {}).items()},
    }


def zipped(folder: Path, files: Mapping[str, str], *, damaged: str = "") -> Path:
    """The wheel of these files. ``damaged`` is changed after its sum was taken."""
    (info,) = {
        path.partition("/")[0] for path in files if path.partition("/")[0].endswith(".dist-info")
    }
    lines = [f"{path},sha256={_sum(text)},{len(text.encode())}" for path, text in files.items()]
    record = f"{info}/RECORD"
    wheel = folder / f"{info.removesuffix('.dist-info')}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(_entry(path), text + ("# more" if path == damaged else ""))
        archive.writestr(_entry(record), "\n".join([*lines, f"{record},,"]) + "\n")
    return wheel


def make_wheel(folder: Path, name: str, version: str = "1.0", **more: object) -> Path:
    """A wheel of a plugin; what else is in it as for :func:`wheel_files`."""
    return zipped(folder, wheel_files(name, version, **more))  # type: ignore[arg-type]


def make_library(folder: Path, name: str, version: str, requires: Sequence[str] = ()) -> Path:
    """A wheel that is no plugin, for others to need."""
    info = f"{name}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires)
    return zipped(
        folder,
        {
            f"{name}/__init__.py": f"VERSION = {version!r}\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        },
    )


def make_project(
    folder: Path, name: str, version: str = "1.0", source: str = PLUGIN, **files: str
) -> Path:
    """A folder with a ``pyproject.toml`` for hatchling; ``files`` by their path in the package."""
    package = f"farolito_{name}"
    written = {
        "pyproject.toml": f"""
            [project]
            name = "farolito-{name.replace("_", "-")}"
            version = "{version}"
            dependencies = ["farolito>=0.1,<1"]

            [project.entry-points."farolito.plugins"]
            {name} = "{package}.plugin:ThePlugin"

            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            """,
        f"{package}/__init__.py": "",
        f"{package}/plugin.py": source.replace("{name}", name),
        **{f"{package}/{path}": text for path, text in files.items()},
    }
    for path, text in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text), encoding="utf-8")
    return folder


def _sum(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _entry(path: str) -> zipfile.ZipInfo:
    """At the same moment each time, so that the same files are the same wheel."""
    entry = zipfile.ZipInfo(path)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
