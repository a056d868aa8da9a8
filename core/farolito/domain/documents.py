"""What a PDF layout is given: plain frozen values, everything already decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.summary import Summary, SummaryRow

    WrittenDown = tuple[date, str, str, tuple[str, ...]]
    """Day, words, state, what was shared."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One thing to do now. ``phone`` runs left to right; ``bring`` is what to bring.

    ``language`` is that of the title, and of the rest where nothing else is said of it: a place may have its name in
    English, while when it is open is told in Korean.
    """

    title: str
    detail: str = ""
    phone: str | None = None
    url: str | None = None
    bring: str = ""
    language: str = "en"
    detail_language: str = ""
    bring_language: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a family can ask, and where."""

    name: str
    phone: str | None = None
    room: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class FamilyCopy:
    """What a family takes home. ``address`` is the web address in print, ``qr_svg`` the same as a picture.

    ``title`` is the neutral title of a sensitive form.
    """

    place_name: str
    place_slug: str
    title: str
    language: str
    code: str | None
    date: date
    steps: tuple[ShownStep, ...]
    summary: Summary | None
    contact: Contact | None
    address: str
    qr_svg: str | None = None
    form_version: str = ""
    large_print: bool = False  # 18 pt, as many sheets as it takes
    unchecked: bool = False  # no native reader has checked the words of this language


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score with its band, in words."""

    label: str
    value: float | None  # None: an answer is missing
    band: str | None = None


@dataclass(frozen=True, slots=True)
class StaffCopy:
    """What the school keeps on paper. ``summary`` has both languages where the response's is not staff's.

    ``safe_contact`` has the rows that say how it is safe to reach the family: they are printed first. ``needs``
    has those first that can not wait. ``unverified`` says, in English, which wording nobody compared with its source.
    """

    place_name: str
    place_slug: str
    title: str
    language: str  # of the staff
    response_language: str
    response_id: str
    code: str | None
    date: date
    form_version: str
    summary: Summary
    safe_contact: tuple[SummaryRow, ...] = ()
    needs: tuple[str, ...] = ()
    steps: tuple[ShownStep, ...] = ()
    scores: tuple[ShownScore, ...] = ()
    contact: Contact | None = None
    large_print: bool = False
    unverified: tuple[str, ...] = ()
    students_own: bool = (
        False  # the family must not learn of it: a layout says so before everything else
    )


@dataclass(frozen=True, slots=True)
class ReferralSlip:
    """What a family carries to a partner, and the partner tears off: in ``language``, and in English for the partner.

    ``shared`` are label and words of what the family said yes to. ``address`` is where the partner types ``code``.
    """

    place_name: str
    place_slug: str
    language: str
    until: date
    date: date
    partner: str
    service: str
    partner_phone: str | None
    code: str
    address: str
    reference: str  # of the consent
    shared: tuple[tuple[str, str], ...] = ()
    contact: Contact | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class FamilyLetter:
    """The answer to a family's request: ``kind`` is show, correct or erase. ``summary`` is what is kept, to be shown.

    ``told``: what staff wrote down, by what it is (referrals, follow_ups, notes): the day, the words, the state of a
    referral or "done", and what was shared. ``kept`` counts what else is kept: of what, how many.
    """

    place_name: str
    place_slug: str
    language: str
    date: date
    kind: str
    code: str
    title: str  # of the form
    summary: Summary | None = None
    told: tuple[tuple[str, tuple[WrittenDown, ...]], ...] = ()
    kept: tuple[tuple[str, int], ...] = ()
    contact: Contact | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to fill in with a pen. ``second_language`` is printed below the first, for a clerk.

    ``sheet`` is the number that a set of sheets is known by (``P-2041``); every page carries it, in print and as a QR
    code of ``form/version/language/sheet/page``.
    """

    form: Form
    language: str
    place_name: str
    place_slug: str
    date: date
    form_version: str
    second_language: str | None = None
    contact: Contact | None = None
    address: str = ""
    large_print: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """An invitation to a form, to hang up or to stand on a table. ``kind``: letter, tabloid, or tents (four on a page).

    ``lines`` say in each language what the form is called, at most twelve, those first that families here read most.
    ``qr_svg`` leads to ``address`` and says nothing else. ``reference`` tells posters apart: printed tiny.
    """

    kind: str
    place_name: str
    place_slug: str
    language: str
    title: str
    address: str
    qr_svg: str
    lines: tuple[tuple[str, str], ...]
    reference: str
    date: date
    contact: Contact | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class QueueTicket:
    """A number to hand to a family that waits. ``qr_svg`` leads to ``address``, where ``code`` is typed as well."""

    number: int
    code: str
    qr_svg: str


