"""How a process that serves comes by the application."""

from __future__ import annotations

import gc
import importlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from farolito.settings import Settings


def import_host() -> None:
    """Import Farolito, and no plugin: what is forked from this process has it, and shares its memory with it."""
    gc.disable()
    try:
        importlib.import_module("farolito.app")
    finally:
        gc.freeze()
        gc.enable()


def application(settings: Settings | None = None) -> Flask:
    """The application, made from these settings or from those of the environment and the file.

    What a start makes stays: looking for garbage in it would take a tenth of the start, and again while serving.

    Raises what :func:`farolito.app.create_app` raises.
    """
    gc.disable()
    try:
        from farolito.app import create_app
        from farolito.settings import FILE, load_settings

        return create_app(settings or load_settings(os.environ, FILE))
    finally:
        gc.freeze()
        gc.enable()
