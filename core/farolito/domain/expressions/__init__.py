"""The language of rules in forms: ``housing == 'shelter' and count(members) > 0``.

Text is parsed once into a small tree, checked against its form, and carried out as often as
needed. It converts nothing, knows no clock and no regular expressions, and always comes to an
end. ``docs/expressions.md`` defines it; ``vectors.json`` beside its tests shows every rule of it.
"""

from __future__ import annotations

from farolito.domain.expressions.checking import check, names_in
from farolito.domain.expressions.evaluating import MAX_STEPS, evaluate, holds
from farolito.domain.expressions.faults import ExpressionFault, FaultCode
from farolito.domain.expressions.kinds import FUNCTIONS, RESERVED, Kind, Value
from farolito.domain.expressions.nodes import MAX_DEPTH, MAX_NAME, MAX_NODES, MAX_TEXT
from farolito.domain.expressions.parsing import parse
from farolito.domain.expressions.scope import Scope
from farolito.domain.expressions.tree import Tree, is_name
from farolito.domain.expressions.writing import text_of

__all__ = [
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_NAME",
    "MAX_NODES",
    "MAX_STEPS",
    "MAX_TEXT",
    "RESERVED",
    "ExpressionFault",
    "FaultCode",
    "Kind",
    "Scope",
    "Tree",
    "Value",
    "check",
    "evaluate",
    "holds",
    "is_name",
    "names_in",
    "parse",
    "text_of",
]
