"""The generated part of docs/plugin-api.md: every name of ``farolito.api``."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from farolito import api
from farolito.domain.access import PERMISSIONS
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES
from farolito.plugins.parts import CACHES, CSPS, PURPOSES
from tests.documents.writing import code, members, said_of, section

if TYPE_CHECKING:
    from collections.abc import Iterable

WORK = ("actor", "session", "translate", "now", "today", "hooks")
"""What of a Work is promised."""

WORK_FIELDS = {
    "actor": "who asks: an `Actor` with its grants",
    "translate": "`translate(words, language)`: our own English words in a language, from the catalogues",
    "hooks": "all plugins; `hooks.register_pdf_layouts()` finds a layout by its purpose",
}

CONSTANTS = {
    "LANGUAGES": "Language tag to `Language`: everything that Farolito can write, with autonym and direction.",
    "Regime": "The type of a name of a regime: who owns a record. The table below says who reads which.",
    "SCHOOL_ZONE": "The time zone of the schools: what “today” means.",
}


WORK_WORDS = (
    "Given to every page: one transaction, and who asks. Returning commits it, raising undoes it. "
    "What else it has is the host's own, and not promised."
)
ANSWERS_WORDS = (
    "`response.answers` maps names of questions to what is stored: JSON values. A question that was not asked is "
    'not in it, one that was skipped is `{"skipped": true}`, and a repeated section is `{"entries": [{"id": …, '
    '"answers": {…}}], "done": true}`. So look before you take: `isinstance(answer, str)`.'
)


def text() -> str:
    """Everything below the mark: classes first, then functions and constants, each in the order of the alphabet."""
    things = {name: getattr(api, name) for name in sorted(api.__all__, key=str.lower)}
    classes = [name for name, one in things.items() if inspect.isclass(one)]
    others = [name for name in things if name not in classes]
    parts = ["## Classes", *(_class(name, things[name]) for name in classes)]
    parts += ["## Functions and constants", *(_other(name, things[name]) for name in others)]
    parts += ["## Words that have a fixed meaning", *_words()]
    parts += ["## Answers", _answers()]
    return "\n\n".join(parts) + "\n"


def _class(name: str, thing: type) -> str:
    if name != "Work":
        return section(name, thing)
    told = {**WORK_FIELDS, **dict(members(thing)), **_called(thing)}
    rows = "\n".join(f"- `{one}`: {told[one]}" for one in WORK)
    return f"### `Work`\n\n{WORK_WORDS}\n\n{rows}"


def _called(thing: type) -> dict[str, str]:
    """The methods by name, without brackets."""
    return {line.partition("(")[0]: words for line, words in members(thing) if "(" in line}


def _words() -> list[str]:
    permissions = "\n".join(f"| `{name}` | {says} |" for name, says in PERMISSIONS.items())
    roles = "\n".join(
        f"| `{name}` | {role.title} | {', '.join(f'`{one}`' for one in sorted(role.permissions))} |"
        for name, role in ROLES.items()
    )
    regimes = "\n".join(
        f"| `{name}` | {', '.join(f'`{one}`' for one in sorted(policy.readers)) or 'nobody'} |"
        for name, policy in POLICIES.items()
    )
    return [
        f"Purposes of documents: {_list(PURPOSES)}.",
        f"What a page may declare: cache {_list(CACHES)}; csp {_list(CSPS)}; permission `public` or one "
        "of these:",
        f"| permission | what it means |\n|---|---|\n{permissions}",
        f"| role | who that is | permissions |\n|---|---|---|\n{roles}",
        f"| regime | roles that read its records |\n|---|---|\n{regimes}",
    ]


def _answers() -> str:
    rows = "\n".join(
        f"| `{name}` | {' '.join(said_of(type(one)).split(chr(10) * 2)[0].split())} |"
        for name, one in sorted(CORE_QUESTION_TYPES.items())
    )
    return f"{ANSWERS_WORDS}\n\n| type | what is stored |\n|---|---|\n{rows}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _other(name: str, thing: object) -> str:
    if name in CONSTANTS:
        return f"### `{name}`\n\n{CONSTANTS[name]}"
    if name == "hookimpl":
        words = "Marks a method of a plugin as the answer to the hook of the same name. Takes no options."
        return f"### `hookimpl`\n\n{code('@hookimpl')}\n\n{words}"
    return section(name, thing)
