"""Logging for commands that stay: one line each, to standard error, with ids and codes and never answers."""

from __future__ import annotations

import logging


def begin_logging(level: str) -> None:
    """Log from ``level`` (debug, info, warning, error) upwards."""
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%H:%M:%S",
    )
    # what it did is told by whoever asked for it
    logging.getLogger("alembic").setLevel(logging.WARNING)
