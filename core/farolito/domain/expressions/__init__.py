"""The language of rules in forms: ``housing == 'shelter' and count(members) > 0``.

Text is parsed once into a small tree, checked against its form, and carried out as often as
needed. It converts nothing, knows no clock and no regular expressions, and always comes to an
end. ``docs/expressions.md`` defines it; ``vectors.json`` beside its tests shows every rule of it.
"""

from __future__ import annotations

from farolito.domain.expressions.arithmetic import known
from farolito.domain.expressions.checking import check, kind_of, names_in
from farolito.domain.expressions.evaluating import MAX_STEPS, evaluate, holds
from farolito.domain.expressions.facts import Facts, one_of
from farolito.domain.expressions.faults import ExpressionFault, FaultCode
from farolito.domain.expressions.functions import (
    CALL_COST,
    FUNCTION_KINDS,
    MOST_TAKES,
    Function,
    FunctionKind,
    fits,
)
from farolito.domain.expressions.kinds import FUNCTIONS, RESERVED, Kind, Value
from farolito.domain.expressions.nodes import MAX_DEPTH, MAX_NAME, MAX_NODES, MAX_TEXT
from farolito.domain.expressions.parsing import parse
from farolito.domain.expressions.possible import Known, PossibleAnswers, always_true
from farolito.domain.expressions.scope import Scope
from farolito.domain.expressions.tree import Tree, is_name
from farolito.domain.expressions.writing import text_of

__all__ = [
    "CALL_COST",
    "FUNCTIONS",
    "FUNCTION_KINDS",
    "MAX_DEPTH",
    "MAX_NAME",
    "MAX_NODES",
    "MAX_STEPS",
    "MAX_TEXT",
    "MOST_TAKES",
    "RESERVED",
    "ExpressionFault",
    "Facts",
    "FaultCode",
    "Function",
    "FunctionKind",
    "Kind",
    "Known",
    "PossibleAnswers",
    "Scope",
    "Tree",
    "Value",
    "always_true",
    "check",
    "evaluate",
    "fits",
    "holds",
    "is_name",
    "kind_of",
    "known",
    "names_in",
    "one_of",
    "parse",
    "text_of",
]
