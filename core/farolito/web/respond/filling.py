"""What goes into the holes of one question: what was typed, what is ticked, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.question_types.base import Raw

NOTHING: Mapping[str, str] = {}


class Filling:
    """One question of one visitor's page.

    ``raw`` is what stands in the fields, ``problems`` field suffix to sentence (HTML-safe or not: it is
    escaped), ``hidden`` the choices that are not offered now.
    """

    __slots__ = ("found", "hidden", "name", "problems", "put", "raw", "required", "word")

    def __init__(
        self,
        name: str,
        raw: Raw,
        *,
        required: bool = False,
        hidden: frozenset[str] = frozenset(),
        problems: Mapping[str, str] = NOTHING,
        word: str = "",
        found: str = "",
    ) -> None:
        self.name = name
        self.raw = raw
        self.required = required
        self.hidden = hidden
        self.problems = problems
        self.word = word  # "Problem:", for people who hear the page
        self.found = found  # what was looked for and found, drawn
        self.put: Mapping[str, Callable[..., str]] = {
            "value": self.value,
            "checked": self.checked,
            "selected": self.selected,
            "open": self.open,
            "bad": self.bad,
            "invalid": self.invalid,
            "error": self.error,
            "described": self.described,
            "found": self.drawn,
        }

    def shows(self, part: tuple[str, ...]) -> bool:
        """Whether a part that is not always there is there now."""
        if part[0] == "choice":
            return part[1] not in self.hidden
        return not self.required  # "optional" and "skip"

    def value(self, suffix: str = "") -> str:
        """The text in a field, as it was typed."""
        typed = self.raw.get(suffix)
        # a lone surrogate cannot be sent; the domain has refused it by then
        return str(escape(typed[0].encode("utf-8", "replace").decode())) if typed else ""

    def checked(self, suffix: str, value: str) -> str:
        """The attribute of a radio button or tick box."""
        return " checked" if value in self.raw.get(suffix, ()) else ""

    def selected(self, suffix: str, value: str) -> str:
        """The attribute of an entry of a menu."""
        return " selected" if value in self.raw.get(suffix, ()) else ""

    def drawn(self) -> str:
        """The letters to look for, and what they found."""
        return self.found

    def open(self, *suffixes: str) -> str:
        """Whether a folded part stands open: something in it is filled in, or wrong."""
        used = any(any(self.raw.get(suffix, ())) or suffix in self.problems for suffix in suffixes)
        return " open" if used else ""

    def bad(self) -> str:
        """The class of a question with a problem."""
        return " bad" if self.problems else ""

    def invalid(self, suffix: str = "") -> str:
        """The attribute of a field with a problem."""
        return ' aria-invalid="true"' if suffix in self.problems else ""

    def error(self) -> str:
        """The sentences beside the question; they are the same as in the summary."""
        if not self.problems:
            return ""
        sentences = "<br>".join(
            dict.fromkeys(str(escape(words)) for words in self.problems.values())
        )
        return f'<p class="em" id="e-{self.name}"><span class="vh">{escape(self.word)} </span>{sentences}</p>'

    def described(self, always: str, optional: str) -> str:
        """What describes the field: always these ids, the note that it may stay empty, the error."""
        ids = always.split()
        if optional and not self.required:
            ids.append(optional)
        if self.problems:
            ids.append(f"e-{self.name}")
        return f' aria-describedby="{" ".join(ids)}"' if ids else ""
