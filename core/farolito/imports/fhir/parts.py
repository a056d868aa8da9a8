"""Small parts of FHIR JSON: extensions, codings, words with translations. Whatever has the wrong shape is no part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.standards import CONTROL, MEMBERS, SYSTEMS, TRANSLATION
from farolito.imports.keeping import in_shape
from farolito.imports.tongues import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.carrying import Report
    from farolito.imports.outline import Words

Part = dict[str, Any]


def parts(value: Any) -> list[Part]:
    """The objects in a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A text, or nothing."""
    return value.strip() if isinstance(value, str) else ""


def valued(part: Part, prefix: str = "value") -> tuple[str, Any] | None:
    """The one ``value[x]`` (or ``answer[x]``) of a part: its type and the value."""
    for key, value in part.items():
        if key.startswith(prefix) and key != prefix:
            return key.removeprefix(prefix), value
    return None


def extensions(part: Part, url: str) -> Iterator[Any]:
    """The values of the extensions of one address."""
    for extension in parts(part.get("extension")):
        if extension.get("url") == url and (found := valued(extension)):
            yield found[1]


def controls(part: Part) -> list[str]:
    """How an item is shown: the codes of its item controls."""
    found = [value for value in extensions(part, CONTROL) if isinstance(value, dict)]
    codings = [parts(value.get("coding")) for value in found]
    return [text(coding[0].get("code")) if coding else "" for coding in codings]


def kept_members(part: Part, where: str, report: Report) -> Part:
    """The members of ours that an export kept with the part."""
    for value in extensions(part, MEMBERS):
        located = read_json(text(value))
        if located.value is not UNREADABLE and isinstance(located.value, dict):
            return in_shape(located.value, where, report)
        report.left_out(where, "extension of Farolito", "It cannot be read.", text(value))
    return {}


def words(part: Part, key: str, default: str, where: str, report: Report) -> Words:
    """The text ``key`` with its translations (``_text.extension``)."""
    found: Words = {default: text(part.get(key))} if text(part.get(key)) else {}
    beside = part.get(f"_{key}")
    for extension in parts(beside.get("extension")) if isinstance(beside, dict) else []:
        if extension.get("url") != TRANSLATION:
            report.left_out(where, f"_{key}", "Farolito has no such extension.", shown(extension))
            continue
        inner = {text(item.get("url")): valued(item) for item in parts(extension.get("extension"))}
        lang, content = inner.get("lang"), inner.get("content")
        tag = tag_of(str(lang[1])) if lang else None
        if tag and content and text(content[1]):
            found[tag] = text(content[1])
        else:
            said = "Farolito does not write this language."
            report.left_out(
                where, f"words in {lang[1] if lang else 'no language'}", said, shown(extension)
            )
    return found


def codes(part: Part, where: str, report: Report) -> dict[str, str]:
    """``code`` as our ``codes``: ``{"loinc": "88122-7"}``, and its display when that differs from the text."""
    found: dict[str, str] = {}
    for coding in parts(part.get("code")):
        key = SYSTEMS.get(text(coding.get("system")), "")
        code, display = text(coding.get("code")), text(coding.get("display"))
        if key and key not in found:
            found[key] = code
            if display and display != text(part.get("text")):
                found[f"{key}_display"] = display[:500]
        elif "fhir_code" not in found:
            found["fhir_code"] = "|".join((text(coding.get("system")), code, display))[:500]
        else:
            report.left_out(
                where, "code", "A question keeps one code of each system.", shown(coding)
            )
    return {key: code for key, code in found.items() if code}


def shown(value: Any) -> str:
    """A value as the report keeps it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
