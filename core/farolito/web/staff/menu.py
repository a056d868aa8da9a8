"""The menu of staff pages: what this person may open, the host's entries first, then each plugin's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from farolito.domain.access import SYSTEM
from farolito.services.repairs import repairs
from farolito.web.host import host
from farolito.web.i18n import gettext, label_of
from farolito.web.identity import may_ever
from farolito.web.plugin_places import in_menu, plugin_at

if TYPE_CHECKING:
    from farolito.domain.access import Actor


FEW = 2
"""Entries of plugins that stand beside the host's own; where there are more, only the current one does."""

NUMBERS = "/staff/numbers"
REPAIRS = "/admin/repairs"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry; ``current`` when the page that is shown lies below it. ``folded``: it stands behind “More”."""

    label: str
    url: str
    current: bool
    count: int = 0
    folded: bool = False


def menu(actor: Actor) -> tuple[MenuItem, ...]:
    """The entries that lead somewhere for ``actor``; none for somebody who is not logged in."""
    if actor.kind not in ("user", "volunteer"):
        return ()
    if may_ever(actor, "responses.list"):
        start = (gettext("Responses"), "/staff/", "responses.list")
    else:
        start = (gettext("Schools"), "/staff/", "forms.view")
    ours = (
        start,
        (gettext("My day"), "/staff/my-day", "follow_ups.work"),
        (gettext("Households"), "/staff/households", "households.view"),
        (gettext("Numbers"), NUMBERS, "counts.view"),
        (gettext("Referrals to us"), "/staff/referrals", "referrals.answer"),
        (gettext("People"), "/admin/users", "users.manage"),
        (gettext("Places"), "/admin/places", "places.arrange"),
        (gettext("Plugins"), "/admin/plugins", "plugins.view"),
        (gettext("Repairs"), REPAIRS, "plugins.view"),
        (gettext("Retention"), "/admin/retention", "retention.manage"),
        (gettext("Audit"), "/admin/audit", "audit.view"),
    )
    theirs = (
        (label_of(plugin_at(item.url), item.label), item.url)
        for item in host().hooks.register_navigation()
        if in_menu(item.url)
        and (
            may_ever(actor, item.permission, item.regimes)
            or (item.otherwise and may_ever(actor, item.otherwise))
        )
    )
    host_items = [(label, url) for label, url, permission in ours if may_ever(actor, permission)]
    plugin_items = list(theirs)
    every = (*host_items, *plugin_items)
    here = max((url for _, url in every if _is_current(url)), key=len, default="")
    many = len(plugin_items) > FEW
    return tuple(
        MenuItem(
            label,
            url,
            current=url == here,
            count=_to_repair() if url == REPAIRS else 0,
            folded=many and url != here and (label, url) in plugin_items,
        )
        for label, url in every
    )


def _to_repair() -> int:
    """How many things there are to mend, as it was at most a minute ago."""

    def count() -> int:
        with host().works.open(SYSTEM, write=False) as work:
            return len(repairs(work))

    return host().repairs.get(count)


def _is_current(url: str) -> bool:
    """Whether the page that is shown lies below an entry; of several, the most exact one counts."""
    if request.path.startswith(("/staff/account", "/staff/who-can-see")):
        return False
    if "numbers" in request.path.split("/")[2:4]:
        return url == NUMBERS
    if url == "/staff/" and request.path in ("/staff/my-day", "/staff/referrals"):
        return False
    return request.path.startswith(url.rstrip("/"))
