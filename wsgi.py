"""For any WSGI server: ``gunicorn wsgi:app``. Type ``farolito init`` first; ``farolito run`` does both."""

from __future__ import annotations

import os

from farolito.app import create_app
from farolito.settings import FILE, load_settings

app = create_app(load_settings(os.environ, FILE))
