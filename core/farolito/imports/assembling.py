"""From an outline to a definition of ours: names, sections and pages, rules, languages. Every loss is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.naming import plain
from farolito.imports.knowing import Register
from farolito.imports.listing import fit, repeat_of
from farolito.imports.mending import mended
from farolito.imports.names import TAKEN, Names
from farolito.imports.outline import Group, Imported, Rule
from farolito.imports.placing import places
from farolito.imports.rules.functions import Unsaid
from farolito.imports.rules.translating import translate, translate_value
from farolito.imports.schools import ask_for_missing, with_placeholders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.imports.knowing import Way
    from farolito.imports.outline import Asked, Offered, Outline, Words
    from farolito.imports.paging import Page
    from farolito.imports.placing import Placed
    from farolito.imports.rules.known import Known

CHECK: Words = {"en": "Check this answer.", "es": "Revise esta respuesta."}


def assembled(outline: Outline) -> Imported:
    """The definition that the outline means. Raises NotCarried when nothing valid can be made of it."""
    return Imported(_Assembler(outline).document(), outline.report)


class _Assembler:
    def __init__(self, outline: Outline) -> None:
        self.outline, self.report = outline, outline.report
        self.source = outline.languages[0]
        self.page_names, self.section_names, self.group_names = Names(TAKEN), Names(), Names()
        self.places = places(outline)
        self.register = Register(self.places, self.report)
        self.lists: dict[str, str] = {}  # where each list stood in the source

    def document(self) -> dict[str, Any]:
        outline = self.outline
        members = dict(outline.members)
        sections = [self.section(placed, ()) for placed in self.places]
        fit(sections, self.lists, self.report)
        document: dict[str, Any] = {
            "name": members.pop("name", None) or plain(outline.name, joint="-", start="form"),
            "title": self.titled(outline.title, outline.name),
            "languages": outline.languages,
            "sections": sections,
            **members,
        }
        asked = {named.name: named.asked for named in self.register.questions.values()}
        ask_for_missing(document, self.report)
        whole, added = with_placeholders(document)
        whole = mended(whole, asked, self.report)
        return {key: value for key, value in whole.items() if key not in added}

    def titled(self, words: Words, otherwise: str) -> Words:
        """Words that are complete in the source language."""
        if self.source in words:
            return words
        return {self.source: otherwise.replace("_", " ").strip() or "…", **words}

    def spoken(self, words: Mapping[str, str]) -> Words:
        """Words of our own in the languages of the form, as far as we have them."""
        found = {tag: said for tag, said in words.items() if tag in self.outline.languages}
        return found if self.source in found else {self.source: next(iter(words.values())), **found}

    def section(self, placed: Placed, within: Way) -> dict[str, Any]:
        """A section of the form, or a list within the lists ``within``."""
        group = placed.group
        members = dict(group.members) if group else {}
        wanted = str(members.pop("name", None) or (group.name if group else "questions"))
        title = self.outline.title.get(self.source) or self.outline.name
        section: dict[str, Any] = {
            "name": self.section_names.take(wanted, "section"),
            "title": self.titled(group.label if group else {}, group.name if group else title),
            "pages": [],
            **members,
        }
        self.rules(section, placed.relevant, self.register.known(within))
        if group and group.repeat is not None:
            name = self.register.lists[id(group)]
            self.lists[name] = group.where
            within = (*within, name)
        section["pages"] = [self.page(page, self.register.known(within)) for page in placed.pages]
        if group and group.repeat is not None:
            section["repeat"] = self.repeat(group, section, within)
        if placed.within:
            section["sections"] = [self.section(inner, within) for inner in placed.within]
        return section

    def repeat(self, group: Group, section: dict[str, Any], within: Way) -> dict[str, Any]:
        wanted = str((group.repeat or {}).get("entry_label", ""))
        label = self.register.name_in(wanted, within)
        return {**repeat_of(group, section, label, self.spoken, self.report), "name": within[-1]}

    def page(self, page: Page, known: Known) -> dict[str, Any]:
        members = dict(page.members)
        items = [
            self.group(item, known) if isinstance(item, Group) else self.question(item, known)
            for item in page.items
        ]
        first = page.asked[0]
        name = self.register.questions[id(first)].name
        made: dict[str, Any] = {
            "name": self.page_names.take(
                str(members.pop("name", None) or page.name or name), "page"
            ),
            "questions": items,
        }
        if page.title or len(items) > 1 or "group" in items[0]:
            made["title"] = page.title if self.source in page.title else items[0]["label"]
        made |= members
        self.rules(made, page.relevant, known)
        return made

    def group(self, group: Group, known: Known) -> dict[str, Any]:
        """A group on a page."""
        members = dict(group.members)
        wanted = str(members.pop("name", None) or group.name)
        made: dict[str, Any] = {
            "group": self.group_names.take(wanted, "group"),
            "label": self.titled(group.label, group.name),
            **members,
        }
        self.rules(made, [group.relevant] if group.relevant else [], known)
        made["questions"] = [
            self.question(asked, known) for asked in group.children if not isinstance(asked, Group)
        ]
        return made

    def question(self, asked: Asked, known: Known) -> dict[str, Any]:
        name = self.register.questions[id(asked)].name
        made: dict[str, Any] = {"name": name, "type": asked.type}
        made["label"] = self.titled(asked.label, asked.name)
        if self.source not in asked.label:
            said = "There were no words to ask with: write them."
            self.report.note(asked.where, "the label", said, "asked_for")
        made |= asked.members
        if asked.rows:
            named = zip(asked.rows, self.register.rows[id(asked)], strict=True)
            made["rows"] = [
                {"name": row, "label": self.titled(offered.label, offered.name), **offered.members}
                for offered, row in named
            ]
        if asked.choices:
            made["choices"] = [self.choice(asked, offered, known) for offered in asked.choices]
        for key, rule in asked.rules.items():
            own = self.register.known(known.around, name) if key == "constraint" else known
            self.rule(made, key, rule, own)
        if "constraint" in made and "constraint_message" not in made:
            made["constraint_message"] = self.spoken(CHECK)
            said = f"Say what to do when the answer does not fit; for now it says “{CHECK['en']}”"
            self.report.note(asked.where, "the constraint", said, "asked_for")
        return made

    def choice(self, asked: Asked, offered: Offered, known: Known) -> dict[str, Any]:
        ours = self.register.choice_names(asked)[offered.name]
        made = {"name": ours, "label": self.titled(offered.label, offered.name), **offered.members}
        if offered.relevant:
            rule = Rule(asked.where, f"when {offered.name} is offered", offered.relevant)
            self.rule(made, "relevant", rule, known)
        return made

    def rules(self, made: dict[str, Any], rules: list[Rule], known: Known) -> None:
        """When a part is shown: all of ``rules`` at once. One that cannot be said is named, the others stand."""
        texts: list[str] = []
        for rule in rules:
            one: dict[str, Any] = {}
            self.rule(one, "relevant", rule, known)
            texts += one.values()
        if texts:
            made["relevant"] = (
                texts[0] if len(texts) == 1 else " and ".join(f"({text})" for text in texts)
            )

    def rule(self, made: dict[str, Any], key: str, rule: Rule, known: Known) -> None:
        """Put a rule where it belongs, or name why it is not there."""
        if rule.own is not None:
            made[key] = rule.own
            return
        if rule.term is None:
            return
        if rule.term.op == "const" and isinstance(rule.term.value, bool):
            if key == "required":
                made[key] = rule.term.value
            elif not rule.term.value:
                made[key] = "false"
            return
        say = translate_value if key == "calculation" else translate
        try:
            made[key] = say(rule.term, known)
        except Unsaid as why:
            self.report.left_out(rule.where, key, str(why), rule.text)
            if key == "relevant":
                said = "Without its rule this is always asked."
                self.report.note(rule.where, key, said, "changed")
