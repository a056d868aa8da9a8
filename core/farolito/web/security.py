"""Cross-site requests, response headers and limits. No tokens: pages can be cached and never expire.

Rules: research on Fetch Metadata; the same scheme as Datasette's and Go 1.25's. A browser says where a request
comes from; what it says can not be set by a page.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import g, request
from werkzeug.exceptions import Forbidden

if TYPE_CHECKING:
    from flask import Flask, Response

    from farolito.web.routes import Route

MAX_BODY = 256 * 1024  # bytes of one request; a page of a form needs a few kB
MAX_UPLOAD = (
    32 * 1024 * 1024
)  # of a page that asks for files; what is too long of one file is dropped
MAX_FIELDS = 1000

CACHES = {
    "no-store": "no-store",
    "short": "public, max-age=300",
    "immutable": "public, max-age=31536000, immutable",
}

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # not "no-referrer": with that, browsers send "Origin: null" with our own forms, and where there is no
    # Sec-Fetch-Site (plain http in a school's network) they would be refused. Other sites still learn nothing.
    "Referrer-Policy": "same-origin",
}


class CrossSite(Forbidden):
    """An unsafe request that another site may have caused."""

    description = "The browser did not say that this came from our own page."


def require_same_origin() -> None:
    """Refuse an unsafe request unless the browser says that our own page or the person sent it.

    ``Sec-Fetch-Site`` decides; without it, ``Origin`` must be ours; without both, only a request that brings
    no cookie passes, for it has nobody's authority to abuse. Raises :class:`CrossSite`.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise CrossSite
        return
    origin = request.headers.get("Origin")
    if origin is not None:
        if origin.lower() != request.host_url.rstrip("/").lower():
            raise CrossSite
        return
    if request.cookies:
        raise CrossSite


def named_another_site() -> bool:
    """Whether the browser says outright that another site caused this request; silence is not a yes."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin not in (None, "null") and origin.lower() != request.host_url.rstrip("/").lower()


def hash_source(text: str) -> str:
    """The CSP source that allows exactly this inline style or script."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@dataclass(frozen=True, slots=True)
class Policies:
    """The Content-Security-Policy of each kind of page, ready to send."""

    family: str
    staff: str
    none: str
    file: str
    tablet: str

    @classmethod
    def for_style(cls, stylesheet: str) -> Policies:
        """Policies that allow the stylesheet which is inlined in every family page, and no other."""
        shut = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        ours = "script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'"
        style = hash_source(stylesheet)
        return cls(
            # sounds are fetched whole, so that a phone that asks for them in parts can play them
            family=f"{shut}; style-src {style}; media-src blob:; {ours}",
            staff=f"{shut}; style-src 'self' {style}; {ours}",
            none=f"{shut}; form-action 'none'",
            file=f"{shut}; form-action 'none'; sandbox",
            # nothing typed on a tablet leaves it but through our own script: no form of it is ever sent
            tablet=f"{shut}; style-src 'self'; script-src 'self'; connect-src 'self'; "
            "img-src 'self' blob: data:; media-src blob:; worker-src 'self'; manifest-src 'self'; form-action 'none'",
        )


def protect(app: Flask, policies: Policies) -> None:
    """Set limits on what is read, and headers on everything that is sent, errors included."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.config["MAX_FORM_PARTS"] = MAX_FIELDS
    by_kind = {
        "family": policies.family,
        "staff": policies.staff,
        "none": policies.none,
        "file": policies.file,
        "tablet": policies.tablet,
    }
    ready = {
        (cache, csp): [
            *ALWAYS.items(),
            ("Cache-Control", said),
            ("Content-Security-Policy", policy),
        ]
        for cache, said in CACHES.items()
        for csp, policy in by_kind.items()
    }

    def add_headers(response: Response) -> Response:
        route: Route | None = g.get("route")
        if route is None or g.get("error_page"):
            # an error page looks like a family page and is never kept, whatever the route said of its own
            headers = ready["no-store", "family"]
        else:
            headers = ready["no-store" if response.status_code >= 400 else route.cache, route.csp]
        response.headers.extend(headers)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response

    app.after_request(add_headers)
