"""``farolito places list | add | rename | move | offer | close``: the tree of places, and the forms they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from farolito.cli.versions import works_here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.services.places import PlaceNode

KINDS = ("county", "district", "site")


@click.group()
def places() -> None:
    """The tree of places: a county, its districts, their sites."""


@places.command("list")
def list_() -> None:
    """Every place, with the address that its links begin with."""
    from farolito.domain.access import SYSTEM
    from farolito.services import places as service

    with works_here() as works, works.open(SYSTEM, write=False) as work:
        lines = list(_lines(service.tree(work), 0))
    for line in lines or ["No places yet. Type: farolito places add county NAME ADDRESS"]:
        click.echo(line)


@places.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.argument("address")
@click.option("--in", "above", default="", metavar="ADDRESS", help="The place it belongs to.")
def add(kind: str, name: str, address: str, above: str) -> None:
    """A new place, e.g.: add site "Duarte High School" duarte-high --in duarte-district

    ADDRESS is how its links begin. It stays when the place is renamed or moved: it is printed on paper.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import place_tree

    with works_here() as works, works.open(SYSTEM) as work:
        place = place_tree.add(work, kind, address, name, above)
    click.echo(f"{place.name} is there: {place.slug}.")


@places.command()
@click.argument("address")
@click.argument("name")
def rename(address: str, name: str) -> None:
    """Another name for the place with this ADDRESS."""
    from farolito.domain.access import SYSTEM
    from farolito.services import place_tree

    with works_here() as works, works.open(SYSTEM) as work:
        place_tree.rename(work, address, name)
    click.echo(f"{address} is called {name} now.")


@places.command()
@click.argument("address")
@click.option("--in", "above", required=True, metavar="ADDRESS", help="The place it belongs to.")
def move(address: str, above: str) -> None:
    """Put a place, with all that is below it, below another one.

    Whoever holds a role above the new spot has it here at once, and nobody above the old one does.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services import place_tree

    with works_here() as works, works.open(SYSTEM) as work:
        place_tree.move(work, address, above)
    click.echo(f"{address} is in {above} now.")


@places.command()
@click.argument("address")
@click.argument("form")
def offer(address: str, form: str) -> None:
    """Let families open the published FORM at the place with this ADDRESS."""
    from farolito.domain.access import SYSTEM
    from farolito.services import offering

    with works_here() as works, works.open(SYSTEM) as work:
        slug = offering.offer(work, address, form)
    click.echo(f"Families find it at /{address}/{slug}")


@places.command()
@click.argument("address")
@click.argument("form")
def close(address: str, form: str) -> None:
    """Let nobody begin FORM at the place with this ADDRESS any more. Who began may finish."""
    from farolito.domain.access import SYSTEM
    from farolito.services import offering

    with works_here() as works, works.open(SYSTEM) as work:
        offering.close(work, address, form)
    click.echo(f"{form} is closed at {address}.")


def _lines(nodes: Iterable[PlaceNode], depth: int) -> Iterator[str]:
    for node in nodes:
        yield f"{'  ' * depth}{node.place.name}  ({node.place.kind} {node.place.slug})"
        yield from _lines(node.children, depth + 1)
