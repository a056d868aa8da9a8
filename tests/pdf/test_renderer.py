"""A page becomes a tagged PDF, the same bytes each time; what is too much is stopped and named."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pytest

from farolito.errors import LimitExceeded
from farolito.pdf import PdfUnavailable, Renderer
from farolito.pdf.paint import MISSING, paint
from farolito.testing.paper import elements, pages_of

PAGE = """<!doctype html><html><head><title>ignored</title></head><body>
<h1>Your next steps</h1><ol><li>Call us</li><li>Come by</li></ol>
<table><tr><th scope="col">Day</th><th scope="col">Hour</th></tr><tr><td>Tuesday</td><td>3 pm</td></tr></table>
<p>Phone: 213 555 0100</p></body></html>"""


def made(renderer: Renderer, html: str = PAGE, language: str = "en") -> pikepdf.Pdf:
    """The PDF of a page, opened."""
    content = renderer.render(html, title="Next steps", language=language)
    return pikepdf.open(io.BytesIO(content))


def names(pdf: pikepdf.Pdf) -> list[str]:
    """The names of those elements."""
    return [str(element.S)[1:] for element in elements(pdf)]


def test_the_pdf_is_tagged_and_says_its_title_and_language(renderer: Renderer) -> None:
    pdf = made(renderer, language="es")
    assert str(pdf.Root.Lang) == "es"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["dc:title"] == "Next steps"
        assert about["pdfuaid:part"] == "1"


def test_headings_lists_and_tables_are_tagged_as_such(renderer: Renderer) -> None:
    pdf = made(renderer)
    found = names(pdf)
    assert found[0] == "Document"
    assert found.count("H1") == 1
    assert found.count("LI") >= 2
    assert {"L", "Table", "TR", "TD", "P"} <= set(found)
    scopes = [element.A.Scope for element in elements(pdf) if element.S == "/TH"]
    assert scopes == ["/Column", "/Column"]


def test_khmer_does_not_claim_what_it_does_not_keep(renderer: Renderer) -> None:
    pdf = made(renderer, language="km")
    assert "Document" in names(pdf)
    with pdf.open_metadata() as about:
        assert "pdfuaid:part" not in about


def test_the_same_page_gives_the_same_bytes_in_another_process_too(renderer: Renderer) -> None:
    once = renderer.render(PAGE, title="t", language="en")
    other = Renderer()
    assert other.render(PAGE, title="t", language="en") == once
    assert renderer.render(PAGE, title="t", language="en") == once
    other.close()


def test_every_script_we_ship_is_set_and_can_be_read_back(renderer: Renderer) -> None:
    scripts = {
        "ru": "Позвоните нам",
        "hy": "Զանգահարեք մեզ",
        "zh-Hant": "請打電話給我們",
        "zh-Hans": "请打电话给我们",
        "ko": "전화해 주세요",
        "vi": "Hãy gọi cho chúng tôi",
    }
    for language, text in scripts.items():
        content = renderer.render(f"<body><p>{text}</p></body>", title="t", language=language)
        assert text in pages_of(content)[0]
        assert len(content) < 400_000


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 2_000,
        "<table>" + "<tr><td colspan=1000 rowspan=1000>x" * 300,
        "<p>" + "a word " * 100_000,
        "<p>" + "x" * 3_000_000,
    ],
    ids=["2000 nested", "colspan", "100000 words", "3 MB"],
)
def test_a_bomb_is_stopped_and_the_next_page_is_made(bomb: str) -> None:
    small = Renderer(cpu=1, wall=20, memory=512)
    with pytest.raises(LimitExceeded, match="Stopped"):
        small.render(f"<body>{bomb}", title="t", language="en")
    assert small.render(PAGE, title="t", language="en").startswith(b"%PDF")
    small.close()


def test_the_process_that_serves_pages_never_loads_weasyprint() -> None:
    look = (
        "import sys, farolito.pdf as pdf; made = pdf.render('<p>x', title='t', language='en');"
        "print(made[:4], 'weasyprint' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, timeout=120
    )
    assert found.stdout.strip() == "b'%PDF' False"


def test_a_missing_library_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "farolito.pdf.engine", None)  # importing it fails
    with pytest.raises(PdfUnavailable, match="apt-get install libpango") as caught:
        paint("<p>x", "t", "en")
    assert str(caught.value) == MISSING
    assert "brew install pango" in MISSING
