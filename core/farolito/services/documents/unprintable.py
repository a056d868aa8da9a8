"""What gives a family away when a sheet of theirs is found: a copy that is handed out never has it.

The words are those of the printing rules (docs/decisions/0008-paper.md), in the languages that families read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.consent_paths import parents_see

if TYPE_CHECKING:
    from farolito.domain.definitions import Form
    from farolito.domain.regimes import ConsentPath

WORDS = (
    r"homeless\w*|unhoused|cps|child protective|abus(?:e|ed|er|ive)s?|domestic violence|battered"
    r"|sin ?hogar|sin techo|indigentes?|servicios de protección|abus(?:o|os|ada|ado|ador)|maltrat\w+"
    r"|violencia (?:doméstica|familiar)"
    r"|бездомн\w+|насили\w+"
    r"|vô gia cư|bạo hành|walang tahanan|pang-?aabuso"
)
ANYWHERE = (
    "無家可歸|无家可归|虐待|家暴|노숙|학대|بی‌?خانمان|کودک‌?آزاری|مشرد|إساءة معاملة|անօթևան|բռնություն"
    "|គ្មានផ្ទះសម្បែង|រំលោភបំពាន"
)
_FOUND = re.compile(rf"(?<!\w)(?:{WORDS})(?!\w)|{ANYWHERE}", re.IGNORECASE)


def may_be_handed_out(*texts: str) -> bool:
    """Whether none of the texts has a word that must not be on a sheet for a family."""
    return not any(_FOUND.search(text) for text in texts)


def is_sensitive(form: Form, path: ConsentPath = "parent") -> bool:
    """Whether a sheet of this form must not say what it is about: it lies on a kitchen table.

    So it is where a parent is shown no more than the student allows, because of the regime or because the answers
    were given on the student's own ``path``; and where the form has a neutral title.
    """
    return parents_see(form.regime, path) == "student_decides" or bool(form.neutral_title)
