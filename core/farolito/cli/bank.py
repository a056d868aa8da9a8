"""``farolito forms blocks``: the question bank at hand, with the licence of each block."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from farolito.domain.blocks import NO_BLOCKS
from farolito.domain.demands import DEMANDED
from farolito.domain.reading import complete_document, document_of
from farolito.errors import FarolitoError
from farolito.services.blocks import whole_bank
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from farolito.domain.blocks import Bank, Block
    from farolito.plugins.hooks import Hooks


@cache
def hooks_at_hand() -> Hooks:
    """The plugins that are on. They are code: only looked at when they are meant."""
    from farolito.services.plugins.loading import hooks_for

    return hooks_for(load_settings(os.environ, FILE))


def form_folders() -> Iterator[Path]:
    """Where the host's forms are, and those of the plugins that are on."""
    yield load_settings(os.environ, FILE).forms
    for loaded in hooks_at_hand().roster.loaded:
        folder = loaded.plugin.folder("forms")
        if folder is not None:
            yield folder


@cache
def bank_at_hand() -> Bank:
    """The question bank of the host and of the plugins that are on. Raises FarolitoError that names every fault."""
    refused: list[str] = []
    forms = load_settings(os.environ, FILE).forms
    bank = whole_bank(forms, hooks_at_hand().roster, refused)
    if refused:
        raise FarolitoError("\n".join(refused))
    return bank


def bank_for(text: bytes) -> Bank:
    """The question bank for the form in ``text``, where it uses any: plugins are code, only loaded when meant."""
    return bank_at_hand() if b'"use"' in text else NO_BLOCKS


def whole_document(text: bytes) -> Mapping[str, Any]:
    """The document in ``text`` with the blocks it uses. Raises FarolitoError when it can not be read."""
    return complete_document(document_of(text), bank_for(text))


@click.command()
def blocks() -> None:
    """List the blocks that forms may use: name, version, questions, languages, licence, and what they ask of you."""
    for _, block in sorted(bank_at_hand().items()):
        click.echo(_line(block))
        if not block.verified:
            click.echo(f"    Not checked against its source: {block.unverified}")
        for demand in block.demands:
            click.echo(f"    {DEMANDED[demand]}")


def _line(block: Block) -> str:
    questions = sum(len(page.questions) for page in block.pages)
    languages = " ".join(block.languages)
    return (
        f"{block.name:24} {block.version:4} {questions:2} questions  {languages:8} {block.licence}"
    )
