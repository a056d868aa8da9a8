"""``farolito routes``: every address, who may come in, what may be cached, what the page may load."""

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
    found = [route.described() for route in host_of(app).routes]
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    width = max(len(str(route["rule"])) for route in found)
    for route in found:
        methods = ",".join(route["methods"]) if isinstance(route["methods"], list) else ""
        click.echo(
            f"{route['rule']!s:{width}}  {methods:9}  {route['permission']!s:16}  {route['cache']!s:9}  {route['csp']}"
        )
