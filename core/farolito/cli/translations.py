"""``farolito translations``: collect the English sentences of our own pages, compile and check the catalogues.

A catalogue folder is ``locale/`` beside the code: ``messages.pot`` with every sentence, and for each language
``<locale>/LC_MESSAGES/messages.po``, compiled to ``.mo``. The two pseudo-locales need no files: they are made from
the English when it is shown (:mod:`farolito.domain.pseudo`). The catalogues of languages that only families are spoken
to in hold only what families read (:mod:`farolito.translations.audience`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from farolito.translations.audience import (
    OF_FAMILIES,
    for_families,
    in_its_script,
    patterns_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

HOST = Path(__file__).parent.parent
METHODS = [
    ("plugins/pattern/**", "ignore"),  # a plugin of its own, with a catalogue of its own
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)[sd]|%%")
STATE = re.compile(r'^"X-State: (draft|reviewed)\\n"$', re.MULTILINE)
"""The line in the header of a ``.po`` file that says whether a native reader has checked it."""
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)

folders = click.argument(
    "folder", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.group()
def translations() -> None:
    """Collect, compile and check the words of our own pages.

    Each command takes package folders (of a plugin, for example); without one it is about Farolito itself.
    """


@translations.command()
@folders
def extract(folder: tuple[Path, ...]) -> None:
    """Collect every sentence into messages.pot, and bring the .po files in line with it."""
    for package in folder or (HOST,):
        template = collected(package)
        write(package / "locale" / "messages.pot", template)
        families = collected(package, families=True)
        for path in _po_files_to_be(package):
            catalog = read(path) if path.exists() else Catalog(locale=path.parent.parent.name)
            wanted = families if _of_families(path) else template
            catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
            catalog.obsolete.clear()
            write(path, catalog)
            missing = sum(not translated(message) for message in messages(catalog))
            click.echo(f"{path}: {missing} to translate")


@translations.command("compile")
@folders
def compile_(folder: tuple[Path, ...]) -> None:
    """Turn the .po files into the .mo files that are read when pages are shown."""
    for package in folder or (HOST,):
        for path in po_files(package):
            catalog = read(path)
            # babel would write English as a plural that nobody translated
            for message in [one for one in messages(catalog) if not translated(one)]:
                catalog.delete(message.id)
            # babel would write the time of compiling: from the same words come the same bytes
            catalog.creation_date = catalog.revision_date = NO_TIME
            with path.with_suffix(".mo").open("wb") as machine:
                write_mo(machine, catalog)
            click.echo(str(path.with_suffix(".mo")))


@translations.command()
@folders
@click.option("--release", is_flag=True, help="What families would read in English counts as well.")
def check(folder: tuple[Path, ...], *, release: bool) -> None:
    """Say what is missing, out of date or wrong in the catalogues.

    A new sentence for families is told of in the languages that lack it, and is no fault until --release.
    """
    packages = folder or (HOST,)
    found = [fault for package in packages for fault in faults(package)]
    english = [one for package in packages for one in left_in_english(package)]
    for said in (*found, *english):
        click.echo(said, err=True)
    if found or (release and english):
        raise click.ClickException(f"{len(found) + len(english)} to mend.")


def faults(package: Path) -> list[str]:
    """What is wrong with the catalogues of a package, one sentence each; empty when all is well."""
    template, families = collected(package), collected(package, families=True)
    pot = package / "locale" / "messages.pot"
    if not pot.exists() or _names(read(pot)) != _names(template):
        return [f"{pot} is out of date. Type: farolito translations extract {package}"]
    found = []
    for path in po_files(package):
        catalog = read(path)
        if not STATE.search(path.read_text(encoding="utf-8")):
            found.append(f"{path} does not say in its header X-State: draft, or reviewed.")
        for name in _names(families if _of_families(path) else template) - _names(catalog):
            found.append(f"{path} has no entry for {name!r}.")
        for message in messages(catalog):
            if not translated(message):
                if any(_all(message.string)) or not _of_families(path):
                    found.append(f"{path}: {message.id!r} is not translated.")
            elif not same_places(message):
                found.append(
                    f"{path}: {message.id!r} and its translation differ in what is filled in."
                )
            elif not in_its_script(_all(message.string), _all(message.id), _language(path)):
                found.append(f"{path}: {message.id!r} is not in the letters of this language.")
        machine = path.with_suffix(".mo")
        if not machine.exists() or _is_stale(machine, catalog):
            found.append(f"{machine} is out of date. Type: farolito translations compile {package}")
    return found


def left_in_english(package: Path) -> list[str]:
    """What families would read in English, one sentence for each language; empty when there is nothing."""
    found = []
    for path in po_files(package):
        left = [one.id for one in messages(read(path)) if not any(_all(one.string))]
        if _of_families(path) and left:
            first = ", ".join(repr(_all(name)[0]) for name in left[:3])
            found.append(
                f"{path}: families read {len(left)} in English: {first}{'…' if left[3:] else ''}"
            )
    return found


def collected(package: Path, *, families: bool = False) -> Catalog:
    """Every sentence of the package's code and templates; or only those that families read."""
    patterns = patterns_of(package)
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _, message, comments, _ in found:
        if not families or for_families(Path(file).as_posix(), patterns):
            catalog.add(message, auto_comments=comments)
    return catalog


