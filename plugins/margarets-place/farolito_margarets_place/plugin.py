"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, DemoData, NavItem, Nightly, Plugin, hookimpl
from farolito_margarets_place import privacy
from farolito_margarets_place.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.api import Actor, Form, Pages, PlaceView, SubmissionView, Work


class MargaretsPlace(Plugin):
    """The counselor's room: who asks, who comes, groups and classes; for the counselor's eyes alone."""

    name = "margarets_place"
    title = N_("Margaret's Place")
    summary = N_(
        "Students ask for the Margaret's Place counselor, who keeps a roster and a log that nobody else sees."
    )
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("counseling",),
        only_own_forms=True,
        decides=("counseling",),
        forms=True,
        tables=True,
        says=(
            N_("Keeps a roster, groups and a log for counselors, with sealed names"),
            N_("Shows nothing of it to anybody else, not even a number"),
            N_("Hands a tablet to a student, and logs out whoever was logged in there"),
            N_("Has a say in publishing its form"),
        ),
    )
    settings = RoomSettings

    @hookimpl
    def decide_access(self, actor: Actor, regime: str, form_name: str | None) -> bool | None:
        """Deny everyone but counselors, whatever other roles somebody holds."""
        return privacy.may_read(actor, regime, form_name)

    @hookimpl
    def check_publish(self, form: Form) -> Iterable[str]:
        """A form of Margaret's Place says what stays private before it asks anything."""
        return privacy.reasons_against(form)

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Somebody asked: they are on the roster with the answers, or not at all."""
        from farolito_margarets_place import roster

        roster.note(session, submission)

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The counselor's pages."""
        from farolito_margarets_place.all_pages import ALL

        return ALL

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to them, for counselors alone, under a name that says nothing."""
        return [
            NavItem(N_("My room"), "/-/margarets_place/", "responses.list", regimes=("counseling",))
        ]

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """Names of who was closed for a year go."""
        return [Nightly(_sweep)]

    @hookimpl
    def register_demo(self) -> Iterable[DemoData]:
        """A room with some people, and a year that is over."""
        return [DemoData(_fill)]


def _fill(work: Work, place: PlaceView) -> None:
    from farolito_margarets_place.demo import fill

    fill(work, place)


def _sweep(work: Work) -> None:
    from farolito_margarets_place.roster import sweep

    sweep(work)
