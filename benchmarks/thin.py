"""A thin Flask + SQLAlchemy app, one table and one page: what cold start is compared with.

``DATABASE`` in the environment names its SQLite file.
"""

from __future__ import annotations

import os

from flask import Flask
from sqlalchemy import String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """What the table is declared with."""


class Answer(Base):
    """One answer."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(String(2000))


engine = create_engine(f"sqlite:///{os.environ['DATABASE']}")
Base.metadata.create_all(engine)
app = Flask("thin")


@app.get("/")
def page() -> str:
    """How many there are."""
    with Session(engine) as session:
        return f"{len(session.scalars(select(Answer)).all())} answers"
