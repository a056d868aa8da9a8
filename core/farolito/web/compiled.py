"""Templates that were compiled before: doing it again at every start took more than half of a first page."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import FileSystemBytecodeCache

from farolito import __version__

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "__pycache__"
"""Beside the compiled modules: whoever may write there may change the code itself."""


class Compiled(FileSystemBytecodeCache):
    """Kept by name, path and content of a template, for this version of Farolito and of Jinja.

    It is a courtesy: where it can not be read or written, as on a full disk, templates are compiled anew.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """``folder`` is made by Python with the first module that it compiles."""
        super().__init__(str(folder), f"%s.{__version__}-{jinja2.__version__}.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is kept for a template, if anything is."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python was told to keep nothing compiled."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
