"""Reading the question bank from disk: ``blocks/`` in a folder of forms, the host's or a plugin's.

A block may lie in a folder of its own, beside a licence that is not ours. ``blocks/examples/<block>.json`` says
what scores and needs must come of which answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks import Bank, Block, read_block
from farolito.domain.packs import Answered
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.shapes.kinds import Line, Number
from farolito.domain.shapes.records import Field, ListOf, MapOf, Record
from farolito.errors import FarolitoError
from farolito.services.packs import read_record, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from farolito.domain.faults import Fault
    from farolito.plugins.roster import Roster

FOLDER = "blocks"
EXAMPLES = "examples"


@dataclass(frozen=True, slots=True)
class BlockExample:
    """Answers to a block, as they are stored, and the scores, bands and needs that must come of them."""

    says: str
    answers: Mapping[str, Any]
    scores: Mapping[str, float]
    bands: Mapping[str, str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockExamples:
    """The examples of one block."""

    cases: tuple[BlockExample, ...] = field()


EXAMPLE = Record(
    BlockExample,
    "answers to a block, and what must come of them",
    (
        Field("says", Line(), "One sentence: what it shows."),
        Field("answers", Answered(), "The answers, as they are stored."),
        Field("scores", MapOf(Line(), Number(), most=50), "The scores that can be computed."),
        Field("bands", MapOf(Line(), Line(), most=50), "The band of each score that has one."),
        Field("needs", ListOf(Line(), most=100), "The needs that are found, in the block's order."),
    ),
)

OF_BLOCK = Record(
    BlockExamples,
    "the examples of a block",
    (Field("cases", ListOf(EXAMPLE, least=1), "One after the other."),),
)


def is_block(text: bytes) -> bool:
    """Whether a file means to be a block and not a form: it has pages and no sections around them."""
    return b'"pages"' in text and b'"sections"' not in text


def block_files(root: Path) -> Iterator[Path]:
    """The files of the blocks in a folder of forms, in the order of their names."""
    for path in sorted((root / FOLDER).glob("**/*.json")):
        if EXAMPLES not in path.relative_to(root).parts:
            yield path


def block_in(path: Path) -> Block | tuple[Fault, ...]:
    """The block in a file, or every fault of it. Raises FarolitoError when the file cannot be read."""
    return _block_of(read_text(path))


@lru_cache(maxsize=256)
def _block_of(text: bytes) -> Block | tuple[Fault, ...]:
    # kept: who looks for what is to be repaired reads every bank, and pages of staff count that
    read = read_block(text, question_types=CORE_QUESTION_TYPES)
    return read if isinstance(read, Block) else tuple(read)


def read_bank(*roots: Path) -> Bank:
    """Every block of these folders of forms. Raises FarolitoError that names every fault, and a name used twice."""
    bank: dict[str, Block] = {}
    wrong: list[str] = []
    for path in (path for root in roots for path in block_files(root)):
        read = block_in(path)
        if not isinstance(read, Block):
            wrong += (f"{path}: {fault}" for fault in read)
        elif read.name in bank:
            wrong.append(f"{path}: there is another block named {read.name}.")
        else:
            bank[read.name] = read
    if wrong:
        raise FarolitoError("\n".join(wrong))
    return bank


def whole_bank(forms: Path, roster: Roster, refused: list[str]) -> Bank:
    """The host's question bank and those of the plugins that are on; the host's stands where two have one name.

    A bank with a fault is left out, and what is wrong in it is added to ``refused``.
    """
    bank: dict[str, Block] = {}
    for folder in (forms, *(loaded.plugin.folder("forms") for loaded in roster.loaded)):
        try:
            bank = {**(read_bank(folder) if folder else {}), **bank}
        except FarolitoError as error:
            refused.append(f"The question bank in {folder} is left out. {error}")
    return bank


def examples_of(root: Path, block: str) -> tuple[BlockExample, ...]:
    """The examples of a block in a folder of forms; none where there is no file of them."""
    path = root / FOLDER / EXAMPLES / f"{block}.json"
    if not path.is_file():
        return ()
    examples: BlockExamples = read_record(path, OF_BLOCK)
    return examples.cases
