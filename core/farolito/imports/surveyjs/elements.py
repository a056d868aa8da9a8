"""Elements of SurveyJS that hold others: panels, lists, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.question_types.matrix import MOST_ROWS, MatrixType
from farolito.imports.fhir.parts import parts, text
from farolito.imports.outline import Asked, Group
from farolito.imports.surveyjs.questions import Questions
from farolito.imports.surveyjs.rules import conditions
from farolito.imports.surveyjs.types import LISTS, MANY

if TYPE_CHECKING:
    Part = dict[str, Any]


class Reader(Questions):
    """Reads elements of every kind."""

    def element(self, part: Part, where: str, *, on_a_page: bool = False) -> list[Asked | Group]:
        """What an element becomes; nothing when it asks nothing that Farolito can ask.

        ``on_a_page``: what is around it is shown at once, so that a panel is a group on it.
        """
        kind = text(part.get("type")) or "text"
        self.leftovers(part, where, kind)
        if kind == "panel":
            return [self.panel(part, where, on_a_page=on_a_page)]
        if kind in LISTS:
            return [self.listed(part, where, kind)]
        if kind in MANY or (kind == "matrix" and not is_one_question(part)):
            return [self.many(part, where, kind, on_a_page=on_a_page)]
        return list(self.asked(part, where, kind))

    def elements(self, items: Any, where: str, *, on_a_page: bool = False) -> list[Asked | Group]:
        """Every element of a list."""
        return [
            child
            for number, part in enumerate(parts(items))
            for child in self.element(part, f"{where}/{number}", on_a_page=on_a_page)
        ]

    def panel(self, part: Part, where: str, *, on_a_page: bool) -> Group:
        """A panel is a page, or a group on the page around it."""
        kept = self.kept(part)
        named = text(part.get("name")) or "panel"
        group = Group(where, named, self.words(part.get("title"), where))
        group.kind = str(kept.pop("is", "group" if on_a_page else "page"))
        group.relevant = conditions(part, where, kept.pop("rules", {}), self.report).get("relevant")
        group.members = kept
        if said := self.words(part.get("description"), where):
            group.members["hint" if group.kind == "group" else "intro"] = said
        is_page = group.kind == "page" and not any(
            text(inner.get("type")) in LISTS for inner in parts(part.get("elements"))
        )
        group.children = self.elements(part.get("elements"), f"{where}/elements", on_a_page=is_page)
        return group

    def listed(self, part: Part, where: str, kind: str) -> Group:
        kept = self.kept(part)
        group = Group(where, text(part.get("name")), self.words(part.get("title"), where))
        group.repeat = kept.pop("repeat", {})
        most = part.get("maxPanelCount" if kind == "paneldynamic" else "maxRowCount")
        if isinstance(most, int) and 1 <= most <= 50:
            group.repeat.setdefault("max", most)
        group.relevant = conditions(part, where, kept.pop("rules", {}), self.report).get("relevant")
        group.members = {**kept.pop("section", {}), **kept}
        if kind == "paneldynamic":
            group.children = self.elements(
                part.get("templateElements"), f"{where}/templateElements"
            )
        else:
            columns = [self.cell(column, part) for column in parts(part.get("columns"))]
            group.children = self.elements(columns, f"{where}/columns")
        return group

    def cell(self, column: Part, part: Part) -> Part:
        """A column of a matrix as an element."""
        kind = column.get("cellType") or part.get("cellType") or "dropdown"
        kind = "dropdown" if kind == "default" else kind
        choices = {} if "choices" in column else {"choices": part.get("choices", [])}
        return {**choices, **column, "type": kind}

    def many(self, part: Part, where: str, kind: str, *, on_a_page: bool) -> Group:
        """A table that is no matrix of ours: a page with a question for each row, or a group of cells for each."""
        named = text(part.get("name"))
        title = self.words(part.get("title"), where) or {self.default: named}
        group = Group(where, named, title, "group" if on_a_page else "page")
        group.relevant = conditions(part, where, {}, self.report).get("relevant")
        cells = kind == "matrixdropdown"
        said = f"Each {'cell' if cells else 'row'} is a question of its own."
        self.report.note(where, kind, said, "changed")
        rows = part.get("items") if kind == "multipletext" else part.get("rows")
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            value, label = self.valued(row, f"{where}/rows/{number}")
            if kind == "multipletext" and isinstance(row, dict):
                element = {
                    **row,
                    "type": "text",
                    "name": f"{named}.{row.get('name', number)}",
                    "title": row.get("title", row.get("name")),
                }
                group.children += self.element(element, f"{where}/items/{number}")
            elif kind == "matrix":
                element = {
                    "type": "radiogroup",
                    "choices": part.get("columns"),
                    "title": row.get("text", row.get("value")) if isinstance(row, dict) else row,
                }
                element |= {
                    "name": f"{named}.{value}",
                    "isRequired": bool(part.get("isAllRowRequired") or part.get("isRequired")),
                }
                if isinstance(row, dict) and "visibleIf" in row:
                    element["visibleIf"] = row["visibleIf"]
                group.children += self.element(element, f"{where}/rows/{number}")
            else:
                inner = Group(f"{where}/rows/{number}", f"{named}.{value}", label)
                for column in parts(part.get("columns")):
                    element = {
                        **self.cell(column, part),
                        "name": f"{named}.{value}.{column.get('name', '')}",
                    }
                    element.setdefault("title", column.get("name"))
                    inner.children += self.element(element, f"{where}/columns")
                group.children.append(inner)
        return group


def is_one_question(part: Part) -> bool:
    """Whether a matrix may be one of ours: not too many rows and choices, and no rule of a single row."""
    rows, columns = part.get("rows"), part.get("columns")
    if not isinstance(rows, list) or not isinstance(columns, list):
        return False
    few = 1 <= len(rows) <= MOST_ROWS and 2 <= len(columns) <= MatrixType.most_choices
    return few and not any("visibleIf" in one for one in parts([*rows, *columns]))
