"""What staff read of forms from tablets that are held: why, what became of one, and what could not be done."""

from __future__ import annotations

from farolito.web.i18n import gettext, ngettext


def held_words(reason: str, *, anonymous: bool = False) -> tuple[str, str]:
    """Why an envelope of a tablet is held, in a line; and what that means for whoever decides."""
    if anonymous and reason == "correction":
        return (
            gettext("It corrects anonymous answers"),
            gettext(
                "Nobody can know which ones: anonymous answers lead to no family and no tablet. So it can not take "
                "their place. Take it in, and both count. Or set it aside, and only what was sent first counts."
            ),
        )
    return {
        "tablet": (
            gettext("The tablet is not known now"),
            gettext(
                "Its fair is over, or it was unpaired. Look whether this is one of ours, then take it in. If all "
                "of this tablet are, the list has one button for them."
            ),
        ),
        "key": (
            gettext("The key to it is not here"),
            gettext(
                "It can not be read. Leave it here and ask who runs the site: if there is a copy of the keys, it "
                "can be read once that is put back."
            ),
        ),
        "unreadable": (
            gettext("It can not be read"),
            gettext(
                "It was damaged, or no tablet of ours made it. If its ticket is missing in the tally, ask the "
                "family again."
            ),
        ),
        "form": (
            gettext("This version of the form is not known here"),
            gettext(
                "Leave it here and ask who runs the site: it can be read once that version is published here again."
            ),
        ),
        "retired": (
            gettext("The form is out of use"),
            gettext(
                "It was answered before. Its answers are read by its own version. You can take it in."
            ),
        ),
        "closed": (
            gettext("The link is closed"),
            gettext(
                "It was answered while the link was open, or the link is gone. You can take it in all the same."
            ),
        ),
        "plugin": (
            gettext("It needs a plugin that is not here"),
            gettext(
                "The form asks something that only this plugin knows, and it is off or was taken away. Leave this "
                "here and ask who runs the site to turn it on. Then take it in, and nothing is lost."
            ),
        ),
        "incomplete": (
            gettext("The family was not done"),
            gettext(
                "Somebody pressed “I am done” before the end, or nobody touched the tablet for a while."
            ),
        ),
        "rules": (
            gettext("An answer is wrong or missing"),
            gettext("Correct it with the family, or take it as it is."),
        ),
        "correction": (
            gettext("It corrects answers that are not found for sure"),
            gettext(
                "The family answered again on a tablet. If what it sent first is still on a tablet, this joins it "
                "by itself when that comes. Else find those answers and type their code below."
            ),
        ),
        "conflict": (
            gettext("There is another one like it"),
            gettext("Another form with the same number came first. Look whether it is a double."),
        ),
    }.get(reason, (gettext("Somebody must look at it"), ""))


def correction_words() -> str:
    """What a correction with something wrong in it means for whoever decides."""
    return gettext(
        "The family answered again, to correct what it sent first. What was sent first counts until this is put "
        "right."
    )


def decided_words(state: str) -> str:
    """What became of one that is not held any more, for whoever comes late."""
    return {
        "opened": gettext("Somebody has taken this form in already."),
        "gone": gettext("Somebody has set this form aside already."),
        "erased": gettext("This form was erased, as families were told."),
        "stored": gettext("This form is being taken in at this moment."),
    }.get(state, gettext("This form is not held any more."))


def not_joined_words(why: str) -> str:
    """Why a correction can not change the answers of a code, and what to do instead."""
    return {
        "faults": gettext("Something in it is wrong or missing: put it right first."),
        "version": gettext(
            "Those answers were given to another version of the form. Take this one in as a form of its own, then "
            "mark the first one as a duplicate."
        ),
        "unsent": gettext("Those answers were never sent. Take this one in as a form of its own."),
        "withdrawn": gettext(
            "The family took those answers back. Ask the family before you take this one in."
        ),
    }.get(
        why,
        gettext(
            "Those answers are being changed at this moment, by the family on its phone or by a colleague. Try "
            "again later."
        ),
    )


def told_words(name: str, many: int) -> str:
    """What has just happened to so many of them."""
    match name:
        case "fresh":
            return ngettext("%(num)s new form taken in", "%(num)s new forms taken in", many)
        case "known":
            return ngettext("%(num)s was here already", "%(num)s were here already", many)
        case "gone":
            return ngettext(
                "%(num)s was erased or set aside before",
                "%(num)s were erased or set aside before",
                many,
            )
        case "broken":
            return ngettext(
                "%(num)s can not be read, or is of another school",
                "%(num)s can not be read, or are of another school",
                many,
            )
        case "trusted":
            return ngettext(
                "%(num)s form is being taken in. Load this page again in a minute: what needs a look "
                "comes back here.",
                "%(num)s forms are being taken in. Load this page again in a minute: what needs a look "
                "comes back here.",
                many,
            )
        case "taken":
            return gettext("The form was taken in.")
    return gettext("The form was set aside as a double.")
