"""A process that serves starts with what serving needs: each megabyte is there twice, and every start waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SELDOM = {"alembic", "mako", "pygments", "xlsxwriter", "openpyxl", "pyxform", "weasyprint", "PIL"}
"""What a command, a document or an export needs now and then."""


def test_what_is_needed_seldom_is_imported_when_it_is_needed(tmp_path: Path) -> None:
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FAROLITO_")},
        "FAROLITO_DATA": str(tmp_path),
        "FAROLITO_DEMO": "0",
    }
    made = (sys.executable, "-m", "farolito.cli", "init")
    subprocess.run(made, env=environ, check=True, capture_output=True)

    code = (
        "import sys; from farolito.starting import application; application();"
        f"print(*sorted({SELDOM!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        (sys.executable, "-c", code), env=environ, check=True, capture_output=True, text=True
    )

    assert done.stdout.split() == []
