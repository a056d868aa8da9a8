"""A sheet as a gettext catalogue, for Poedit, Weblate and the like.

The key is the context, the state a translator's comment; what a machine made and what is stale is fuzzy too, so that
every tool shows it as work to do.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from farolito.domain.translatable import Sheet, Unit
from farolito.errors import FarolitoError
from farolito.translations.states import known_state

if TYPE_CHECKING:
    from babel.messages.catalog import Message

    from farolito.domain.definitions import TranslationState

STATE = "state: "
FUZZY = frozenset({"machine", "stale"})
FORM, SOURCE, LANGUAGE = "X-Farolito-Form", "X-Farolito-Source", "X-Farolito-Language"


def write(sheet: Sheet) -> bytes:
    """The file of a sheet."""
    lines = [
        "# The words of a form. Leave msgctxt and msgid as they are.",
        'msgid ""',
        'msgstr ""',
        *(
            f'"{name}: {value}\\n"'
            for name, value in (
                ("Content-Type", "text/plain; charset=UTF-8"),
                ("Content-Transfer-Encoding", "8bit"),
                ("Language", sheet.language.replace("-", "_")),
                (FORM, sheet.form),
                (SOURCE, sheet.source_language),
                (LANGUAGE, sheet.language),
            )
        ),
    ]
    body = io.BytesIO()
    catalog = Catalog(fuzzy=False)
    for unit in sheet.units:
        catalog.add(
            unit.source,
            unit.words,
            context=unit.key,
            flags=["fuzzy"] if unit.state in FUZZY else [],
            user_comments=[f"{STATE}{unit.state}"],
        )
    write_po(body, catalog, width=0, omit_header=True)
    return "\n".join([*lines, "", ""]).encode() + body.getvalue()


def read(content: bytes) -> Sheet:
    """The sheet in a file. Raises FarolitoError when it is not one that :func:`write` has begun."""
    try:
        content.decode()
        catalog = read_po(io.BytesIO(content), abort_invalid=True)
    except UnicodeDecodeError:
        raise FarolitoError("This file is not UTF-8.") from None
    except (PoFileError, ValueError) as error:
        raise FarolitoError(f"This is no PO file: {error}.") from error
    header = _header(content.decode())
    if not {FORM, SOURCE, LANGUAGE} <= header.keys():
        raise FarolitoError(
            f"The header should have {FORM}, {SOURCE} and {LANGUAGE}. "
            "Write the file anew with farolito forms words out, and fill it in."
        )
    units = tuple(_unit(message) for message in catalog if message.id)
    return Sheet(header[FORM], header[SOURCE], header[LANGUAGE], units)


def _unit(message: Message) -> Unit:
    words = message.string if isinstance(message.string, str) else ""
    source = message.id if isinstance(message.id, str) else message.id[0]
    return Unit(message.context or "", source, words, _state(message, words))


def _state(message: Message, words: str) -> TranslationState:
    """As the comment says; a tool that took the fuzzy mark away, or set it, knows better."""
    said = [one.removeprefix(STATE) for one in message.user_comments if one.startswith(STATE)]
    if not words:
        return "missing"
    state = known_state(said[0], f"{message.context}") if said else "draft"
    if message.fuzzy and state not in FUZZY:
        return "machine"
    if not message.fuzzy and (state in FUZZY or state == "missing"):
        return "draft"
    return state


def _header(text: str) -> dict[str, str]:
    """The fields of the header that are ours."""
    found = {}
    for line in text.splitlines():
        name, colon, value = line.strip('"').partition(": ")
        if colon and name.startswith("X-Farolito-") and line.endswith('\\n"'):
            found[name] = value.removesuffix("\\n")
    return found
