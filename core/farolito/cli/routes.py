"""``farolito routes``: every address, who may come in, who proves again who they are, what may be kept and loaded."""

from __future__ import annotations

import json
import os

import click

from farolito.app import create_app
from farolito.settings import FILE, load_settings
from farolito.web.host import host_of


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def routes(as_json: bool) -> None:
    """List every address with its policies."""
    app = create_app(load_settings(os.environ, FILE))
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
