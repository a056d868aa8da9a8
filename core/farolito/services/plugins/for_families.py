"""For public pages of plugins: where this site is on the web, and that nobody may send something all day long.

site_address(work, "/-/food_bank/") -> str
too_often(work, "proposal", address, burst=5, every=timedelta(minutes=10)) -> int
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services.limits import Limit, charge, wait

if TYPE_CHECKING:
    from datetime import timedelta

    from farolito.services.work import Work


def site_address(work: Work, path: str) -> str:
    """The whole public address of a page of this site, for paper and QR codes: ``path`` begins with ``/``."""
    return f"{work.settings.base_url}{path}"


def too_often(work: Work, what: str, who: str, *, burst: int, every: timedelta) -> int:
    """Count a try of ``who`` and give 0; or the seconds until the next one may be made, and count nothing.

    ``burst`` tries at once, then one in ``every``. ``what`` names the thing among those of your plugin. ``who`` is
    hashed before it is stored: the address that a request comes from, a place.
    """
    limits = (Limit(f"plugin {work.plugin} {what}", who, burst=burst, every=every),)
    seconds = wait(work, limits)
    if not seconds:
        charge(work, limits)
    return seconds
