"""What plugins may import is a promise: this test is where a change of it is noticed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from farolito import api
from farolito.plugins.new import PATTERN

HOST = Path(api.__file__).parent

PROMISED = {
    "own_partners",
    "FamilyContact",
    "FamilyPerson",
    "FamilyReferral",
    "FamilyTask",
    "TrackedFamilies",
    "TrackedFamily",
    "known_families",
    "tracked_families",
    "wants_large_print",
    "languages_offered",
    "log_contact",
    "words_to_topics",
    "keyed",
    "PartnerView",
    "ReferralLine",
    "partners_of",
    "save_partner",
    "read_above",
    "referrals_under_way",
    "FamilyView",
    "contact_of",
    "families_of",
    "find_family",
    "finish_follow_up",
    "plan_follow_up",
    "Actor",
    "Asks",
    "BlankForm",
    "Bounds",
    "CountReport",
    "Crossed",
    "DemoData",
    "DatedFact",
    "Parts",
    "ReportBlock",
    "ReportRow",
    "Shares",
    "ShownCounts",
    "counts_words",
    "shown_counts",
    "setting",
    "settings_of",
    "suppress",
    "Checklist",
    "ChecklistItem",
    "ChecklistSection",
    "Choice",
    "Contact",
    "FamilyCopy",
    "FamilyLetter",
    "FarolitoError",
    "Forbidden",
    "Form",
    "Grant",
    "Group",
    "LANGUAGES",
    "Language",
    "LimitExceeded",
    "N_",
    "NavItem",
    "Need",
    "NextStep",
    "NotFound",
    "Page",
    "Pages",
    "Panel",
    "PanelRow",
    "PdfLayout",
    "PdfUnavailable",
    "PlaceLink",
    "ResponseLink",
    "PlaceView",
    "Plugin",
    "PluginFunction",
    "PluginModel",
    "Poster",
    "QueueTicket",
    "QueueTickets",
    "Question",
    "ReferralSlip",
    "Regime",
    "ResponseView",
    "SCHOOL_ZONE",
    "Sealed",
    "Section",
    "open_text",
    "open_value",
    "seal_value",
    "paper_templates",
    "svg_picture",
    "place_by_slug",
    "seal_text",
    "send_anonymous",
    "take_back_anonymous",
    "Shown",
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
    "Work",
    "clock_words",
    "codes_of",
    "dollars",
    "qr_svg",
    "site_address",
    "too_often",
    "gettext",
    "hand_over",
    "hookimpl",
    "note_printed",
    "isolated",
    "language_words",
    "ltr",
    "month_words",
    "ngettext",
    "pick",
    "places_where",
    "render_page",
    "render_pdf",
    "speak",
    "spoken",
    "words",
    "Nightly",
    "ShownForm",
    "form_addresses",
    "report_csv",
    "shown_form",
}


def test_the_names_are_those_that_were_promised() -> None:
    assert set(api.__all__) == PROMISED


def test_every_name_can_be_imported() -> None:
    for name in api.__all__:
        assert getattr(api, name) is not None


def test_nothing_else_can_be_imported_by_accident() -> None:
    public = {name for name in vars(api) if name[0].isalpha()}

    assert public - set(api.__all__) <= {"annotations", "TYPE_CHECKING", "import_module"}


def test_nothing_inside_the_host_imports_it() -> None:
    for path in HOST.rglob("*.py"):
        if path.is_relative_to(PATTERN):
            continue  # what `farolito plugins new` writes is a plugin
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            modules = [node.module] if isinstance(node, ast.ImportFrom) else []
            modules += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            assert "farolito.api" not in modules, path


def test_a_plugin_that_needs_no_web_brings_none_with_it() -> None:
    code = "import farolito.api, sys; print(sorted({'flask', 'wtforms', 'weasyprint'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
