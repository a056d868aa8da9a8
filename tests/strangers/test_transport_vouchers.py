"""A plugin that was written from docs/ alone works where it is installed: its wheel beside the host's, nothing else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest

from farolito.testing.browser import press
from tests.plugins.making import in_folder
from tests.strangers.author import Author, seen
from tests.strangers.environment import ROOT, wheel_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

PROJECT = ROOT / "tests" / "strangers" / "transport-vouchers"


def test_it_uses_nothing_of_the_host_but_what_is_promised() -> None:
    for path in PROJECT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.partition(".")[0] == "farolito":
                    assert name == "farolito.api" or name.startswith("farolito.testing."), path


def test_its_own_tests_pass_and_its_words_and_forms_are_whole() -> None:
    tests = in_folder(PROJECT, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    words = in_folder(PROJECT, "-m", "farolito.cli", "translations", "check", "voucher_desk")
    forms = in_folder(PROJECT, "-m", "farolito.cli", "forms", "check", "voucher_desk/forms")

    for done in (tests, words, forms):
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """A demo site in a clean environment; the wheel of the plugin is installed as any admin does, and turned on."""
    author = Author(tmp_path)
    author.puts("farolito.toml", "demo = true\n")
    author.types("farolito demo")
    installed = author.types(f"farolito plugins install {wheel_of(PROJECT, tmp_path)}")
    assert "voucher-desk 1.0.0 is installed." in installed
    assert author.types("farolito plugins check voucher_desk").startswith("ok ")
    author.types("farolito plugins enable voucher_desk")
    author.types("farolito plugins settings voucher_desk where='Room 4'")
    return author


def test_a_family_asks_on_a_phone_and_gets_its_voucher(
    author: Author, make_context: Callable[..., BrowserContext]
) -> None:
    with author.serves():
        code = asks(author, make_context(locale="es").new_page())
        desk = make_context().new_page()
        author.logs_in(desk, "coordinator@duarte.example")
        press(desk.get_by_role("link", name="Voucher desk"))
        assert "3 people, asked on" in desk.inner_text("main")
        assert code in desk.inner_text("main")
        seen(desk, "voucher-desk")
        press(desk.get_by_role("button", name="Give"))
        assert "Type the number that is printed" in desk.inner_text("[role=alert]")
        seen(desk, "voucher-desk-problem")
        desk.get_by_label("Number of the voucher").fill("b 204")
        press(desk.get_by_role("button", name="Give"))
        assert "Nobody waits." in desk.inner_text("main")
        seen(desk, "voucher-desk-given")
        slip = str(desk.get_by_role("link", name="Print the slip").get_attribute("href"))
        cookies = {one["name"]: one["value"] for one in desk.context.cookies()}
        assert pdf(author.address + slip, cookies).startswith(b"%PDF")


def asks(author: Author, family: Page, where: str = "Dónde: Room 4. Traiga su código.") -> str:
    """A family answers in Spanish, and is told ``where`` to go; the code it is given."""
    family.goto(f"{author.address}/duarte/transport-voucher")
    press(family.get_by_role("button", name="Español"))
    seen(family, "voucher-consent")
    press(family.locator("button[value=next]:not(.vh)"))
    family.check('input[value="sometimes"]')
    press(family.locator("button[value=next]:not(.vh)"))
    family.fill('[name="ride_people"]', "3")
    seen(family, "voucher-people")
    press(family.locator("button[value=next]:not(.vh)"))
    press(family.locator("button[value=send]:not(.vh)"))
    seen(family, "voucher-done")
    assert where in family.inner_text("main")
    return family.locator(".code").first.inner_text().strip()


def pdf(address: str, cookies: dict[str, str]) -> bytes:
    """What lies at an address of our own server, for whoever has these cookies."""
    wanted = Request(address)  # noqa: S310  our own server
    wanted.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    with urlopen(wanted) as reply:  # noqa: S310
        found: bytes = reply.read()
    return found
