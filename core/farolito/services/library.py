"""Form versions that this process has read once. They never change, so they are never read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from farolito.domain.binding import bound
from farolito.domain.reading import trusted_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.expressions import Function

MOST = 500  # a site has dozens of versions in use; more than this is somebody walking through all of history


class FormLibrary:
    """Parsed forms by the hash of their content, shared by all works of a process."""

    def __init__(self, functions: Mapping[str, Function] | None = None) -> None:
        """Empty. ``functions`` are those of plugins, for the rules that call them."""
        self._functions = functions or {}
        self._forms: dict[str, Form] = {}

    def get(self, content_hash: str) -> Form | None:
        """The form, if this process has read it."""
        return self._forms.get(content_hash)

    def read(self, content_hash: str, definition: str) -> Form:
        """The form of a stored definition, parsed at most once."""
        form = self._forms.get(content_hash)
        if form is None:
            form = bound(trusted_form(json.loads(definition)), self._functions)
            if len(self._forms) >= MOST:
                del self._forms[next(iter(self._forms))]
            self._forms[content_hash] = form
        return form
