"""``farolito routes``: every address, who may come in, who proves again who they are, what may be kept and loaded."""

from __future__ import annotations

import json
import os

import click

from farolito.app import create_app
from farolito.services.plugins.loading import hooks_for
from farolito.settings import FILE, load_settings
from farolito.web.host import host_of


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--try-plugins", is_flag=True, help="Try each plugin in a process of its own first.")
def routes(as_json: bool, try_plugins: bool) -> None:
    """List every address with its policies."""
    settings = load_settings(os.environ, FILE)
    hooks = hooks_for(settings, first_in_a_child=True) if try_plugins else None
    app = create_app(settings, hooks=hooks)
    registry = host_of(app).routes
    found = [route.described(method) for route in registry for method in route.methods]
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    width = max(len(str(route["path"])) for route in found)
    for route in found:
        again = "again" if route["step_up"] else ""
        click.echo(
            f"{route['path']!s:{width}}  {route['method']:5}  {route['permission']!s:17}  {again:5}  "
            f"{route['cache']!s:9}  {route['csp']}"
        )