@dataclass(frozen=True, slots=True)
class QueueTickets:
    """The tickets of a fair, to cut apart. ``languages`` are those shown first: each may be ticked by hand.

    On a ticket stands nobody's name. ``day`` is the day of the fair.
    """

    place_name: str
    place_slug: str
    language: str
    title: str
    day: date
    address: str
    languages: tuple[str, ...]
    tickets: tuple[QueueTicket, ...]


@dataclass(frozen=True, slots=True)
class TableSign:
    """Who sits at a table. ``lines`` say in each language what they help with; ``words`` are as somebody typed them."""

    name: str
    words: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class TableSigns:
    """A sign for each table of a fair. ``qr_svg`` leads to ``address``: the page of the school, with all its forms.

    ``languages`` are those of the fair, in their order, and English.
    """

    place_name: str
    place_slug: str
    language: str
    title: str
    day: date
    address: str
    languages: tuple[str, ...]
    qr_svg: str
    signs: tuple[TableSign, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One value and what is shown of its count. ``amount`` is in words ("29", "1–10", "Not shown"), as is ``percent``.

    ``bar``: how long its bar is, in percent of the whole; None where there is none.
    """

    value: str  # the code, for files
    label: str
    label_language: str
    amount: str
    percent: str = ""
    bar: int | None = None


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """One thing that was counted: what was found, of how many, and each value. ``name`` is its code, for files.

    ``column`` heads the values in a table.
    """

    name: str
    heading: str
    heading_language: str
    finding: str
    base: str
    rows: tuple[ReportRow, ...]
    column: str


@dataclass(frozen=True, slots=True)
class CountReport:
    """A needs-assessment report: counts that went through ``suppress()``, in words of ``language``, nothing else.

    ``headlines`` are amounts and what they count. ``method`` says how it was asked, as pairs of heading and text.
    """

    title: str
    place_name: str
    place_slug: str
    language: str
    form_title: str
    form_title_language: str
    form_name: str
    form_version: str
    period: str
    as_of: str
    headlines: tuple[tuple[str, str], ...]
    blocks: tuple[ReportBlock, ...]
    legend: str
    method: tuple[tuple[str, str], ...]
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to bring or do. Any one of ``documents`` will do, or else one of ``alternatives``.

    A family's own list says more: whether it was ``ticked``, on which day it was done, whether staff have ``seen`` it.
    ``second`` is the title in English, where a clerk reads along.
    """

    title: str
    detail: str = ""
    documents: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    deadline: str = ""  # in words: "within 10 days"
    due: date | None = None  # where the day is known
    id: str = ""
    second: str = ""
    later: bool = False  # it can come after the start
    ticked: bool = False
    seen: bool = False
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """A titled run of items. ``kind``: a table of papers, steps, ticks, or notes that have no box."""

    title: str
    items: tuple[ChecklistItem, ...]
    intro: str = ""
    kind: str = "notes"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list to tick with a pen. ``source`` says where its facts are from; they hold from..until.

    ``address`` leads to the same list on the web, ``qr_svg`` is the same as a picture. ``code`` is the family's, on its
    own list only.
    """

    title: str
    language: str
    sections: tuple[ChecklistSection, ...]
    intro: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    place_name: str = ""
    contact: Contact | None = None
    address: str = ""
    qr_svg: str | None = None
    code: str = ""
    date: date | None = None
    large_print: bool = False
    words: Mapping[str, str] = field(
        default_factory=dict
    )  # more words of the plugin, by its own keys
