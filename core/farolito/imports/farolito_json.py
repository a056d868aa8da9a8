"""A form as Farolito itself writes it: one JSON file, or a zip file with its examples."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from farolito.domain.bundles import EXAMPLES, FORM
from farolito.domain.carrying import NotCarried, Note, Report, refusal
from farolito.domain.faults import Faults
from farolito.domain.json_text import MOST_BYTES, read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.packs import EXAMPLE
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import document_of, read_form
from farolito.domain.shapes import Reading
from farolito.imports.outline import Imported
from farolito.imports.xlsform.preflight import checked_size, checked_zip

CASE = re.compile(rf"{EXAMPLES}([a-z0-9][a-z0-9_-]{{0,80}})\.json")


def from_farolito(data: bytes) -> Imported:
    """The definition in a JSON file or a bundle, letter for letter, with the examples of the bundle.

    Raises NotCarried with every fault of the form or of an example: nothing of ours is mended silently.
    """
    checked_size(data)
    examples: dict[str, bytes] = {}
    form = data
    report = Report()
    if data[:2] == b"PK":
        checked_zip(data)
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            form = _part(bundle, FORM)
            for name in sorted(set(bundle.namelist()) - {FORM}):
                case = CASE.fullmatch(name)
                if case:
                    examples[case[1]] = _part(bundle, name)
                else:
                    report.left_out(
                        name[:100], "a file", "Only form.json and examples/<case>.json belong here."
                    )
    read = read_form(form, question_types=CORE_QUESTION_TYPES)
    if isinstance(read, list):
        raise NotCarried([Note(FORM, "", str(fault), "refused") for fault in read])
    for case_name, text in examples.items():
        located, faults = read_json(text), Faults()
        if located.value is not UNREADABLE:
            EXAMPLE.read(located.value, "", Reading(faults, {}))
        if told := located.told(faults):
            raise NotCarried(
                [Note(f"{EXAMPLES}{case_name}.json", "", str(fault), "refused") for fault in told]
            )
    return Imported(document_of(form), report, form, examples)


def _part(bundle: zipfile.ZipFile, name: str) -> bytes:
    """One file of a bundle, of at most 1 MiB."""
    try:
        with bundle.open(name) as part:
            text = part.read(MOST_BYTES + 1)
    except KeyError as error:
        raise refusal(
            "the file", f"There is no {name} in it, so this is no form of Farolito."
        ) from error
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error) as error:
        raise refusal(name, "This part is damaged. Export the form once more.") from error
    if len(text) > MOST_BYTES:
        raise refusal(name, "This part is larger than 1 MiB.")
    return text
