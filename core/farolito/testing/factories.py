"""Small, valid values for tests: forms, places, people, responses. Name what matters, leave out the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from farolito.domain.access import Actor, Grant
from farolito.domain.blocks import NO_BLOCKS
from farolito.domain.definitions import Choice, Form, Page, Question, Retention, Section
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.views import PlaceView, ResponseView, SubmissionView
from farolito.plugins.asking import REGIMES
from farolito.plugins.asks import Asks
from farolito.services.blocks import read_bank
from farolito.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from farolito.domain.expressions import Function


ALL_ASKS = Asks(records=REGIMES, decides=REGIMES, forms=True, tables=True, network=True)  # type: ignore[arg-type]
"""Everything there is to ask for: for plugins of tests that are not about that."""

PLACE = PlaceView(id="place-1", slug="lincoln", name="Lincoln High School", kind="site")


def make_question(name: str = "first", type: str = "text", **more: Any) -> Question:
    """A question; ``choices`` may be given as names."""
    choices = more.pop("choices", ())
    return Question(
        name=name,
        type=type,
        label=more.pop("label", {"en": f"Tell us: {name}"}),
        choices=tuple(
            one if isinstance(one, Choice) else Choice(one, {"en": one}) for one in choices
        ),
        **more,
    )


def make_form(
    name: str = "family-needs", questions: Sequence[Question] | None = None, **more: Any
) -> Form:
    """A form with one section; each question has a page of its own, named like the question."""
    if questions is None:
        questions = (make_question(),)
    pages = tuple(Page(name=question.name, questions=(question,)) for question in questions)
    facts: dict[str, Any] = {
        "name": name,
        "title": {"en": "What do you need?", "es": "¿Qué necesita?"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ("en", "es"),
        "sections": (Section(name="all", title={"en": "Questions"}, pages=pages),),
        "retention": Retention(draft_days=30, identity_months=14, answers_months=36),
        "hash": "0" * 64,
    }
    return Form(**(facts | more))


def make_response(
    form: Form | None = None,
    answers: Mapping[str, Any] | None = None,
    *,
    needs: Sequence[str] = (),
    id: str = "response-1",
    place: PlaceView = PLACE,
    language: str = "en",
) -> ResponseView:
    """A completed response as plugins see it."""
    return ResponseView(
        id=id,
        place=place,
        form=form or make_form(),
        status="completed",
        language=language,
        answers=answers or {},
        needs=tuple(needs),
        scores={},
    )


def make_submission(
    response: ResponseView | None = None, *, number: int = 1, received_at: datetime | None = None
) -> SubmissionView:
    """One act of sending, on Monday 23 November 2026 in the morning unless you say when."""
    return SubmissionView(
        response=response or make_response(),
        number=number,
        received_at=received_at or datetime(2026, 11, 23, 17, 30, tzinfo=UTC),
    )


def make_user(*roles: str, place: PlaceView = PLACE) -> Actor:
    """A user who holds these roles at a place."""
    grants = tuple(Grant(place.id, role) for role in roles)
    return Actor("user", id="user-1", name="Test User", grants=grants)


def form_in(path: Path, functions: Mapping[str, Function] | None = None) -> Form:
    """The form of a definition file, which may use the host's question bank and the one beside it.

    ``functions`` are those of plugins that its rules may call: ``make_hooks(YourPlugin).functions``.
    Raises AssertionError that lists every fault of it.
    """
    text = path.read_bytes()
    bank = read_bank(*{load_settings({}).forms, path.parent}) if b'"use"' in text else NO_BLOCKS
    found = read_form(text, question_types=CORE_QUESTION_TYPES, functions=functions, bank=bank)
    if isinstance(found, list):
        raise AssertionError("\n".join(str(fault) for fault in found))
    return found
