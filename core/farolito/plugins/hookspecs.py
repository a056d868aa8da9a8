"""Every hook of the host, with the promise that goes with it. ``docs/hooks.md`` is checked against this file.

A plugin may leave out arguments it does not need. Arguments are frozen values; nobody edits them. ``settings`` is an
object of the plugin's settings class, with what counts at the place of the response; None where it has no such class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.plugins.catalogue import hook
from farolito.plugins.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from farolito.domain.access import Actor
    from farolito.domain.dated_facts import DatedFact
    from farolito.domain.definitions import Form, NextStep, Regime
    from farolito.domain.events import SubmissionSaved
    from farolito.domain.views import PlaceView, ResponseView, SubmissionView
    from farolito.plugins.parts import (
        DemoData,
        NavItem,
        Nightly,
        Panel,
        PdfLayout,
        PlaceLink,
        PluginFunction,
        PluginPages,
        ResponseLink,
    )


@hook(Kind.REGISTER, since="0.1")
def register_pdf_layouts() -> Iterable[PdfLayout]:
    """Name the documents this plugin can lay out. Called once, at start-up."""
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_pages() -> Iterable[PluginPages]:
    """Bring web pages under ``/-/<plugin>/``. Called once, at start-up.

    Each item is a ``farolito.api.Pages`` that bears the plugin's name.
    """
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_navigation() -> Iterable[NavItem]:
    """Bring entries of the staff menu. Called once, at start-up."""
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_panels() -> Iterable[Panel]:
    """Bring boxes for the numbers page of a place. Called once, at start-up.

    A box whose ``fill`` fails is left out, counted as a failure of the plugin, and paused like a hook.
    """
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_place_links() -> Iterable[PlaceLink]:
    """Bring links for the public page of each place at which the plugin is on. Called once, at start-up."""
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_response_links() -> Iterable[ResponseLink]:
    """Bring links for the pages about one response, beside notes and follow-ups. Called once, at start-up.

    Shown where the plugin is on, for responses whose regime is in ``records`` of what it asks for.
    """
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_demo() -> Iterable[DemoData]:
    """Say how to fill the school of the demo. Called once, at start-up; the filling is done where there is a demo."""
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_nightly() -> Iterable[Nightly]:
    """Say what is to be done every night, such as erasing what is over its time. Called once, at start-up."""
    raise NotImplementedError


@hook(Kind.REGISTER, since="0.1")
def register_functions() -> Iterable[PluginFunction]:
    """Bring pure functions for the rules of forms, in Python and in JavaScript. Called once, at start-up.

    A rule calls ``<plugin>.<name>(…)``, and its form names the plugin in ``uses``. A function that raises or gives
    another kind than it says gives missing, which is counted as a failure of the plugin; five within ten minutes
    pause the function. Without the plugin the rule is missing too, and the form is not published.
    """
    raise NotImplementedError


@hook(Kind.CONTRIBUTE, since="0.1")
def next_steps(response: ResponseView, session: Session, settings: Any) -> Iterable[NextStep]:
    """Say what the family can do now; shown on the last page and printed on both copies.

    Called after the response was sent, whenever the steps are shown. ``response.needs`` are the names of the
    needs that were found. The steps of the form itself come first, then each plugin's in the enabled order. Only
    for responses whose regime is in ``records`` of what the plugin asks for. ``session`` is for reading your own
    tables. A ``url`` that begins with ``/`` is an address of this site, and printed whole.
    """
    raise NotImplementedError


@hook(Kind.CONTRIBUTE, since="0.1")
def dated_facts() -> Iterable[DatedFact]:
    """Name the facts this plugin prints that age: limits, phones, hours, rules; also those it must not print yet.

    Called when an administrator opens the list of facts to check: what is past its review day, not verified, over, or
    ends within 60 days. Facts of one place that staff keep up to date themselves do not belong here.
    """
    raise NotImplementedError


@hook(Kind.CHECK, since="0.1")
def check_publish(form: Form) -> Iterable[str]:
    """Say why this form must not be published: one plain sentence for each reason, none if it may."""
    raise NotImplementedError


@hook(Kind.DECIDE, since="0.1")
def decide_access(
    actor: Actor, permission: str, place: PlaceView, regime: Regime, form_name: str | None
) -> bool | None:
    """Refuse access to records: ``False`` denies, ``None`` has no opinion. ``True`` opens nothing by itself.

    Asked after the host's own grants said yes, each time that records of a form are listed, read or printed.
    ``form_name`` is ``None`` where the question is about all records of the regime. Asked only about
    forms of its own, and regimes in ``decides`` of what the plugin asks for.
    """
    raise NotImplementedError


@hook(Kind.JOIN, since="0.1")
def submission_saving(submission: SubmissionView, session: Session, settings: Any) -> None:
    """Write your own rows with ours, inside the same transaction. Raising undoes the submission.

    Be quick: a family is waiting, and SQLite has one writer. Use ``session`` for your own tables only; it
    may flush and use savepoints, it cannot commit or roll back. Only for regimes in ``records`` of what the plugin
    asks for.
    """
    raise NotImplementedError


@hook(Kind.NOTIFY, since="0.1")
def submission_saved(event: SubmissionSaved, session: Session, settings: Any) -> None:
    """A submission is committed: work it off, send mail, call out. Called by the worker, not while a family waits.

    At least once: you are told again until you return, so do the same thing twice without harm. ``session`` is
    a transaction of your own, begun at its first use, committed when you return and undone when you raise. Only
    for regimes in ``records`` of what the plugin asks for.
    """
    raise NotImplementedError
