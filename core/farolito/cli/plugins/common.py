"""What the commands of ``farolito plugins`` share: the plugins that are on, and JSON for programs."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from farolito.services.plugins.loading import hooks_for
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.plugins.hooks import Hooks

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def loaded(names: Sequence[str] = (), *, first_in_a_child: bool = False) -> Hooks:
    """The plugins that are on here, or those that are named."""
    settings = load_settings(os.environ, FILE)
    return hooks_for(settings, names=names, first_in_a_child=first_in_a_child, though_proven=True)


def print_json(value: object) -> None:
    """For programs: the value, readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
