"""What is wrong with the forms and blocks that plugins bring, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.blocks import Block
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.services.blocks import block_files, block_in, whole_bank
from farolito.services.sounds import sound_faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from farolito.domain.blocks import Bank
    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Loaded


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing that is wrong with a form of a plugin, as a sentence."""

    plugin: str
    file: str
    fault: str


def form_faults(
    hooks: Hooks, forms: Path, *, ask: bool = True, only: str = ""
) -> tuple[FormFault, ...]:
    """What is wrong with the forms and blocks that loaded plugins bring: unreadable, or not to be published.

    ``forms`` is the host's own folder, whose question bank they may use. Without ``ask`` no hook is called. ``only``:
    those of one plugin.
    """
    bank = whole_bank(forms, hooks.roster, [])
    plugins = [one for one in hooks.roster.loaded if only in ("", one.name)]
    return tuple(
        FormFault(loaded.name, path.name, fault)
        for loaded in plugins
        for path in loaded.plugin.form_files
        for fault in _faults_of(path, hooks, bank, ask)
    ) + tuple(
        FormFault(loaded.name, path.name, str(fault))
        for loaded in plugins
        for path in _blocks_of(loaded)
        if not isinstance(read := block_in(path), Block)
        for fault in read
    )


def silent_labels(hooks: Hooks, forms: Path) -> tuple[FormFault, ...]:
    """Label audio that forms and blocks of loaded plugins name and nobody can hear. They are published all the same."""
    texts = [
        (loaded.name, path.name, text)
        for loaded in hooks.roster.loaded
        for path in (*loaded.plugin.form_files, *_blocks_of(loaded))
        if (text := _bytes_of(path))
    ]
    spoken = (*(text for *_, text in texts), *map(_bytes_of, block_files(forms)))
    if not any(b'"audio"' in text for text in spoken):
        return ()  # as nearly always: no bank has to be read
    bank = whole_bank(forms, hooks.roster, [])
    return tuple(
        FormFault(plugin, file, str(fault))
        for plugin, file, text in texts
        for fault in sound_faults(text, hooks, bank)
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # said by form_faults


def _blocks_of(loaded: Loaded) -> Iterable[Path]:
    folder = loaded.plugin.folder("forms")
    return block_files(folder) if folder else ()


def _faults_of(path: Path, hooks: Hooks, bank: Bank, ask: bool) -> list[str]:
    try:
        found = read_form(
            path.read_bytes(),
            question_types=CORE_QUESTION_TYPES,
            functions=hooks.functions,
            bank=bank,
        )
    except OSError as error:
        return [f"The file cannot be read ({type(error).__name__})."]
    if isinstance(found, list):
        return [str(fault) for fault in found]
    against = reasons_against(found, CORE_QUESTION_TYPES, hooks.functions)
    asked = hooks.check_publish(found) if ask else []
    return [*(str(fault) for fault in against), *asked]
