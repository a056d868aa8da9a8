"""The fonts and line heights that every document starts from; a layout may set sizes, never needs to name a font.

The stacks are fixed, so that the same document looks the same on every machine that has Debian's ``fonts-noto-core``
and ``fonts-noto-cjk``. Chinese, Japanese and Korean share code points but not shapes: the language decides the face.
"""

from __future__ import annotations

_OTHERS = '"Noto Sans Armenian", "Noto Sans Khmer", "Noto Naskh Arabic"'

STACKS = {
    "": f'"Noto Sans", {_OTHERS}, "Noto Sans CJK SC", sans-serif',
    "zh-Hant": f'"Noto Sans", "Noto Sans CJK TC", {_OTHERS}, sans-serif',
    "zh-Hans": f'"Noto Sans", "Noto Sans CJK SC", {_OTHERS}, sans-serif',
    "ko": f'"Noto Sans", "Noto Sans CJK KR", {_OTHERS}, sans-serif',
    "ar": f'"Noto Naskh Arabic", "Noto Sans", {_OTHERS}, sans-serif',
    "fa": f'"Noto Naskh Arabic", "Noto Sans", {_OTHERS}, sans-serif',
    "km": f'"Noto Sans", "Noto Sans Khmer", {_OTHERS}, sans-serif',
}
"""CSS font families by language; the empty one is for all others."""

LINE_HEIGHTS = {"": 1.5, "ar": 1.7, "fa": 1.7, "km": 1.9}


def base_css() -> str:
    """CSS that stands before a layout's own."""
    rules = [
        "@page{size:Letter;margin:15mm 18mm 16mm}",
        f"html{{font-family:{STACKS['']};font-size:13pt;line-height:{LINE_HEIGHTS['']};color:#000}}",
        "body{margin:0}",
        ".ltr{direction:ltr}",  # WeasyPrint isolates every element that has a direction of its own
    ]
    rules += [
        f":lang({language}){{font-family:{STACKS[language]}}}" for language in STACKS if language
    ]
    rules += [
        f":lang({language}){{line-height:{height}}}"
        for language, height in LINE_HEIGHTS.items()
        if language
    ]
    return "".join(rules)
