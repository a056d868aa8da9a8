"""Tries every migration on an empty SQLite and an empty PostgreSQL database, as ``farolito db check`` does."""

from __future__ import annotations

import subprocess
import sys

from farolito.testing.postgres import PostgresServer

server = PostgresServer()
try:
    url = server.url(server.make_database())
    command = [sys.executable, "-m", "farolito.cli", "db", "check", "--postgresql", url]
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603  our own words
finally:
    server.stop()
