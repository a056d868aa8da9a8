"""``farolito keys``: see, change and destroy the keys that seal what families said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from farolito.cli.versions import works_here
from farolito.domain.access import SYSTEM
from farolito.errors import KeyringError
from farolito.services import places, resealing
from farolito.services.receiving import keys as sealing_keys

if TYPE_CHECKING:
    from farolito.services.work import Works


@click.group()
def keys() -> None:
    """See, change and destroy the keys that seal what families said."""


@keys.command("list")
def list_keys() -> None:
    """Every key, and how many values are sealed with it."""
    with works_here() as works:
        _list(works)


@keys.command()
def new() -> None:
    """Make a new key. What is new is sealed with it from now on, also by processes that are serving."""
    with works_here() as works:
        made = works.keyring.add()
    click.echo(
        f"The new key is {made.hex()}. Copy the key file to where you keep its copy, then type:"
    )
    click.echo("  farolito keys reseal")


@keys.command()
def reseal() -> None:
    """Seal everything with the newest key. Serving goes on; stop it and start it again as you like."""

    def told(done: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done:,} values", err=True, nl=False)

    with works_here() as works:
        done = resealing.reseal(works, told)
        click.echo(f"{done:,} values are sealed with the newest key now.")
        _list(works)


@keys.command()
@click.argument("key")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(key: str, yes: bool) -> None:
    """Destroy KEY. Backups made while it was in use can never be opened again, and that is what this is for."""
    try:
        key_id = bytes.fromhex(key)
    except ValueError:
        raise KeyringError(f"There is no key {key}. Type: farolito keys list") from None
    if not yes:
        click.confirm(
            "Backups sealed with this key can never be opened again. Destroy it?", abort=True
        )
    with works_here() as works:
        resealing.forget(works, key_id)
    click.echo(
        f"The key {key} is gone. Destroy the copies of the key file that still hold it, too."
    )


@keys.group()
def tablets() -> None:
    """See and renew the keys to which the tablets of a fair seal what families say."""


@tablets.command("list")
def list_tablet_keys() -> None:
    """Every key of every place, the one that tablets are given first."""
    with works_here() as works, works.open(SYSTEM, write=False) as work:
        names = {one.id: one.slug for one in places.every(work)}
        given = set[tuple[str, str]]()
        for row in sealing_keys.every_key(work):
            now = "" if (row.place_id, row.suite) in given else "  given to tablets"
            given.add((row.place_id, row.suite))
            made, used = row.made_at.date(), row.used_at.date()
            click.echo(
                f"{names[row.place_id]}  {row.kid}  {row.suite}  made {made}  used {used}{now}"
            )


@tablets.command("new")
@click.argument("place")
def new_tablet_key(place: str) -> None:
    """Make a new key for PLACE. Tablets get it with their next copy; what is sealed to the old one is opened too."""
    with works_here() as works, works.open(SYSTEM) as work:
        made = sealing_keys.renew(work, places.by_slug(work, place).id)
    click.echo(f"The new key of {place} is {made.kid}. A new one is made each term by itself, too.")


def _list(works: Works) -> None:
    many = resealing.left(works)
    for key_id in works.keyring.ids:
        name = key_id.hex()
        now = "  seals what is new" if key_id == works.keyring.current else ""
        click.echo(f"{name}  {many.get(name, 0):,} values{now}")
