"""For any WSGI server: ``gunicorn wsgi:app``. Type ``farolito init`` first; ``farolito run`` does both."""

from __future__ import annotations

from farolito.starting import application

app = application()
