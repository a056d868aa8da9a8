"""What people see who work at a school: log-in, account, the inbox, a response and the work on it, forms, events."""

from farolito.web.staff.account import pages as account
from farolito.web.staff.changes import pages as changes
from farolito.web.staff.contact import pages as contact
from farolito.web.staff.correct import pages as correct
from farolito.web.staff.events import pages as events
from farolito.web.staff.export import pages as export
from farolito.web.staff.fairs import pages as fairs
from farolito.web.staff.follow_ups import pages as follow_ups
from farolito.web.staff.forms import pages as forms
from farolito.web.staff.held import pages as held
from farolito.web.staff.households import pages as households
from farolito.web.staff.inbox import pages as inbox
from farolito.web.staff.join import pages as join
from farolito.web.staff.log_in import pages as log_in
from farolito.web.staff.made_files import pages as made_files
from farolito.web.staff.numbers import pages as numbers
from farolito.web.staff.paper_sheets import pages as paper_sheets
from farolito.web.staff.partners import pages as partners
from farolito.web.staff.password import pages as password
from farolito.web.staff.pile import pages as pile
from farolito.web.staff.promises import pages as promises
from farolito.web.staff.referrals import pages as referrals
from farolito.web.staff.requests import pages as requests
from farolito.web.staff.response import pages as response
from farolito.web.staff.second_step import pages as second_step
from farolito.web.staff.tablets import pages as tablets
from farolito.web.staff.who_can_see import pages as who_can_see
from farolito.web.staff.working import pages as working

STAFF_PAGES = (
    log_in,
    second_step,
    join,
    account,
    password,
    who_can_see,
    events,
    inbox,
    response,
    contact,
    changes,
    correct,
    export,
    fairs,
    follow_ups,
    forms,
    held,
    households,
    made_files,
    numbers,
    paper_sheets,
    partners,
    pile,
    promises,
    referrals,
    requests,
    tablets,
    working,
)

__all__ = ["STAFF_PAGES"]
