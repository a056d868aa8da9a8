"""A family's leave-behind through the warm renderer, against WeasyPrint on the same finished HTML in one process.

Run: ``python benchmarks/pdf.py [documents]``. Prints medians and ratios, measured in turns in one run. The budget
(DESIGN 9) is at most 1.2 times WeasyPrint as it is called by default; the second ratio is against the best it can do,
with one FontConfiguration kept for all documents.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import weasyprint  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from farolito.api import Contact, FamilyCopy, ShownStep
from farolito.pdf import Renderer, qr_svg
from farolito.pdf.engine import complete
from farolito.pdf.fetcher import NothingFetched
from farolito_printables import family_copy

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = (
    ("Encuentre comida cerca de usted", "Llame al 2-1-1. Pregunte por despensas de comida.", "211"),
    ("Hable con el equipo de familias", "Su hijo o hija puede seguir en la escuela.", None),
    ("Pida las reparaciones por escrito", "Escriba la fecha. Guarde una copia y fotos.", None),
    ("Llame al número de su recibo", "Pida un plan de pagos y el descuento CARE.", None),
    ("Díganos a dónde necesita ir", "Pregunte por pases de autobús.", "(213) 555-0100"),
)
DOCUMENT = FamilyCopy(
    place_name="Lincoln Community School",
    place_slug="lincoln",
    title="¿Qué necesita su familia?",
    language="es",
    code="K7QM3FXP",
    date=date(2026, 11, 23),
    steps=tuple(ShownStep(title, detail, phone, language="es") for title, detail, phone in STEPS),
    summary=None,
    contact=Contact("Maria López", "(213) 555-0100", "Room 12", "8–4"),
    address="f.example.org/lincoln",
    qr_svg=qr_svg("https://f.example.org/lincoln/family-needs"),
    form_version="e37beb8f",
)


def in_process(html: str, fonts: FontConfiguration | None) -> bytes:
    """WeasyPrint itself, given the same finished page."""
    page = weasyprint.HTML(string=html, url_fetcher=NothingFetched())
    complete(page.etree_element, "t", "es")
    pdf: bytes = page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)
    return pdf


def timed(make: Callable[[], bytes]) -> float:
    """Milliseconds of wall clock."""
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


def main(documents: int) -> None:
    """Measure in turns, so that a busy machine is as bad for each."""
    html = family_copy.render(DOCUMENT)
    renderer, fonts = Renderer(), FontConfiguration()
    first = timed(lambda: renderer.render(html, title="t", language="es"))
    ways: dict[str, Callable[[], bytes]] = {
        "farolito.pdf, one after the other": lambda: renderer.render(html, title="t", language="es"),
        "weasyprint, by default": lambda: in_process(html, None),
        "weasyprint, one font configuration": lambda: in_process(html, fonts),
        "farolito.pdf, after a pause": lambda: renderer.render(html, title="t", language="es"),
    }
    for make in ways.values():
        make()
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(documents):
        for name, make in ways.items():
            if "pause" in name:
                time.sleep(0.25)
            found[name].append(timed(make))
            if "after the other" in name:
                found[name].append(timed(make))
    middle = {name: statistics.median(times) for name, times in found.items()}
    print(f"first document, from nothing: {first:6.0f} ms")
    for name, milliseconds in middle.items():
        print(f"{name:36} {milliseconds:6.1f} ms")
    for ours in ("farolito.pdf, after a pause", "farolito.pdf, one after the other"):
        for theirs in ("weasyprint, by default", "weasyprint, one font configuration"):
            print(f"ratio  {ours} : {theirs}  {middle[ours] / middle[theirs]:.2f}")
    renderer.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
