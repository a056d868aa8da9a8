"""All that a plugin may import from the host, besides :mod:`farolito.testing` in its tests.

What stands here is a promise: a name is removed or changed only with a new major version of Farolito. Nothing
inside the host imports this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from farolito.domain.access import Actor, Grant
from farolito.domain.dated_facts import DatedFact
from farolito.domain.definitions import (
    Choice,
    Form,
    Group,
    Need,
    NextStep,
    Page,
    Question,
    Regime,
    Section,
)
from farolito.domain.documents import (
    BlankForm,
    Checklist,
    ChecklistItem,
    ChecklistSection,
    Contact,
    CountReport,
    FamilyCopy,
    FamilyLetter,
    Poster,
    QueueTicket,
    QueueTickets,
    ReferralSlip,
    ReportBlock,
    ReportRow,
    ShownScore,
    ShownStep,
    StaffCopy,
    TableSign,
    TableSigns,
)
from farolito.domain.events import SubmissionSaved
from farolito.domain.languages import LANGUAGES, Language, pick, words
from farolito.domain.question_types.base import Shown
from farolito.domain.summary import Summary, SummaryRow, SummarySection
from farolito.domain.suppression import Bounds, Crossed, Parts, Shares, suppress
from farolito.domain.views import PlaceView, ResponseView, SubmissionView
from farolito.errors import FarolitoError, Forbidden, LimitExceeded, NotFound
from farolito.plugins.asks import Asks
from farolito.plugins.catalogue import hookimpl
from farolito.plugins.manifest import N_, Plugin
from farolito.plugins.parts import (
    DemoData,
    NavItem,
    Nightly,
    Panel,
    PanelRow,
    PdfLayout,
    PlaceLink,
    PluginFunction,
    ResponseLink,
)
from farolito.plugins.setting import setting
from farolito.plugins.tables import PluginModel

if TYPE_CHECKING:
    from farolito.db.base import Sealed
    from farolito.exports.counts import csv_of as report_csv
    from farolito.pdf import (
        PdfUnavailable,
        isolated,
        ltr,
        paper_templates,
        qr_svg,
        svg_picture,
    )
    from farolito.pdf import render as render_pdf
    from farolito.services.casework.for_plugins import finish_follow_up, plan_follow_up
    from farolito.services.households.listed import (
        FamilyContact,
        FamilyPerson,
        FamilyReferral,
        FamilyTask,
        TrackedFamilies,
        TrackedFamily,
    )
    from farolito.services.households.listing import known_families, tracked_families
    from farolito.services.numbers import ShownCounts, ShownForm, shown_counts, shown_form
    from farolito.services.places import by_slug as place_by_slug
    from farolito.services.plugin_settings import settings_of
    from farolito.services.plugins.above import read_above
    from farolito.services.plugins.agencies import (
        PartnerView,
        ReferralLine,
        own_partners,
        partners_of,
        referrals_under_way,
        save_partner,
    )
    from farolito.services.plugins.at_the_desk import send_anonymous, take_back_anonymous
    from farolito.services.plugins.codes_of import codes_of
    from farolito.services.plugins.contact_log import log_contact
    from farolito.services.plugins.contact_of import contact_of
    from farolito.services.plugins.contact_topics import words_to_topics
    from farolito.services.plugins.families import (
        FamilyView,
        families_of,
        find_family,
        wants_large_print,
    )
    from farolito.services.plugins.for_families import site_address, too_often
    from farolito.services.plugins.form_addresses import form_addresses
    from farolito.services.plugins.keyed import keyed
    from farolito.services.plugins.places_where import places_where
    from farolito.services.plugins.printed import note_printed
    from farolito.services.plugins.sealed_words import (
        open_text,
        open_value,
        seal_text,
        seal_value,
    )
    from farolito.services.work import SCHOOL_ZONE, Work
    from farolito.web.handing_over import hand_over
    from farolito.web.i18n import gettext, languages_offered, ngettext, speak, spoken
    from farolito.web.rendering import render_page
    from farolito.web.routes import Pages
    from farolito.web.staff.words import counts_words
    from farolito.web.values import clock_words, dollars, language_words, month_words

__all__ = [
    "LANGUAGES",
    "N_",
    "SCHOOL_ZONE",
    "Actor",
    "Asks",
    "BlankForm",
    "Bounds",
    "Checklist",
    "ChecklistItem",
    "ChecklistSection",
    "Choice",
    "Contact",
    "CountReport",
    "Crossed",
    "DatedFact",
    "DemoData",
    "FamilyContact",
    "FamilyCopy",
    "FamilyLetter",
    "FamilyPerson",
    "FamilyReferral",
    "FamilyTask",
    "FamilyView",
    "FarolitoError",
    "Forbidden",
    "Form",
    "Grant",
    "Group",
    "Language",
    "LimitExceeded",
    "NavItem",
    "Need",
    "NextStep",
    "Nightly",
    "NotFound",
    "Page",
    "Pages",
    "Panel",
    "PanelRow",
    "PartnerView",
    "Parts",
    "PdfLayout",
    "PdfUnavailable",
    "PlaceLink",
    "PlaceView",
    "Plugin",
    "PluginFunction",
    "PluginModel",
    "Poster",
    "Question",
    "QueueTicket",
    "QueueTickets",
    "ReferralLine",
    "ReferralSlip",
    "Regime",
    "ReportBlock",
    "ReportRow",
    "ResponseLink",
    "ResponseView",
    "Sealed",
    "Section",
    "Shares",
    "Shown",
    "ShownCounts",
    "ShownForm",
    "ShownScore",
    "ShownStep",
    "StaffCopy",
    "SubmissionSaved",
    "SubmissionView",
    "Summary",
    "SummaryRow",
    "SummarySection",
    "TableSign",
    "TableSigns",
    "TrackedFamilies",
    "TrackedFamily",
    "Work",
    "clock_words",
    "codes_of",
    "contact_of",
    "counts_words",
    "dollars",
    "families_of",
    "find_family",
    "finish_follow_up",
    "form_addresses",
    "gettext",
    "hand_over",
    "hookimpl",
    "isolated",
    "keyed",
    "known_families",
    "language_words",
    "languages_offered",
    "log_contact",
    "ltr",
    "month_words",
    "ngettext",
    "note_printed",
    "open_text",
    "open_value",
    "own_partners",
    "paper_templates",
    "partners_of",
    "pick",
    "place_by_slug",
    "places_where",
    "plan_follow_up",
    "qr_svg",
    "read_above",
    "referrals_under_way",
    "render_page",
    "render_pdf",
    "report_csv",
    "save_partner",
    "seal_text",
    "seal_value",
    "send_anonymous",
    "setting",
    "settings_of",
    "shown_counts",
    "shown_form",
    "site_address",
    "speak",
    "spoken",
    "suppress",
    "svg_picture",
    "take_back_anonymous",
    "too_often",
    "tracked_families",
    "wants_large_print",
    "words",
    "words_to_topics",
]

_LATE = {
    "FamilyContact": ("farolito.services.households.listed", "FamilyContact"),
    "FamilyPerson": ("farolito.services.households.listed", "FamilyPerson"),
    "FamilyReferral": ("farolito.services.households.listed", "FamilyReferral"),
    "FamilyTask": ("farolito.services.households.listed", "FamilyTask"),
    "FamilyView": ("farolito.services.plugins.families", "FamilyView"),
    "Pages": ("farolito.web.routes", "Pages"),
    "PartnerView": ("farolito.services.plugins.agencies", "PartnerView"),
    "PdfUnavailable": ("farolito.pdf", "PdfUnavailable"),
    "ReferralLine": ("farolito.services.plugins.agencies", "ReferralLine"),
    "SCHOOL_ZONE": ("farolito.services.work", "SCHOOL_ZONE"),
    "Sealed": ("farolito.db.base", "Sealed"),
    "ShownCounts": ("farolito.services.numbers", "ShownCounts"),
    "ShownForm": ("farolito.services.numbers", "ShownForm"),
    "TrackedFamilies": ("farolito.services.households.listed", "TrackedFamilies"),
    "TrackedFamily": ("farolito.services.households.listed", "TrackedFamily"),
    "Work": ("farolito.services.work", "Work"),
    "clock_words": ("farolito.web.values", "clock_words"),
    "codes_of": ("farolito.services.plugins.codes_of", "codes_of"),
    "contact_of": ("farolito.services.plugins.contact_of", "contact_of"),
    "counts_words": ("farolito.web.staff.words", "counts_words"),
    "dollars": ("farolito.web.values", "dollars"),
    "families_of": ("farolito.services.plugins.families", "families_of"),
    "find_family": ("farolito.services.plugins.families", "find_family"),
    "wants_large_print": ("farolito.services.plugins.families", "wants_large_print"),
    "words_to_topics": ("farolito.services.plugins.contact_topics", "words_to_topics"),
    "finish_follow_up": ("farolito.services.casework.for_plugins", "finish_follow_up"),
    "form_addresses": ("farolito.services.plugins.form_addresses", "form_addresses"),
    "gettext": ("farolito.web.i18n", "gettext"),
    "hand_over": ("farolito.web.handing_over", "hand_over"),
    "isolated": ("farolito.pdf", "isolated"),
    "keyed": ("farolito.services.plugins.keyed", "keyed"),
    "known_families": ("farolito.services.households.listing", "known_families"),
    "language_words": ("farolito.web.values", "language_words"),
    "languages_offered": ("farolito.web.i18n", "languages_offered"),
    "log_contact": ("farolito.services.plugins.contact_log", "log_contact"),
    "ltr": ("farolito.pdf", "ltr"),
    "month_words": ("farolito.web.values", "month_words"),
    "ngettext": ("farolito.web.i18n", "ngettext"),
    "note_printed": ("farolito.services.plugins.printed", "note_printed"),
    "open_value": ("farolito.services.plugins.sealed_words", "open_value"),
    "open_text": ("farolito.services.plugins.sealed_words", "open_text"),
    "own_partners": ("farolito.services.plugins.agencies", "own_partners"),
    "partners_of": ("farolito.services.plugins.agencies", "partners_of"),
    "place_by_slug": ("farolito.services.places", "by_slug"),
    "places_where": ("farolito.services.plugins.places_where", "places_where"),
    "plan_follow_up": ("farolito.services.casework.for_plugins", "plan_follow_up"),
    "paper_templates": ("farolito.pdf", "paper_templates"),
    "qr_svg": ("farolito.pdf", "qr_svg"),
    "read_above": ("farolito.services.plugins.above", "read_above"),
    "referrals_under_way": ("farolito.services.plugins.agencies", "referrals_under_way"),
    "render_page": ("farolito.web.rendering", "render_page"),
    "render_pdf": ("farolito.pdf", "render"),
    "report_csv": ("farolito.exports.counts", "csv_of"),
    "save_partner": ("farolito.services.plugins.agencies", "save_partner"),
    "seal_value": ("farolito.services.plugins.sealed_words", "seal_value"),
    "svg_picture": ("farolito.pdf", "svg_picture"),
    "seal_text": ("farolito.services.plugins.sealed_words", "seal_text"),
    "send_anonymous": ("farolito.services.plugins.at_the_desk", "send_anonymous"),
    "settings_of": ("farolito.services.plugin_settings", "settings_of"),
    "shown_counts": ("farolito.services.numbers", "shown_counts"),
    "shown_form": ("farolito.services.numbers", "shown_form"),
    "site_address": ("farolito.services.plugins.for_families", "site_address"),
    "speak": ("farolito.web.i18n", "speak"),
    "spoken": ("farolito.web.i18n", "spoken"),
    "take_back_anonymous": ("farolito.services.plugins.at_the_desk", "take_back_anonymous"),
    "too_often": ("farolito.services.plugins.for_families", "too_often"),
    "tracked_families": ("farolito.services.households.listing", "tracked_families"),
}
"""Names that bring Flask, the database or WeasyPrint's helper with them: imported at their first use."""


def __getattr__(name: str) -> object:
    if name in _LATE:
        module, attribute = _LATE[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
