"""How a family comes back to its answers from any phone: a code and a second fact, both only as keyed hashes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Name

SECOND_FACTS = ("phone", "birthday", "pin")


class WayBack(Base):
    """The way back to a response, if it has one. It goes with the response, and when that is anonymous and sent.

    ``code_index`` finds the code without knowing the place. ``fact`` is a keyed hash of the second fact and of the
    response: equal facts are not seen to be equal. ``opened_by``: the session that showed both last; it alone may
    change or withdraw what was sent.
    """

    __tablename__ = "way_back"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        CheckConstraint(f"fact_kind IN {SECOND_FACTS}", name="fact_kind"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    code_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    fact_kind: Mapped[str] = mapped_column(Name)
    fact: Mapped[bytes] = mapped_column(LargeBinary)
    opened_by: Mapped[str | None] = mapped_column(Name)
