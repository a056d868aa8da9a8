"""A form with its examples in one zip file: what is where in it."""

from __future__ import annotations

FORM = "form.json"
EXAMPLES = "examples/"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same form always makes the same bytes."""
