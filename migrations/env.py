"""Only for writing a new migration: ``alembic revision --autogenerate``. Farolito runs migrations by itself.

FAROLITO_DATABASE_URL=sqlite:////tmp/empty.db alembic -c migrations/alembic.ini revision --autogenerate -m "…"
"""

from __future__ import annotations

import os

from alembic import context

from farolito.db.engine import open_engine
from farolito.db.migrations import options

engine = open_engine(os.environ["FAROLITO_DATABASE_URL"], allow_unsafe=True)
with engine.begin() as connection:
    context.configure(connection=connection, **options(None))
    context.run_migrations()
