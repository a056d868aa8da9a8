"""A family's leave-behind through the warm renderer, against WeasyPrint on the same finished page, in one process.

WeasyPrint is measured as it is called by default and at its best, with one FontConfiguration kept for all pages.
Ours is measured after a pause, as a family meets it, and one right after another, as in a pile of paper.
"""

from __future__ import annotations

import time
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import weasyprint  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from benchmarks.figures import Figure
from benchmarks.rounds import interleaved, ratio
from farolito.api import Contact, FamilyCopy, ShownStep
from farolito.pdf import Renderer, qr_svg
from farolito.pdf.engine import complete
from farolito.pdf.fetcher import NothingFetched
from farolito_printables import family_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROUNDS = 15
PAUSE = (
    0.3  # seconds; both are given it, and neither is measured while the next child is made ready
)

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


def measure(folder: Path) -> Iterator[Figure]:
    """Wall clock of whole documents, in turns."""
    html = family_copy.render(DOCUMENT)
    renderer, fonts = Renderer(), FontConfiguration()

    def ours() -> object:
        return renderer.render(html, title="t", language="es")

    cold = milliseconds(ours)
    found = interleaved(
        {
            "ours": lambda _: after_a_pause(ours),
            "default": lambda _: after_a_pause(lambda: in_process(html, None)),
            "best": lambda _: after_a_pause(lambda: in_process(html, fonts)),
        },
        ROUNDS,
        warm_up=2,
    )
    pile = [milliseconds(ours) for _ in range(ROUNDS)]
    renderer.close()
    middle = {name: median(times) for name, times in found.items()}
    beside = ", ".join(f"{name} {time_:.0f} ms" for name, time_ in middle.items())
    what = "a one-page PDF : WeasyPrint on the same page"
    yield Figure(what, ratio(found["ours"], found["default"]), "×", beside, most=1.2)
    yield Figure(f"{what}, fonts kept", ratio(found["ours"], found["best"]), "×")
    yield Figure(
        f"{what}, one right after another",
        median(pile) / middle["default"],
        "×",
        f"{median(pile):.0f} ms, {1000 / median(pile):.0f} a second",
    )
    yield Figure("the first PDF of a process", cold, "ms", "loads WeasyPrint and the fonts")


def in_process(html: str, fonts: FontConfiguration | None) -> object:
    """WeasyPrint itself, given the same finished page."""
    page = weasyprint.HTML(string=html, url_fetcher=NothingFetched())
    complete(page.etree_element, "t", "es")
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)


def milliseconds(make: Callable[[], object]) -> float:
    """Of wall clock."""
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


def after_a_pause(make: Callable[[], object]) -> float:
    """The same, when nothing else of ours has been going on for a while."""
    time.sleep(PAUSE)
    return milliseconds(make)
