"""``python -m tests.fairs.pictures FOLDER [LANGUAGE ...]``: hold a fair for each language, and keep every screen of it.

Without languages: English, Spanish, Farsi and Khmer. A picture is called ``<who>-<number>-<screen>.<language>.png``:
*staff* at a laptop (1280 wide), *helper* and *phone* on a phone (360 × 640), *tablet* on a tablet (800 × 1280).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from farolito.testing.browser import chromium
from tests.fairs.pictures import after, before, phone, tablet
from tests.fairs.pictures.day import Day, picture_day

LANGUAGES = ("en", "es", "fa", "km")


def hold(day: Day) -> None:
    """The day, in its order."""
    before.plan(day)
    before.get_ready(day)
    taken = before.pair(day)
    before.open_doors(day)
    tablet.by_families(day, taken)
    tablet.everything_else(day, taken)
    phone.by_ticket(day)
    phone.by_itself(day)
    tablet.come_back(day, taken)
    after.look_at_what_is_held(day)
    after.add_up(day)
    tablet.is_over(day, taken)


def main() -> int:
    """Make the pictures; 2 when no folder is named."""
    if len(sys.argv) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for language in sys.argv[2:] or LANGUAGES:
            with (
                tempfile.TemporaryDirectory() as data,
                picture_day(browser, language, Path(data), folder) as day,
            ):
                hold(day)
            made = len(list(folder.glob(f"*.{language}.png")))
            sys.stdout.write(f"{language}: {made} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
