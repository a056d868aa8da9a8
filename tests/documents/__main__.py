"""Write the generated parts of docs/ anew, and say which changed."""

from __future__ import annotations

import sys

from tests.documents.files import DOCUMENTS

if __name__ == "__main__":
    for path, made in DOCUMENTS.items():
        old, new = path.read_text("utf-8"), made()
        if new != old:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{path.name} is written anew.\n")
