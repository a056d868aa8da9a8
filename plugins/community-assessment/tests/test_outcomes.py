"""Outcomes come from a small file; each line says what became of it, and few students are never kept."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from farolito.testing.site import Site

HERE = "/-/community_assessment/lincoln"
HEAD = "year,indicator,students,percent,people\n"


def sent(site: Site, rows: str, head: str = HEAD) -> tuple[int, str]:
    reply = site.staff("coordinator").post(f"{HERE}/outcomes", data={"rows": head + rows})
    return reply.status_code, reply.text


def test_a_file_is_taken_in_and_the_same_again_changes_nothing(site: Site) -> None:
    rows = "2024-25,attendance,all,90.8,812\n2025-26,attendance,all,91.9 %,797\n"

    assert sent(site, rows)[1].count(">new<") == 2
    assert sent(site, rows)[1].count(">as before<") == 2
    assert ">changed<" in sent(site, "2025-26,attendance,all,92,797\n")[1]

    page = site.staff("county_coach").get(HERE).text
    assert "90.8 %" in page
    assert "92 %" in page
    assert page.index("2024-25") < page.index("2025-26")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2025,attendance,all,90,812", "Write the year like 2025-26"),
        ("2025-27,attendance,all,90,812", "Write the year like 2025-26"),
        ("2025-26,height,all,90,812", "This indicator is not known"),
        ("2025-26,attendance,ana,90,812", "These students are not known"),
        ("2025-26,attendance,all,101,812", "Write a percentage"),
        ("2025-26,attendance,all,nan,812", "Write a percentage"),
        ("2025-26,attendance,all,90", "Write how many students"),
        ("2025-26,graduation,english_learners,90,10", "fewer than 11 students"),
    ],
)
def test_a_line_that_can_not_be_kept_says_why_and_stays_typed(
    site: Site, row: str, words: str
) -> None:
    status, page = sent(site, f"{row}\n2025-26,math,all,40,100\n")

    assert status == 422
    assert words in page
    assert ">new<" in page
    assert row in page
    assert "40 %" in site.staff("coordinator").get(HERE).text


def test_a_file_that_is_something_else_is_refused_whole(site: Site) -> None:
    assert "The first line must be" in sent(site, "x", head="a;b\n")[1]
    assert "This file is too long" in sent(site, "x" * 100_001)[1]


def test_a_file_may_be_chosen(site: Site) -> None:
    file = BytesIO(("\ufeff" + HEAD + "2025-26,math,all,40,100\n").encode())

    reply = site.staff("coordinator").post(f"{HERE}/outcomes", data={"file": (file, "a.csv")})

    assert reply.status_code == 200
    assert ">new<" in reply.text
