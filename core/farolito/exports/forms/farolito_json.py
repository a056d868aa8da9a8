"""A form as Farolito writes it, with its examples: nothing is lost, and the same form always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from farolito.domain.bundles import EXAMPLES, FORM, STAMP
from farolito.domain.carrying import Report
from farolito.exports.forms.parts import Exported

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_farolito(form: bytes, examples: Mapping[str, bytes] | None = None) -> Exported:
    """The definition as its author wrote it, and its examples by case, as one zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as bundle:
        _put(bundle, FORM, form)
        for case, example in sorted((examples or {}).items()):
            _put(bundle, f"{EXAMPLES}{case}.json", example)
    return Exported(data.getvalue(), Report())


def _put(bundle: zipfile.ZipFile, name: str, text: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, text)
