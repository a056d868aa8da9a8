"""What a view may reach besides its :class:`~farolito.services.work.Work`: the joined parts of this app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app

from farolito.web.kept_count import KeptCount

if TYPE_CHECKING:
    from flask import Flask

    from farolito.plugins.hooks import Hooks
    from farolito.services.work import Works
    from farolito.settings import Settings
    from farolito.web.respond.first_views import FirstViews
    from farolito.web.respond.journeys import Journeys
    from farolito.web.respond.skeletons import Skeletons
    from farolito.web.routes import Route
    from farolito.web.security import Policies
    from farolito.web.static_files import Assets
    from farolito.web.tablet.copy import Copies
    from farolito.web.widgets import Widgets


@dataclass(slots=True)
class Host:
    """One per app, found as ``app.extensions["farolito"]``. Nothing in it changes after start-up."""

    settings: Settings
    works: Works
    hooks: Hooks
    assets: Assets
    widgets: Widgets
    skeletons: Skeletons
    first_views: FirstViews
    journeys: Journeys
    policies: Policies
    copies: Copies
    routes: list[Route] = field(default_factory=list)
    repairs: KeptCount = field(default_factory=KeptCount)


def host_of(app: Flask) -> Host:
    """The parts joined in ``app``."""
    return cast("Host", app.extensions["farolito"])


def host() -> Host:
    """The parts joined in the app that answers this request."""
    return cast("Host", current_app.extensions["farolito"])
