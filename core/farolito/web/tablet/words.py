"""The words of a tablet's own screens: one file for each language, addressed by what stands in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from flask import Response

from farolito.domain.languages import PSEUDO_LOCALES
from farolito.errors import NotFound
from farolito.plugins.manifest import N_
from farolito.web.host import host
from farolito.web.i18n import SOURCE, direction
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from collections.abc import Mapping

pages = Pages("tablet_words", "/tablet/words")

WORDS: Mapping[str, str] = {
    # of staff
    "ready": N_("Ready"),
    "not_ready": N_("Not ready yet"),
    "online": N_("Online"),
    "offline": N_("No internet. Answers are saved on this tablet."),
    "portal": N_(
        "There is a network, but no way to the school. Perhaps it wants a log-in. Answers are saved on this tablet."
    ),
    "unpaired": N_("This tablet is not paired any more. Pair it again; nothing is lost."),
    "never": N_("This tablet is not paired yet."),
    "pair": N_("Pair this tablet"),
    "all_sent": N_("All sent."),
    "saved": N_("Saved on this tablet, not sent yet: {n}"),
    "outbox": N_("Outbox"),
    "ticket": N_("Ticket {n}"),
    "no_ticket": N_("No ticket"),
    "waiting": N_("waits"),
    "held": N_("sent, the school will check it"),
    "stored": N_("sent"),
    "poison": N_("can not be sent: save the rescue file and show it to whoever runs Farolito"),
    "conflict": N_("was sent before with other content: staff must look"),
    "gone": N_("was deleted at the school"),
    "send_now": N_("Send now"),
    "backup": N_("Save a rescue file"),
    "kept_yes": N_("The browser keeps what is stored here."),
    "kept_no": N_("The browser may delete what is stored here. Add this page to the home screen."),
    "copy_none": N_("The forms are not on this tablet yet. It needs internet once."),
    "copy_some": N_("Fetching the forms: {n} of {all}"),
    "copy_all": N_("The forms are on this tablet, in every language."),
    "unkept": N_("This browser does not keep data. Use a normal window, not a private one."),
    "keys": N_("Keys 1 to 9 choose, Enter goes on"),
    "sent_here": N_("Sent to this tablet"),
    "next_family": N_("The next family"),
    "which_form": N_("Form"),
    "which_ticket": N_("Ticket number, if there is one"),
    "which_language": N_("Language"),
    "correct": N_("They correct what they sent before"),
    "first_code": N_("Code of what they sent"),
    "first_hint": N_(
        "6 signs: in the outbox, and on the family’s last page. Not known: type ?. They answer the whole form again."
    ),
    "give": N_("Give tablet to family"),
    "ask": N_("Ask the questions yourself"),
    "our_language": N_("Language of your screens"),
    # of families
    "staff": N_("Staff"),
    "done": N_("I am done"),
    "stop_heading": N_("Stop here?"),
    "stop": N_("What you have answered is saved."),
    "go_on": N_("Keep going"),
    "thanks": N_("Thank you."),
    "give_back": N_("Please give the tablet back."),
    "kept_here": N_("Your answers are saved."),
    "not_kept": N_("We could not save this. Please call a helper."),
    "again": N_("Try again"),
    "still_there": N_("Are you still there?"),
    "soon_cleared": N_("In one minute we save your answers and clear the screen."),
    "yes": N_("Yes"),
    # the PIN
    "pin": N_("PIN of your team"),
    "pin_ok": N_("Go on"),
    "pin_left": N_("Try again. Tries left: {n}"),
    "pin_locked": N_("Too many tries. Now it can only be opened where there is internet."),
    "pin_wrong": N_("That is not the PIN. Try again."),
    "pin_wait": N_("Too many tries. Wait one minute."),
    "cancel": N_("Cancel"),
    "save_incomplete": N_("Save as incomplete and close"),
    "to_family": N_("Back to the family’s page"),
}
"""Key, as the screens use it, to the English sentence. ``{n}`` is filled in by the tablet."""


def languages() -> tuple[str, ...]:
    """Every language that the host has words in."""
    settings = host().settings
    return (*settings.languages, *(PSEUDO_LOCALES if settings.pseudo_locales else ()))


def has_staff_words(language: str) -> bool:
    """Whether staff can read their screens in a language; families are spoken to in more of them."""
    said = WORDS["next_family"]
    return language == SOURCE or host().works.translate(said, language) != said


def content(language: str) -> bytes:
    """The file of a language."""
    translate = host().works.translate
    words = {key: translate(said, language) for key, said in WORDS.items()}
    made = {"dir": direction(language), "words": words}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def address(language: str) -> str:
    """Where the file of a language is served: for ever, for another content has another address."""
    return f"{pages.url_prefix}/{language}.{_digest(content(language))}.json"


@pages.route(
    "/<language>.<digest>.json", permission="public", cache="immutable", csp="none", needs_work=False
)  # fmt: skip
def words(language: str, digest: str) -> Response:
    """The words of one language. Not found when they are others by now."""
    if language not in languages():
        raise NotFound("There are no words in this language.")
    made = content(language)
    if digest != _digest(made):
        raise NotFound("There are other words by now.")
    return Response(made, mimetype="application/json")


def _digest(made: bytes) -> str:
    return hashlib.sha256(made).hexdigest()[:12]
