"""What people see who work at a school: log-in, account, responses, forms and links, promises, events."""

from farolito.web.staff.account import pages as account
from farolito.web.staff.events import pages as events
from farolito.web.staff.export import pages as export
from farolito.web.staff.forms import pages as forms
from farolito.web.staff.households import pages as households
from farolito.web.staff.inbox import pages as inbox
from farolito.web.staff.join import pages as join
from farolito.web.staff.log_in import pages as log_in
from farolito.web.staff.numbers import pages as numbers
from farolito.web.staff.promises import pages as promises
from farolito.web.staff.response import pages as response
from farolito.web.staff.second_step import pages as second_step
from farolito.web.staff.who_can_see import pages as who_can_see

STAFF_PAGES = (
    log_in,
    second_step,
    join,
    account,
    who_can_see,
    events,
    export,
    forms,
    households,
    inbox,
    numbers,
    promises,
    response,
)

__all__ = ["STAFF_PAGES"]
