"""``farolito roles``: roles, what they may do and whose records they read, told from the tables that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from farolito.domain.access import GUARDED, PERMISSIONS
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.option("--markdown", is_flag=True, help="As docs/who-can-see-what.md has it.")
def roles(markdown: bool) -> None:
    """Every role: its name, its title, what it may do."""
    if markdown:
        click.echo("\n".join(_tables()))
        return
    for name, role in ROLES.items():
        click.echo(f"{name}  ({role.title}, usually at a {role.level})")
        for permission in sorted(role.permissions):
            click.echo(f"    {permission:19} {PERMISSIONS[permission]}")


def _tables() -> Iterator[str]:
    yield "| role | usually at a | second step | reads the records |"
    yield "|---|---|---|---|"
    for name, role in ROLES.items():
        second = "needed" if role.permissions & GUARDED else "if they like"
        reads = ", ".join(f"`{regime}`" for regime, law in POLICIES.items() if name in law.readers)
        yield f"| {role.title} (`{name}`) | {role.level} | {second} | {reads or 'none'} |"
    yield ""
    yield "| permission | lets somebody | held by |"
    yield "|---|---|---|"
    for permission, words in PERMISSIONS.items():
        held = ", ".join(role.title for role in ROLES.values() if permission in role.permissions)
        mark = " (again)" if permission in GUARDED else ""
        yield f"| `{permission}`{mark} | {words[0].lower()}{words[1:]} | {held or 'nobody'} |"
    yield ""
    yield "| regime | read by | a parent who asks sees | leaves in a file | answers to partners | household | counted |"
    yield "|---|---|---|---|---|---|---|"
    for regime, law in POLICIES.items():
        readers = ", ".join(ROLES[role].title for role in ROLES if role in law.readers)
        cells = (law.exported, law.shared, law.households, law.counted)
        said = " | ".join("yes" if cell else "no" for cell in cells)
        parents = law.parents.replace("_", " ")
        yield f"| `{regime}` | {readers or 'nobody who works here'} | {parents} | {said} |"
