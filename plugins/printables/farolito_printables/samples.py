"""Documents to try a layout with: made up, complete, with five steps in English and Spanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.api import (
    BlankForm,
    Contact,
    FamilyCopy,
    Form,
    Poster,
    QueueTicket,
    QueueTickets,
    Shown,
    ShownScore,
    ShownStep,
    StaffCopy,
    Summary,
    SummaryRow,
    SummarySection,
    TableSign,
    TableSigns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MONDAY = date(2026, 11, 23)
CONTACT = Contact("Maria López", "(213) 555-0100", "Room 12", "8–4")
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7h-7z"/></svg>'

STEPS = {
    "en": (
        ShownStep(
            "Find food near you",
            "Call 2-1-1. The call is free. Ask for food pantries near your ZIP code.",
            "211",
        ),
        ShownStep(
            "School pantry",
            "Tuesday 3–5 pm. No papers needed. Come with a bag if you have one.",
            bring="nothing",
        ),
        ShownStep(
            "Ask for repairs in writing",
            "Write the date and the problem. Keep a copy and photos. The family team can help you.",
        ),
        ShownStep(
            "Call the number on your bill",
            "Ask for a payment plan and for the CARE discount before the shut-off date.",
            "(800) 427-2200",
        ),
        ShownStep(
            "Ask us about low-cost internet",
            "Some families pay less each month.",
            url="https://f.example.org/internet",
        ),
    ),
    "es": (
        ShownStep(
            "Encuentre comida cerca de usted",
            "Llame al 2-1-1. La llamada es gratis. Pregunte por despensas de comida cerca de su código postal.",
            "211",
            language="es",
        ),
        ShownStep(
            "Despensa de la escuela (School pantry)",
            "Martes de 3 a 5 pm. No se piden papeles. Traiga una bolsa si tiene.",
            bring="nada",
            language="es",
        ),
        ShownStep(
            "Pida las reparaciones por escrito",
            "Escriba la fecha y el problema. Guarde una copia y fotos. El equipo de familias puede ayudarle.",
            language="es",
        ),
        ShownStep(
            "Llame al número de su recibo",
            "Pida un plan de pagos y el descuento CARE antes de la fecha de corte.",
            "(800) 427-2200",
            language="es",
        ),
        ShownStep(
            "Pregúntenos por internet de bajo costo",
            "Algunas familias pagan menos cada mes.",
            url="https://f.example.org/internet",
            language="es",
        ),
    ),
}


def row(name: str, label: str, *answer: Shown, **more: Any) -> SummaryRow:
    """A row of a summary, in English."""
    facts: dict[str, Any] = {
        "question": name,
        "label": label,
        "label_language": "en",
        "answer": answer,
        "answer_language": "en",
        "state": "answered" if answer else "skipped",
        "step_key": name,
        "private": False,
        "codes": {},
    }
    return SummaryRow(**(facts | more))


def summary(*rows: SummaryRow, language: str = "en", **more: Any) -> Summary:
    """A summary of one section."""
    return Summary("Form", language, (SummarySection("Help", "en", rows, "help", **more),))


def family(language: str = "en", **more: Any) -> FamilyCopy:
    """A leave-behind with five steps."""
    document = FamilyCopy(
        place_name="Lincoln Community School",
        place_slug="lincoln",
        title="What does your family need?",
        language=language,
        code="K7QM3FXP",
        date=MONDAY,
        steps=STEPS.get(language, STEPS["en"]),
        summary=None,
        contact=CONTACT,
        address="f.example.org/lincoln/family-needs",
        qr_svg=SQUARE,
        form_version="e37beb8f" * 8,
    )
    return replace(document, **more)


def staff(**more: Any) -> StaffCopy:
    """A staff copy of a Spanish response."""
    reach = row("safe_contact", "What is safe for us to do?", Shown("Text this phone"))
    phone = row("contact_phone", "What is your phone number?", Shown("(213) 555-0142", "phone"))
    spanish = {"other_label": "¿Hay algo más?", "other": (Shown("Sí", language="es"),)}
    document = StaffCopy(
        place_name="Lincoln Community School",
        place_slug="lincoln",
        title="What does your family need?",
        language="en",
        response_language="es",
        response_id="r1",
        code="K7QM3FXP",
        date=MONDAY,
        form_version="e37beb8f" * 8,
        summary=summary(row("more", "Is there more?", Shown("yes", "phrase"), **spanish)),
        safe_contact=(reach, phone),
        needs=("Food", "A healthy home"),
        steps=STEPS["es"],
        scores=(ShownScore("Food score", 3.0, "High"),),
        contact=CONTACT,
    )
    return replace(document, **more)


def invitation(kind: str = "letter", language: str = "en", **more: Any) -> Poster:
    """A poster of a form in one language; its code is a square."""
    document = Poster(
        kind=kind,
        place_name="Lincoln Community School",
        place_slug="lincoln",
        language=language,
        title="Tell us what your family needs",
        address="f.example.org/lincoln/needs",
        qr_svg=SQUARE,
        lines=((language, "Tell us what your family needs"),),
        reference=f"needs-{kind}-e37beb8f",
        date=MONDAY,
    )
    return replace(document, **more)


def tickets(
    many: int, draw: Callable[[str], str] = lambda address: SQUARE, **more: Any
) -> QueueTickets:
    """So many tickets of a fair; the codes are their numbers. ``draw`` makes the picture of an address."""
    document = QueueTickets(
        place_name="Lincoln Community School",
        place_slug="lincoln",
        language="en",
        title="Fall resource fair",
        day=MONDAY,
        address="f.example.org/ticket",
        languages=("es", "km", "fa"),
        tickets=tuple(
            QueueTicket(
                number, f"0000-{number:04}", draw(f"https://f.example.org/ticket/{number:08}")
            )
            for number in range(1, many + 1)
        ),
    )
    return replace(document, **more)


def signs(qr_svg: str = SQUARE, **more: Any) -> TableSigns:
    """Signs for two tables: one with words for every help, one with nothing but its name."""
    lines = (
        ("en", ("Food", "Medi-Cal, CalFresh and other applications")),
        ("es", ("Comida", "Medi-Cal, CalFresh y otras solicitudes")),
        ("fa", ("غذا", "مدی‌کال، کل‌فرش و درخواست‌های دیگر")),
        ("km", ("អាហារ", "ពាក្យសុំ Medi-Cal, CalFresh និងផ្សេងទៀត")),
    )
    document = TableSigns(
        place_name="Lincoln Community School",
        place_slug="lincoln",
        language="en",
        title="Fall resource fair",
        day=MONDAY,
        address="f.example.org/lincoln",
        languages=("es", "fa", "km", "en"),
        qr_svg=qr_svg,
        signs=(
            TableSign("Department of Public Social Services", "Ask for Ana", lines),
            TableSign("Library", "", ()),
        ),
    )
    return replace(document, **more)


def blank(of: Form, language: str = "en", **more: Any) -> BlankForm:
    """A blank form."""
    document = BlankForm(
        form=of,
        language=language,
        place_name="Lincoln Community School",
        place_slug="lincoln",
        date=MONDAY,
        form_version=of.hash,
        contact=CONTACT,
        address="f.example.org/lincoln",
    )
    return replace(document, **more)
