"""The one document of a tablet, its worker, and what an installed app is called."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from flask import Response, render_template

from farolito.domain.languages import LANGUAGES
from farolito.web.host import host
from farolito.web.routes import Pages
from farolito.web.tablet import words

if TYPE_CHECKING:
    from collections.abc import Mapping

pages = Pages("tablet_document", "/tablet")

HERE, MANIFEST = "/tablet/", "/tablet/manifest.webmanifest"
STYLES = ("base.css", "staff.css", "tablet.css")
ICON = "icon.svg"
MAIN = "tablet/main.js"
WORKER = "tablet/worker.js"


@pages.route("/", permission="public", cache="no-store", csp="tablet", needs_work=False)
def document() -> Response:
    """The document: the same for every tablet, without a word about any fair."""
    return Response(_document(), mimetype="text/html")


@pages.route(
    "/worker.js", permission="public", cache="no-store", csp="tablet", needs_work=False
)  # fmt: skip
def worker() -> Response:
    """The service worker. It begins with what it keeps, address to SHA-256: so any change makes it another worker."""
    kept = json.dumps(_kept())
    version = hashlib.sha256(kept.encode()).hexdigest()[:12]
    code = host().assets.get(WORKER).content.decode()
    return Response(
        f"const KEPT = {kept};\nconst VERSION = {json.dumps(version)};\n{code}",
        mimetype="text/javascript",
    )


@pages.route(
    "/manifest.webmanifest", permission="public", cache="no-store", csp="none", needs_work=False
)  # fmt: skip
def manifest() -> Response:
    """What makes an app of it on a home screen: a window of its own, without an address line."""
    return Response(_manifest(), mimetype="application/manifest+json")


def _document() -> bytes:
    known = words.languages()
    return render_template(
        "tablet/tablet.html",
        main=host().assets.url(MAIN),
        styles=[host().assets.url(one) for one in STYLES],
        manifest=MANIFEST,
        boot=json.dumps({tag: words.address(tag) for tag in known}),
        ours=[(tag, LANGUAGES[tag].autonym) for tag in known if words.has_staff_words(tag)],
        families=[(tag, one.autonym) for tag, one in LANGUAGES.items()],
    ).encode()


def _manifest() -> bytes:
    icon = {"src": host().assets.url(ICON), "sizes": "any", "type": "image/svg+xml"}
    made = {
        "name": "Farolito",
        "short_name": "Farolito",
        "id": HERE,
        "start_url": HERE,
        "scope": HERE,
        "display": "fullscreen",
        "background_color": "#ffffff",
        "theme_color": "#0b5cad",
        "icons": [icon],
    }
    return json.dumps(made).encode()


def _kept() -> Mapping[str, str]:
    """Everything that the document needs to open without internet: address to its SHA-256, as browsers check it."""
    assets = host().assets
    named = {assets.url(one): assets.get(one).content for one in (*STYLES, ICON, MAIN)}
    named |= {words.address(one): words.content(one) for one in words.languages()}
    named |= {HERE: _document(), MANIFEST: _manifest()}
    return {path: f"sha256-{_base64(content)}" for path, content in sorted(named.items())}


def _base64(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()
