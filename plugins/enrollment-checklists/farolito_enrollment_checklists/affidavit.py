"""The Caregiver's Authorization Affidavit of Family Code 6552, to fill in with a pen and to sign.

Its words are the statute's and stay in English, since that is what is signed; what each item means stands beside it in
the family's language, and is not part of the affidavit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_enrollment_checklists.layout import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "Caregiver’s Authorization Affidavit"

HELP: Mapping[str, Mapping[str, str]] = json.loads(
    Path(__file__).with_name("affidavit.json").read_text(encoding="utf-8")
)


def render(language: str) -> str:
    """Two sides: the affidavit; on its back what the statute adds, and what the items mean in ``language``."""
    return (
        templates()
        .get_template("enrollment_checklists/affidavit.html")
        .render(
            language=LANGUAGES[language],
            help={key: words.get(language, words["en"]) for key, words in HELP.items()},
        )
    )
