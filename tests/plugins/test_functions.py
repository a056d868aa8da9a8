"""Functions of plugins in rules: called with what they take, contained when they fail, missing when they are gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from farolito.api import Plugin, PluginFunction, hookimpl
from farolito.domain.answers import values
from farolito.domain.binding import bound, rules_of
from farolito.domain.definitions import Form
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, read_form, trusted_form
from farolito.domain.scoring import needs
from farolito.plugins.failures import Unwelcome
from farolito.plugins.functions import check_functions
from farolito.testing.plugins import make_hooks
from tests.domain.reading.conftest import DEFINITION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from farolito.domain.faults import Fault

TODAY = date(2026, 11, 23)
RULE = "maths.share(food_days, 7) >= 50"


def share(part: float, whole: float) -> float | None:
    return part * 100 / whole if whole else None


class Maths(Plugin):
    """One function, as a test says."""

    name = "maths"
    title = "Maths"
    summary = "Divides."
    requires_host = ">=0.1,<1"
    made: ClassVar[tuple[PluginFunction, ...]] = ()

    @hookimpl
    def register_functions(self) -> Iterable[PluginFunction]:
        """What the test says."""
        return self.made


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., PluginFunction]:
    """A function of the plugin; what is given differs from a good one."""

    def one(
        source: str = "export default (a, b) => (b ? (a * 100) / b : null);", **other: Any
    ) -> PluginFunction:
        file = tmp_path / "share.js"
        file.write_text(source, encoding="utf-8")
        facts: dict[str, Any] = {
            "name": "share", "takes": ("number", "number"), "gives": "number", "python": share, "javascript": file,
        }  # fmt: skip
        return PluginFunction(**(facts | other))

    return one


def document(*rules: str, uses: tuple[str, ...] = ("maths",)) -> dict[str, Any]:
    needs = [
        {"name": f"need_{number}", "label": {"en": "x"}, "when": rule}
        for number, rule in enumerate(rules)
    ]
    return DEFINITION | {"needs": needs, "uses": list(uses), "scores": []}


def found(form: Form, days: Any = 4) -> list[str]:
    answers = {"worried": "often", "food_days": days}
    return [need.name for need in needs(form, values(form, answers, TYPES, TODAY), TODAY)]


def read(definition: dict[str, Any], functions: Any = None) -> Form:
    form = read_form(canonical(definition), question_types=TYPES, functions=functions)
    assert isinstance(form, Form), form
    return form


def about_plugins(reasons: list[Fault]) -> list[str]:
    return [str(reason) for reason in reasons if reason.code == "plugin_missing"]


def hooks_with(monkeypatch: pytest.MonkeyPatch, *functions: PluginFunction) -> Any:
    monkeypatch.setattr(Maths, "made", functions)
    return make_hooks(Maths)


def test_a_rule_calls_the_function_of_a_plugin(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = hooks_with(monkeypatch, make())
    form = read(document(RULE), hooks.functions)
    assert found(form, 4) == ["need_0"]
    assert found(form, 3) == []
    assert about_plugins(reasons_against(form, TYPES, hooks.functions)) == []


def test_a_stored_form_is_bound_wherever_its_rules_stand(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = hooks_with(monkeypatch, make())
    definition = document("true")
    page = definition["sections"][0]["pages"][1]
    section = definition["sections"][0] | {
        "relevant": "maths.share(1, 1) > 0",
        "pages": [
            definition["sections"][0]["pages"][0],
            page | {"relevant": "maths.share(1, 2) == 50"},
        ],
    }
    form = bound(
        trusted_form(definition | {"sections": [section, *definition["sections"][1:]]}),
        hooks.functions,
    )
    calls = {pointer: tree for pointer, tree in rules_of(form) if tree.foreign}
    assert list(calls) == ["/sections/0/pages/1/relevant", "/sections/0/relevant"]
    assert all(tree.functions for tree in calls.values())


def test_without_its_plugin_a_form_is_read_its_rule_is_missing_and_it_is_not_published() -> None:
    form = read(document(RULE, "worried == 'often'"))
    assert found(form) == ["need_1"]
    assert about_plugins(reasons_against(form)) == [
        "/needs/0/when: nobody here knows the function maths.share; "
        "expected the plugin it comes from, enabled."
    ]


def test_a_form_says_which_plugins_its_rules_use(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    functions = hooks_with(monkeypatch, make()).functions
    faults = read_form(
        canonical(document(RULE, uses=())), question_types=TYPES, functions=functions
    )
    assert isinstance(faults, list)
    assert "Name maths in “uses” of the form." in str(faults[0])
    assert faults[0].pointer == "/needs/0/when"


@pytest.mark.parametrize(
    "wrong", [lambda a, b: 1 / 0, lambda a, b: "50", lambda a, b: True, lambda a, b: [a], lambda a: a]
)  # fmt: skip
def test_a_function_that_fails_gives_missing_and_is_counted(
    wrong: Callable[..., Any],
    make: Callable[..., PluginFunction],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hooks = hooks_with(monkeypatch, make(python=wrong))
    form = read(document(f"not ({RULE})", RULE, "worried == 'often'"), hooks.functions)
    assert found(form) == ["need_2"]
    (fault,) = hooks.health.faults()
    assert (fault.plugin, fault.hook, fault.total) == ("maths", "share(…)", 2)
    assert "4" not in fault.cause.partition(" in ")[0]


def test_a_function_that_keeps_failing_is_paused_and_gives_missing(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def fails(part: float, whole: float) -> float:
        calls.append((part, whole))
        raise SystemExit

    hooks = hooks_with(monkeypatch, make(python=fails))
    form = read(document(*[RULE] * 8), hooks.functions)
    assert found(form) == []
    assert len(calls) == 5
    (fault,) = hooks.health.faults()
    assert (fault.paused, fault.missed) == (True, 3)


def test_what_is_missing_or_of_another_kind_never_arrives(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[float, float]] = []
    hooks = hooks_with(monkeypatch, make(python=lambda a, b: calls.append((a, b))))
    assert found(read(document(RULE), hooks.functions), {"skipped": True}) == []
    assert hooks.functions["maths.share"](True, 1.0) is None
    assert hooks.functions["maths.share"](None, 1.0) is None
    assert calls == []


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"name": "Share"}, "needs a name of small letters"),
        ({"name": "maths.share"}, "needs a name of small letters"),
        ({"name": 5}, "needs a name of small letters"),
        ({"takes": ("list",)}, "takes or gives something else than text, number, boolean, date"),
        ({"gives": "list"}, "takes or gives something else"),
        ({"takes": ("number",) * 9}, "takes more than 8 arguments"),
        ({"python": "share"}, "has no `python` that can be called"),
        ({"source": "(a, b) => a"}, "with one `export default`"),
        ({"source": "export default 1; export const x = 2"}, "with one `export default`"),
        ({"source": "export default () => Date.now()"}, "is not pure: its JavaScript says `Date`"),
        ({"source": "export default (u) => fetch(u)"}, "is not pure: its JavaScript says `fetch`"),
        ({"source": "export default () => Math.random()"}, "its JavaScript says `random`"),
        ({"source": f"export default 1 //{'x' * 16_000}"}, "more than 16,000 bytes"),
    ],
)
def test_a_function_without_manners_is_refused_with_a_sentence(
    other: dict[str, Any], says: str, make: Callable[..., PluginFunction]
) -> None:
    with pytest.raises(Unwelcome, match="function") as refused:
        check_functions([make(**other)])
    assert says in str(refused.value)


def test_a_comment_may_say_anything(make: Callable[..., PluginFunction]) -> None:
    check_functions([make("// no Date, no fetch\n/* import */ export default (a, b) => a + b;")])


def test_a_file_that_is_not_there_and_a_name_twice_are_refused(
    make: Callable[..., PluginFunction], tmp_path: Path
) -> None:
    with pytest.raises(Unwelcome, match="has no JavaScript that can be read"):
        check_functions([make(javascript=tmp_path / "gone.js")])
    with pytest.raises(Unwelcome, match="two functions with the name `share`"):
        check_functions([make(), make()])


def test_a_plugin_with_a_bad_function_is_not_loaded(
    make: Callable[..., PluginFunction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Maths, "made", (make("export default () => eval('1')"),))
    with pytest.raises(AssertionError, match="is not pure"):
        make_hooks(Maths)
