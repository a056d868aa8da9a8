"""From an outline to a definition of ours: names, sections and pages, rules, languages. Every loss is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.domain.naming import plain
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.imports.mending import mended
from farolito.imports.names import TAKEN, Names
from farolito.imports.outline import Asked, Group, Imported, Rule
from farolito.imports.placing import places
from farolito.imports.rules.functions import Unsaid
from farolito.imports.rules.translating import Known, translate, translate_value
from farolito.imports.schools import ask_for_missing, with_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.expressions import Kind
    from farolito.imports.outline import Outline, Words
    from farolito.imports.placing import Page, Placed

REPEAT_WORDS: Mapping[str, Words] = {
    "entry": {"en": "entry", "es": "entrada"},
    "add": {"en": "Add another?", "es": "¿Agregar otra entrada?"},
    "empty": {"en": "Nothing here yet.", "es": "Todavía no hay nada aquí."},
}
CHECK: Words = {"en": "Check this answer.", "es": "Revise esta respuesta."}
MOST_ENTRIES = 50


def assembled(outline: Outline) -> Imported:
    """The definition that the outline means. Raises NotCarried when nothing valid can be made of it."""
    return Imported(_Assembler(outline).document(), outline.report)


@dataclass
class _Named:
    """A question with our name, and the repeat it is in."""

    asked: Asked
    name: str
    repeat: str


class _Assembler:
    def __init__(self, outline: Outline) -> None:
        self.outline, self.report = outline, outline.report
        self.source = outline.languages[0]
        self.names, self.page_names, self.section_names = Names(TAKEN), Names(TAKEN), Names()
        self.questions: dict[int, _Named] = {}
        self.repeats: dict[int, str] = {}
        self.known = Known()

    def document(self) -> dict[str, Any]:
        outline = self.outline
        self.name_all(outline.children, "")
        self.known = self.learned()
        members = dict(outline.members)
        document: dict[str, Any] = {
            "name": members.pop("name", None) or plain(outline.name, joint="-", start="form"),
            "title": self.titled(outline.title, outline.name),
            "languages": outline.languages,
            "sections": [self.section(placed) for placed in places(outline)],
            **members,
        }
        asked = {named.name: named.asked for named in self.questions.values()}
        ask_for_missing(document, self.report)
        whole, added = with_placeholders(document)
        whole = mended(whole, asked, self.report)
        return {key: value for key, value in whole.items() if key not in added}

    def name_all(self, children: list[Asked | Group], repeat: str) -> None:
        """Give every question and repeat its name, those of ours that come back first."""
        for child in children:
            if isinstance(child, Group):
                inside = repeat
                if child.repeat is not None and not repeat:
                    wanted = str(child.repeat.get("name", child.name))
                    inside = self.repeats[id(child)] = self.renamed(child.where, wanted, "repeat")
                self.name_all(child.children, inside)
            else:
                wanted = child.wanted
                ours = (
                    self.names.take(wanted)
                    if wanted
                    else self.renamed(child.where, child.name, "question")
                )
                self.questions[id(child)] = _Named(child, ours, repeat)

    def renamed(self, where: str, wanted: str, what: str) -> str:
        name = self.names.take(wanted)
        if name != wanted:
            self.report.note(
                where, f"the name {wanted}", f"The {what} is called {name}.", "renamed"
            )
        return name

    def learned(self) -> Known:
        """What rules may name."""
        names: dict[str, str] = {}
        kinds: dict[str, Kind] = {}
        choices: dict[str, dict[str, str]] = {}
        repeats: dict[str, str] = {}
        for named in self.questions.values():
            asked, ours = named.asked, named.name
            names.setdefault(asked.name, ours)
            known = CORE_QUESTION_TYPES.get(asked.type)
            kinds[ours] = known.kind if known else "text"
            taken = Names()
            choices[ours] = {
                offered.name: taken.take(offered.wanted, start="")
                if offered.wanted
                else self.choice_name(taken, offered.name, asked)
                for offered in asked.choices
            }
            if named.repeat:
                repeats[ours] = named.repeat
        for group in _groups(self.outline.children):
            if id(group) in self.repeats:
                names.setdefault(group.name, self.repeats[id(group)])
                kinds[self.repeats[id(group)]] = "entries"
        return Known(names, kinds, {name: of for name, of in choices.items() if of}, repeats)

    def choice_name(self, taken: Names, wanted: str, asked: Asked) -> str:
        """The name that is stored: it may start with a digit, and be a word of the rules."""
        name = taken.take(wanted, start="")
        if name != wanted:
            self.report.note(
                asked.where, f"the choice {wanted}", f"It is called {name}.", "renamed"
            )
        return name

    def titled(self, words: Words, otherwise: str) -> Words:
        """Words that are complete in the source language."""
        if self.source in words:
            return words
        return {self.source: otherwise.replace("_", " ").strip() or "…", **words}

    def spoken(self, words: Words) -> Words:
        """Words of our own in the languages of the form, as far as we have them."""
        found = {tag: said for tag, said in words.items() if tag in self.outline.languages}
        return found if self.source in found else {self.source: next(iter(words.values())), **found}

    def section(self, placed: Placed) -> dict[str, Any]:
        group = placed.group
        members = dict(group.members) if group else {}
        wanted = str(members.pop("name", None) or (group.name if group else "questions"))
        section: dict[str, Any] = {
            "name": self.section_names.take(wanted, "section"),
            "title": self.titled(
                group.label if group else {}, group.name if group else self.title()
            ),
            "pages": [],
            **members,
        }
        repeat = self.repeats.get(id(group), "") if group else ""
        known = replace(self.known, around=repeat)
        self.rules(section, placed.relevant, known)
        section["pages"] = [self.page(page, known) for page in placed.pages]
        if group and group.repeat is not None:
            section["repeat"] = self.repeat(group, section, repeat)
        return section

    def title(self) -> str:
        return self.outline.title.get(self.source) or self.outline.name

    def repeat(self, group: Group, section: dict[str, Any], name: str) -> dict[str, Any]:
        given = dict(group.repeat or {})
        given.pop("name", None)
        asked = [question for page in section["pages"] for question in page["questions"]]
        ours = {
            named.asked.name: named.name
            for named in self.questions.values()
            if named.repeat == name
        }
        label = ours.get(str(given.pop("entry_label", "")))
        if label is None:
            label = next(
                (q["name"] for q in asked if q["type"] in {"full_name", "text"}), asked[0]["name"]
            )
            most = given.get("max", MOST_ENTRIES)
            became = f"An entry is called after its answer to {label}; a list has at most {most}."
            self.report.note(group.where, "the list", became, "changed")
        words = {key: dict(text) for key, text in REPEAT_WORDS.items()}
        if group.label:
            words["entry"] = dict(group.label)
        for key, text in words.items():
            if key not in given:
                given[key] = self.spoken(text)
                if key != "entry" or not group.label:
                    said = f"“{key}” has words of our own; write better ones."
                    self.report.note(group.where, f"words of the list ({key})", said, "asked_for")
        return {"max": MOST_ENTRIES, **given, "name": name, "entry_label": label}

    def page(self, page: Page, known: Known) -> dict[str, Any]:
        members = dict(page.members)
        questions = [self.question(asked, known) for asked in page.questions]
        wanted = str(members.pop("name", None) or page.name or questions[0]["name"])
        made: dict[str, Any] = {
            "name": self.page_names.take(wanted, "page"),
            "questions": questions,
        }
        if page.title or len(questions) > 1:
            first = questions[0]["label"]
            made["title"] = page.title if self.source in page.title else first
        made |= members
        self.rules(made, page.relevant, known)
        return made

    def question(self, asked: Asked, known: Known) -> dict[str, Any]:
        named = self.questions[id(asked)]
        made: dict[str, Any] = {"name": named.name, "type": asked.type}
        made["label"] = self.titled(asked.label, asked.name)
        if self.source not in asked.label:
            self.report.note(
                asked.where,
                "the label",
                "There were no words to ask with: write them.",
                "asked_for",
            )
        made |= asked.members
        if asked.choices:
            made["choices"] = [
                self.choice(asked, number, known) for number in range(len(asked.choices))
            ]
        for key, rule in asked.rules.items():
            own = replace(known, own=named.name) if key == "constraint" else known
            self.rule(made, key, rule, own)
        if "constraint" in made and "constraint_message" not in made:
            made["constraint_message"] = self.spoken(CHECK)
            said = f"Say what to do when the answer does not fit; for now it says “{CHECK['en']}”"
            self.report.note(asked.where, "the constraint", said, "asked_for")
        return made

    def choice(self, asked: Asked, number: int, known: Known) -> dict[str, Any]:
        offered = asked.choices[number]
        ours = self.known.choices[self.questions[id(asked)].name][offered.name]
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


def _groups(children: list[Asked | Group]) -> Iterator[Group]:
    for child in children:
        if isinstance(child, Group):
            yield child
            yield from _groups(child.children)
