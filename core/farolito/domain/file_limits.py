"""How large and how many photos and files may be. Imports nothing: the child that decodes pictures reads it too."""

from __future__ import annotations

JPEG, PDF = "image/jpeg", "application/pdf"
MOST_BYTES = 10 * 1024 * 1024
"""Of one file as it arrives; a photo of a phone has 3 to 6 million."""
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2048
"""Pixels of a stored picture: a sheet of paper can be read at that."""
SMALL_SIDE = 480
MOST_OF_A_RESPONSE = 20
LONGEST_NAME = 120
MOST_LETTERS = 10_000
"""Of the descriptions of one question, as JSON."""
