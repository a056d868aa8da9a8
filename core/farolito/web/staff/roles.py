"""What roles and permissions are called on screens."""

from __future__ import annotations

from farolito.domain.access import PERMISSIONS
from farolito.domain.roles import ROLES
from farolito.web.i18n import gettext


def role_words(role: str) -> str:
    """The title of a role; its name where the table does not know it any more."""
    known = ROLES.get(role)
    return gettext(known.title) if known else role


def permission_words(permission: str) -> str:
    """What a permission lets somebody do."""
    return gettext(PERMISSIONS[permission])


def kind_words(kind: str) -> str:
    """What kind of place it is."""
    named = {
        "county": gettext("County"),
        "district": gettext("District"),
        "site": gettext("School or center"),
    }
    return named[kind]
