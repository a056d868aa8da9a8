"""``was``: whose answers these are must be beyond doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            lambda d: d.question("words").update(was=["worried"]),
            "/sections/2/pages/0/questions/0/was/0: “worried” is still a name here",
        ),
        (
            lambda d: (
                d.question("words").update(was=["x"]),
                d.question("worried").update(was=["x"]),
            ),
            "/sections/2/pages/0/questions/0/was/0: “x” is also at /sections/0/pages/0/questions/0/was",
        ),
        (
            lambda d: d.sections[1]["repeat"].update(was=["words"]),
            "/sections/1/repeat/was/0: “words” is still a name here",
        ),
        (
            lambda d: d.question("worried")["choices"][1].update(was=["never"]),
            "/choices/1/was/0: “never” is still a name here",
        ),
        (
            lambda d: d.question("worried").update(was=[]),
            "/sections/0/pages/0/questions/0/was: found a list of 0",
        ),
    ],
)
def test_an_earlier_name_that_could_be_two_is_a_fault(
    draft: Any, spoil: Callable[[Any], None], fault: str
) -> None:
    spoil(draft)
    assert fault in "\n".join(str(one) for one in draft.faults())


def test_an_earlier_name_that_is_gone_is_fine(draft: Any) -> None:
    draft.question("words").update(was=["remarks", "comments"])
    draft.question("worried")["choices"][0].update(was=["no"])
    draft.sections[1]["repeat"].update(was=["people"])
    assert draft.read().questions["words"].was == ("remarks", "comments")
