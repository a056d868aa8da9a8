"""Left-to-right words inside right-to-left text: phones, dates, codes, amounts and addresses keep their order.

Without this an Arabic page prints "(866) 613-3777" as "613-3777 (866)", and a family calls nobody.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from farolito.domain.languages import LANGUAGES

_BETWEEN = r"[ .,:;/@#&%+()$'’–-]{1,3}"
_LATIN = "0-9A-Za-z\u00aa\u00ba\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_RUN = re.compile(rf"[+(#$]?[{_LATIN}](?:[{_LATIN}]|{_BETWEEN}(?=[{_LATIN}]))*[)%]?")
"""Latin letters, with accents too, and digits with what stands between them:
``(213) 555-0100``, ``3:00–5:00``, ``f.example.org/lin``.
"""


def ltr(value: object) -> Markup:
    """``value`` as HTML that runs left to right as one piece, whatever stands around it."""
    return Markup('<span class="ltr" dir="ltr">{}</span>').format(value)


def isolated(text: str, language: str) -> Markup:
    """``text`` as HTML; in a right-to-left language each run of Latin letters and digits goes through :func:`ltr`."""
    found = LANGUAGES.get(language)
    if found is None or found.direction == "ltr":
        return escape(text)
    html = Markup()
    end = 0
    for run in _RUN.finditer(text):
        html += escape(text[end : run.start()]) + ltr(run.group())
        end = run.end()
    return html + escape(text[end:])
