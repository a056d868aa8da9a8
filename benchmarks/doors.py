"""How much of other people's forms comes in, and goes out again: ``python benchmarks/doors.py FOLDER… [--say]``.

For XLSForms (.xlsx, .xls, .csv, .md): of those that pyxform itself converts, how many are imported. For FHIR
Questionnaires (.json): how many, and how much of each is the same after import and export, narrative aside. What
differs is counted as *named* when the import's report speaks of its place, and printed when it does not. The samples
belong to others (pyxform's ``tests/example_xls``, HL7's US Core ``input/examples``) and are not part of Farolito.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import NotCarried
from farolito.exports.forms.fhir_like import like
from farolito.exports.forms.fhir_questionnaire import to_fhir
from farolito.imports.opening import XLSFORM, imported
from farolito.imports.schools import with_placeholders

if TYPE_CHECKING:
    from farolito.imports.outline import Imported

NARRATIVE = {"text"}
"""What is written out for people a second time."""


def main(folders: list[Path], say: bool) -> int:
    """Try every file; 0 when at least nine of ten that should come in do."""
    tried = taken = 0
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        questionnaire = path.suffix == ".json" and '"Questionnaire"' in path.read_text("utf-8")
        if not questionnaire and path.suffix.lower() not in XLSFORM:
            continue
        due = questionnaire or accepted_by_pyxform(path)
        tried += due
        try:
            found = imported(path.read_bytes(), path.name)
        except NotCarried as refused:
            print(f"refused{'' if due else ' (by pyxform too)'}: {path.name}: {refused}")
            continue
        taken += due
        print(f"imported: {path.name}: {len(found.report.notes)} named")
        for line in found.report.lines() if say else ():
            print(f"    {line}")
        if questionnaire:
            there_and_back(json.loads(path.read_bytes()), found)
    print(f"{taken} of {tried} imported ({taken / max(tried, 1):.0%})")
    return 0 if taken >= 0.9 * tried else 1


def accepted_by_pyxform(path: Path) -> bool:
    """Whether pyxform itself converts the file."""
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            convert(str(path))
        except Exception:
            return False
    return True


def there_and_back(before: dict[str, Any], found: Imported) -> None:
    """Compare a Questionnaire with what our export makes of our import, without and with the original beside it."""
    whole, _ = with_placeholders(found.document)
    after = json.loads(to_fhir(whole).data)
    after[
        "extension"
    ] = []  # purpose, regime and retention: the placeholders that make the form whole
    named = [note.where for note in found.report.notes]
    for said, resource in (("alone", after), ("beside the original", like(after, before))):
        old, new = leaves(before), {place: value for place, (value, _) in leaves(resource).items()}
        lost = {place: at for place, (value, at) in old.items() if new.get(place) != value}
        unnamed = [
            place for place, at in lost.items() if not any(is_at(at, where) for where in named)
        ]
        print(
            f"    after import and export, {said}: {len(old) - len(lost)} of {len(old)} values the same, "
            f"{len(lost) - len(unnamed)} others named in the report, {len(unnamed)} not; {len(new.keys() - old)} new"
        )
        for place in unnamed:
            print(f"      {place}: {old[place][0]!r} became {new.get(place)!r}")


def is_at(place: str, where: str) -> bool:
    """Whether a note's place is that of a value, or of the item around it."""
    return place == where or place.startswith(f"{where}/")


def leaves(resource: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """Every value by where it belongs (items by linkId, choices by code, extensions by address), with its pointer."""
    found: dict[str, tuple[Any, str]] = {}

    def walk(value: Any, place: str, pointer: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                if pointer or key not in NARRATIVE | {"language"}:
                    walk(item, f"{place}/{key}", f"{pointer}/{key}")
        elif isinstance(value, list):
            for number, item in enumerate(value):
                walk(item, own_place(item, place) or f"{place}/{number}", f"{pointer}/{number}")
        elif not (value is False and pointer.endswith("/required")):  # absent means the same
            found[place] = value, pointer

    walk(resource, "", "")
    return found


def own_place(item: Any, place: str) -> str:
    """Where something belongs, wherever it stands."""
    if not isinstance(item, dict):
        return ""
    if "linkId" in item:
        return f"item {item['linkId']}"
    if "url" in item:
        return f"{place}({item['url']})"
    coding = item.get("valueCoding")
    return f"{place}({coding['code']})" if isinstance(coding, dict) and "code" in coding else ""


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:] if name != "--say"], "--say" in sys.argv))
