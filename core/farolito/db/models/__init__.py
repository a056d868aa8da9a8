"""The host's tables, one file per family. Importing this package declares them all."""

from farolito.db.models.accounts import Passkey, PasswordLink, RecoveryCode, Totp
from farolito.db.models.attachments import Attachment
from farolito.db.models.audit import Audit, AuditHead
from farolito.db.models.casework import (
    ContactEntry,
    FollowUp,
    ResponseNeed,
    StaffNote,
)
from farolito.db.models.counts import CountAfterwards, CountedResponse, CountRound, CountShown
from farolito.db.models.envelopes import Envelope, SealingKey
from farolito.db.models.events import Event, EventHelper
from farolito.db.models.fairs import Fair, Ticket
from farolito.db.models.forms import FormVersion
from farolito.db.models.households import (
    Enrollment,
    Household,
    HouseholdResponse,
    HouseholdVerdict,
    Person,
    PersonKey,
)
from farolito.db.models.jobs import Job
from farolito.db.models.made_files import MadeFile
from farolito.db.models.paper import PaperEntry, PaperSheet
from farolito.db.models.people import Grant, RateLimit, Session, User
from farolito.db.models.places import Link, Place
from farolito.db.models.plugin_settings import PluginSetting
from farolito.db.models.plugins import PluginSet
from farolito.db.models.referrals import Partner, PartnerUser, Referral
from farolito.db.models.responses import Response, Submission
from farolito.db.models.retention import Erasure, Hold, RetentionRule
from farolito.db.models.tablets import Tablet
from farolito.db.models.ways_back import WayBack

__all__ = [
    "Attachment",
    "Audit",
    "AuditHead",
    "ContactEntry",
    "CountAfterwards",
    "CountRound",
    "CountShown",
    "CountedResponse",
    "Enrollment",
    "Envelope",
    "Erasure",
    "Event",
    "EventHelper",
    "Fair",
    "FollowUp",
    "FormVersion",
    "Grant",
    "Hold",
    "Household",
    "HouseholdResponse",
    "HouseholdVerdict",
    "Job",
    "Link",
    "MadeFile",
    "PaperEntry",
    "PaperSheet",
    "Partner",
    "PartnerUser",
    "Passkey",
    "PasswordLink",
    "Person",
    "PersonKey",
    "Place",
    "PluginSet",
    "PluginSetting",
    "RateLimit",
    "RecoveryCode",
    "Referral",
    "Response",
    "ResponseNeed",
    "RetentionRule",
    "SealingKey",
    "Session",
    "StaffNote",
    "Submission",
    "Tablet",
    "Ticket",
    "Totp",
    "User",
    "WayBack",
]
