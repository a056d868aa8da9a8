"""The two languages in which rules come as text: XPath as ODK writes it, and SurveyJS's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.imports.rules.reading import Grammar, parse

if TYPE_CHECKING:
    from farolito.imports.rules.terms import Term

_SIGNS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "!=": "!=", "+": "+", "-": "-", "*": "*"}

XPATH = Grammar(
    token=re.compile(
        r"""
          (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
        | (?P<text>'[^']*'|"[^"]*")
        | (?P<name>\$\{\s*[^{}\s]+\s*\})
        | (?P<word>\.\.(?:/\.\.)*(?![\w/])
          | (?:\.\./|/)*(?:[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?:/(?:\.\.|[A-Za-z_][\w.:-]*))*)
        | (?P<own>\.(?![.\w]))
        | (?P<sign><=|>=|!=|[-+*<>=(),\[\]])
        """,
        re.VERBOSE,
    ),
    binary={**_SIGNS, "=": "==", "and": "and", "or": "or", "div": "/", "mod": "%"},
    after={},
)

SURVEYJS = Grammar(
    token=re.compile(
        r"""
          (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
        | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
        | (?P<name>\{[^{}]+\})
        | (?P<word>[A-Za-z_][\w.-]*)
        | (?P<own>\.(?![.\w]))
        | (?P<sign><=|>=|!=|<>|==|&&|\|\||[-+*/%^<>=(),\[\]!])
        """,
        re.VERBOSE,
    ),
    binary={
        **_SIGNS,
        **{
            "=": "==",
            "==": "==",
            "<>": "!=",
            "equal": "==",
            "notequal": "!=",
            "/": "/",
            "%": "%",
            "^": "^",
        },
        **{"and": "and", "&&": "and", "or": "or", "||": "or", "less": "<", "lessorequal": "<="},
        **{"greater": ">", "greaterorequal": ">=", "contains": "selected", "contain": "selected"},
        **{
            "notcontains": "unselected",
            "notcontain": "unselected",
            "anyof": "anyof",
            "allof": "allof",
        },
    },
    after={"empty": "empty", "notempty": "answered"},
    not_before=("!", "not", "negate"),
    words={"true": True, "false": False},
)


def xpath(text: str) -> Term:
    """An expression of an XLSForm. Raises Broken."""
    return parse(text, XPATH)


def surveyjs(text: str) -> Term:
    """An expression of a SurveyJS form. Raises Broken."""
    return parse(text, SURVEYJS)
