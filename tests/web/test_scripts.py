"""A tablet's modules are sent as one that says the same in fewer letters, and stay small."""

from __future__ import annotations

from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

import farolito.web
from farolito.web.scripts import joined

STATIC = Path(farolito.web.__file__).parent / "static"
SENT = ("tablet/main.js", "tablet/worker.js")
"""All that a tablet keeps of scripts: the one of its document, with whatever it imports, and its worker."""


def one(**modules: str) -> str:
    return joined("main.js", lambda name: modules[name.removesuffix(".js")])


def test_comments_breaks_and_spaces_that_mean_nothing_are_left_out() -> None:
    source = """// what it does

/**
 * What is promised.
 */
if (open) {
  // why
  alert("https://x"); // beside code
}
alert(`
  // ${ open } no comment
`, /[/*] \\/ "/g, 1 - - open, open in window);
"""
    assert one(main=source) == (
        'if(open){alert("https://x")}alert(`\n  // ${open} no comment\n`,/[/*] \\/ "/g,1- -open,open in window);\n'
    )


def test_a_module_stands_before_whoever_imports_it_and_only_once() -> None:
    modules = {
        "main": 'import { a } from "./a.js";\nimport { b } from "./b.js";\nalert(a, b);\n',
        "b": 'import { a } from "./a.js";\nexport const b = a + 1;\n',
        "a": "export const a = 1;\n",
    }
    assert one(**modules) == "let a=1,b=a+1;alert(a,b);\n"


def test_names_of_two_modules_do_not_meet() -> None:
    modules = {
        "main": 'import { a as theirs } from "./a.js";\nconst a = 2;\nalert(a, theirs);\n',
        "a": "const b = 1;\nexport function a() {\n  return b;\n}\n",
    }
    assert one(**modules) == "let b=1;function a(){return b}let c=2;alert(c,a);\n"


def test_what_a_module_exports_keeps_its_name() -> None:
    assert one(main="export const c = 1;\nexport async function a() {}\n") == (
        "let b=1;async function a(){}\nexport{a as a,b as c}\n"
    )


def test_keys_and_members_keep_their_names_and_variables_get_letters() -> None:
    source = """const told = ({ name, at: { day = 1 }, ...more }, [first, , last]) => {
  const { size } = more;
  return { name, day: day + more.day, [first]: last, size, more() { return name; } };
};
alert(told.name);
"""
    assert one(main=source) == (
        "let a=({name:a,at:{day:b=1},...c},[d,,e])=>{let{size:f}=c;"
        "return{name:a,day:b+c.day,[d]:e,size:f,more(){return a}}};alert(a.name);\n"
    )


def test_what_is_declared_one_behind_the_other_is_declared_at_once() -> None:
    source = "const a = 1;\nlet b = {};\nconst c = 2;\n({ b } = x);\nconst d = 3;\nif (d) { b++; }\nlet e;\n"
    assert one(main=source) == "let c=1,a={},d=2;({b:a}=x);let b=3;if(b){a++}let e;\n"


def test_numbers_true_and_false_are_said_shorter_where_they_are_values() -> None:
    source = "alert(10_000, true, x ? false : async (one) => !false, { true: true });\n"
    assert one(main=source) == "alert(10000,!0,x?false:async a=>!!1,{true:!0});\n"


def test_brackets_around_a_parameter_and_what_a_function_gives_are_left_out_where_they_mean_nothing() -> (
    None
):
    source = """alert((one) => (one ? 1 : 2), (one) => ({ one }), (one) => (one, 2));
alert(([one]) => (one) + (1), () => (((1))));
"""
    short = "alert(a=>a?1:2,a=>({one:a}),a=>(a,2));alert(([a])=>(a)+(1),()=>((1)));\n"
    assert one(main=source) == short


def test_only_private_members_get_letters() -> None:
    source = """class Outbox {
  #kept = 1;
  item = this.#kept;
  async #run() {
    return this.#kept + this.item;
  }
}
new Outbox();
"""
    assert one(main=source) == (
        "class a{#a=1;item=this.#a;async#b(){return this.#a+this.item}}new a();\n"
    )


def test_letters_are_used_again_but_never_for_what_is_needed_inside() -> None:
    source = "const f = (one) => one.map((two) => two.map((three) => two + three).map((four) => four));\n"
    assert one(main=source) == "let a=a=>a.map(a=>a.map(b=>a+b).map(a=>a));\n"


def test_a_name_that_is_the_browsers_anywhere_is_left_alone_everywhere() -> None:
    source = "const f = (event) => event.x;\nconst g = () => event.y;\nalert(f, g);\n"
    assert one(main=source) == "let a=event=>event.x,b=()=>event.y;alert(a,b);\n"


def test_a_letter_that_the_browser_has_is_given_to_nobody() -> None:
    assert one(main="alert((one) => a + b + c + one);\n") == "alert(d=>a+b+c+d);\n"


@pytest.mark.parametrize(
    ("modules", "why"),
    [
        ({"main": 'import { b } from "./a.js";\n', "a": "export const a = 1;\n"}, "exports no b"),
        ({"main": 'import * as a from "./a.js";\n', "a": ""}, "Not imported as ours are"),
        ({"main": 'import "./a.js";\n', "a": ""}, "Not imported as ours are"),
        ({"main": "export default 1;\n"}, "Not exported as ours are"),
        ({"main": "const a = 1;\nexport { a };\n"}, "Not exported as ours are"),
        ({"main": 'import { a } from "./main.js";\n'}, "a ring"),
        ({"main": "alert((1);\n"}, "is never closed"),
        ({"main": "alert(1));\n"}, "closes nothing"),
        ({"main": "\nalert('é);\n"}, "main.js: Line 2 "),
        ({"main": "const é = 1;\n"}, "Line 1 "),
    ],
)
def test_what_is_not_written_as_ours_is_refused(modules: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        one(**modules)


def test_the_client_of_a_tablet_is_at_most_20_kilobytes() -> None:
    sent = [joined(name, lambda one: (STATIC / one).read_text("utf-8")) for name in SENT]
    assert sum(len(brotli.compress(one.encode(), quality=11)) for one in sent) <= 20_000
