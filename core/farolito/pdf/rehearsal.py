"""Pages that are set before anybody asks for one, so that fonts, letters and code are loaded when somebody does."""

from __future__ import annotations

import base64

from farolito.pdf.qr import qr_svg

LETTERS = (
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ áéíóúüñÁÉÍÓÚÑ 0123456789 ¿?¡!.,:;·–-()/’"
)
SIZES = (9.5, 12, 13, 14, 15.6, 20.2, 21, 22.8)
"""In points: those of the documents that are printed most."""

_PICTURE = base64.b64encode(qr_svg("https://f.example.org/lincoln/form").encode()).decode()
_STYLES = """
@page{@bottom-left{content:"Lincoln"}@bottom-right{content:"Page " counter(page) " of " counter(pages)}}
.head{display:flex;gap:10mm;justify-content:space-between;border-block-end:1pt solid} b{border:1pt solid #000}
.qr{width:36mm} img{display:block;width:36mm;height:36mm} ol{list-style:none;counter-reset:step}
li{position:relative;padding-inline-start:9mm;counter-increment:step;break-inside:avoid}
li span{position:absolute;inset-inline-start:0} table{border-collapse:collapse;width:100%} td{border:1pt solid}
"""


def page(sizes: tuple[float, ...] = SIZES) -> str:
    """A page with every letter in these sizes, in both weights, and what documents are made of."""
    letters = "".join(
        f'<p style="font-size:{size}pt">{LETTERS} <b>{LETTERS}</b></p>' for size in sizes
    )
    return f"""<!doctype html><html lang=en><head><style>{_STYLES}</style></head><body>
<div class=head><div><h1>Your next steps</h1><p>Your code: <b class=ltr dir=ltr>K7QM-3FXP</b></p></div>
<div class=qr><img alt=QR src="data:image/svg+xml;base64,{_PICTURE}"></div></div>
<ol><li><span>1</span><h2>Call us</h2><p>The call is free.</p></li></ol>{letters}
<table><tr><th scope=row>Phone</th><td>213 555 0100</td></tr></table></body></html>"""
