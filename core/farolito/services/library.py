"""Form versions that this process has read once. They never change, so they are never read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from farolito.domain.reading import trusted_form

if TYPE_CHECKING:
    from farolito.domain.definitions import Form

MOST = 500  # a site has dozens of versions in use; more than this is somebody walking through all of history


class FormLibrary:
    """Parsed forms by the hash of their content, shared by all works of a process."""

    def __init__(self) -> None:
        """Empty."""
        self._forms: dict[str, Form] = {}

    def get(self, content_hash: str) -> Form | None:
        """The form, if this process has read it."""
        return self._forms.get(content_hash)

    def read(self, content_hash: str, definition: str) -> Form:
        """The form of a stored definition, parsed at most once."""
        form = self._forms.get(content_hash)
        if form is None:
            form = trusted_form(json.loads(definition))
            if len(self._forms) >= MOST:
                del self._forms[next(iter(self._forms))]
            self._forms[content_hash] = form
        return form
