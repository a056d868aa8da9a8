"""Changing the questions of a definition wherever they stand: on pages, in groups, in lists within lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Part = dict[str, Any]


def questions_in(page: Part) -> Iterator[Part]:
    """The questions of a page, those of its groups included."""
    for item in page["questions"]:
        if "group" in item:
            yield from item["questions"]
        else:
            yield item


def with_questions(page: Part, change: Callable[[Part], Part | None]) -> Part:
    """The page with each question changed, without those that become None; a group that is empty then goes too."""
    kept = []
    for item in page["questions"]:
        if "group" not in item:
            changed = change(item)
        else:
            inside = [one for question in item["questions"] if (one := change(question))]
            changed = {**item, "questions": inside} if inside else None
        if changed is not None:
            kept.append(changed)
    return {**page, "questions": kept}


def pages_in(sections: Iterable[Part]) -> Iterator[Part]:
    """The pages of sections, those of lists within them included."""
    for section in sections:
        yield from section["pages"]
        yield from pages_in(section.get("sections", ()))


def with_pages(section: Part, change: Callable[[Part], Part]) -> Part:
    """The section with each page changed, in lists within it too."""
    changed = {**section, "pages": [change(page) for page in section["pages"]]}
    if "sections" in section:
        changed["sections"] = [with_pages(inner, change) for inner in section["sections"]]
    return changed
