"""What an administrator sees."""

from farolito.web.admin.plugins import pages as plugins

ADMIN_PAGES = (plugins,)

__all__ = ["ADMIN_PAGES"]
