"""Elements of FHIR that every part of a Questionnaire is made of: words with translations, codings, extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.standards import CONTROL, ITEM_CONTROL, LOINC, MEMBERS, SYSTEMS, TRANSLATION
from farolito.exports.forms.parts import Part, as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.carrying import Report


class Elements:
    """Writes elements. ``source``: the language of the form; ``report``: what others will not see."""

    def __init__(self, source: str, report: Report) -> None:
        self.source, self.report = source, report

    def told(self, where: str, key: str) -> None:
        """Other programmes do not see a member that only our extension has."""
        self.report.note(
            where,
            key,
            "It is kept in Farolito's extension; other programmes do not see it.",
            "changed",
        )

    def words(self, part: Part, key: str, words: Mapping[str, str]) -> None:
        """A text with its translations."""
        part[key] = words.get(self.source) or next(iter(words.values()))
        others = [
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": tag},
                    {"url": "content", "valueString": text},
                ],
            }
            for tag, text in words.items()
            if tag != self.source
        ]
        if others:
            part[f"_{key}"] = {"extension": others}

    def extend(self, part: Part, members: Part) -> None:
        """Put members that FHIR has no element for into our extension."""
        if members:
            part.setdefault("extension", []).append(
                {"url": MEMBERS, "valueString": as_json(members)}
            )

    def coding(self, codes: Mapping[str, str], text: str) -> list[Part]:
        found = [
            {"system": system, "code": codes[key], "display": codes.get(f"{key}_display", text)}
            for system, key in SYSTEMS.items()
            if key in codes
        ]
        if "fhir_code" in codes:
            system, _, others = codes["fhir_code"].partition("|")
            code, _, display = others.partition("|")
            pairs = {"system": system, "code": code, "display": display}
            found.append({key: value for key, value in pairs.items() if value})
        return found

    def hint(self, link: str, words: Mapping[str, str]) -> Part:
        made: Part = {"linkId": f"{link}-help", "type": "display"}
        self.words(made, "text", words)
        made["extension"] = [control("help", "Help-Button")]
        return made


def control(code: str, display: str) -> Part:
    """The extension that says how an item is shown."""
    coding = {"system": ITEM_CONTROL, "code": code, "display": display}
    return {"url": CONTROL, "valueCodeableConcept": {"coding": [coding], "text": display}}


def coding_of(choice: Mapping[str, Any]) -> Part:
    """A choice as a coding: of the standard whose code it has, otherwise of our own."""
    code = choice.get("code")
    if code is None:
        return {"system": MEMBERS, "code": choice["name"]}
    system, bar, bare = str(code).rpartition("|")
    return {"system": system if bar else LOINC, "code": bare}
