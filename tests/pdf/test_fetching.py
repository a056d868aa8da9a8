"""A document fetches nothing: not from the network, not from the disk, whatever is in it."""

from __future__ import annotations

import base64
import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import weasyprint  # type: ignore[import-untyped]

import farolito
from farolito.pdf import Renderer, engine
from farolito.pdf.fetcher import NothingFetched
from farolito.sandbox import ChildFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "canary-7f3a"

VECTORS = {
    "image": "<img src='{url}'>",
    "image set": "<img srcset='{url} 2x' src='{url}'>",
    "picture in CSS": "<p style='background:url({url})'>x</p>",
    "list picture in CSS": "<ul style='list-style-image:url({url})'><li>x</ul>",
    "content in CSS": "<style>p::before{{content:url({url})}}</style><p>x</p>",
    "import in CSS": "<style>@import url({url});</style>",
    "import in CSS, as a word": "<style>@import '{url}';</style>",
    "font": "<style>@font-face{{font-family:f;src:url({url})}} p{{font-family:f}}</style><p>x</p>",
    "stylesheet": "<link rel=stylesheet href='{url}'>",
    "attachment": "<link rel=attachment href='{url}'>",
    "attached link": "<a rel=attachment href='{url}'>x</a>",
    "metadata": "<link rel=xmp href='{url}'><meta name=xmp content='{url}'>",
    "base": "<base href='{url}'><img src='a.png'><link rel=stylesheet href='b.css'>",
    "embed": "<embed src='{url}' type='image/png'>",
    "object": "<object data='{url}' type='image/svg+xml'>x</object>",
    "picture in SVG": "<svg width=9 height=9><image href='{url}' width=9 height=9 /></svg>",
    "use in SVG": "<svg width=9 height=9><use href='{url}#a' /></svg>",
    "style in SVG": "<svg width=9 height=9><style>@import url({url});</style><rect/></svg>",
    "mask and border": "<p style='border-image:url({url}) 1;mask:url({url});cursor:url({url})'>x</p>",
    "margin box": "<style>@page{{@top-left{{content:url({url})}} background:url({url})}}</style><p>x",
}


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The paths that were asked of a server of this machine; its address is the first."""
    paths: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    paths.append(f"http://127.0.0.1:{server.server_port}")
    yield paths
    server.shutdown()
    server.server_close()
    thread.join()


def page(body: str) -> str:
    """A page around a vector."""
    return f"<!doctype html><html><body><h1>x</h1>{body}</body></html>"


def every_vector(url: str) -> str:
    """One page with all of them."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}/in-data'/></svg>"
    data = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    parts = [vector.format(url=f"{url}/{place}") for place, vector in enumerate(VECTORS.values())]
    return page("".join(parts) + f"<img src='{data}'>")


def test_no_vector_makes_a_request(asked: list[str], renderer: Renderer) -> None:
    url = asked[0]
    assert renderer.render(every_vector(url), title="t", language="en").startswith(b"%PDF")
    assert asked == [url]


def test_the_fetcher_alone_holds_too_without_a_sandbox_around_it(asked: list[str]) -> None:
    """Were the kernel to allow connections, there would be none all the same."""
    url = asked[0]
    for vector in VECTORS.values():
        engine.pdf(page(vector.format(url=url)), "t", "en")
    engine.pdf(every_vector(url), "t", "en")
    assert asked == [url]


@pytest.mark.parametrize("name", VECTORS)
def test_no_file_of_this_machine_gets_into_a_document(
    name: str, tmp_path: Path, renderer: Renderer
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(CANARY)
    html = page(VECTORS[name].format(url=secret.as_uri()))
    made = renderer.render(html, title="t", language="en")
    assert CANARY.encode() not in made
    assert b"EmbeddedFile" not in made


def test_a_page_that_wants_a_color_profile_is_not_printed(
    asked: list[str], renderer: Renderer
) -> None:
    body = f"<style>@color-profile --p{{src:url({asked[0]}/color)}}</style><p>x</p>"
    with pytest.raises(ChildFailed, match="from elsewhere"):
        renderer.render(page(body), title="t", language="en")
    assert len(asked) == 1


def test_the_control_fetches_so_that_the_canary_is_known_to_sing(asked: list[str]) -> None:
    weasyprint.HTML(string=page(f"<img src='{asked[0]}/control'>")).write_pdf()
    assert asked[1:] == ["/control"]


@pytest.mark.parametrize(
    "svg",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>",
        "<svg><image href='http://127.0.0.1/'/></svg>",
        "<svg><style>a</style></svg>",
        "<svg style='fill:url(http://127.0.0.1/)'></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
        "<svg onload='x()'></svg>",
        "<svg><foreignObject></foreignObject></svg>",
    ],
)
def test_only_plain_shapes_are_taken_as_an_svg(svg: str) -> None:
    address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    with pytest.raises(ValueError, match=r"SVG|base64"):
        NothingFetched().fetch(address)
    with pytest.raises(ValueError, match="from elsewhere"):
        NothingFetched().fetch("data:image/svg+xml,<svg></svg>")


def test_a_jpeg_is_taken_by_its_bytes_and_within_bounds() -> None:
    def address(data: bytes) -> str:
        return "data:image/jpeg;base64," + base64.b64encode(data).decode()

    picture = b"\xff\xd8\xff\xe0" + bytes(100)
    assert NothingFetched().fetch(address(picture)).read() == picture
    for wrong in (b"<svg></svg>", b"%PDF-1.4", picture + bytes(300_000)):
        with pytest.raises(ValueError, match=r"JPEG|elsewhere"):
            NothingFetched().fetch(address(wrong))


def test_no_code_of_ours_hands_weasyprint_an_address() -> None:
    """The call sites that bring a fetcher of their own are not used: one call, two arguments."""
    root = Path(farolito.__file__).parent
    for source in root.rglob("*.py"):
        text = source.read_text()
        for risky in (
            "base_url=html",
            "stylesheets=",
            "attachments=",
            "xmp_metadata=",
            "weasyprint.CSS",
        ):
            assert risky not in text, f"{risky} in {source.name}"