def po_files(package: Path) -> list[Path]:
    """The translations that a package has."""
    return sorted((package / "locale").glob("*/LC_MESSAGES/*.po"))


def _po_files_to_be(package: Path) -> list[Path]:
    """The translations that a package has, and the ones it needs because families read it."""
    needed = OF_FAMILIES if patterns_of(package) else ()
    folders = {tag.replace("-", "_") for tag in needed}
    new = {package / "locale" / name / "LC_MESSAGES" / "messages.po" for name in folders}
    return sorted({*po_files(package), *new})


def _language(path: Path) -> str:
    """The tag of the language that a ``.po`` file is in."""
    return path.parent.parent.name.replace("_", "-")


def _of_families(path: Path) -> bool:
    return _language(path) in OF_FAMILIES


def read(path: Path) -> Catalog:
    """A catalogue file."""
    with path.open("rb") as file:
        locale = path.parent.parent.name if path.suffix == ".po" else None
        return read_po(file, locale=locale)


def messages(catalog: Catalog) -> Iterator[Message]:
    """The entries of a catalogue without its header."""
    return (message for message in catalog if message.id)


def translated(message: Message) -> bool:
    """Whether there are words, in every plural form, that nobody has marked as a guess."""
    return all(_all(message.string)) and not message.fuzzy


def same_places(message: Message) -> bool:
    """Whether the translation fills in what the English does. A plural form may leave the number out."""
    wanted = {place for words in _all(message.id) for place in PLACE.findall(words)}
    loose = {"num"} if len(_all(message.id)) > 1 else set()
    return all(
        wanted - loose <= (there := set(PLACE.findall(words))) and there <= wanted
        for words in _all(message.string)
    )


def _names(catalog: Catalog) -> set[str]:
    return {_all(message.id)[0] for message in messages(catalog)}


def _is_stale(machine: Path, catalog: Catalog) -> bool:
    """Whether the ``.mo`` file says other words. What is not translated yet stands in it as it likes."""
    with machine.open("rb") as file:
        compiled = _words(read_mo(file))
    known = {_all(one.id) for one in messages(catalog)}
    missing = _words(catalog).items() - compiled.items()
    return bool(missing or compiled.keys() - known)


def _words(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {_all(one.id): _all(one.string) for one in messages(catalog) if translated(one)}


def _all(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One sentence, or its forms for one and for many."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def write(path: Path, catalog: Catalog) -> None:
    """Without dates and line numbers, in the order of the alphabet: two changes seldom meet in one line.

    A ``.po`` file keeps its comment and its state; a new one is a draft.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    comment = "".join(f"{line}\n" for line in before.splitlines() if line.startswith("# "))
    header = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalog.locale is not None:
        state = STATE.search(before)
        header += [
            f"Language: {catalog.locale_identifier}",
            f"Plural-Forms: {catalog.plural_forms}",
            f"X-State: {state[1] if state else 'draft'}",
        ]
    lines = "".join(f'"{line}\\n"\n' for line in ["MIME-Version: 1.0", *header])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(f'{comment}msgid ""\nmsgstr ""\n{lines}\n'.encode())
        write_po(file, catalog, width=100, no_location=True, sort_output=True, omit_header=True)
