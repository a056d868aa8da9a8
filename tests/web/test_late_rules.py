"""What it takes to start a site: no function for an address that nobody builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for
from werkzeug.routing import Map, Rule

from farolito.web.late_rules import LateRule

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from flask import Flask


def test_no_builder_is_compiled_before_an_address_is_built(
    make_site: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    usual: Any = Rule._compile_builder

    def counted(self: Rule, append_unknown: bool = True) -> Any:
        compiled.append(self.rule)
        return usual(self, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", counted)
    app = make_site()
    assert compiled == []

    with app.test_request_context():
        for _ in range(2):
            assert url_for("staff_inbox.inbox", place="lincoln") == "/staff/lincoln"
    assert compiled == ["/staff/<place>"]


def test_an_address_is_the_same_as_that_of_a_usual_rule() -> None:
    values = {"place": "a b", "self": "ü", "rule": "x/y", "more": "1"}
    late, usual = (
        Map([kind("/<place>/<self>/<path:rule>", endpoint="one")]).bind("example.org")
        for kind in (LateRule, Rule)
    )
    for _ in range(2):
        assert late.build("one", values) == usual.build("one", values)
    assert late.build("one", values) == "/a%20b/%C3%BC/x/y?more=1"
    for append_unknown in (True, False):
        assert late.build("one", values, append_unknown=append_unknown) == usual.build(
            "one", values, append_unknown=append_unknown
        )
