"""Writes a new plugin: a small, complete, tested distribution, made from a pattern that is one itself.

The pattern is a plugin with the name ``food-bank``, in :data:`PATTERN`. It is linted and typed like everything else;
what makes another plugin of it is that its four ways to write that name are replaced.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from farolito.errors import FarolitoError
from farolito.plugins.manners import NAME, RESERVED

PATTERN = Path(__file__).parent / "pattern" / "food-bank"
MOST = 30
"""Letters of a name: with more, tables and lines of code become too long."""


class NoPlugin(FarolitoError):
    """Nothing was written; the message says why, and what to type instead."""


@dataclass(frozen=True, slots=True)
class Names:
    """The ways to write the name of a plugin. ``module`` is the one that the host knows: ``food_bank``."""

    module: str

    @property
    def dashed(self) -> str:
        """As in ``farolito-food-bank``, and in names of forms."""
        return self.module.replace("_", "-")

    @property
    def camel(self) -> str:
        """As the class is called: ``FoodBank``."""
        return "".join(part.capitalize() for part in self.module.split("_"))

    @property
    def title(self) -> str:
        """As people read it: ``Food bank``."""
        return self.module.replace("_", " ").capitalize()

    def replaced(self, text: str) -> str:
        """``text`` of the pattern, about this plugin."""
        of = {
            "food_bank": self.module,
            "food-bank": self.dashed,
            "FoodBank": self.camel,
            "Food bank": self.title,
        }
        return re.sub("|".join(of), lambda found: of[found[0]], text)


def names_of(given: str, taken: dict[str, str]) -> Names:
    """The names of a new plugin. ``taken`` are the names that are in use, and by whom.

    Raises :class:`NoPlugin` for a name that cannot be one, is the host's, or is taken.
    """
    module = given.replace("-", "_")
    if not NAME.fullmatch(module):
        near = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-0123456789")
        hint = f" For example: {near}" if near else " For example: food-bank"
        raise NoPlugin(
            f"“{given}” cannot be the name of a plugin: write small letters a-z, digits and dashes, a letter "
            f"first.{hint}"
        )
    if len(module) > MOST:
        raise NoPlugin(f"“{given}” is too long: a name has at most {MOST} letters.")
    if module in RESERVED or module.startswith("farolito"):
        raise NoPlugin(f"Farolito itself uses the name “{given}”. Choose another.")
    if module in taken:
        raise NoPlugin(
            f"There is a plugin {module} already ({taken[module]}). Choose another name."
        )
    for one in taken:
        if f"{module}_".startswith(f"{one}_") or f"{one}_".startswith(f"{module}_"):
            raise NoPlugin(
                f"The tables of {module} and of the plugin {one} ({taken[one]}) could not be told apart. "
                "Choose a name that begins with another word."
            )
    return Names(module)


def write(names: Names, into: Path) -> tuple[Path, tuple[Path, ...]]:
    """Write the distribution ``farolito-<name>`` into the folder ``into``; where it lies, and its files.

    Raises :class:`NoPlugin` when that folder is there and not empty, or cannot be written to; then nothing is left
    of what was begun.
    """
    folder = into / f"farolito-{names.dashed}"
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NoPlugin(f"{folder} is there already, and is no folder. Choose another with --into.")
    existed = folder.exists()
    try:
        if existed and any(folder.iterdir()):
            raise NoPlugin(
                f"{folder} is there already and is not empty. Nothing was changed. Choose another with --into."
            )
        return folder, _write(names, folder)
    except OSError as error:
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise NoPlugin(f"{folder} cannot be written: {error.strerror or error}.") from error


def pattern_files() -> tuple[Path, ...]:
    """The files of the pattern, without what tools leave behind (``.mypy_cache``, ``__pycache__``)."""
    return tuple(
        path
        for path in sorted(PATTERN.rglob("*"))
        if path.is_file()
        and not any(part[0] in "._" for part in path.relative_to(PATTERN).parts[:-1])
    )


def _write(names: Names, folder: Path) -> tuple[Path, ...]:
    written = []
    for source in pattern_files():
        target = folder / names.replaced(str(source.relative_to(PATTERN)))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(names.replaced(source.read_text("utf-8")), encoding="utf-8")
        written.append(target)
        if target.suffix == ".po":
            machine = target.with_suffix(".mo")
            with target.open("rb") as words, machine.open("wb") as compiled:
                write_mo(compiled, read_po(words))
            written.append(machine)
    return tuple(written)
