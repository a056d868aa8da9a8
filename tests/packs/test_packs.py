"""Reading form packs from disk."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.json_text import MOST_BYTES
from farolito.errors import FarolitoError
from farolito.services.packs import pack_folders, read_pack, read_text

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = {"today": "2026-11-23", "answers": {"a": 1}, "pages": ["first"], "needs": []}


def write(folder: Path, **files: Any) -> Path:
    """Writes JSON files; ``__`` in a name is a slash."""
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


PACK = {"name": "my-pack", "title": {"en": "My pack"}}


def test_a_pack_has_its_forms_and_examples(tmp_path: Path) -> None:
    pack = read_pack(
        write(tmp_path, pack=PACK, b={}, a='{ "name": "a" }', examples__a__case=EXAMPLE)
    )
    assert (pack.name, pack.title, pack.licence) == ("my-pack", {"en": "My pack"}, None)
    assert [(form.file, form.text) for form in pack.forms] == [
        ("a.json", b'{ "name": "a" }'),
        ("b.json", b"{}"),
    ]
    [example] = pack.examples
    assert (example.form, example.case, example.today) == ("a", "case", date(2026, 11, 23))
    assert (example.pages, example.needs, example.problems, example.scores) == (
        ("first",),
        (),
        (),
        {},
    )


def test_a_folder_is_a_pack_or_holds_packs(tmp_path: Path) -> None:
    write(tmp_path, one__pack=PACK, two__pack=PACK, three__form={})
    assert pack_folders(tmp_path) == [tmp_path / "one", tmp_path / "two"]
    assert pack_folders(tmp_path / "one") == [tmp_path / "one"]
    assert pack_folders(tmp_path / "three") == []


def test_every_fault_of_a_pack_is_named_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, pack={"nam": "x", "title": "T"})
    with pytest.raises(FarolitoError) as raised:
        read_pack(tmp_path)
    said = str(raised.value).splitlines()
    assert len(said) == 3
    assert all(line.startswith(f"{tmp_path / 'pack.json'}: line 1") for line in said)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"today": "2026-02-30"}, "/today: found “2026-02-30”"),
        ({"today": "23.11.2026"}, "/today: found “23.11.2026”"),
        ({"answers": []}, "/answers: found an empty list"),
        ({"pages": "first"}, "/pages: found “first”"),
        ({"page": []}, "/page: there is no “page” here"),
    ],
)
def test_an_example_that_is_wrong_is_named(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    write(tmp_path, pack=PACK, examples__a__case={**EXAMPLE, **change})
    with pytest.raises(FarolitoError, match=fault):
        read_pack(tmp_path)


def test_a_folder_without_a_pack_says_so(tmp_path: Path) -> None:
    with pytest.raises(FarolitoError, match="cannot be read"):
        read_pack(tmp_path)


def test_a_file_that_is_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_bytes(b" " * (2 * MOST_BYTES))
    assert len(read_text(path)) == MOST_BYTES + 1
