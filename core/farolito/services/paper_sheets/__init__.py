"""Forms on paper: numbered sheets, and typing in what families wrote on them.

    number_sheets(work, place_slug, form_name, language, many) -> Numbers   # NotFound, Forbidden
    of_number(work, place_slug, typed) -> Sheet                             # NotFound
    begun(work, place_slug) -> tuple[Begun, ...]                            # what somebody began to type
    open_sheet(work, sheet) -> ResponseDraft                                # begins it, or goes on; NotFound, Conflict
    save(work, sheet, handle, draft, typed: Typed) -> ResponseDraft
    send(work, sheet, handle) -> Receipt | list[Problem]                    # a sheet is entered once
    of_response(work, place_slug, response_id) -> Origin | None             # the sheet that a response came from

A sheet is known by its number at its place: ``P-2041``. The number says nothing about who filled it in.
"""

from farolito.services.paper_sheets.printing import Numbers, number_sheets
from farolito.services.paper_sheets.typing_in import (
    begun,
    of_number,
    of_response,
    open_sheet,
    save,
    send,
)
from farolito.services.paper_sheets.values import Begun, Origin, Sheet, Typed, shown_number

__all__ = [
    "Begun",
    "Numbers",
    "Origin",
    "Sheet",
    "Typed",
    "begun",
    "number_sheets",
    "of_number",
    "of_response",
    "open_sheet",
    "save",
    "send",
    "shown_number",
]
