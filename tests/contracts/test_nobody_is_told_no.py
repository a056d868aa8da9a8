"""No word of ours says that somebody is not eligible: who decides is the agency, and everybody can apply.

Looked through is everything that can come out: catalogues, templates, forms and data of host and plugins, and the
strings of their code (not their docstrings and comments, which may speak about it).
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WHERE = ("core/farolito", "plugins", "forms")

SAYS_NO = re.compile(
    "|".join(
        (
            # English
            r"\bnot (?:be )?(?:eligible|entitled|qualified)\b",
            r"\bineligib",
            r"\bdisqualif",
            r"\b(?:n[o']t|n’t|cannot|never) qualif(?:y|ies)\b",
            # Spanish
            r"\bno (?:es|son|será|está|eres) (?:elegible|apt[oa])",
            r"\bno elegible",
            r"\binelegible",
            r"\bno califica",
            r"\bno (?:cumple|reúne) (?:con )?los requisitos",
            r"\bno tiene derecho",
            # the other languages that forms may have words in
            "不符合[资資]格",
            "[没沒无無]有?[资資]格",
            "자격이 없",
            "부적격",
            r"không (?:đủ điều kiện|hội đủ)",
            r"hindi (?:ka )?(?:kwalipikado|karapat-dapat)",
            "իրավասու չ",
            r"не (?:имеете|имеет) права",
            r"не соответству(?:ете|ет) (?:требованиям|критериям)",
            "واجد شرایط ن",
            "غير مؤهل",
            "មិនមានសិទ្ធិ",
        )
    ),
    re.IGNORECASE,
)


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def literals(source: str) -> Iterator[str]:
    """Every string of a module that is no docstring."""
    tree = ast.parse(source)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said | bare:
            yield from [node.value] if isinstance(node.value, str) else []


def words_of(path: Path) -> Iterator[str]:
    """What can come out of a file."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from literals(text)
    elif path.suffix == ".json":
        yield from strings(json.loads(text))
    elif path.suffix == ".po":
        yield re.sub(r'"\n"', "", re.sub(r"^#.*$", "", text, flags=re.MULTILINE))
    elif path.suffix == ".html":
        yield re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    else:
        yield text


def files() -> list[Path]:
    """Everything with words."""
    found = [
        path
        for where in WHERE
        for suffix in ("py", "json", "po", "html", "js", "css", "svg")
        for path in (ROOT / where).rglob(f"*.{suffix}")
    ]
    return [
        path
        for path in found
        if not {"tests", "__pycache__", "node_modules"} & set(path.relative_to(ROOT).parts)
    ]


def test_nobody_is_told_that_they_are_not_eligible_in_any_language() -> None:
    looked = files()
    assert len(looked) > 500
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in looked
        for words in words_of(path)
        for found in SAYS_NO.finditer(" ".join(words.split()))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "sentence",
    [
        "You are not eligible for CalFresh.",
        "Your family may not qualify.",
        "Usted no es elegible.",
        "Su familia no califica para Medi-Cal.",
        "您不符合資格。",
        "Вы не имеете права на помощь.",
        "Bạn không đủ điều kiện.",
    ],
)
def test_such_a_sentence_would_be_found(sentence: str) -> None:
    assert SAYS_NO.search(sentence)


def test_what_code_only_says_about_itself_is_not_looked_at() -> None:
    source = '"""Never "not eligible"."""\nx = "not eligible"\n"""not eligible"""\n'
    assert list(literals(source)) == ["not eligible"]
