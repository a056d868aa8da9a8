"""What the commands of ``farolito plugins`` share: the plugins that are on, and JSON for programs."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from farolito.plugins import preflight
from farolito.plugins.loader import load
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.plugins.hooks import Hooks

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def loaded(names: Sequence[str] = (), *, first_in_a_child: bool = False) -> Hooks:
    settings = load_settings(os.environ, FILE)
    wanted = tuple(names) or settings.plugins
    safe_mode = settings.no_plugins and not names
    return load(
        wanted,
        safe_mode=safe_mode,
        culprits=preflight.check(wanted) if first_in_a_child and not safe_mode else None,
        trace=settings.trace_hooks,
    )


def print_json(values: Sequence[object]) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=2))
