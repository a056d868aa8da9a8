"""The demo school: a small made-up roster, with what was tried so far."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from farolito_contact_log import roster
from farolito_contact_log.keeping import write_attempt
from farolito_contact_log.roster_reading import read
from farolito_contact_log.typed import Typed

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

ROSTER = """\
Demo roster: every name and number is made up
Perm ID,"Student (Last, First)",Gr,DOB,Home Language,Parent/Guardian,Phone
900101,"Vardanyan, Ani",9,03/14/2011,Armenian,Gor Vardanyan,626-555-0111
900102,"Kim, Jisoo",10,11/02/2010,Korean,Minho Kim,(626) 555-0112
900103,"Reyes, Mateo",11,07/21/2009,Spanish,Carmen Reyes,626 555 0113 / 626 555 0114
900104,"Tran, Linh",9,01/30/2011,Vietnamese,Hoa Tran,626.555.0115
900105,"Brooks, Jada",12,05/09/2008,English,Denise Brooks,6265550116
900106,"Sok, Dara",10,09/17/2010,Khmer,Sophea Sok,
"""
TRIED = (
    # name, days ago, channel, outcome, days until the next try
    ("Mateo Reyes", 6, "call", "no_answer", 0),
    ("Jisoo Kim", 3, "text", "sent", 4),
    ("Jada Brooks", 9, "call", "wrong_number", 0),
)


def fill(work: Work, place: PlaceView) -> None:
    """Give the demo school a roster once; what is there already stays as it is."""
    if roster.students(work, place):
        return
    sheet = read(ROSTER.encode())
    roster.take_over(work, place, sheet)
    ids = {line.name: roster.id_of(work, place, line) for line in sheet.lines}
    rows = {row.id: row for row in roster.students(work, place)}
    today = work.today()
    for name, ago, channel, outcome, again in TRIED:
        said = Typed(
            channel=channel,
            outcome=outcome,
            language="en",
            on=(today - timedelta(days=ago)).isoformat(),
            next_try=(today + timedelta(days=again)).isoformat(),
            topics=("welcome",),
        )
        write_attempt(work, place, rows[ids[name]], said)
