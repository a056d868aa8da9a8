"""``create_app(settings)``: the only place where the parts are joined."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, g
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.services.plugins.loading import hooks_for
from farolito.services.work import Works
from farolito.web import compression, errors, home, partner, rendering, security, static_files
from farolito.web.admin import ADMIN_PAGES
from farolito.web.compiled import Compiled
from farolito.web.host import Host
from farolito.web.i18n import speak_in
from farolito.web.late_rules import LateRule
from farolito.web.marking import mark_english
from farolito.web.plugin_pages import mount_plugins
from farolito.web.receiving import Received
from farolito.web.respond import RESPOND_PAGES
from farolito.web.respond.first_views import FirstViews
from farolito.web.respond.journeys import Journeys
from farolito.web.respond.skeletons import Skeletons
from farolito.web.routes import mount
from farolito.web.staff import STAFF_PAGES
from farolito.web.staff.menu import menu
from farolito.web.static_files import Assets
from farolito.web.stylesheet import base_css
from farolito.web.tablet import TABLET_PAGES
from farolito.web.tablet.copy import Copies
from farolito.web.widgets import CORE_WIDGETS, Widgets

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks
    from farolito.settings import Settings

WEB = Path(__file__).parent / "web"
HOST_PAGES = (
    home.pages,
    static_files.pages,
    *RESPOND_PAGES,
    *STAFF_PAGES,
    partner.pages,
    *TABLET_PAGES,
    *ADMIN_PAGES,
)


def create_app(
    settings: Settings,
    *,
    hooks: Hooks | None = None,
    engine: Engine | None = None,
    keyring: Keyring | None = None,
) -> Flask:
    """The application, ready to answer. The parts that are not given are made from the settings.

    Raises SettingsError, DatabaseError or KeyringError with what to mend; a broken plugin raises nothing:
    it is left out, and the plugins page says why.
    """
    app = Flask("farolito.web", static_folder=None, template_folder=str(WEB / "templates"))
    app.request_class = Received
    app.url_rule_class = LateRule
    engine = engine or open_engine(
        settings.database_url, allow_unsafe=settings.allow_unsafe_database
    )
    if hooks is None:
        hooks = hooks_for(settings, engine)
    plugins = hooks.roster.loaded
    catalogues = speak_in(
        app, {p.name: f for p in plugins if (f := p.folder("locale")) is not None}
    )
    works = Works(
        engine,
        hooks,
        keyring or Keyring.load(settings.keys),
        settings,
        translate=catalogues.translate,
    )
    stylesheet = base_css()
    policies = security.Policies.for_style(stylesheet)
    widgets = Widgets(CORE_WIDGETS)
    static_folders = {"": WEB / "static"}
    static_folders |= {f"{p.name}/": f for p in plugins if (f := p.folder("static")) is not None}
    host = app.extensions["farolito"] = Host(
        settings=settings,
        works=works,
        hooks=hooks,
        assets=Assets(static_folders),
        widgets=widgets,
        skeletons=Skeletons(CORE_QUESTION_TYPES, widgets),
        first_views=FirstViews(),
        journeys=Journeys(),
        policies=policies,
        copies=Copies(),
    )
    _find_templates(app, hooks)
    rendering.equip(app, stylesheet)
    _name_the_actor(app)
    compression.compress(app)
    mark_english(app)
    security.protect(app, policies)
    errors.install(app)
    mount(app, HOST_PAGES, host.routes)
    mount_plugins(app, hooks, host.routes)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how Flask says to wrap an app
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_port=hops
        )
    return app


def _find_templates(app: Flask, hooks: Hooks) -> None:
    """The host's templates first, then each plugin's own, which lie in a folder of its name."""
    folders = [WEB / "templates"]
    folders += [f for one in hooks.roster.loaded if (f := one.folder("templates")) is not None]
    app.jinja_env.loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    app.jinja_env.bytecode_cache = Compiled()


def _name_the_actor(app: Flask) -> None:
    """Staff pages show who is logged in, and what that person may open."""

    def actor_and_menu() -> dict[str, object]:
        route = g.get("route")
        if route is None or route.csp != "staff" or g.get("error_page"):
            return {}  # an error page has no menu, and does not lean on what may be what broke
        actor = g.get("actor", NOBODY)
        return {"actor": actor, "menu": menu(actor)}

    app.context_processor(actor_and_menu)
