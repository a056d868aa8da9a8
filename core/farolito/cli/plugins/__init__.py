"""``farolito plugins …``: which plugins there are, what is wrong with them, what they can answer.

Exit codes: 0 all is well, 1 something is wrong and was named, 2 the command itself was mistyped.
"""

from __future__ import annotations

import click

from farolito.cli.plugins.available import available
from farolito.cli.plugins.calling_again import call_again
from farolito.cli.plugins.checking import check
from farolito.cli.plugins.data import data
from farolito.cli.plugins.hooks import hooks
from farolito.cli.plugins.installing import install, upgrade
from farolito.cli.plugins.leaving import remove, rollback
from farolito.cli.plugins.listing import list_plugins
from farolito.cli.plugins.new import new
from farolito.cli.plugins.settings import settings
from farolito.cli.plugins.turning import disable, enable


@click.group()
def plugins() -> None:
    """Look after plugins: which are on, what is wrong with them, which hooks there are."""


for command in (
    list_plugins,
    available,
    install,
    upgrade,
    rollback,
    remove,
    enable,
    disable,
    settings,
    data,
    check,
    hooks,
    call_again,
    new,
):
    plugins.add_command(command)
