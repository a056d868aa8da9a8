"""Logging for commands that stay: one line each, to standard error, with ids and codes and never answers."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def begin_logging(level: str) -> None:
    """Log from ``level`` (debug, info, warning, error) upwards."""
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%H:%M:%S",
    )
    # what it did is told by whoever asked for it
    logging.getLogger("alembic").setLevel(logging.WARNING)


@contextmanager
def only_warnings(name: str) -> Iterator[None]:
    """Leave out what a logger says below a warning, while the made-up families of the demo come: they are no news."""
    log = logging.getLogger(name)
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)
