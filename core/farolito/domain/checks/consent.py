"""Who consents: said once, or asked by a question whose choices are the paths the law knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import named, questions
from farolito.domain.consent_paths import PATHS
from farolito.domain.faults import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.faults import Faults

FROM = "/consent_path_from"


def check_consent(form: Mapping[str, Any], faults: Faults) -> None:
    """Note a path that is said and asked, or asked by a question that can not say it."""
    name = form.get("consent_path_from")
    if name is None:
        return
    if "consent_path" in form:
        faults.add(FROM, "the form says the consent path already", "one of the two")
        return
    asked = {name: (one.question, one.section) for one in questions(form) for _, name in named(one)}
    if name not in asked:
        message = f"there is no question {shown(name)}{suggestion(name, asked)}"
        faults.add(FROM, message, "the name of a question")
        return
    question, section = asked[name]
    if "repeat" in section:
        faults.add(FROM, f"{shown(name)} is asked for each entry", "a question asked once")
    elif question["type"] != "choice" or any(
        choice["name"] not in PATHS for choice in question.get("choices", [])
    ):
        expected = f"a question of type choice whose choices are among {', '.join(PATHS)}"
        faults.add(FROM, f"{shown(name)} does not say who consents", expected)
