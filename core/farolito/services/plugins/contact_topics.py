"""Contacts from before topics had a place of their own: names of topics in English, as if somebody wrote them.

words_to_topics(work, topics_at, done) -> {place_id: how many}
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.services import forms
from farolito.services.casework import contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from farolito.domain.contacting import Contact
    from farolito.services.work import Work

    Topics = Mapping[str, Mapping[str, str]]

BETWEEN = ", "


def words_to_topics(
    work: Work, topics_at: Callable[[str], Topics], done: Collection[str] = ()
) -> Mapping[str, int]:
    """Sort contacts whose words are nothing but English names of topics: from now on they are kept by their keys.

    For a plugin's night, once for each place: ``topics_at`` gives the topics of a place by its id, by key and with
    their words; places in ``done`` are left alone. Words that say anything else stay as they are, and so does all
    else of an entry. Looks only at records that the plugin asks for. Gives how many changed, by the id of each place
    that was looked at.
    """
    places = [row.place_id for row in work.peek(queries.PLACES_WITH_CONTACTS, {})]
    return {
        place_id: _sort(work, place_id, topics_at(place_id))
        for place_id in places
        if place_id not in done
    }


def _sort(work: Work, place_id: str, topics: Topics) -> int:
    keys = {words["en"]: key for key, words in topics.items() if "en" in words}
    changed = 0
    for row in work.peek(queries.CONTACTS_OF_PLACE, {"place_id": place_id}):
        name = forms.version(work, row.form_hash).name
        if not work.asked_for("log_contact", row.regime, name):
            continue
        said = contacts.opened(work, place_id, row.id, row.body)
        named = said.words.split(BETWEEN) if said.words and not said.topics else []
        if named and all(name in keys for name in named):
            about = {keys[name]: topics[keys[name]] for name in named}
            _seal(work, place_id, row.id, replace(said, words="", topics=about))
            changed += 1
    return changed


def _seal(work: Work, place_id: str, entry_id: str, said: Contact) -> None:
    work.connection.execute(
        queries.SEAL_CONTACT_ANEW,
        {
            "of_place": place_id,
            "entry_id": entry_id,
            "sealed": contacts.sealed(work, place_id, entry_id, said),
        },
    )
