"""What an administrator sees."""

from farolito.web.admin.audit import pages as audit
from farolito.web.admin.plugins import pages as plugins
from farolito.web.admin.retention import pages as retention

ADMIN_PAGES = (
    plugins,
    audit,
    retention,
)

__all__ = ["ADMIN_PAGES"]
