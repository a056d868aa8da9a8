"""What must hold across a whole definition, once each part has its shape.

The checks work on the document as it was read (:meth:`farolito.domain.shapes.Record.read`): every
required member is there, wrong ones are blank or left out, so that all faults can be named at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.choices import check_choices
from farolito.domain.checks.consent import check_consent
from farolito.domain.checks.facts import check_facts
from farolito.domain.checks.measures import check_measures
from farolito.domain.checks.names import check_names
from farolito.domain.checks.outline import MOST_QUESTIONS, named, questions
from farolito.domain.checks.repeats import check_repeats
from farolito.domain.checks.rules import check_rules
from farolito.domain.checks.types import check_types
from farolito.domain.checks.words import check_words
from farolito.domain.choice_lists import with_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.expressions import Function
    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType


def check_form(
    form: Mapping[str, Any],
    question_types: Mapping[str, QuestionType],
    faults: Faults,
    functions: Mapping[str, Function],
) -> None:
    """Note everything that is wrong in a definition whose parts were read; nothing is raised."""
    count = sum(1 for placed in questions(form) for _ in named(placed))
    if count > MOST_QUESTIONS:
        message = f"the form has {count:,} questions"
        faults.add("/sections", message, f"at most {MOST_QUESTIONS:,}")
        return
    check_names(form, faults)
    check_repeats(form, faults)
    check_choices(form, question_types, faults)
    asked = with_lists(form)
    check_types(asked, question_types, faults)
    check_measures(asked, question_types, faults)
    check_consent(asked, faults)
    check_facts(asked, faults)
    check_rules(asked, question_types, faults, functions)
    check_words(form, faults)
