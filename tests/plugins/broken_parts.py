"""Plugins whose *register* hooks bring one wrong thing each, and how the host names the fault."""

from __future__ import annotations

from .making import Broken, method, pages

BROKEN_PARTS = (
    Broken(
        "raises at start-up",
        method("@hookimpl\ndef register_navigation(self): raise ValueError"),
        "register_failed",
        "`register_navigation` failed at start-up: ValueError in plugin.py",
    ),
    Broken(
        "exits at start-up",
        method("@hookimpl\ndef register_navigation(self): raise SystemExit"),
        "register_failed",
        "SystemExit",
    ),
    Broken(
        "registers rubbish",
        method("@hookimpl\ndef register_navigation(self): return ['home']"),
        "register_failed",
        "WrongResult",
    ),
    Broken(
        "a menu entry of others",
        method(
            "@hookimpl\ndef register_navigation(self):\n"
            "    return [NavItem('Log out', '/staff/log-out', 'forms.view')]"
        ),
        "foreign_pages",
        "`/-/broken/`",
    ),
    Broken(
        "an unknown permission",
        method(
            "@hookimpl\ndef register_navigation(self):\n"
            "    return [NavItem('All', '/-/broken/', 'everything')]"
        ),
        "unknown_permission",
        "`everything`",
    ),
    Broken(
        "a menu entry for readers of an unknown regime",
        method(
            "@hookimpl\ndef register_navigation(self):\n"
            "    return [NavItem('All', '/-/broken/', 'forms.view', ('secret',))]"
        ),
        "unknown_regime",
        "`secret`",
    ),
    Broken(
        "pages with the name of another",
        pages("Pages('staff', '/staff')"),
        "foreign_pages",
        "must be `broken` at `/-/broken`",
    ),
    Broken(
        "pages with another name at its own address",
        pages("Pages('staff', '/-/broken')"),
        "foreign_pages",
        "must be `broken` at `/-/broken`",
    ),
    Broken(
        "pages with its name at another address",
        pages("Pages('broken', '/staff')"),
        "foreign_pages",
        "must be `broken` at `/-/broken`",
    ),
    Broken(
        "a page without a policy",
        pages("Pages('broken', '/-/broken')", "'/', cache='short', csp='staff'"),
        "no_policy",
        "does not declare its permission",
    ),
    Broken(
        "a page with an unknown policy",
        pages(
            "Pages('broken', '/-/broken')", "'/', permission='public', cache='ever', csp='staff'"
        ),
        "no_policy",
        "does not declare its cache: no-store",
    ),
    Broken(
        "a page with an address that cannot be read",
        pages(
            "Pages('broken', '/-/broken')",
            "'/<', permission='public', cache='short', csp='staff'",
        ),
        "bad_address",
        "no readable address",
    ),
    Broken(
        "an unknown kind of address part",
        pages(
            "Pages('broken', '/-/broken')",
            "'/<colour:x>', permission='public', cache='short', csp='staff'",
        ),
        "bad_address",
        "colour",
    ),
    Broken(
        "one name for two parts of an address",
        pages(
            "Pages('broken', '/-/broken')",
            "'/<x>/<x>', permission='public', cache='short', csp='staff'",
        ),
        "bad_address",
        "<x>/<x>",
    ),
    Broken(
        "two pages with one name",
        pages(
            "Pages('broken', '/-/broken')",
            "'/a', permission='public', cache='short', csp='staff', endpoint='x'",
            "'/b', permission='public', cache='short', csp='staff', endpoint='x'",
        ),
        "duplicate",
        "`broken.x`",
    ),
    Broken(
        "a layout for nothing",
        method(
            "@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout('a', 'confetti', 'A', str)]"
        ),
        "bad_layout",
        "`confetti`",
    ),
    Broken(
        "a menu entry of numbers",
        method("@hookimpl\ndef register_navigation(self): return [NavItem(1, 2, 3)]"),
        "register_failed",
        "`label` of a menu entry must be text",
    ),
    Broken(
        "a menu entry that cannot be shown",
        method(
            "@hookimpl\ndef register_navigation(self):\n"
            "    return [NavItem('\\ud800', '/-/broken/', 'forms.view')]"
        ),
        "unshowable",
        "`label` of a menu entry has text that cannot be shown",
    ),
    Broken(
        "a layout without a name",
        method(
            "@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout(None, 'checklist', 'A', str)]"
        ),
        "register_failed",
        "`name` of a layout must be text",
    ),
    Broken(
        "prints answers that it does not ask for",
        method(
            "asks = Asks()\n@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout('a', 'staff_copy', 'A', str)]"
        ),
        "not_asked",
        "layout `a` prints answers",
    ),
    Broken(
        "a layout whose title cannot be shown",
        method(
            "@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout('a', 'checklist', 'A\\0', str)]"
        ),
        "unshowable",
        "`title` of a layout",
    ),
    Broken(
        "a layout that cannot be called",
        method(
            "@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout('a', 'checklist', 'A', '<p>')]"
        ),
        "register_failed",
        "`render`",
    ),
    Broken(
        "pages made of numbers",
        method(
            "@hookimpl\ndef register_pages(self):\n"
            "    class Odd:\n"
            "        name, url_prefix = 'broken', '/-/broken'\n"
            "        routes = [1]\n"
            "    return [Odd()]"
        ),
        "register_failed",
        "AttributeError",
    ),
    Broken(
        "two layouts with one name",
        method(
            "@hookimpl\ndef register_pdf_layouts(self):\n"
            "    return [PdfLayout('a', 'checklist', 'A', str)] * 2"
        ),
        "duplicate",
        "two layouts",
    ),
)
