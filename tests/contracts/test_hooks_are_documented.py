"""docs/hooks.md, the hook specifications, the facade and the plugins say the same."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from farolito.plugins.catalogue import CATALOGUE, HookSpec
from farolito.plugins.hooks import Hooks
from farolito.plugins.kinds import MEANING, WHEN_PAUSED, Kind

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "hooks.md").read_text("utf-8")

SPECS = [pytest.param(spec, id=spec.name) for spec in CATALOGUE.values()]


def section(name: str) -> str:
    found = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/hooks.md has no section about {name}"
    return found[1]


def plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


@pytest.mark.parametrize("spec", SPECS)
def test_every_hook_has_a_section_with_its_signature_kind_and_promise(spec: HookSpec) -> None:
    text = section(spec.name)

    assert f"```python\n{spec.signature}\n```" in text
    assert f"*{spec.kind}*, since {spec.since}" in text
    for paragraph in spec.promise.split("\n\n"):
        assert plain(paragraph) in plain(text)


def test_no_section_is_about_a_hook_that_does_not_exist() -> None:
    assert re.findall(r"^### `(\w+)`$", DOCUMENT, re.MULTILINE) == list(CATALOGUE)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_says_what_a_failure_means(kind: Kind) -> None:
    (row,) = [line for line in DOCUMENT.splitlines() if line.startswith(f"| **{kind}** |")]

    assert MEANING[kind] in row
    assert WHEN_PAUSED[kind] in row


@pytest.mark.parametrize("spec", SPECS)
def test_the_facade_has_a_method_for_every_hook_that_takes_what_plugins_are_offered(
    spec: HookSpec,
) -> None:
    takes = set(inspect.signature(getattr(Hooks, spec.name)).parameters)

    # where ``sessions`` is taken, ``session`` is opened by the facade, one for each plugin
    assert set(spec.arguments) - takes <= ({"session"} if "sessions" in takes else set())


@pytest.mark.parametrize("spec", SPECS)
def test_every_hook_is_used_by_a_bundled_plugin(spec: HookSpec) -> None:
    sources = [
        path.read_text("utf-8") for path in (ROOT / "plugins").glob("*/farolito_*/plugin.py")
    ]
    if not sources:  # all plugins were removed, which is allowed
        return
    assert any(f"def {spec.name}(" in source for source in sources)
