"""From pyxform's nested dict to an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from farolito.domain.carrying import NotCarried, refusal
from farolito.domain.definitions import Purpose, Regime
from farolito.imports.outline import Asked, Group, Outline
from farolito.imports.tongues import languages_in
from farolito.imports.xlsform.questions import Questions
from farolito.imports.xlsform.sheets import KEPT_COLUMN, unwritten
from farolito.imports.xlsform.types import meaning_of

if TYPE_CHECKING:
    from farolito.imports.xlsform.reading import Workbook

PLAIN_SETTINGS: dict[str, tuple[str, ...]] = {
    "purpose": get_args(Purpose),
    "regime": get_args(Regime),
    "audience": ("family", "student", "staff", "anyone"),
}
"""Columns of the sheet "settings" that only Farolito knows."""


def outline_of(workbook: Workbook, default: str = "en") -> Outline:
    """The form in a workbook. ``default`` is the language of words that name none.

    Raises NotCarried with every rule that cannot be read at all, each with its sheet, row and column.
    """
    return _Mapper(workbook, default).outline()


class _Mapper(Questions):
    def outline(self) -> Outline:
        survey = self.survey
        self.form = form = Outline("", {}, [self.default], report=self.report)
        form.children = self.children(survey["children"])
        if self.broken:
            raise NotCarried(self.broken)
        title = str(survey.get("title") or survey.get("name") or "form")
        title = self.book.curly.get(" ".join(title.split()), title)
        form.name = str(survey.get("id_string") or title)
        kept = self.kept(survey, "settings")
        kept_title = kept.get("title", {})
        form.title = (
            {**kept_title, self.default: title}
            if isinstance(kept_title, dict)
            else {self.default: title}
        )
        self.words.append(form.title)
        form.languages = self.languages()
        if kept.get("languages") and set(kept["languages"]) == set(form.languages):
            form.languages = list(kept["languages"])
        kept.pop("languages", None)
        form.members = {
            **self.plain_settings(),
            **{key: kept[key] for key in kept if key != "title"},
        }
        self.settings()
        return form

    def languages(self) -> list[str]:
        """The source language first: the default one, or the one with most words when it has none."""
        found = languages_in(self.words, self.default)
        if len(found) > 1 and not any(
            self.default in words for words in self.words if words is not self.form.title
        ):
            counted = {tag: sum(tag in words for words in self.words) for tag in found[1:]}
            best = max(counted, key=lambda tag: counted[tag])
            self.form.title = {best: self.form.title[self.default]}
            return languages_in([w for w in self.words if self.default not in w], best)
        if not any(self.words[:-1]):
            foreign = [
                note.construct
                for note in self.report.notes
                if note.construct.startswith("words in ")
            ]
            if foreign:
                raise refusal("the form", unwritten(foreign[0].removeprefix("words in ")))
        return found

    def settings(self) -> None:
        """Name settings that mean nothing here."""
        carried = {
            "form_title",
            "form_id",
            "title",
            "id_string",
            "default_language",
            KEPT_COLUMN,
            "name",
        }
        for column, value in self.book.settings.items():
            plain = column.strip().lower()
            if plain.split("_")[0] != KEPT_COLUMN and plain not in carried | set(PLAIN_SETTINGS) | {
                "version"
            }:
                self.report.left_out("settings", column, "It has no meaning in Farolito.", value)
            elif plain == "version" and KEPT_COLUMN not in self.book.settings:
                said = "Farolito numbers versions itself, by content."
                self.report.left_out("settings", column, said, value)

    def plain_settings(self) -> dict[str, Any]:
        """Settings that an author may write beside XLSForm's own, in words."""
        found: dict[str, Any] = {}
        for member, allowed in PLAIN_SETTINGS.items():
            value = self.book.settings.get(member, "").strip()
            if value in allowed:
                found[member] = value
            elif value:
                said = f"It is one of {', '.join(allowed)}."
                self.report.left_out(f"settings, column {member}", member, said, value)
        return found

    def children(self, parts: list[dict[str, Any]]) -> list[Asked | Group]:
        found: list[Asked | Group] = []
        for part in parts:
            kind = str(part.get("type", ""))
            if kind == "group" and part.get("control", {}).get("bodyless"):
                self.meta(part)
            elif kind in {"group", "repeat", "loop"}:
                found.extend(self.groups(part, kind))
            else:
                asked = self.question(part)
                if asked:
                    found.append(asked)
        return found

    def meta(self, part: dict[str, Any]) -> None:
        """What pyxform adds for ODK itself: nothing that anybody wrote, except the name of an instance."""
        for child in part.get("children") or []:
            if child.get("name") == "instanceName":
                text = str(child.get("bind", {}).get("calculate", ""))
                self.report.left_out(
                    "settings, instance_name", "instance_name", "Responses have no names.", text
                )
            elif child.get("type") in {"entity", "audit"}:
                _, meaning = meaning_of(str(child["type"])) or ("", None)
                self.report.left_out(
                    "the workbook", str(child["type"]), meaning.metadata if meaning else ""
                )

    def groups(self, part: dict[str, Any], kind: str) -> list[Group]:
        where = self.where(part)
        kept = self.kept(part, where)
        group = Group(where, str(part.get("name", "")), self.texts(part, "label"))
        appearance = str(part.get("control", {}).get("appearance", ""))
        place = kept.pop("is", "")
        if place in {"section", "page", "group"}:
            group.kind = place
        elif "field-list" in appearance or "table-list" in appearance:
            group.kind = "page"
            appearance = ""
        if appearance and not place:
            self.report.left_out(where, "appearance", "Groups look alike in Farolito.", appearance)
        rules = self.rules(part, kept)
        group.relevant = rules.get("relevant")
        if kind == "repeat":
            group.repeat = kept.pop("repeat", {})
            count = part.get("control", {}).get("jr:count")
            if count:
                said = "People say themselves when a list is complete."
                self.report.left_out(where, "repeat_count", said, str(count))
        self.leftovers(part, where)
        group.members = kept
        if kind == "loop":
            return [self.looped(group, part, column) for column in part.get("columns") or []]
        group.children = self.children(part.get("children") or [])
        return [group]

    def looped(self, group: Group, part: dict[str, Any], column: dict[str, Any]) -> Group:
        """A loop asks its questions once for each row of a list: each becomes a group."""
        key = str(column.get("name", ""))
        said = f"The loop is written out: its questions for “{key}” are called after it."
        self.report.note(group.where, f"the loop {group.name}", said, "changed")
        label = self.written(column.get("label"), group.where)
        named = {"name": key, "label": column.get("label")}
        copies = [_filled(child, named) for child in part.get("children") or []]
        return Group(
            group.where,
            f"{group.name}_{key}",
            label,
            relevant=group.relevant,
            children=self.children(copies),
        )


def _filled(part: Any, column: dict[str, Any]) -> Any:
    """A copy of a loop's question for one row of its list: %(label)s stands for the row's words."""
    if isinstance(part, list):
        return [_filled(item, column) for item in part]
    if isinstance(part, dict):
        made = {key: _filled(item, column) for key, item in part.items()}
        if "type" in made and "name" in made:
            made["name"] = f"{made['name']}_{column['name']}"
        if isinstance(column.get("label"), dict) and isinstance(part.get("label"), dict):
            made["label"] = {
                tag: str(text).replace("%(label)s", str(column["label"].get(tag, column["name"])))
                for tag, text in part["label"].items()
            }
        return made
    if isinstance(part, str):
        label = column.get("label")
        said = label if isinstance(label, str) else str(column["name"])
        return part.replace("%(label)s", said).replace("%(name)s", str(column["name"]))
    return part
