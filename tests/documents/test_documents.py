"""What docs/ says of hooks, of the API and of farolito.testing is what the code says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito import api
from farolito.plugins.catalogue import CATALOGUE
from tests.documents.files import DOCUMENTS, MARK
from tests.documents.hooks import example

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_file_is_as_it_would_be_written_now(path: Path) -> None:
    assert MARK in path.read_text("utf-8")
    assert path.read_text("utf-8") == DOCUMENTS[path](), "type: .venv/bin/python -m tests.documents"


def test_every_hook_has_its_example_and_every_name_its_section() -> None:
    texts = {path.name: path.read_text("utf-8") for path in DOCUMENTS}

    for hook in CATALOGUE:
        assert example(hook) in texts["hooks.md"]
    for name in api.__all__:
        assert f"### `{name}`" in texts["plugin-api.md"]
