"""``python -m farolito.cli``: the same as ``farolito``, where it is not on the path."""

from __future__ import annotations

from farolito.cli import cli

cli(prog_name="farolito")
