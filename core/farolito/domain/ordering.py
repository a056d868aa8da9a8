"""Choices in another order in each response, where a survey must not favour the one that stands first.

There are only so many orders, so that each can be drawn once and kept. Within one response the order never
changes: on every visit, in every language. Every choice stands at every place about equally often.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from farolito.domain.question_types.matrix import row_of

if TYPE_CHECKING:
    from farolito.domain.definitions import Choice, Page, Question

ORDERS = 24
"""How many orders there are besides the author's own, which is order 0."""


def order_of(page: Page, response_id: str | None) -> int:
    """Which order a response has on a page: 0 where nothing is in random order, or nobody has begun."""
    if response_id is None or not any(question.randomize for question in page.questions):
        return 0
    return 1 + int.from_bytes(sha256(response_id.encode()).digest()[:8]) % ORDERS


def orders(question: Question) -> list[list[str]]:
    """The names of the choices in each order from the first on, so that a tablet needs to draw nothing."""
    every = (in_order(question, order) for order in range(1, ORDERS + 1))
    return [[choice.name for choice in one.choices] for one in every] if question.randomize else []


def in_order(question: Question, order: int) -> Question:
    """The question with its choices in this order. Exclusive ones ("None of these") stay last, as written."""
    if not order or not question.randomize:
        return question
    mixed = [choice for choice in question.choices if not choice.exclusive]
    last = [choice for choice in question.choices if choice.exclusive]
    turn, shift = divmod(order - 1, len(mixed) or 1)
    row = row_of(question)
    drawn_as = row.matrix if row else question.name  # the rows of a matrix have one line of heads

    def drawn(choice: Choice) -> bytes:
        return sha256(f"{drawn_as}/{turn}/{choice.name}".encode()).digest()

    mixed.sort(key=drawn)
    return replace(question, choices=(*mixed[shift:], *mixed[:shift], *last))
