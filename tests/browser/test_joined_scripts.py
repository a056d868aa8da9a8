"""A module that was joined does in a real browser what its source does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import farolito.web
from farolito.web.scripts import joined
from farolito.web.scripts.names import module
from farolito.web.scripts.tokens import parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

STATIC = Path(farolito.web.__file__).parent / "static"
TRICKY = r"""
const found = {}, say = (name, value) => (found[name] = value);
const name = "name of ours", open = [1, 2, 3];
let a = 1, b = a / 2 / 2, c = a - - b, d = a + + b, i = 0;
say("arithmetic", [a, b, c, d, i++ + ++i, 2 ** 3, 1_000, 0xff, 1e3, .5 + a, i ? .5 : 0]);
say("browser", [typeof document, typeof structuredClone, structuredClone(open), [..."é😀"].length]);

// what hides what
const hidden = (a, { b: inner = a, c = (a) => a + inner, ...rest } = {}, [first = c(1), , third] = [, 2, 3], ...m) => {
  const rows = [a, inner, first, third, rest, m];
  for (const a of [10, 20]) rows.push(a);
  { const a = "block"; rows.push(a); }
  try { throw { a: 5, message: "m" }; } catch ({ a, message }) { rows.push(a, message); }
  try { undefined.x; } catch { rows.push("caught"); }
  return [...rows, a, ((a) => ((b) => a + b)(2))(a)];
};
say("hidden", [hidden(7), hidden(1, { b: 2, c: () => 3, d: 4 }, [], 5, 6)]);
function early() { return late() + (late.extra ?? ""); }
function late() { return "late"; }
say("hoisted", early());

// keys and what only looks like one
const key = "k", wait = 1;
const kind = { key, [key]: 1, "a b": 2, get size() { return key.length; }, async wait(key) { return key; }, key2: key };
const { key: k1, size: { constructor: k2 } = {}, nothing = key, ...others } = kind;
say("keys", [kind.key, kind.k, kind.size, k1, k2 === Number, nothing, Object.keys(others), await kind.wait("w")]);
say("ternary", [a ? b : c, a ? { b } : { c }, a ? (b) => b + 1 : (c) => c].map((one) => one.call?.(0, 5) ?? one));
say("arrow", [[3, 2].sort((a, b) => a - b), ((one) => ({ one, x: one }))(1), [1].map((one) => { return [{ one }]; })]);
class Base { say() { return "base"; } }
class Ours extends Base {
  #kept = 1;
  open = this.#kept + 1;
  static of(...given) { return new Ours(...given); }
  constructor(more = 0) { super(); this.#kept += more; }
  get kept() { return this.#kept; }
  async #wait(open) { return [open, this.#kept]; }
  say() { return `${super.say()} ${this.kept}`; }
  later = async () => this.#wait(open);
}
say("class", [Ours.of(4).say(), Ours.of().open, await Ours.of(1).later()]);

// texts that hold signs
say("texts", ["// no", '/* " */', `a${`b${open.map((open) => `${open}}`).join("{")}`}c`, `$ {open} \${open}`, "\"'"]);
say("braces in texts", [`${open.map((one) => { return { one }.one + 1; })} {}`, `${{ a }.a}`]);
say("patterns", ["a/b//c".split(/\//), /[/"'`]/.test("`"), "x".replace(/x/g, "$&"), a / 2 / b, !/=a/.test("b")]);
const step = (n) => { if (n > 2) return n; else return step(n + 1); };
let counted = 0;
for (let from = 0, to = 3; from < to; from++) counted += from;
do counted++; while (counted < 10);
switch (counted) { case 10: say("switch", step(0)); break; default: say("switch", "none"); }
say("control", [counted, void 0 ?? "nothing", key?.length, kind?.["k"], delete kind.k, (a, b), typeof name]);
let letter;
letter ||= name; letter &&= letter + 1; letter ??= 2;
say("assigned", [letter, open.at(-1), (({ a: b }) => b)({ a: "x" }), [[b, c] = [c, b], b === c - 2 * a]]);

export const result = () => JSON.stringify(found);
"""
RUN = """async (text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return (await import(address)).result();
}"""


def test_what_is_tricky_means_the_same_when_it_is_joined(open_page: Callable[..., Page]) -> None:
    page = open_page()
    said = page.evaluate(RUN, TRICKY)
    assert len(said) > 600
    assert page.evaluate(RUN, joined("main.js", lambda _: TRICKY)) == said


def test_whatever_our_modules_do_not_declare_is_known_to_the_browser(
    open_page: Callable[..., Page], site: str
) -> None:
    """Whoever forgets an import, or writes in a way that is not understood, hears of it."""
    sources = [STATIC / "expressions.js", *(STATIC / "tablet").glob("*.js")]
    foreign = set().union(*(module(parsed(one.read_text("utf-8"))).foreign() for one in sources))
    page = open_page()
    page.goto(site)
    unknown = page.evaluate("(names) => names.filter((one) => !(one in globalThis))", [*foreign])
    assert set(unknown) == {"KEPT", "VERSION", "clients", "skipWaiting"}  # the worker's own
