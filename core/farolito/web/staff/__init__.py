"""What people see who work at a school: log-in, the list of responses, a response, forms and links, promises."""

from farolito.web.staff.export import pages as export
from farolito.web.staff.forms import pages as forms
from farolito.web.staff.households import pages as households
from farolito.web.staff.inbox import pages as inbox
from farolito.web.staff.log_in import pages as log_in
from farolito.web.staff.numbers import pages as numbers
from farolito.web.staff.promises import pages as promises
from farolito.web.staff.response import pages as response

STAFF_PAGES = (log_in, inbox, response, forms, promises, export, numbers, households)

__all__ = ["STAFF_PAGES"]
