"""What plugins do every night: each for itself, and one that fails costs the others nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.api import Nightly, Plugin, hookimpl
from farolito.services import jobs
from farolito.services.plugins import nightly
from farolito.testing.site import Site, make_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from farolito.api import Work

RAN: list[str] = []


def tidy(work: Work) -> None:
    """Says that it was called, and by whom the work was lent."""
    RAN.append(f"{work.plugin} {work.today()}")


def fail(work: Work) -> None:
    """Quotes somebody."""
    raise ValueError("Maria")


class Broken(Plugin):
    """Fails at night."""

    name = "broken"
    title = "Broken"
    summary = "Fails."
    requires_host = ">=0.1,<1"

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """Half of it."""
        return [Nightly(fail)]


class Tidy(Plugin):
    """Does its work."""

    name = "tidy"
    title = "Tidy"
    summary = "Tidies up."
    requires_host = ">=0.1,<1"

    @hookimpl
    def register_nightly(self) -> Iterable[Nightly]:
        """All of it."""
        return [Nightly(tidy)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = make_site(tmp_path, Broken, Tidy)
    RAN.clear()
    yield made
    made.close()


def test_each_plugin_does_its_work_of_the_night_and_a_failing_one_is_named(site: Site) -> None:
    (said,) = nightly.do(site.works)

    assert said.startswith("The plugin broken could not do its work of the night (")
    assert "Maria" not in said
    with site.works.session():
        assert [one.partition(" ")[0] for one in RAN] == ["tidy"]


def test_the_job_plans_itself_for_the_next_night(site: Site) -> None:
    nightly.plan(site.works)
    nightly.plan(site.works)

    assert nightly.KIND in jobs.HANDLERS
    nightly.run(site.works, {})
    assert len(RAN) == 1
