"""What is wrong with an expression, said to whoever wrote it."""

from __future__ import annotations

from typing import Literal

from farolito.errors import FarolitoError

FaultCode = Literal["syntax", "too_large", "too_deep", "unknown_name", "kind", "too_many_steps"]
"""The class of a fault: the same in every evaluator, so that they can be compared."""


class ExpressionFault(FarolitoError):
    """An expression cannot be read, checked or carried out.

    ``position`` counts characters from 0 in the expression's text (0 when there is no text),
    ``message`` is a sentence or two that say what to write instead, ``code`` names the class.
    Reading and evaluating raise it; checking returns a list of them.
    """

    def __init__(self, position: int, message: str, code: FaultCode = "syntax") -> None:
        super().__init__(position, message, code)
        self.position = position
        self.message = message
        self.code: FaultCode = code

    def __str__(self) -> str:
        return f"character {self.position + 1}: {self.message}"
