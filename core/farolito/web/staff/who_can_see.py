"""Who can see what: for every role, what it may do and whose records it reads, told from the tables that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import GUARDED
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES
from farolito.web.i18n import gettext
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.roles import kind_words, permission_words, role_words
from farolito.web.staff.words import regime_words

if TYPE_CHECKING:
    from farolito.domain.regimes import Policy
    from farolito.services.work import Work

pages = Pages("staff_who_can_see", "/staff")


@pages.route("/who-can-see", permission="logged-in", cache="no-store", csp="staff")
def who_can_see(work: Work) -> str:
    """A page for everybody who works here: nothing in it is a secret."""
    return render_page(
        "staff/who_can_see.html",
        mine={grant.role for grant in work.actor.grants},
        roles=[
            {
                "name": name,
                "title": role_words(name),
                "kind": kind_words(role.level),
                "reads": [
                    regime_words(regime) for regime, law in POLICIES.items() if name in law.readers
                ],
                "may": [permission_words(one) for one in sorted(role.permissions)],
                "second_step": bool(role.permissions & GUARDED),
            }
            for name, role in ROLES.items()
        ],
        regimes=[
            {"title": regime_words(regime), "facts": _facts(law)}
            for regime, law in POLICIES.items()
        ],
    )


def _facts(law: Policy) -> list[tuple[str, str]]:
    yes, no = gettext("Yes"), gettext("No")
    parents = {
        "all": gettext("Everything"),
        "student_decides": gettext("What the student allows"),
        "own": gettext("Their own record"),
        "nothing": gettext("Nothing: nobody knows whose it is"),
    }
    return [
        (
            gettext("Who reads it"),
            ", ".join(role_words(role) for role in ROLES if role in law.readers)
            or gettext("Nobody who works here"),
        ),
        (gettext("A parent who asks sees"), parents[law.parents]),
        (gettext("Leaves in a file"), yes if law.exported else no),
        (gettext("Answers go to partners, with consent"), yes if law.shared else no),
        (gettext("Joins the household"), yes if law.households else no),
        (gettext("Is counted"), yes if law.counted else no),
        (gettext("Each reading is written down"), yes if law.reads_recorded else no),
    ]
