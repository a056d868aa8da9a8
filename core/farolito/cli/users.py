"""``farolito users list | invite | link | roles | off | on``: who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from farolito.cli.versions import works_here
from farolito.errors import NotFound

if TYPE_CHECKING:
    from farolito.services.administration import Person
    from farolito.services.work import Work


@click.group()
def users() -> None:
    """People who work at a school or for a partner, and what they may do."""


@users.command("list")
def list_() -> None:
    """Everybody, with their roles."""
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    with works_here() as works, works.open(SYSTEM, write=False) as work:
        lines = [_line(one) for one in administration.people(work)]
    for line in lines or ["Nobody yet. Type: farolito users invite --help"]:
        click.echo(line)


@users.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues call them.")
@click.option("--role", required=True, help="One of those that farolito roles lists.")
@click.option("--at", "place", required=True, metavar="ADDRESS", help="The place: duarte-high.")
def invite(email: str, name: str, role: str, place: str) -> None:
    """Give somebody an account and a role, and print the link with which they choose a password.

    The link works once, for seven days. We send nothing: hand it over yourself, to them alone.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    with works_here() as works:
        with works.open(SYSTEM) as work:
            invited = administration.invite(work, email, name, place, role)
        base_url = works.settings.base_url
    if invited.token is None:
        click.echo(f"{email} has an account already, and this role now.")
    else:
        _print_link(base_url, invited.token)


@users.command()
@click.argument("email")
@click.option(
    "--forget-second-step", is_flag=True, help="The phone and the recovery codes are lost."
)
def link(email: str, forget_second_step: bool) -> None:
    """Print a one-time link with which somebody chooses a new password."""
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    with works_here() as works:
        with works.open(SYSTEM) as work:
            user_id = _user(work, email)
            if forget_second_step:
                administration.forget_second_factor(work, user_id)
            token = administration.new_link(work, user_id)
        base_url = works.settings.base_url
    _print_link(base_url, token)


@users.command()
@click.argument("email")
@click.option("--give", multiple=True, metavar="ROLE", help="Let them hold this role.")
@click.option("--take", multiple=True, metavar="ROLE", help="Take this role away.")
@click.option("--at", "place", metavar="ADDRESS", help="The place; it counts below it too.")
def roles(email: str, give: tuple[str, ...], take: tuple[str, ...], place: str | None) -> None:
    """Show the roles of somebody; give and take roles at a place."""
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    if (give or take) and place is None:
        raise click.UsageError("Say at which place: --at ADDRESS")
    with works_here() as works, works.open(SYSTEM) as work:
        user_id = _user(work, email)
        for role in give:
            administration.give(work, user_id, place or "", role)
        for role in take:
            administration.take(work, user_id, place or "", role)
        click.echo(_line(administration.person(work, user_id)))


@users.command()
@click.argument("email")
def off(email: str) -> None:
    """Nobody logs in as this person any more, and their sessions are over at once."""
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    with works_here() as works, works.open(SYSTEM) as work:
        administration.turn_off(work, _user(work, email))
    click.echo(f"{email} is turned off.")


@users.command()
@click.argument("email")
def on(email: str) -> None:
    """Let somebody in again who was turned off."""
    from farolito.domain.access import SYSTEM
    from farolito.services import administration

    with works_here() as works, works.open(SYSTEM) as work:
        administration.turn_on(work, _user(work, email))
    click.echo(f"{email} may log in again.")


def _user(work: Work, email: str) -> str:
    from farolito.services import users as service

    found = service.by_email(work, email)
    if found is None:
        raise NotFound(f"There is no user {email}. Type: farolito users list")
    return found.id


def _print_link(base_url: str, token: str) -> None:
    click.echo(f"{base_url}/staff/join/{token}")
    click.echo("This link works once, for seven days. Give it to them alone.", err=True)


def _line(one: Person) -> str:
    user = one.user
    said = "" if user.active else "  (turned off)"
    said += "  (has not chosen a password yet)" if user.invited else ""
    held = ", ".join(f"{held.role} at {held.place.slug}" for held in one.held) or "no role"
    return f"{user.email}  {user.name}  {held}{said}"
