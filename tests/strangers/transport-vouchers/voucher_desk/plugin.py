"""What the plugin says about itself, and the hooks it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, Asks, NavItem, Plugin, hookimpl

from voucher_desk import vouchers
from voucher_desk.settings import DeskSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import NextStep, Pages, ResponseView, SubmissionView
    from sqlalchemy.orm import Session


class VoucherDesk(Plugin):
    """Gives transport vouchers to families who asked for a ride."""

    name = "voucher_desk"
    title = N_("Voucher desk")
    summary = N_("Families ask for a ride; the desk gives out numbered transport vouchers.")
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",),
        only_own_forms=True,
        forms=True,
        tables=True,
        says=(N_("Keeps for how many people a family asked, and the number of its voucher"),),
    )
    settings = DeskSettings

    @hookimpl
    def next_steps(self, response: ResponseView, settings: DeskSettings) -> Iterable[NextStep]:
        """Where the desk is."""
        return vouchers.next_steps(response, settings)

    @hookimpl
    def submission_saving(
        self, submission: SubmissionView, session: Session, settings: DeskSettings
    ) -> None:
        """Who asks, together with the answers."""
        vouchers.note(session, submission, settings)

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """The desk."""
        from voucher_desk.pages import pages

        return [pages]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """The way to it."""
        return [NavItem(N_("Voucher desk"), "/-/voucher_desk/", "responses.list")]
