"""What can be chosen: ``answerOption``, and value sets that come with a Questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.naming import plain
from farolito.domain.standards import EXCLUSIVE, LOINC, MEMBERS, ORDINAL, WEIGHT
from farolito.imports.fhir.parts import kept_members, parts, shown, text, valued, words
from farolito.imports.outline import Offered

if TYPE_CHECKING:
    from farolito.domain.carrying import Report
    from farolito.imports.fhir.parts import Part
    from farolito.imports.outline import Asked, Words


class Options:
    """Reads options, and remembers every text for the choice of languages."""

    def __init__(self, default: str, report: Report, resource: Part) -> None:
        self.default, self.report = default, report
        self.all_words: list[Words] = []
        self.sets = {
            text(contained.get("id")): contained
            for contained in parts(resource.get("contained"))
            if contained.get("resourceType") == "ValueSet"
        }

    def words(self, part: Part, key: str, where: str) -> Words:
        """The text ``key`` of a part."""
        found = words(part, key, self.default, where, self.report)
        self.all_words.append(found)
        return found

    def choices(self, asked: Asked, item: Part) -> None:
        options = parts(item.get("answerOption")) or self.from_set(item, asked.where)
        if not options:
            said = "Its choices are elsewhere, so it is asked as text."
            self.report.note(
                asked.where, "choices", f"{said} {shown(item.get('answerValueSet', ''))}", "changed"
            )
            asked.type = "text"
            return
        for number, option in enumerate(options):
            offered = self.offered(option, f"{asked.where}/answerOption/{number}")
            if offered and offered.name not in {other.name for other in asked.choices}:
                asked.choices.append(offered)

    def offered(self, option: Part, where: str) -> Offered | None:
        found = valued(option)
        if found is None:
            self.report.left_out(where, "answerOption", "It has no value.", shown(option))
            return None
        kind, value = found
        members = kept_members(option, where, self.report)
        if kind == "Coding" and isinstance(value, dict):
            code, label = text(value.get("code")), self.words(value, "display", where)
            system = text(value.get("system"))
            if system != MEMBERS:  # our own codes are the names
                members["code"] = (code if system in {LOINC, ""} else f"{system}|{code}")[:500]
            wanted = (
                code if system == MEMBERS else plain(label.get(self.default, "") or code, start="")
            )
        else:
            code = wanted = shown(value)
            label = {self.default: code}
            self.all_words.append(label)
        holders = [option, value] if isinstance(value, dict) else [option]
        for holder in holders:
            for extension in parts(holder.get("extension")):
                self.extended(extension, members, where)
        if option.get("initialSelected"):
            self.report.left_out(where, "initialSelected", "Nothing is chosen beforehand.", "true")
        wanted = str(members.pop("name", wanted))
        return Offered(code, label, members, wanted=wanted or "c")

    def extended(self, extension: Part, members: Part, where: str) -> None:
        url, found = text(extension.get("url")), valued(extension)
        if url in {ORDINAL, WEIGHT} and found and isinstance(found[1], int | float):
            members["score"] = found[1]
        elif url == EXCLUSIVE and found:
            members["exclusive"] = found[1] is True
        elif url != MEMBERS:
            self.report.left_out(
                where, url.rsplit("/", 1)[-1], "A choice has no place for it.", shown(extension)
            )

    def from_set(self, item: Part, where: str) -> list[Part]:
        """The options of a contained value set. A set that is made of other sets is not followed."""
        named = text(item.get("answerValueSet"))
        contained = self.sets.get(named.removeprefix("#")) if named.startswith("#") else None
        compose = contained.get("compose") if contained else None
        options: list[Part] = []
        for include in parts(compose.get("include")) if isinstance(compose, dict) else []:
            for concept in parts(include.get("concept")):
                coding = {
                    "system": include.get("system"),
                    "code": concept.get("code"),
                    "display": concept.get("display"),
                }
                options.append({"valueCoding": coding})
            if include.get("valueSet") or include.get("filter"):
                self.report.left_out(
                    where,
                    "answerValueSet",
                    "A set made of other sets is not followed.",
                    shown(include),
                )
        return options
