"""What a plugin can do wrong, once for each way, in any hook: what the matrix of hooks and faults is made of."""

from __future__ import annotations

from dataclasses import dataclass

from farolito.plugins import kinds
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.kinds import LIMITS, PAGE, RENDER, Kind
from farolito.sandbox.in_process import Limit

from .making import method


@dataclass(frozen=True)
class Fault:
    """``body`` is what the hook does; ``head`` stands in front of the class. ``causes`` begins the cause."""

    what: str
    body: str
    causes: tuple[str, ...]
    head: str = ""


FAULTS = (
    Fault("import error", "pass", ("nowhere_at_all",), head="import nowhere_at_all\n"),
    Fault("exception", "raise ValueError('Maria')", ("ValueError",)),
    Fault("SystemExit", "raise SystemExit", ("SystemExit",)),
    Fault("recursion", "(again := lambda: again())()", ("RecursionError",)),
    Fault("hang", "__import__('time').sleep(10)", ("TookTooLong",)),
    Fault("endless loop", "while True: pass", ("TookTooLong",)),
    Fault("wrong type", "return Wrong()", ("WrongResult", "TypeError"), head=(
        "class Wrong:\n    def __await__(self): yield\n"
    )),
    Fault("missing template", "return render_page('broken/nowhere.html')", (
        "TemplateNotFound", "RuntimeError", "AttributeError",  # outside of a request there is nothing to render with
    ), head="from farolito.api import render_page\n"),
    Fault("1 GiB", "bytearray(1 << 30)", ("MemoryError",)),
)  # fmt: skip

ENDLESS = ("hang", "endless loop")


def limits_for(kind: str, fault: Fault) -> dict[str, Limit]:
    """The limits of a site, and a short time where this fault would take all of it: what hangs, hangs no longer.

    What a healthy plugin does takes a thousandth of that; its import, which reads files, a hundredth.
    """
    if fault.what not in ENDLESS:
        return LIMITS
    return LIMITS | {kind: Limit(0.5 if kind == Kind.REGISTER else 0.2, LIMITS[kind].memory)}


BROUGHT = [name for name, hook in CATALOGUE.items() if hook.kind == Kind.REGISTER]
"""The hooks whose plugin is not loaded when they fail: what follows is the same site without it."""

REFUSED = [(hook, fault) for hook in BROUGHT for fault in FAULTS]

CASES = [
    (hook, fault)
    for hook in CATALOGUE
    for fault in FAULTS
    if hook not in BROUGHT[1:] or fault.what == "exception"
]
"""What a whole site is tried with: of the hooks above, one with every fault and the others with one."""


def broken(hook: str, fault: Fault) -> str:
    """A plugin with one hook that does one thing wrong."""
    return fault.head + method(f"@hookimpl\ndef {hook}(self):\n    {fault.body}")


LAYOUT = """
@hookimpl
def register_pdf_layouts(self):
    def render(document):
        {body}
    return [PdfLayout("sheet", "staff_copy", "Sheet", render)]
"""
PAGES = """
@hookimpl
def register_pages(self):
    from farolito.api import Pages
    pages = Pages("broken", "/-/broken")
    @pages.route("/", permission="public", cache="no-store", csp="staff", endpoint="overview")
    def overview(work):
        {body}
    return [pages]
"""
FUNCTION = """
@hookimpl
def register_functions(self):
    from pathlib import Path
    from farolito.api import PluginFunction
    def odd(number):
        {body}
    file = Path(__file__).with_name("odd.js")
    return [PluginFunction("odd", ("number",), "number", odd, file)]
"""

BESIDES_HOOKS = {
    "sheet.render": (LAYOUT, RENDER),
    "page overview": (PAGES, PAGE),
    "odd(…)": (FUNCTION, kinds.FUNCTION),
}
"""What a plugin is called for besides hooks, by the name under which it is counted; and whose limit it has."""

BESIDES = [
    (what, fault) for what in BESIDES_HOOKS for fault in FAULTS if fault.what != "import error"
]


def broken_besides(what: str, fault: Fault) -> str:
    """A plugin whose layout, page or function does one thing wrong."""
    return fault.head + method(BESIDES_HOOKS[what][0].replace("{body}", fault.body))
