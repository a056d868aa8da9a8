"""Templates of paper: nothing unescaped, nothing left out in silence, numbers in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from farolito.pdf import paper_templates, svg_picture

if TYPE_CHECKING:
    from pathlib import Path


def laid_out(folder: Path, template: str, **values: object) -> str:
    (folder / "page.html").write_text(template)
    return paper_templates(folder, loud=str.upper).get_template("page.html").render(**values)


def test_words_are_escaped_and_filters_are_at_hand(tmp_path: Path) -> None:
    page = "{{ who }} {{ who|loud }} {{ phone|ltr }} {{ languages['es'].autonym }}"

    made = laid_out(tmp_path, page, who="<b>Ana", phone="613-3777")

    assert made.startswith("&lt;b&gt;Ana &lt;B&gt;ANA ")
    assert 'dir="ltr"' in made
    assert made.endswith("Español")


def test_a_name_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        laid_out(tmp_path, "{{ nobody }}")


def test_a_picture_is_an_address_that_holds_it_and_none_is_none() -> None:
    assert svg_picture("<svg/>") == "data:image/svg+xml;base64,PHN2Zy8+"
    assert svg_picture("") == ""
