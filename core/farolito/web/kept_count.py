"""A number on every page of the menu that costs too much to be counted for each page."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("farolito.web")

KEPT = 60.0  # seconds


class KeptCount:
    """Counts at most once a minute in each process, and when it is told what the number is."""

    def __init__(self) -> None:
        self._number = 0
        self._until = 0.0

    def get(self, count: Callable[[], int]) -> int:
        """The number as it was at most a minute ago. A count that fails is logged and costs nothing but itself."""
        if time.monotonic() >= self._until:
            try:
                self.set(count())
            except Exception as error:
                log.error("what there is to repair can not be counted: %s", type(error).__name__)
                self.set(self._number)
        return self._number

    def set(self, number: int) -> None:
        """It was counted just now."""
        self._number = number
        self._until = time.monotonic() + KEPT
