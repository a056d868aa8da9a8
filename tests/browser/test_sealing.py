"""What a tablet seals, in a real browser: the vectors of RFC 9180, another implementation that opens it, its size."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from farolito.domain.canonical import canonical
from farolito.domain.envelopes import content_of, envelope_of, is_sid
from farolito.services.receiving.opening import SUITES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page


INFO = "4f6465206f6e2061204772656369616e2055726e"
PLAIN = "4265617574792069732074727574682c20747275746820626561757479"
AAD = "436f756e742d30"

VECTORS = [
    {  # RFC 9180, A.1.1 and A.1.1.1
        "suite": "X25519",
        "skEm": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
        "pkEm": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        "pkRm": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
        "ct": "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
        "6d8770ac83d07bea87e13c512a",
    },
    {  # A.3.1 and A.3.1.1
        "suite": "P-256",
        "skEm": "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
        "pkEm": "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "pkRm": "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
        "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
        "ct": "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
        "9076ac232e3ab2523f39513434",
    },
]

RECORD: dict[str, Any] = {
    "v": 1,
    "language": "km",
    "complete": True,
    "draft": {
        "raw": {"b": {"": ['🙂 \u2028\u0001"\\']}, "a": {"é": ["ខ្មែរ"], "": []}},
        "entries": {"members": {"ids": ["k3f9"], "done": True}},
    },
    "ticket": 44,
    "corrects": None,
}
HEADER = {
    "v": 1, "sid": "", "fair": "f", "link": "needs", "form": "a" * 64, "kid": "0011aabb",
    "tablet": "t", "seq": 3, "at": 1795700000000,
}  # fmt: skip

_RUN = """async ([address, vectors, common, record, header, keys]) => {
  const { seal, canonical, envelope, newSid, hex } = await import(address);
  const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (one) => parseInt(one, 16));
  const url = (part) => btoa(String.fromCharCode(...part)).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=/g, "");
  const base64 = (part) => btoa(Array.from(part, (one) => String.fromCharCode(one)).join(""));
  const found = { vectors: [], envelopes: [] };
  for (const { suite, skEm, pkEm, pkRm } of vectors) {
    const curve = suite === "P-256";
    const point = bytes(pkEm);
    const parts = curve ? { x: url(point.slice(1, 33)), y: url(point.slice(33)) } : { x: url(point) };
    const jwk = { kty: curve ? "EC" : "OKP", crv: suite, ...parts };
    const algorithm = curve ? { name: "ECDH", namedCurve: suite } : { name: suite };
    const load = (key, uses) => crypto.subtle.importKey("jwk", key, algorithm, true, uses);
    const pair = {
      privateKey: await load({ ...jwk, d: url(bytes(skEm)) }, ["deriveBits"]),
      publicKey: await load(jwk, []),
    };
    const given = { pair, aad: bytes(common.aad), bits: 128 };
    const key = { suite, public: bytes(pkRm) };
    found.vectors.push(hex(await seal(key, bytes(common.info), bytes(common.plain), given)));
  }
  found.sids = Array.from({ length: 200 }, () => newSid());
  for (const key of keys) {
    for (const one of [record, { ...record, ticket: 45 }])
      found.envelopes.push(base64(await envelope(one, { ...header, sid: newSid() }, key)));
  }
  found.spelt = canonical(record);
  found.half = canonical({ raw: ["\\ud800"] });
  return found;
}"""


@pytest.fixture
def page(make_context: Callable[..., BrowserContext], site: str) -> Page:
    page = make_context().new_page()
    page.goto(f"{site}/lincoln/fair")
    return page


def test_a_browser_seals_as_the_rfc_says_and_the_school_opens_it(page: Page, site: str) -> None:
    p256, x = ec.generate_private_key(ec.SECP256R1()), x25519.X25519PrivateKey.generate()
    public = {
        "P-256": p256.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
        "X25519": x.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
    }
    keys = [
        {"suite": suite, "public": base64.urlsafe_b64encode(raw).decode().rstrip("=")}
        for suite, raw in public.items()
    ]
    address = f"{site}/static/0/tablet/sealing.js"
    common = {"info": INFO, "plain": PLAIN, "aad": AAD}
    found = page.evaluate(_RUN, [address, VECTORS, common, RECORD, HEADER, keys])

    assert found["vectors"] == [one["pkEm"] + one["ct"] for one in VECTORS]
    assert len(set(found["sids"])) == 200
    assert all(map(is_sid, found["sids"]))
    assert found["spelt"].encode("utf-8", "surrogatepass") == canonical(RECORD)
    assert found["half"] == '{"raw":["\\ud800"]}'

    bodies = [base64.b64decode(one) for one in found["envelopes"]]
    assert len({len(body) for body in bodies[:2]}) == 1  # whole KiB: the size does not tell
    for at, (suite, private) in enumerate((("P-256", p256), ("X25519", x))):
        one = envelope_of(bodies[2 * at])
        content = content_of(SUITES[suite].decrypt(one.sealed, private, one.info))  # type: ignore[arg-type]
        assert (content.language, content.ticket, content.draft) == ("km", 44, RECORD["draft"])
        with pytest.raises(InvalidTag):
            SUITES[suite].decrypt(one.sealed, private, one.info.replace(b"needs", b"other"))  # type: ignore[arg-type]
