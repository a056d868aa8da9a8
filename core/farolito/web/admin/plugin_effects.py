"""What turning a plugin off touches, and what stays whatever happens to it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.languages import pick
from farolito.web.admin.plugin_words import purpose_words
from farolito.web.i18n import gettext, ngettext, spoken

if TYPE_CHECKING:
    from farolito.services.plugins.detail import Detail


def effects_words(found: Detail) -> list[str]:
    """What is not there any more once it is off; nothing for a plugin that is not on."""
    state = found.state
    if found.everywhere is None:
        return []
    offered = [
        pick(one.form.title, spoken())[0]
        for one in found.forms
        if one.form and one.status == "published"
    ]
    said = []
    if offered:
        said.append(gettext("Families are not offered: %(forms)s", forms=", ".join(offered)))
    if state.pages:
        said.append(gettext("Its pages and entries in the menu are gone."))
    if "next_steps" in state.hooks:
        said.append(gettext("Families do not see its next steps, also not on new prints."))
    if state.layouts:
        papers = ", ".join(purpose_words(one) for one in state.layouts)
        said.append(gettext("It does not print: %(papers)s", papers=papers))
    if state.functions:
        said.append(gettext("Forms whose rules use its functions can not be published."))
    if "decide_access" in state.hooks:
        said.append(gettext("Altogether off, it has no say in who reads records."))
    if {"submission_saving", "submission_saved"} & set(state.hooks):
        said.append(gettext("What is sent meanwhile it does not learn of, also not later."))
    return said or [gettext("Nothing that families or staff would see.")]


def kept_words(found: Detail) -> list[str]:
    """What is kept whether it is on, off or gone."""
    said = []
    if any(one.form for one in found.forms):
        said.append(gettext("Answers to its forms can be read, printed and exported."))
    if any(one.rows for one in found.state.tables):  # never how many: rows may be people
        said.append(gettext("What its tables hold"))
    if found.kept:
        said.append(
            ngettext("%(num)s value that was set", "%(num)s values that were set", found.kept)
        )
    return said
