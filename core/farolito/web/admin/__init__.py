"""What an administrator sees."""

from farolito.web.admin.audit import pages as audit
from farolito.web.admin.available import pages as available
from farolito.web.admin.facts import pages as facts
from farolito.web.admin.places import pages as places
from farolito.web.admin.plugin_detail import pages as plugin_detail
from farolito.web.admin.plugin_settings import pages as plugin_settings
from farolito.web.admin.plugins import pages as plugins
from farolito.web.admin.repairs import pages as repairs
from farolito.web.admin.retention import pages as retention
from farolito.web.admin.turning import pages as turning
from farolito.web.admin.users import pages as users

ADMIN_PAGES = (
    plugins,
    repairs,
    available,
    facts,
    turning,
    plugin_settings,
    plugin_detail,
    users,
    places,
    audit,
    retention,
)

__all__ = ["ADMIN_PAGES"]
