"""Photos and files of responses, sealed like answers. What they are called stands in the answers."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import AT_ONCE, Base, Moment, Name, Sealed


class Attachment(Base):
    """The bytes of one photo or file, and a small picture of a photo.

    It belongs to a response and goes with it. The database itself removes it with a draft that is erased and with
    the last submission that is (triggers of its migration); what no answer holds any more,
    :mod:`farolito.services.responses` removes.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            ondelete="CASCADE",
        ),
        {"info": {AT_ONCE: 4}},  # of up to 10 MB each, when they are sealed again
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    content: Mapped[bytes] = mapped_column(Sealed)
    small: Mapped[bytes | None] = mapped_column(Sealed)
    added_at: Mapped[datetime] = mapped_column(Moment)
