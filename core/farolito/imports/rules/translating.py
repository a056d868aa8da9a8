"""From terms to our own expressions, keeping what they mean when an answer is missing.

Elsewhere a missing answer is an empty text: equal to nothing, different from everything. In our language it makes a
comparison missing, which counts as not true. Where that would change what a rule says (after ``not``, with ``!=``),
the translation says what the other language meant: ``coalesce(housing != 'rents', true)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import ExpressionFault, Tree, text_of
from farolito.domain.expressions.nodes import Call, Constant, Name, Node, call, constant
from farolito.imports.rules.constants import as_day, as_number, in_letters, negated
from farolito.imports.rules.functions import FUNCTIONS, Unsaid
from farolito.imports.rules.terms import Term

if TYPE_CHECKING:
    from farolito.domain.expressions import Kind
    from farolito.imports.rules.known import Known

COMPARED = frozenset({"==", "!=", "<", "<=", ">", ">="})
SIGNS = frozenset({("not", 1), ("selected", 2)})
"""Functions that the translator knows as operators, by name and number of parts."""
LENGTH = ".length"
CALCULATED = frozenset({"+", "-", "*", "/", "%"})


def translate(term: Term, known: Known) -> str:
    """The rule as text of ours. Raises Unsaid with one sentence when our language has no word for it."""
    try:
        return text_of(Tree(Translator(known).truth(term, exact=bool(known.own))))
    except ExpressionFault as fault:
        raise Unsaid(str(fault)) from fault


def translate_value(term: Term, known: Known) -> str:
    """The same for a calculation: it may give anything."""
    try:
        translator = Translator(known)
        boolean = term.op in COMPARED | {"and", "or", "not", "selected", "unselected", "empty"}
        node = translator.truth(term, exact=True) if boolean else translator.value(term)[0]
        return text_of(Tree(node))
    except ExpressionFault as fault:
        raise Unsaid(str(fault)) from fault


class Translator:
    """Translates the terms of one rule."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def truth(self, term: Term, *, exact: bool) -> Node:
        """``term`` as something true or false. ``exact``: false must not come out as missing."""
        if term.op == "call" and (term.value, len(term.args)) in SIGNS:
            term = Term(str(term.value), term.args)
        if term.op in {"and", "or"}:
            return call(term.op, tuple(self.truth(part, exact=exact) for part in term.args))
        if term.op == "not":
            inside = term.args[0]
            if inside.op == "not":
                return self.truth(inside.args[0], exact=exact)
            if inside.op == "empty":
                return negated(self.emptiness(inside.args[0]))
            return call("!", (self.truth(inside, exact=True),))
        if term.op == "unselected":
            return call("!", (self.truth(Term("selected", term.args), exact=True),))
        if term.op == "empty":
            return self.emptiness(term.args[0])
        if term.op in {"selected", "anyof", "allof"}:
            return self.surely(self.membership(term), False, exact)
        if term.op in COMPARED:
            return self.comparison(term, exact)
        if term.op == "const" and isinstance(term.value, bool):
            return constant(term.value)
        if term.op == "call" and str(term.value).lower() in {"if", "iif"} and len(term.args) == 3:
            parts = [self.truth(part, exact=exact) for part in term.args]
            return call("if", tuple(parts))
        node, kind = self.value(term)
        if kind == "boolean":
            return self.surely(node, False, exact)
        if kind == "number":
            return self.surely(call("!=", (node, constant(0))), False, exact)
        if isinstance(node, Name):
            return call("answered", (node,))
        raise Unsaid("It does not say what must be true.")

    def surely(self, node: Node, when_missing: bool, exact: bool) -> Node:
        """``node``, with what it means when an answer in it is missing."""
        settled = isinstance(node, Constant) or (
            isinstance(node, Call) and node.operator in {"answered", "coalesce"}
        )
        if settled or not (exact or when_missing) or not self.can_be_missing(node):
            return node
        return call("coalesce", (node, constant(when_missing)))

    def can_be_missing(self, node: Node) -> bool:
        """Whether something in it may have no answer. The answer that a constraint is about is there."""
        if isinstance(node, Name):
            return node.name != "."
        if isinstance(node, Call):
            if node.operator in {"answered", "coalesce"}:
                return False
            return any(self.can_be_missing(part) for part in node.arguments)
        return False

    def emptiness(self, term: Term) -> Node:
        """Whether there is no answer."""
        node, kind = self.value(term)
        if kind == "entries":
            return call(
                "==", (call("coalesce", (call("count", (node,)), constant(0))), constant(0))
            )
        if not isinstance(node, Name):
            raise Unsaid("Only a question can be empty.")
        return call("!", (call("answered", (node,)),))

    def membership(self, term: Term) -> Node:
        """Whether a choice is among those chosen."""
        node, kind = self.value(term.args[0])
        if term.op in {"anyof", "allof"} or term.args[1].op == "list":
            listed = term.args[1].args if term.args[1].op == "list" else (term.args[1],)
            parts = [self.membership(Term("selected", (term.args[0], part))) for part in listed]
            joint = "and" if term.op == "allof" else "or"
            return call(joint, tuple(parts)) if len(parts) > 1 else parts[0]
        wanted = self.choice(term.args[1], node)
        if kind == "list":
            return call("in", (wanted, node))
        if kind in {"code", "text"}:
            return call("==", (node, wanted))
        raise Unsaid("Its first part is no question with choices.")

    def comparison(self, term: Term, exact: bool) -> Node:
        """Two things side by side."""
        left, right = term.args
        operator, opposite = term.op, term.op == "!="
        for this, other in ((left, right), (right, left)):
            if other.op == "const" and other.value == "" and operator in {"==", "!="}:
                empty = self.emptiness(this)
                return negated(empty) if opposite else empty
            if other.op == "const" and isinstance(other.value, bool) and operator in {"==", "!="}:
                yes = other.value is not opposite
                node = self.truth(this, exact=this.op not in {"name", "own"})
                return self.surely(node if yes else call("!", (node,)), opposite, exact)
        (node, kind), (beside, beside_kind) = self.value(left), self.value(right)
        if "list" in (kind, beside_kind):
            many, one = (node, right) if kind == "list" else (beside, left)
            if operator not in {"==", "!="} or not isinstance(many, Name):
                raise Unsaid("Several choices can only be compared with one choice.")
            only = call(
                "and",
                (
                    call("in", (self.choice(one, many), many)),
                    call("==", (call("count", (many,)), constant(1))),
                ),
            )
            return (
                self.surely(only, False, exact)
                if not opposite
                else call("!", (self.surely(only, False, True),))
            )
        if isinstance(node, Name):
            beside = self.alike(beside, kind, node)
        if isinstance(beside, Name):
            node = self.alike(node, beside_kind, beside)
        elif kind == "number" or beside_kind == "number":
            node, beside = as_number(node), as_number(beside)
        if "date" in (kind, beside_kind):
            node, beside = as_day(node), as_day(beside)
        if kind == "boolean" and isinstance(beside, Constant):
            truth = {"yes": True, "true": True, "no": False, "false": False}.get(
                str(beside.value).lower()
            )
            if truth is not None and operator in {"==", "!="}:
                wanted_node = (
                    node if truth is not opposite else call("!", (self.surely(node, False, True),))
                )
                return self.surely(wanted_node, False, exact)
        return self.surely(call(operator, (node, beside)), opposite, exact)

    def alike(self, node: Node, kind: Kind, question: Name) -> Node:
        """A constant as what ``question`` is compared with: the name of its choice, a number, a day."""
        if not isinstance(node, Constant):
            return node
        if kind == "code":
            return self.coded(node, question)
        if kind == "number":
            return as_number(node)
        return constant(in_letters(node)) if kind == "text" else node

    def choice(self, term: Term, question: Node) -> Node:
        """The choice that a constant names."""
        if term.op != "const" and term.op != "bare":
            node, kind = self.value(term)
            if kind in {"code", "text"}:
                return node
            raise Unsaid("It looks for something that is not written out.")
        node = constant(term.value)
        return self.coded(node, question) if isinstance(node, Constant) else node

    def coded(self, node: Constant, question: Node) -> Node:
        """Our name of a choice of ``question``."""
        written = in_letters(node)
        name = question.name if isinstance(question, Name) else ""
        choices = self.known.choices.get(self.known.own if name == "." else name, {})
        if choices and written not in choices:
            raise Unsaid(f"{name} has no choice {written!r}.")
        return constant(choices.get(written, written))

    def value(self, term: Term) -> tuple[Node, Kind]:
        """``term`` as a value, and of which kind it is."""
        if term.op == "const":
            node = constant(term.value)
            assert isinstance(node, Constant)  # noqa: S101 - what constant() gives
            kinds: dict[str, Kind] = {"text": "text", "number": "number", "boolean": "boolean"}
            return node, kinds[node.kind]
        if term.op == "own":
            if not self.known.own:
                raise Unsaid("Only a constraint can look at its own answer.")
            return Name("."), self.known.kinds[self.known.own]
        if term.op in {"name", "bare"}:
            if str(term.value).endswith(LENGTH):
                counted = Term("name", (), str(term.value).removesuffix(LENGTH))
                return FUNCTIONS["count"](self, Term("call", (counted,), "length"))
            return self.named(str(term.value))
        if term.op == "negative":
            return call("-", (self.value(term.args[0])[0],)), "number"
        if term.op in CALCULATED:
            return self.calculated(term)
        if term.op == "call":
            function = FUNCTIONS.get(str(term.value).lower())
            if function is None:
                raise Unsaid(f"Our rules have no {term.value}().")
            return function(self, term)
        if term.op in COMPARED | {"and", "or", "not", "selected", "empty"}:
            return self.truth(term, exact=True), "boolean"
        raise Unsaid("Our rules have no word for this.")

    def named(self, written: str) -> tuple[Node, Kind]:
        """A question or repeat by the source's name."""
        ours = self.known.ours(written)
        if ours is None:
            raise Unsaid(f"There is no question {written[:60]!r} in what was imported.")
        return Name(ours), self.known.kinds[ours]

    def calculated(self, term: Term) -> tuple[Node, Kind]:
        """Arithmetic. The difference of two days is a number of days."""
        (left, left_kind), (right, right_kind) = self.value(term.args[0]), self.value(term.args[1])
        if term.op == "-" and left_kind == right_kind == "date":
            return call("days_between", (right, left)), "number"
        if "date" in (left_kind, right_kind):
            raise Unsaid("Our rules cannot add days to a date.")
        left, right = as_number(left), as_number(right)
        return call(term.op, (left, right)), "number"
