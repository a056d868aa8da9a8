"""From a SurveyJS form to a definition."""

from __future__ import annotations

from typing import Any

from farolito.domain.carrying import Report, refusal
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.imports.assembling import assembled
from farolito.imports.fhir.parts import parts, shown, text
from farolito.imports.outline import Asked, Group, Imported, Outline, Rule
from farolito.imports.surveyjs.elements import Reader
from farolito.imports.surveyjs.questions import without_tags
from farolito.imports.surveyjs.rules import conditions
from farolito.imports.surveyjs.types import KEPT
from farolito.imports.tongues import languages_in, tag_of

CARRIED = frozenset(
    {"title", "description", "locale", "pages", "elements", "completedHtml", "name", KEPT}
)
LOOKS = frozenset(
    {
        "logoPosition",
        "showProgressBar",
        "progressBarType",
        "showQuestionNumbers",
        "questionsOnPageMode",
        "widthMode",
    }
    | {
        "showNavigationButtons",
        "showPrevButton",
        "headerView",
        "width",
        "fitToContainer",
        "questionErrorLocation",
    }
)


def from_surveyjs(data: bytes, default: str = "en") -> Imported:
    """The definition that a SurveyJS form means. Raises NotCarried for what is none."""
    located = read_json(data)
    if located.value is UNREADABLE or located.faults.found:
        raise refusal("the file", "\n".join(str(fault) for fault in located.told()))
    survey = located.value
    if not isinstance(survey, dict) or not (
        parts(survey.get("pages")) or parts(survey.get("elements"))
    ):
        raise refusal("/pages", "This is no SurveyJS form: it has neither pages nor elements.")
    return assembled(_Survey(survey, default).outline())


class _Survey:
    def __init__(self, survey: dict[str, Any], default: str) -> None:
        self.survey, self.report = survey, Report()
        self.default = tag_of(text(survey.get("locale"))) or default
        self.reader = Reader(self.default, self.report)

    def outline(self) -> Outline:
        survey, reader = self.survey, self.reader
        kept = reader.kept(survey)
        title = reader.words(survey.get("title"), "/title")
        named = title.get(self.default) or text(survey.get("name")) or "form"
        form = Outline(
            str(kept.get("name", named)),
            title or {self.default: named},
            [self.default],
            report=self.report,
        )
        form.children = self.children()
        members = {key: value for key, value in kept.items() if key != "languages"}
        for key, ours in (("description", "summary"), ("completedHtml", "thanks")):
            if key in survey and (words := reader.words(without_tags(survey[key]), f"/{key}")):
                members.setdefault(ours, words)
                if "<" in shown(survey[key]):
                    self.report.note(f"/{key}", key, "Only the words are kept.", "changed")
        form.languages = kept.get("languages") or languages_in(reader.all_words, self.default)
        form.members = members
        self.leftovers()
        return form

    def children(self) -> list[Asked | Group]:
        pages = parts(self.survey.get("pages"))
        if not pages:
            return self.reader.elements(self.survey.get("elements"), "/elements")
        found: list[Asked | Group] = []
        for number, page in enumerate(pages):
            where = f"/pages/{number}"
            kept = self.reader.kept(page)
            section = kept.pop("section", None)
            if section is not None:  # the first page of a section of ours
                found.append(self.section(section, where))
            ours = kept.pop("is", "") == "page" or section is not None
            group = Group(
                where,
                text(page.get("name")) or f"page{number + 1}",
                self.reader.words(page.get("title"), where),
            )
            group.kind = "page" if ours else "section"
            group.relevant = conditions(page, where, kept.pop("rules", {}), self.report).get(
                "relevant"
            )
            group.members = kept
            if intro := self.reader.words(page.get("description"), where):
                group.members["intro"] = intro
            group.children = self.reader.elements(
                page.get("elements") or page.get("questions"), f"{where}/elements", on_a_page=ours
            )
            for key in page.keys() - {
                "name",
                "title",
                "description",
                "elements",
                "questions",
                "visibleIf",
                KEPT,
            }:
                self.report.left_out(
                    where, key, "A page of Farolito has no place for it.", shown(page[key])
                )
            self.place(found, group)
        return found

    def section(self, section: dict[str, Any], where: str) -> Group:
        members = dict(section)
        made = Group(where, str(members.get("name", "")), members.pop("title", {}), "section")
        kept = members.pop("rules", {}).get("relevant")
        if kept:  # each page carries it too, and is compared with what was exported
            made.relevant = Rule(where, str(kept[1]), own=str(kept[0]))
        made.members = members
        return made

    def place(self, found: list[Asked | Group], group: Group) -> None:
        """A page of ours goes into the section before it; a list of ours is its own section."""
        last = found[-1] if found else None
        only = group.children[0] if len(group.children) == 1 else None
        if isinstance(last, Group) and last.kind == "section" and group.kind == "page":
            if isinstance(only, Group) and only.repeat is not None:
                last.repeat, last.children = only.repeat, only.children
            else:
                last.children.append(group)
        else:
            found.append(group)

    def leftovers(self) -> None:
        for key, value in self.survey.items():
            if key in LOOKS:
                self.report.left_out(
                    f"/{key}", key, "Farolito looks the same for every form.", shown(value)
                )
            elif key == "triggers":
                for number, trigger in enumerate(parts(value)):
                    said = "Farolito has no triggers: use relevant, or a calculated question."
                    self.report.left_out(
                        f"/triggers/{number}",
                        f"trigger {trigger.get('type', '')}",
                        said,
                        shown(trigger),
                    )
            elif key == "calculatedValues":
                for number, value_ in enumerate(parts(value)):
                    said = "A calculated value is a question of its own in Farolito."
                    self.report.left_out(
                        f"/calculatedValues/{number}", text(value_.get("name")), said, shown(value_)
                    )
            elif key not in CARRIED:
                self.report.left_out(f"/{key}", key, "A form has no place for it.", shown(value))
