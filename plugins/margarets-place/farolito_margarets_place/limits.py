"""What stays private and what does not, to be said in the counselor's own voice before the first question.

The words are those of the form (research: ux 5.4); counsel of each district approves them before they are used.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SAID: tuple[Mapping[str, str], ...] = tuple(
    json.loads(Path(__file__).with_name("limits.json").read_text(encoding="utf-8"))
)
"""Each sentence in each language that a young person may be given it in."""

SPOKEN = tuple(SAID[0])
"""The languages of the sheet, of cards, and of the form that is handed over on a tablet."""

TITLE = N_("What stays private, and what does not")
HELP = N_("To talk to someone at any time, call or text")
