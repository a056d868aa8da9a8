"""Next steps out of the guide: for the needs of a family the nearest places that somebody has checked."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from farolito.api import LANGUAGES, N_, NextStep
from farolito_resource_guide.addresses import list_path
from farolito_resource_guide.categories import for_need
from farolito_resource_guide.checked import age
from farolito_resource_guide.choosing import Wanted, choose, zip_of
from farolito_resource_guide.inherited import nearest
from farolito_resource_guide.loading import entries_of
from farolito_resource_guide.own_words import translate
from farolito_resource_guide.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from farolito.api import ResponseView
    from farolito_resource_guide.choosing import Found
    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.settings import GuideSettings

FOR_ONE_NEED: Final = 2
MOST: Final = 4  # on one sheet, with the steps of the form itself

NAMED_IN: Final = ("en", "es")
"""In which languages entries have words of their own."""
SAID_IN: Final = tuple(tag for tag, language in LANGUAGES.items() if not language.pseudo)
"""In which our own words about them are: when it is open, how far it is, when it was checked."""

MORE = N_("More places are on the web page.")


def steps_for(
    response: ResponseView, settings: GuideSettings | None, session: Session, today: date
) -> Iterator[NextStep]:
    """Up to two places for each need, one for each when there are many needs; the last one leads to the list.

    An entry that nobody has checked lately is never a next step: a family would go there in vain.
    """
    if settings is None or not settings.steps:
        return
    kinds = list(dict.fromkeys(filter(None, map(for_need, response.needs))))
    if not kinds:
        return
    noon = datetime.combine(today, time(12))
    here = (response.place.id, *response.place.above)
    entries = [
        entry
        for entry in nearest(entries_of(session, one) for one in here)
        if age(entry, today) == "checked" and entry.status == "active"
    ]
    most = FOR_ONE_NEED if len(kinds) * FOR_ONE_NEED <= MOST else 1
    given: set[str] = set()
    for kind in kinds[:MOST]:
        wanted = Wanted(category=kind, zip=zip_of(settings.zip))
        found = [one for one in choose(entries, wanted, noon) if one.entry.id not in given]
        near = [
            one for one in found if one.miles is None or one.miles <= (settings.most_miles or 10)
        ]
        for number, one in enumerate(near[:most], start=1):
            given.add(one.entry.id)
            last = number == min(most, len(near))
            yield _step(one, today, list_path(response.place.slug, wanted) if last else None)


def _step(found: Found, today: date, more: str | None) -> NextStep:
    entry = found.entry
    phones = entry.all_phones
    return NextStep(
        title={tag: _title(entry, tag) for tag in NAMED_IN},
        detail={tag: _detail(found, tag, today, bool(more)) for tag in SAID_IN},
        phone=phones[0].number if phones else None,
        url=more,
        bring={"en": "; ".join(entry.documents)} | _spanish_bring(entry) if entry.documents else {},
    )


def _title(entry: Entry, language: str) -> str:
    name = entry.said("name", language)
    return f"{name} ({entry.name})" if name and name != entry.name else entry.name


def _detail(found: Found, language: str, today: date, more: bool) -> str:
    said = Speech(language, translate).entry(found.entry, today, found.miles)
    spots = [part for place in said.places for part in (place.address, *place.hours)]
    parts = [said.alert.text, *spots, *said.hours, said.checked]
    lines = [part.rstrip(".") + "." for part in parts if part]
    return " ".join([*lines, translate(MORE, language)] if more else lines)


def _spanish_bring(entry: Entry) -> dict[str, str]:
    said = entry.said("documents", "es").splitlines()
    return {"es": "; ".join(said)} if said else {}
