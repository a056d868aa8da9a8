"""A package comes from a folder, a wheel or a name with its hash; one with a fault leaves nothing behind."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.plugins.packages import PackageRefused, make_package
from farolito.plugins.packages import wheels as unpacking
from farolito.plugins.packages.folders import forget_drafts, one_change, sweep

from .wheels import make_library, make_project, make_wheel, wheel_files, zipped

if TYPE_CHECKING:
    from farolito.plugins.sets import Package


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """The folder that packages go to."""
    folder = tmp_path / "data" / "plugins"
    folder.mkdir(parents=True)
    return folder


def refusal(source: object, packages: Path, **more: Any) -> PackageRefused:
    """Why there is no package of ``source``; whatever was begun is gone again."""
    before = sorted(packages.iterdir())
    with pytest.raises(PackageRefused) as caught:
        make_package(str(source), packages, **more)
    assert sorted(packages.iterdir()) == before
    assert not [name for name in sys.modules if name.startswith("farolito_lanterns")]
    return caught.value


def test_a_wheel_becomes_a_folder_named_for_what_is_in_it(tmp_path: Path, packages: Path) -> None:
    wheel = make_wheel(tmp_path, "lanterns")

    package = make_package(str(wheel), packages)

    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert (package.distribution, package.plugins) == ("farolito-lanterns", ("lanterns",))
    assert package.sha256 == digest
    assert [path.name for path in packages.iterdir()] == [f"farolito-lanterns-1.0-{digest[:12]}"]
    assert (packages / package.folder / "farolito_lanterns" / "plugin.py").is_file()


def test_the_same_wheel_twice_is_one_folder(tmp_path: Path, packages: Path) -> None:
    wheel = str(make_wheel(tmp_path, "lanterns"))

    assert make_package(wheel, packages) == make_package(wheel, packages)
    assert len(list(packages.iterdir())) == 1


def test_a_folder_is_built_with_the_tool_of_the_lock_and_gives_the_same_package_each_time(
    tmp_path: Path, packages: Path
) -> None:
    project = make_project(tmp_path / "project", "lanterns")

    first = make_package(str(project), packages)

    assert make_package(str(project), packages) == first
    assert (packages / first.folder / "farolito_lanterns" / "plugin.py").is_file()
    assert not (project / "dist").exists()


def test_a_name_with_a_hash_is_fetched_and_another_hash_is_not(
    tmp_path: Path, packages: Path
) -> None:
    wheel = make_wheel(tmp_path / "wheels", "lanterns")
    right = hashlib.sha256(wheel.read_bytes()).hexdigest()

    package = make_package(
        "farolito-lanterns==1.0", packages, hash256=f"sha256:{right}", wheels=wheel.parent
    )
    wrong = refusal(
        "farolito-lanterns==1.0", packages, hash256=f"sha256:{'0' * 64}", wheels=wheel.parent
    )

    assert package.sha256 == right
    assert wrong.code == "not_brought"


def test_a_name_without_a_hash_is_refused(packages: Path) -> None:
    why = refusal("farolito-lanterns==1.0", packages)

    assert why.code == "no_hash"
    assert "--hash sha256:" in why.remedy


def test_what_the_host_lacks_is_brought_into_the_folder_and_the_host_stays_as_it_is(
    tmp_path: Path, packages: Path
) -> None:
    site = Path(sysconfig.get_paths()["purelib"])
    before = {
        path: path.stat().st_mtime_ns for path in site.rglob("*") if "__pycache__" not in path.parts
    }
    wheels = tmp_path / "wheels"
    make_library(wheels, "tinylight", "1.5", requires=["click>=8", "tinywick"])
    make_library(wheels, "tinywick", "0.3")
    make_library(
        wheels, "click", "99.0"
    )  # a newer one than the host's is there to be had, and not taken
    wheel = make_wheel(tmp_path, "lanterns", requires=["tinylight>=1", "sqlalchemy>=2"])

    package = make_package(str(wheel), packages, wheels=wheels)

    folder = packages / package.folder
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith(".dist-info")) == [
        "farolito-package.json", "farolito_lanterns", "tinylight", "tinywick",
    ]  # fmt: skip
    after = {
        path: path.stat().st_mtime_ns for path in site.rglob("*") if "__pycache__" not in path.parts
    }
    assert after == before


def test_what_does_not_fit_the_host_is_refused_with_both_versions(
    tmp_path: Path, packages: Path
) -> None:
    wheel = make_wheel(tmp_path, "lanterns", requires=["sqlalchemy<1"])

    why = refusal(wheel, packages)

    have = version("sqlalchemy")
    assert why.code == "does_not_fit"
    assert "needs sqlalchemy<1" in why.reason
    assert f"sqlalchemy {have}" in why.reason
    assert f"works with sqlalchemy {have}" in why.remedy


def test_what_needs_another_version_than_the_host_has_at_second_hand_is_refused(
    tmp_path: Path, packages: Path
) -> None:
    wheels = tmp_path / "wheels"
    make_library(wheels, "tinylight", "1.5", requires=["click>=99"])
    make_library(wheels, "click", "99.0")
    wheel = make_wheel(tmp_path, "lanterns", requires=["tinylight"])

    why = refusal(wheel, packages, wheels=wheels)

    assert why.code == "not_brought"
    assert "click" in why.detail


def test_requirements_of_other_systems_and_unwanted_extras_are_left_alone(
    tmp_path: Path, packages: Path
) -> None:
    elsewhere = ["nowhere-at-all; sys_platform == 'amiga'", "nothing; extra == 'more'"]
    wheel = make_wheel(tmp_path, "lanterns", requires=elsewhere)

    assert make_package(str(wheel), packages).plugins == ("lanterns",)


def test_two_plugins_that_need_two_versions_of_one_library_are_not_put_side_by_side(
    tmp_path: Path, packages: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    make_library(old, "tinylight", "1.0")
    make_library(new, "tinylight", "2.0")
    first = make_package(
        str(make_wheel(tmp_path, "candles", requires=["tinylight"])), packages, wheels=old
    )

    why = refusal(
        make_wheel(tmp_path, "lanterns", requires=["tinylight>=2"]),
        packages,
        wheels=new,
        others=[first],
    )

    assert why.code == "does_not_fit"
    assert "tinylight 2.0" in why.reason
    assert "tinylight 1.0" in why.reason


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a file that every start of Python runs": ({"files": {"z.pth": "import os"}}, "outside"),
    "such a file in its package": ({"files": {"{package}/z.pth": "import os"}}, "runs_by_itself"),
    "a file beside its package": ({"files": {"README.txt": "hello"}}, "outside"),
    "a folder that is no package": ({"files": {"data/x.py": ""}}, "outside"),
    "a path out of the folder": ({"files": {"../../evil.py": ""}}, "leads_out"),
    "an absolute path": ({"files": {"/evil.py": ""}}, "leads_out"),
    "a path of another system": ({"files": {"{package}\\evil.py": ""}}, "leads_out"),
    "files for elsewhere": ({"files": {"farolito_lanterns-1.0.data/scripts/x": ""}}, "outside"),
    "a module of the host": ({"files": {"flask/__init__.py": ""}}, "taken"),
    "a module of Python": ({"files": {"email.py": ""}}, "taken"),
    "the host itself": ({"files": {"farolito/__init__.py": ""}}, "taken"),
    "no plugin in it": ({"entry_points": "[console_scripts]\nx = y:z\n"}, "no_plugin"),
    "two plugins in it": (
        {"entry_points": "[farolito.plugins]\na = farolito_lanterns.a:A\nb = farolito_lanterns.b:B\n"},
        "many_plugins",
    ),
    "an entry point to elsewhere": (
        {"entry_points": "[farolito.plugins]\nlanterns = os.path:join\n"}, "no_plugin",
    ),
    "a name with other letters": (
        {"entry_points": "[farolito.plugins]\nLan-terns = farolito_lanterns.plugin:ThePlugin\n"}, "no_plugin",
    ),
    "a plugin that comes with the host": (
        {"entry_points": "[farolito.plugins]\nprintables = farolito_lanterns.plugin:ThePlugin\n"},
        "two_with_one_name",
    ),
    "an older Python": ({"metadata": "Requires-Python: <3\n"}, "python_version"),
    "another machine": ({"tag": "cp27-cp27m-win32"}, "other_machine"),
    "a requirement by address": (
        {"requires": ["tinylight @ https://example.org/tinylight-1.0-py3-none-any.whl"]}, "by_address",
    ),
    "a requirement that cannot be read": ({"requires": ["!!"]}, "no_wheel"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wheel_with_one_thing_wrong_is_refused(what: str, tmp_path: Path, packages: Path) -> None:
    more, code = WRONG[what]

    why = refusal(make_wheel(tmp_path, "lanterns", **more), packages)

    assert why.code == code
    assert why.reason.endswith(".")
    assert why.remedy


def test_a_file_that_is_not_the_one_in_the_record_is_refused(
    tmp_path: Path, packages: Path
) -> None:
    wheel = zipped(tmp_path, wheel_files("lanterns"), damaged="farolito_lanterns/plugin.py")

    assert refusal(wheel, packages).code == "damaged"


def test_a_file_that_is_not_in_the_record_is_refused(tmp_path: Path, packages: Path) -> None:
    wheel = make_wheel(tmp_path, "lanterns")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("farolito_lanterns/more.py", "")

    assert refusal(wheel, packages).code == "unlisted"


def test_a_link_in_a_wheel_is_refused(tmp_path: Path, packages: Path) -> None:
    wheel = make_wheel(tmp_path, "lanterns")
    with zipfile.ZipFile(wheel, "a") as archive:
        link = zipfile.ZipInfo("farolito_lanterns/link.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert refusal(wheel, packages).code == "leads_out"


def test_a_wheel_that_grows_without_end_is_refused(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 1 << 20)
    wheel = make_wheel(tmp_path, "lanterns", files={"{package}/zeros.txt": "0" * (2 << 20)})

    assert wheel.stat().st_size < 20_000
    assert refusal(wheel, packages).code == "too_large"


def test_what_is_no_archive_is_refused(tmp_path: Path, packages: Path) -> None:
    wheel = tmp_path / "farolito_lanterns-1.0-py3-none-any.whl"
    wheel.write_bytes(b"PK\x03\x04 and then nothing")

    assert refusal(wheel, packages).code == "no_wheel"


def test_what_is_neither_folder_nor_wheel_nor_name_is_refused(packages: Path) -> None:
    assert refusal("lanterns", packages).code == "no_source"


def test_a_wheel_of_another_hash_than_was_typed_is_refused(tmp_path: Path, packages: Path) -> None:
    why = refusal(make_wheel(tmp_path, "lanterns"), packages, hash256="0" * 64)

    assert why.code == "other_hash"


def test_a_project_for_another_build_tool_is_refused(tmp_path: Path, packages: Path) -> None:
    project = make_project(tmp_path / "project", "lanterns")
    text = (project / "pyproject.toml").read_text("utf-8")
    (project / "pyproject.toml").write_text(
        text.replace("hatchling.build", "setuptools.build_meta")
    )

    why = refusal(project, packages)

    assert why.code == "other_tool"
    assert "setuptools.build_meta" in why.reason


def test_a_plugin_in_the_environment_stands_before_a_package_of_the_same_name(
    tmp_path: Path, packages: Path
) -> None:
    why = refusal(make_wheel(tmp_path, "printables"), packages)

    assert why.code == "two_with_one_name" or why.code == "in_the_environment"


def test_a_module_of_another_package_is_taken_and_an_older_version_of_it_gives_way(
    tmp_path: Path, packages: Path
) -> None:
    first = make_package(str(make_wheel(tmp_path, "lanterns")), packages)
    other = make_wheel(tmp_path, "candles", files={"farolito_lanterns/__init__.py": ""})

    why = refusal(other, packages, others=[first])
    newer = make_package(str(make_wheel(tmp_path, "lanterns", "2.0")), packages, others=[first])

    assert (why.code, newer.version) == ("taken", "2.0")


def test_leftovers_are_swept_and_what_is_kept_stays(tmp_path: Path, packages: Path) -> None:
    kept: Package = make_package(str(make_wheel(tmp_path, "lanterns")), packages)
    make_package(str(make_wheel(tmp_path, "candles")), packages)
    (packages / ".draft-abc" / "half").mkdir(parents=True)
    (packages / "somebody-elses").mkdir()

    sweep(packages, [kept.folder])

    assert sorted(path.name for path in packages.iterdir()) == sorted(
        [kept.folder, "somebody-elses"]
    )


def test_a_draft_of_who_was_killed_goes_with_the_next_start_or_change(
    tmp_path: Path, packages: Path
) -> None:
    left = packages / ".draft-left"
    left.mkdir()
    (left / "copy.db").write_bytes(b"x")
    forget_drafts(tmp_path / "data")
    assert not left.exists()
    left.mkdir()
    with one_change(tmp_path / "data"):
        assert not left.exists()
        left.mkdir()
        forget_drafts(tmp_path / "data")  # a start beside a change takes nothing from it
        assert left.is_dir()


def test_two_changes_at_once_are_one_too_many(tmp_path: Path) -> None:
    with one_change(tmp_path), pytest.raises(PackageRefused) as caught, one_change(tmp_path):
        pass

    assert caught.value.code == "busy"
