"""What must be there before anybody is served: folders, keys, tables, published forms; and the demo, if wanted.

In this order, each step safe to repeat: what is there already stays as it is.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from farolito.app import create_app
from farolito.cli.db import upgrade_all
from farolito.cli.folders import make_data_folder
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import tables
from farolito.domain.access import SYSTEM
from farolito.domain.reading import complete_document, document_of
from farolito.errors import FarolitoError
from farolito.plugins.packages.folders import forget_drafts
from farolito.services import demo, demo_answers, demo_fair, demo_work, forms, places, retention
from farolito.services.blocks import whole_bank
from farolito.services.forms import FormSource
from farolito.services.keys import refuse_foreign_keys
from farolito.services.packs import pack_folders, read_pack
from farolito.services.plugins import demo_data
from farolito.services.plugins.form_faults import silent_labels
from farolito.services.plugins.loading import hooks_for
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.packs import Pack
    from farolito.plugins.hooks import Hooks
    from farolito.services.work import Work
    from farolito.settings import Settings


def prepare(
    settings: Settings, *, with_demo: bool = False, answered: bool = False
) -> tuple[list[str], list[str]]:
    """Make or update everything: what was done, and what could not be done and why, as sentences.

    A demo is ``answered`` by made-up families. A plugin or a form that is refused is left out and named.
    Raises :class:`FarolitoError` for what nobody could be served without, and for a demo beside places of your own.
    """
    done, refused = [], []
    make_data_folder(settings.data)
    forget_drafts(settings.data)
    # a plugin whose import ends the process or hangs is found in a child process, before it could do so here
    hooks = hooks_for(settings, first_in_a_child=True)
    if hooks.roster.chosen.unreadable:
        refused.append(f"No plugin is loaded. {hooks.roster.chosen.unreadable}")
    for refusal in hooks.roster.refused:
        refused.append(f"The plugin {refusal.name} is left out. {refusal.reason} {refusal.remedy}")
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    # keys are made for a new site only: beside an old database, new ones would open nothing that is in it
    is_new = not tables(engine)
    Keyring.load(settings.keys, create=is_new)
    if is_new:
        done.append(
            f"New keys in {settings.keys}. Keep a copy of them, apart from copies of the data."
        )
    steps, problems = upgrade_all(engine, settings, hooks)
    engine.dispose()
    if steps:
        done.append(f"Tables up to date: {', '.join(steps)}")
    refused += problems
    works = host_of(create_app(settings, hooks=hooks)).works
    with works.open(SYSTEM) as work:
        refuse_foreign_keys(work)
        if with_demo:
            _refuse_beside_real_places(work, settings)
        report = forms.sync(work, shipped_forms(settings, hooks, refused))
        loaded = demo.load(work) if with_demo else None
    if loaded is not None and answered:
        sent = demo_answers.send(works, loaded.school, packs_of(settings, hooks))
        demo_work.do(works, loaded.school, sent)
        demo_fair.hold(works, loaded.school)
    for fault in silent_labels(hooks, settings.forms):
        refused.append(f"Nobody hears a label of {fault.file} ({fault.plugin}): {fault.fault}")
    if loaded is not None:
        refused += demo_data.fill(works, loaded.school)
    if loaded is not None and answered:
        demo_work.refer(works, loaded.school, sent)
    again = retention.erase_again(works)
    works.close()
    if again:
        done.append(f"Erased again what a backup brought back: {again} responses")
    if report.published:
        done.append(f"Forms published: {', '.join(report.published)}")
    if loaded is not None and loaded.new:
        done.append(f"Demo: {loaded.school.name}. Log-ins in {loaded.file}")
    for name, reasons in report.refused.items():
        refused.append(f"The form {name} is not published. {' '.join(reasons)}")
    return done, refused


def shipped_forms(settings: Settings, hooks: Hooks, refused: list[str]) -> Iterator[FormSource]:
    """The forms of the host and of every plugin that is on; one that can not be read is added to ``refused``."""
    found = []
    for folder in pack_folders(settings.forms):
        try:
            found += [
                ("host", f"{folder.name}/{form.file}", form.text)
                for form in read_pack(folder).forms
            ]
        except FarolitoError as error:
            refused.append(f"The form pack {folder.name} is left out. {error}")
    for loaded in hooks.roster.loaded:
        found += [(loaded.name, path.name, path.read_bytes()) for path in loaded.plugin.form_files]
    bank = whole_bank(settings.forms, hooks.roster, refused)
    for source, name, text in found:
        try:
            yield FormSource(source, complete_document(document_of(text), bank))
        except FarolitoError as error:
            refused.append(f"The form {name} ({source}) is not published. {error}")


def packs_of(settings: Settings, hooks: Hooks) -> Iterator[Pack]:
    """The form packs of the host and of the plugins that are on; one that can not be read is left out."""
    folders = [*pack_folders(settings.forms)]
    folders += filter(None, (loaded.plugin.folder("forms") for loaded in hooks.roster.loaded))
    for folder in folders:
        with suppress(FarolitoError):  # named where its forms are read
            yield read_pack(folder)


def _refuse_beside_real_places(work: Work, settings: Settings) -> None:
    known = {place.slug for place in places.children(work, None)}
    if known and demo.COUNTY[0] not in known:
        raise FarolitoError(
            f"{settings.data} holds places of your own, and the demo must never stand beside them. "
            "Type: FAROLITO_DEMO=0 ./run"
        )
