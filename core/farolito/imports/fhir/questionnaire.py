"""From a FHIR R4 Questionnaire to a definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.carrying import Report, refusal
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.naming import plain
from farolito.domain.standards import CANONICAL, HEAD, LINK_ID, MEMBERS, MOST_ENTRIES, PAGE, STATED
from farolito.imports.assembling import assembled
from farolito.imports.fhir.items import Reader
from farolito.imports.fhir.parts import (
    codes,
    controls,
    extensions,
    kept_members,
    parts,
    shown,
    text,
    words,
)
from farolito.imports.fhir.rules import enabled_when
from farolito.imports.outline import Asked, Group, Imported, Outline, Rule
from farolito.imports.tongues import languages_in, tag_of

if TYPE_CHECKING:
    from farolito.imports.fhir.parts import Part
    from farolito.imports.outline import Words

MOST_ATTRIBUTION = 2_000


def from_fhir(data: bytes, default: str = "en") -> Imported:
    """The definition that a Questionnaire means. Raises NotCarried for what is none."""
    located = read_json(data)
    if located.value is UNREADABLE or located.faults.found:
        raise refusal("the file", "\n".join(str(fault) for fault in located.told()))
    resource = located.value
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if kind == "QuestionnaireResponse":
        raise refusal("/resourceType", "This is a QuestionnaireResponse: answers, not a form.")
    if kind != "Questionnaire":
        raise refusal(
            "/resourceType", f"This is no FHIR Questionnaire but {shown(kind or 'something else')}."
        )
    return assembled(_Questionnaire(resource, default).outline())


class _Questionnaire:
    def __init__(self, resource: Part, default: str) -> None:
        self.resource = resource
        self.default = tag_of(text(resource.get("language"))) or default
        title = words(resource, "title", self.default, "/title", report := Report())
        named = text(resource.get("name")) or text(resource.get("id")) or "form"
        self.form = Outline(named, title or {self.default: named}, [self.default], report=report)
        self.report = report
        self.reader = Reader(self.default, report, resource)

    def outline(self) -> Outline:
        form, resource = self.form, self.resource
        kept = kept_members(resource, "/extension", self.report)
        items = parts(resource.get("item"))
        if not items:
            raise refusal("/item", "The questionnaire asks nothing.")
        form.children = self.children(self.unwrapped(items), "/item", top=True)
        found = languages_in([form.title, *self.reader.all_words], self.default)
        form.languages = kept.pop("languages", None) or found
        form.members = {**kept, **self.head(kept)}
        self.leftovers()
        return form

    def unwrapped(self, items: list[Part]) -> list[Part]:
        """One group around the whole form is no section."""
        inner = parts(items[0].get("item")) if len(items) == 1 else []
        if not inner or items[0].get("type") != "group" or items[0].get("repeats"):
            return items
        if not all(item.get("type") == "group" for item in inner) or items[0].get("enableWhen"):
            return items
        if any(True for _ in extensions(items[0], MEMBERS)):
            return items  # a section of ours
        said = "The group around the whole form is not kept: the form itself is it."
        self.report.note("/item/0", shown(items[0].get("linkId")), said, "changed")
        return inner

    def head(self, kept: Part) -> Part:
        """What identifies the questionnaire, and whose words they are."""
        resource, found = self.resource, dict(kept.get("codes", {}))
        found |= codes(resource, "/code", self.report)
        made_here = text(resource.get("url")).startswith(CANONICAL)
        for element, key in {**HEAD, **STATED}.items():
            value = text(resource.get(element))
            if value and not (made_here and element in {"url", "name", "version", "status"}):
                found[key] = value[:500]
        members: Part = {"codes": found} if found else {}
        if (said := text(resource.get("copyright"))) and "attributions" not in kept:
            members["attributions"] = [
                said[start : start + MOST_ATTRIBUTION]
                for start in range(0, len(said), MOST_ATTRIBUTION)
            ]
        if (
            purpose := words(resource, "description", self.default, "/description", self.report)
        ) and "summary" not in kept:
            members["summary"] = purpose
            self.reader.all_words.append(purpose)
        return members

    def leftovers(self) -> None:
        carried = {
            "resourceType",
            "title",
            "_title",
            "item",
            "code",
            "copyright",
            "description",
            "_description",
        }
        carried |= {"language", "contained", *HEAD, *STATED, "extension", "text"}
        for key, value in self.resource.items():
            if key not in carried:
                self.report.left_out(f"/{key}", key, "A form has no place for it.", shown(value))
        for extension in parts(self.resource.get("extension")):
            if extension.get("url") != MEMBERS:
                self.report.left_out(
                    "/extension",
                    text(extension.get("url")),
                    "A form has no place for it.",
                    shown(extension),
                )
        if "text" in self.resource:
            self.report.left_out("/text", "text", "The narrative says the same as the questions.")

    def children(
        self,
        items: list[Part],
        pointer: str,
        *,
        top: bool = False,
        on_a_page: bool = False,
        first: int = 0,
    ) -> list[Asked | Group]:
        """What the items become from number ``first`` on. ``on_a_page``: what is around them is shown at once."""
        found: list[Asked | Group] = []
        for number, item in enumerate(items[first:], start=first):
            where = f"{pointer}/{number}"
            if item.get("type") == "group":
                found.append(self.group(item, where, top=top, on_a_page=on_a_page))
            else:
                found.extend(self.reader.asked(item, where))
                nested = [
                    inner for inner in parts(item.get("item")) if not self.reader.is_help(inner)
                ]
                if nested:
                    said = "The questions inside of it follow it."
                    self.report.note(where, shown(item.get("linkId")), said, "changed")
                    found.extend(self.children(nested, f"{where}/item"))
        return found

    def group(self, item: Part, where: str, *, top: bool, on_a_page: bool) -> Group:
        label: Words = self.reader.words(item, "text", where)
        kept = kept_members(item, where, self.report)
        link = text(item.get("linkId"))
        group = Group(where, plain(link, start="section"), label, "section" if top else "group")
        if not top and PAGE in controls(item):
            group.kind = PAGE
        group.kind = kept.pop("is", group.kind)
        rules = kept.pop("rules", {})
        group.relevant = self.relevant(item, where, rules)
        if item.get("repeats"):
            group.repeat = kept.pop("repeat", {})
            for most in extensions(item, MOST_ENTRIES):
                if isinstance(most, int) and 1 <= most <= 50:
                    group.repeat.setdefault("max", most)
        found = codes(item, where, self.report)
        if (group.kind == "section" and top) or group.repeat is not None:
            if plain(link, start="section") != link and not kept:
                found[LINK_ID] = link[:500]
            if found:
                group.members["codes"] = {**found, **kept.get("codes", {})}
        elif found:
            self.report.left_out(
                where, "code", "Only sections have codes of their own.", shown(item.get("code"))
            )
        group.members |= kept
        self.reader.leftovers(item, where, group=True)
        inner = parts(item.get("item"))
        has_hint = on_a_page and bool(inner) and "help" in controls(inner[0])
        if has_hint:
            group.members["hint"] = self.reader.words(inner[0], "text", f"{where}/item/0")
        group.children = self.children(
            inner, f"{where}/item", on_a_page=group.kind == PAGE, first=int(has_hint)
        )
        return group

    def relevant(self, item: Part, where: str, kept: Part) -> Rule | None:
        return enabled_when(item, where, kept.get("relevant"), self.report)
