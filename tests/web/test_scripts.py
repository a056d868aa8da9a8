"""Scripts of a tablet are sent without what only their readers need, and stay small."""

from __future__ import annotations

from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types

import farolito.web
from farolito.web.scripts import lean

STATIC = Path(farolito.web.__file__).parent / "static"


def test_comments_blank_lines_and_indentation_are_left_out_and_nothing_else() -> None:
    source = """// what it does

import { a } from "./a.js";

/**
 * What is promised.
 */
export function b() {
  // why
  const address = "https://x"; // beside code
  return `/** ${a} */`;
}
"""
    assert lean(source) == (
        'import { a } from "./a.js";\nexport function b() {\n'
        'const address = "https://x"; // beside code\nreturn `/** ${a} */`;\n}\n'
    )


def test_text_over_several_lines_is_left_alone() -> None:
    source = "const a = `\n  // not a comment\n`;\n"
    assert lean(source) == source


def test_no_script_of_ours_is_sent_whole_because_of_such_text() -> None:
    for path in (STATIC / "tablet").glob("*.js"):
        assert lean(path.read_text("utf-8")) != path.read_text("utf-8"), path.name


def test_the_tablet_itself_stays_small() -> None:
    """Its worker, its start, its screens and what hands it over; the forms and the outbox are counted elsewhere."""
    names = ("worker", "main", "screens", "handing")
    sent = [lean((STATIC / "tablet" / f"{one}.js").read_text("utf-8")).encode() for one in names]
    assert sum(len(brotli.compress(one, quality=11)) for one in sent) <= 4500
