"""XLSForm's types in ours, the best first: the first that this host knows is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Meaning:
    """What an XLSForm type becomes. ``exact`` types lose nothing; for the others ``lost`` says what.

    ``metadata``: nobody is asked; why it is not carried over.
    """

    exact: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    lost: str = ""
    metadata: str = ""


_TEXT = Meaning(("text",))
_CODE = Meaning(("barcode",), ("text",), "The code is typed, not scanned.")
_PHOTO = Meaning(("photo",))
_FILE = Meaning(("file",))
_DEVICE = Meaning(metadata="Farolito does not record devices, numbers or accounts of families.")
_TIMES = Meaning(metadata="Farolito records itself when a response was begun and sent.")
_PLACE = Meaning(
    metadata="Farolito does not record where a family is. Ask for an address or a place instead."
)
_SOUND = Meaning(metadata="Farolito records no sound and no film.")
_MOMENT = Meaning((), ("date",), "Only the day is asked, not the time.")
_DECIMAL = Meaning(
    ("decimal",), ("text",), "The number is kept as text: no rule can calculate with it."
)
_AGREED = Meaning((), ("yes_no",), "“Acknowledge” became a yes or no question.")

BY_WORD: Mapping[str, Meaning] = {
    "note": Meaning(("note",)),
    "select one": Meaning(("choice",)),
    "select all that apply": Meaning(("choices",)),
    "rank": Meaning(("ranking",), ("choices",), "People tick choices; they do not rank them."),
    "integer": Meaning(("integer",)),
    "decimal": _DECIMAL,
    "text": _TEXT,
    "date": Meaning(("date",)),
    "time": Meaning(("time",), ("text",), "The time is kept as text."),
    "datetime": _MOMENT,
    "acknowledge": _AGREED,
    "trigger": _AGREED,
    "barcode": _CODE,
    "photo": _PHOTO,
    "file": _FILE,
    "audio": _SOUND,
    "video": _SOUND,
    "range": Meaning(("integer",)),
    "calculate": Meaning(("calculated",)),
    "hidden": Meaning(("calculated",)),
    "percentage": Meaning(("integer",)),
    "geopoint": _PLACE,
    "geotrace": _PLACE,
    "geoshape": _PLACE,
    "osm": _PLACE,
    "start": _TIMES,
    "end": _TIMES,
    "today": _TIMES,
    "device": _DEVICE,
    "audit": Meaning(
        metadata="Farolito keeps its own audit log; it does not watch how people type."
    ),
    "entity": Meaning(
        metadata="Farolito has no ODK entities; people and households belong to the host."
    ),
    "attribute": Meaning(metadata="It is an attribute of ODK's XML."),
    "external": Meaning(
        metadata="The data is in another file. Write the choices into the sheet “choices”."
    ),
    "label": Meaning(
        metadata="It only lays out a table; each question has its own words and choices here."
    ),
    "xml-external": Meaning(metadata="The data is in another file."),
}

_ALIASES: Mapping[str, str] = {
    **dict.fromkeys(("string", "q string", "add text prompt"), "text"),
    **dict.fromkeys(("int", "q int", "add integer prompt"), "integer"),
    **dict.fromkeys(("q decimal", "add decimal prompt"), "decimal"),
    **dict.fromkeys(("q date", "add date prompt"), "date"),
    **dict.fromkeys(("q note", "add note prompt"), "note"),
    **dict.fromkeys(
        ("datetime", "date time", "q date time", "add date time prompt", "add datetime prompt"),
        "datetime",
    ),
    **dict.fromkeys(("q calculate", "add calculate prompt"), "calculate"),
    **dict.fromkeys(("q acknowledge", "add acknowledge prompt"), "acknowledge"),
    **dict.fromkeys(("q barcode", "add barcode prompt"), "barcode"),
    **dict.fromkeys(
        ("image", "q picture", "q image", "add image prompt", "add photo prompt"), "photo"
    ),
    **dict.fromkeys(("q audio", "add audio prompt", "background-audio"), "audio"),
    **dict.fromkeys(("q video", "add video prompt"), "video"),
    **dict.fromkeys(("add file prompt",), "file"),
    **dict.fromkeys(
        ("location", "gps", "q geopoint", "q location", "add location prompt"), "geopoint"
    ),
    **dict.fromkeys(
        ("start-geopoint", "background-geopoint", "q geoshape", "q geotrace"), "geopoint"
    ),
    **dict.fromkeys(("start time", "get start time"), "start"),
    **dict.fromkeys(("end time", "get end time"), "end"),
    **dict.fromkeys(("get today",), "today"),
    **dict.fromkeys(("select one external",), "external"),
    **dict.fromkeys(("csv-external",), "xml-external"),
    **dict.fromkeys(
        ("q select1", "select one using", "add select one prompt using", "select_one"), "select one"
    ),
    **dict.fromkeys(
        (
            "q select",
            "select multiple from",
            "select multiple using",
            "add select multiple prompt using",
        ),
        "select all that apply",
    ),
}
_DEVICES = (
    "deviceid",
    "imei",
    "simserial",
    "sim id",
    "subscriber",
    "phonenumber",
    "phone number",
    "username",
    "email",
)


def meaning_of(type_: str) -> tuple[str, Meaning] | None:
    """The plain word for an XLSForm type, and what it means; None for a type that nobody knows."""
    word = type_.lower().strip()
    word = _ALIASES.get(word, word)
    if word in BY_WORD:
        return word, BY_WORD[word]
    if any(device in word for device in (*_DEVICES, "device id")):
        return "device", _DEVICE
    if word.startswith("number of days"):
        return "integer", BY_WORD["integer"]
    return None
