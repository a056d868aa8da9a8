"""Friday 15:40: an administrator with half an afternoon has a wheel; on Monday morning a family uses what was in it.

The site serves all the time, from an environment where nothing but Farolito is installed, and no network is asked.
"""

from __future__ import annotations

import hashlib
import shlex
import zipfile
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import press
from tests.plugins.life import HALF_WAY, make_version
from tests.plugins.wheels import PLUGIN, make_wheel
from tests.strangers.author import Author, seen
from tests.strangers.environment import ROOT, wheel_of
from tests.strangers.test_transport_vouchers import asks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

PROJECT = ROOT / "tests" / "strangers" / "transport-vouchers"
FIVE = ("Azusa", "Duarte", "Lynwood", "Paramount", "Pasadena")
FORM = "transport-voucher"


@pytest.fixture
def admin(tmp_path: Path) -> Author:
    """Whoever looks after a county of fifteen schools, with the wheel in the folder of downloads."""
    author = Author(tmp_path)
    author.puts("farolito.toml", "demo = true\n")  # made when it is served
    return author


def test_what_is_installed_on_friday_works_on_monday(
    admin: Author, tmp_path: Path, make_context: Callable[..., BrowserContext]
) -> None:
    download = wheel_of(PROJECT, tmp_path)
    with admin.serves():
        page = make_context().new_page()
        admin.logs_in(page, "admin@county.example")

        for wheel, says in wrong_ones(tmp_path):  # 15:44
            said = refused(admin, f"farolito plugins install {wheel} --enable")
            assert says in said
            assert "Traceback" not in said
        assert "voucher_desk" not in admin.types("farolito plugins list")

        sha256 = hashlib.sha256(download.read_bytes()).hexdigest()
        damaged = shlex.quote(str(another(download, tmp_path)))
        assert "not the one you typed" in refused(
            admin, f"farolito plugins install {damaged} --hash sha256:{sha256}"
        )
        admin.types(f"farolito plugins install {download} --hash sha256:{sha256}")
        assert admin.types("farolito plugins check voucher_desk").startswith("ok ")

        page.goto(f"{admin.address}/admin/plugins/voucher_desk/turn-on")  # 15:52
        assert "Sees what families answer on forms of the school" in page.inner_text("main")
        assert "Only answers to its own forms" in page.inner_text("main")
        assert "We cannot stop bad code" in page.inner_text("main")
        seen(page, "friday-asks")

        chooses(admin, page, FIVE)  # 16:10
        state = "On at 5 of 15 sites"
        until_shown(page, f"{admin.address}/admin/plugins", state)
        seen(page, "friday-on-at-five")
        for school in ("duarte", "bassett"):
            admin.types(f"farolito places offer {school} {FORM}")

        page.goto(f"{admin.address}/admin/plugins/voucher_desk/turn-off")  # 16:20, second thoughts
        assert "What it stored stays" in page.inner_text("main")
        page.goto(f"{admin.address}/admin/audit?place=los-angeles-county")  # 16:25
        assert "Installed a plugin" in page.inner_text("main")
        seen(page, "friday-audit")

        family = make_context(locale="es").new_page()  # Monday
        code = asks(admin, family, where="")
        elsewhere = make_context().new_page()
        elsewhere.goto(f"{admin.address}/bassett/{FORM}")  # the plugin is off there
        assert elsewhere.get_by_role("button", name="Español").count() == 0
        seen(elsewhere, "monday-elsewhere")
        desk = make_context().new_page()
        admin.logs_in(desk, "coordinator@duarte.example")
        press(desk.get_by_role("link", name="Voucher desk"))
        assert code in desk.inner_text("main")

        admin.types(
            "farolito plugins remove voucher_desk --yes"
        )  # and if it is not wanted any more
        desk.goto(f"{admin.address}/staff/duarte")
        press(desk.locator("main").get_by_role("link", name=code))
        assert "ride" in desk.inner_text("main").lower()
        kept = admin.types(f"farolito responses export {FORM} --place duarte --out kept.zip")
        with zipfile.ZipFile(admin.folder / "kept.zip") as archive:
            rows = archive.read("responses.csv").decode("utf-8-sig").splitlines()
        assert len(rows) == 2, kept


def wrong_ones(folder: Path) -> list[tuple[str, str]]:
    """What an administrator may be given, and what each is refused with."""
    newer = PLUGIN.replace(">=0.1,<1", ">=9")
    misspelt = PLUGIN.replace("import Asks, Plugin", "import Asks, Plugin, hookimpl") + (
        "\n    @hookimpl\n    def next_stepz(self, response):\n        return []\n"
    )
    missing = "import nowhere_at_all\n" + PLUGIN
    made = [
        (make_wheel(folder / "newer", "lanterns", source=newer), "It works with Farolito >=9"),
        (make_wheel(folder / "misspelt", "lanterns", source=misspelt), "did you mean `next_steps`"),
        (make_wheel(folder / "missing", "lanterns", source=missing), "nowhere_at_all"),
        (
            make_version(folder, "2.0", then=HALF_WAY.replace("assert not ", "assert ")),
            "migration",
        ),
    ]
    return [(shlex.quote(str(wheel)), says) for wheel, says in made]


def another(wheel: Path, folder: Path) -> Path:
    """A wheel of the same name that somebody changed on the way."""
    copy = folder / "changed" / wheel.name
    copy.parent.mkdir()
    copy.write_bytes(wheel.read_bytes() + b"\n")
    return copy


def refused(admin: Author, command: str) -> str:
    """Type a command that does not do it; what it said."""
    done = admin.environment.run(admin.folder, *shlex.split(command))
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout + done.stderr


def chooses(admin: Author, page: Page, schools: tuple[str, ...]) -> None:
    """Turn the plugin on at these schools and nowhere else: first what that means, then the button."""
    page.goto(f"{admin.address}/admin/plugins/voucher_desk/places")
    page.get_by_label("Where nothing is chosen").select_option("off")
    for school in schools:
        page.get_by_label(f"{school} High School", exact=True).select_option("on")
    press(page.get_by_role("button", name="Show what changes"))
    for school in schools:
        assert f"{school} High School" in page.inner_text("#means ~ *, section.box")
    press(page.get_by_role("button", name="Change it"))


def until_shown(page: Page, address: str, words: str) -> None:
    """Load a page again until the server has taken a change up; seconds, and a minute at most."""
    for _ in range(60):
        page.goto(address)
        if words in page.inner_text("main"):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{words}: not there after a minute\n{page.inner_text('main')}")
