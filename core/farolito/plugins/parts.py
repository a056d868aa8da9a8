"""What plugins hand over in *register* hooks: small frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from farolito.domain.definitions import Regime
    from farolito.domain.expressions import FunctionKind
    from farolito.domain.views import PlaceView

DocumentPurpose = Literal[
    "family_copy",
    "staff_copy",
    "blank_form",
    "checklist",
    "report",
    "referral_slip",
    "family_letter",
    "poster",
    "queue_tickets",
    "table_signs",
]
PURPOSES: tuple[str, ...] = get_args(DocumentPurpose)


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """How a document is laid out on paper.

    ``name`` is unique among all layouts. ``render`` takes the document of its purpose
    (``farolito.domain.documents``: FamilyCopy, StaffCopy, BlankForm, Checklist, CountReport, ReferralSlip,
    FamilyLetter, Poster, QueueTickets, TableSigns) and returns one complete HTML page with its styles inside; the
    host turns it into a PDF in a child process that can fetch nothing.
    Raised errors: the document is not printed, the screen says so. The first enabled plugin wins a purpose.
    """

    name: str
    purpose: DocumentPurpose
    title: str
    render: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class PluginFunction:
    """A pure function for the rules of forms, on both sides: rules write ``<plugin>.<name>(…)``.

    ``takes`` and ``gives`` are kinds: text, number, boolean, date. ``python`` gets floats, booleans and texts (a
    date is a text like ``2026-11-23``, a choice its name), one for each of ``takes``, never None, and gives a value
    of the kind ``gives``, or None for missing. ``javascript`` is a file of the package that is one module, ``export
    default (a, b) => …;``, and gives the same for the same arguments, null for missing. Neither may look at
    anything but its arguments. ``says`` is one sentence for authors of forms.
    """

    name: str
    takes: tuple[FunctionKind, ...]
    gives: FunctionKind
    python: Callable[..., str | float | bool | None]
    javascript: Path
    says: str = ""

    @property
    def source(self) -> str:
        """The JavaScript. Raises OSError or ValueError when it cannot be read."""
        return Path(self.javascript).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry in the staff menu, shown to whoever holds ``permission``.

    ``label`` is an English source string; it is translated with the plugin's own catalogue when it is shown.
    ``url`` is an address of this plugin: it begins with ``/-/<plugin name>/``.
    ``regimes``: only to whoever holds it with a role that reads records of one of them; others must not learn of it.
    ``otherwise``: a permission that opens it as well, such as that of whoever looks after a district.
    """

    label: str
    url: str
    permission: str
    regimes: tuple[Regime, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A line of a panel in the reader's language: what it is about, and the number or the words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A box below the numbers of a place, for whoever holds ``permission`` there.

    ``title`` is an English source string; it is translated with the plugin's own catalogue. ``fill(work, place)``
    gives several :class:`PanelRow` in the language that is spoken (``gettext``); none, and the box is left out. It may
    read the plugin's own tables through ``work.session`` and nothing may be written. ``url`` leads to more: an address
    of this plugin in which ``<place>`` stands for the place's own.
    Counts of people are shown as the host shows its own: ``suppress`` and ``counts_words``.
    """

    name: str
    title: str
    permission: str
    fill: Callable[[Any, PlaceView], Iterable[PanelRow]]
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A link on the public page of a place, which families open.

    ``label`` is an English source string, translated with the plugin's own catalogue. ``url`` is an address of this
    plugin that is ``public``; ``<place>`` in it stands for the place's own.
    """

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ResponseLink:
    """A link above every response that the plugin asks for, for staff who hold ``permission`` at its place.

    ``label`` is an English source string, translated with the plugin's own catalogue. ``url`` is an address of this
    plugin; ``<place>`` and ``<response>`` in it stand for the place's address and the id of the response. Not shown
    for responses of which nobody knows whose they are.
    """

    label: str
    url: str
    permission: str


@dataclass(frozen=True, slots=True)
class DemoData:
    """Made-up rows for the school of the demo, so that whoever tries Farolito sees the plugin at work.

    ``fill(work, place)`` is called each time that the demo is started, in a transaction of its own: it leaves alone
    what is there already. Nobody in it is a real person, and everything says "demo" where it could be believed.
    ``settings`` are set at that school by name, where nothing of the plugin was set there yet.
    """

    fill: Callable[[Any, PlaceView], None]
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nightly:
    """Something to do every night: erase what is over its time, close what is due.

    ``run(work)`` is called in a transaction of its own, for all places together; it does what is due, however many
    nights were missed, and doing it twice does no harm. What goes wrong is logged, and tried again the next night.
    """

    run: Callable[[Any], None]


CACHES = ("no-store", "short", "immutable")
CSPS = ("family", "staff", "none")
"""What a page may declare; a contract test keeps both as the host's own routes have them."""


class PluginRoute(Protocol):
    """One address of a plugin, with the three policies that every address declares."""

    @property
    def rule(self) -> str:
        """The whole address, e.g. ``/-/printables/<place>``."""

    @property
    def endpoint(self) -> str:
        """Its name, unique in the host."""

    @property
    def permission(self) -> str:
        """``public`` or a permission."""

    @property
    def cache(self) -> str:
        """What may be kept by browsers."""

    @property
    def csp(self) -> str:
        """What the page may load."""


@runtime_checkable
class PluginPages(Protocol):
    """Web pages of a plugin. ``farolito.api.Pages`` is the one class that plugins use for this."""

    @property
    def name(self) -> str:
        """The plugin's name."""

    @property
    def url_prefix(self) -> str:
        """``/-/<plugin name>``."""

    @property
    def routes(self) -> Sequence[PluginRoute]:
        """Every address, in the order they were written."""
