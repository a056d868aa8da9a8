"""Packages of plugins: a wheel, looked into and unpacked with what it lacks, in a folder that is never changed.

    make_package(source, data, …) -> Package      # a folder of the data folder; nothing of it has run

The folder is ``<data>/plugins/<distribution>-<version>-<12 hex digits>``. It goes to the *end* of the path where Python
looks for modules, so what the host brings always wins. The host's own environment is read and never changed.
"""

from __future__ import annotations

from farolito.plugins.packages.making import make_package
from farolito.plugins.packages.refused import PackageRefused

__all__ = ["PackageRefused", "make_package"]
