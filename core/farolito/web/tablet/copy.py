"""The offline copy of forms: public files whose address says what is in them, so that nothing has to be asked twice.

    copied_forms(work, links) -> the part "forms" of /tablet/copy.json
    places_offered(work, link) -> [{"slug", "name", "within", "kind"}]    # where a form asks for a place

A file is made when it is first asked for, in each process, and kept: rules of a form, or one language of its pages.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import brotli  # type: ignore[import-untyped]  # ships no types
from flask import Response

from farolito.domain.canonical import canonical
from farolito.domain.copying import rules_of
from farolito.domain.languages import PSEUDO_LOCALES
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import forms, places
from farolito.web.compression import accepts_brotli
from farolito.web.host import host
from farolito.web.routes import Pages
from farolito.web.tablet.copied_pages import pages_of
from farolito.web.tablet.functions import called

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from farolito.domain.definitions import Form
    from farolito.services.links import LinkView
    from farolito.services.work import Work

pages = Pages("tablet_copy", "/tablet/copy")

RULES = "rules"
QUIET = "quiet-"
"""Before a language: its pages without their sound files, where a tablet does not bring them."""
MOST_KEPT = 300
"""Files of about 60 kB, 8 kB packed: twenty forms in twelve languages."""

_NAMED = re.compile(rb' data-say=\\"[^"\\]*\\"')

DIGEST_LETTERS = 16
QUALITY = 9
"""Of brotli. 11 saves 3 % more and takes ten times as long, while a tablet waits."""


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of the copy, as it is sent. ``digest`` is that of its content."""

    content: bytes
    packed: bytes
    digest: str


class Copies:
    """The files that were made, the latest ones kept. One per app and process."""

    def __init__(self) -> None:
        """Empty."""
        self._kept: OrderedDict[tuple[str, str], CopiedFile] = OrderedDict()

    def of(self, work: Work, form: Form, name: str) -> CopiedFile:
        """The rules of a form, or its pages in the language ``name``."""
        key = (form.hash, name)
        found = self._kept.get(key)
        if found is None:
            if name == RULES:
                content = canonical(rules_of(form, work.types))
            elif name.startswith(QUIET):
                spoken = self.of(work, form, name.removeprefix(QUIET)).content
                content = _NAMED.sub(b"", spoken)
            else:
                offered = [
                    tag
                    for tag in languages_here()
                    if tag in form.languages or tag in PSEUDO_LOCALES
                ]
                content = canonical(pages_of(form, name, work.types, offered))
            found = self._kept[key] = _file(content)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found


def copied_forms(
    work: Work, links: Iterable[LinkView], silent: Container[tuple[str, str]] = ()
) -> list[dict[str, Any]]:
    """What a tablet is told of the forms of a fair: where their rules and pages are, and the places to choose from.

    ``silent``: slug and language of pages whose sound files it does not bring.
    """
    return [
        {
            "link": link.slug,
            "form": link.form.hash,
            "title": dict(link.form.title),
            "languages": list(link.languages),
            "audience": link.form.audience,
            "anonymous": POLICIES[link.form.regime].anonymous,
            "rules": _address(work, link.form, RULES),
            "pages": {
                tag: _address(work, link.form, f"{QUIET * ((link.slug, tag) in silent)}{tag}")
                for tag in link.languages
            },
            "places": places_offered(work, link),
            "functions": called(work, host().copies.of(work, link.form, RULES).content),
        }
        for link in links
    ]


def places_offered(work: Work, link: LinkView) -> list[dict[str, str]]:
    """The places that a form may ask for, nearest first; none for a form that asks for no place."""
    kinds = (work.types[name] for name in link.form.types_used if name in work.types)
    if not any(kind.offers_places for kind in kinds):
        return []
    return [asdict(one) for one in places.offered(work, link.place)]


@pages.route("/<digest>/<name>", permission="public", cache="immutable", csp="none")
def file(work: Work, digest: str, name: str) -> Response:
    """``rules``, ``<language>`` or ``quiet-<language>``, ``.<its digest>.json``, of the form with this ``digest``.

    Only what has just this content is found here, so that the address may be kept for ever.
    """
    what, _, rest = name.partition(".")
    content, _, kind = rest.partition(".")
    if (
        kind != "json"
        or what.removeprefix(QUIET) not in (RULES, *languages_here())
        or what == QUIET + RULES
    ):
        raise NotFound("There is no such file.")
    found = host().copies.of(work, forms.version(work, digest), what)
    if found.digest != content:
        raise NotFound("There is no such file any more.")
    if accepts_brotli():
        packed = {"Content-Encoding": "br"}
        return Response(found.packed, mimetype="application/json", headers=packed)
    return Response(found.content, mimetype="application/json")


def _address(work: Work, form: Form, name: str) -> str:
    digest = host().copies.of(work, form, name).digest
    return f"{pages.url_prefix}/{form.hash}/{name}.{digest}.json"


def languages_here() -> tuple[str, ...]:
    """The languages that our own pages are offered in on this site."""
    settings = host().settings
    return (*settings.languages, *(PSEUDO_LOCALES if settings.pseudo_locales else ()))


def _file(content: bytes) -> CopiedFile:
    digest = hashlib.sha256(content).hexdigest()[:DIGEST_LETTERS]
    return CopiedFile(content, brotli.compress(content, quality=QUALITY), digest)
