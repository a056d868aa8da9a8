"""One plugin in full, whether it is on, off, refused or gone: what it adds, asks for and keeps, and how it is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import PERMISSIONS
from farolito.domain.languages import pick
from farolito.domain.regimes import POLICIES
from farolito.plugins.asks import sentences
from farolito.services.plugins.detail import detail
from farolito.web.admin.plugin_effects import effects_words, kept_words
from farolito.web.admin.plugin_words import purpose_words, state_words
from farolito.web.admin.plugins import (
    LOOKS,
    autonym,
    note_of,
    table_words,
    time_words,
    ways,
    with_code,
)
from farolito.web.filters import ltr
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.identity import may_ever
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import regime_words, translation_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from farolito.plugins.given import NotGiven
    from farolito.services.plugins.detail import (
        Detail,
        FormState,
        HookState,
        LanguageState,
        PageState,
    )
    from farolito.services.work import Work

pages = Pages("admin_plugin_detail", "/admin/plugins")


@pages.route("/<name>", permission="plugins.view", cache="no-store", csp="staff")
def plugin(work: Work, name: str) -> str:
    """Everything about one plugin. Raises NotFound for a name of which nothing is known."""
    found = detail(work, name)
    state = found.state
    return render_page(
        "admin/plugin.html",
        name=state.name,
        title=gettext(state.title),
        summary=gettext(state.summary) if state.summary else "",
        state=gettext("Not installed") if found.gone else state_words(state),
        look=LOOKS[state.state],
        severity="stop" if LOOKS[state.state] == "broken" else "fix" if state.faults else "",
        note=note_of(state),
        detail=state.detail,
        version=state.version,
        requires_host=state.requires_host,
        distribution=state.distribution,
        where=_where(found),
        warnings=[with_code(one) for one in state.warnings],
        healthy=state.state in ("on", "paused") and not state.faults,
        ways=[] if found.gone else ways(work, state, found.standing),
        settings=f"/admin/plugins/{name}/settings"
        if found.has_settings and may_ever(work.actor, "plugins.change")
        else "",
        asks_for=list(sentences(state.asks, gettext)) if state.asks else [],
        not_given=[_not_given(one) for one in found.not_given],
        forms=[_form(one) for one in found.forms],
        parts=_parts(found),
        hooks=[_hook(one) for one in found.hooks],
        effects=effects_words(found),
        kept=kept_words(found),
        on=state.state in ("on", "paused", "needs_database"),
        asleep=state.state in ("off", "safe_mode") and not found.gone,
    )


def _where(found: Detail) -> list[str]:
    """Where it is on, in words; nothing where it is not."""
    if found.everywhere is None:
        return []
    on = [one.place.name for one in found.choices if one.on]
    off = [one.place.name for one in found.choices if not one.on]
    said = [gettext("Everywhere") if found.everywhere else gettext("At the places chosen")]
    if on:
        said.append(gettext("On: %(places)s", places=", ".join(on)))
    if off:
        said.append(gettext("Off: %(places)s", places=", ".join(off)))
    return said


def _not_given(one: NotGiven) -> str:
    if not POLICIES[one.regime].counted:  # type: ignore[index]  # counted for regimes alone
        # how often would say how many records there are of a regime that is no number for others
        kind = regime_words(one.regime)  # type: ignore[arg-type]
        return gettext("%(hook)s: not given %(kind)s", hook=one.hook, kind=kind)
    return ngettext(
        "%(hook)s: not given %(kind)s, %(num)s time since the last start",
        "%(hook)s: not given %(kind)s, %(num)s times since the last start",
        one.times,
        hook=one.hook,
        kind=regime_words(one.regime),  # type: ignore[arg-type]  # counted for regimes alone
    )


def _form(one: FormState) -> dict[str, object]:
    title = pick(one.form.title if one.form else one.title, spoken())
    links = ngettext("%(num)s address", "%(num)s addresses", one.links)
    return {
        "name": one.name,
        "title": title,
        "state": {
            "published": gettext("Published"),
            "retired": gettext("Not offered any more"),
            "never": gettext("Never published"),
        }[one.status],
        "links": links if one.form else "–",
        "languages": [_form_language(one, tag) for tag in one.form.languages]
        if one.form
        else ["–"],
    }


def _form_language(one: FormState, tag: str) -> str:
    translation = one.form.translations.get(tag) if one.form else None
    if translation is None or translation.state in ("source", "reviewed"):
        return autonym(tag)
    return f"{autonym(tag)} ({translation_words(translation.state)})"


def _parts(found: Detail) -> list[tuple[str, Sequence[str]]]:
    state = found.state
    parts: list[tuple[str, Sequence[str]]] = [
        (gettext("Pages"), [_page_words(one) for one in found.pages]),
        (gettext("Prints"), [purpose_words(one) for one in state.layouts]),
        (gettext("Functions for rules"), list(state.functions)),
        (gettext("Tables"), [table_words(one) for one in state.tables]),
        (gettext("Time of calls"), [time_words(one) for one in state.times]),
        (gettext("Its own words"), _languages_words(found)),
    ]
    return [(what, items) for what, items in parts if items]


def _page_words(one: PageState) -> Markup:
    who = gettext("for everybody") if one.permission == "public" else _permission(one.permission)
    return ltr(one.address) + f" – {who}"


def _permission(name: str) -> str:
    return gettext(PERMISSIONS[name]) if name in PERMISSIONS else name


def _languages_words(found: Detail) -> list[str]:
    if not found.languages and "en" not in found.state.languages:
        return []
    return [autonym("en"), *(_language_words(one) for one in found.languages)]


def _language_words(one: LanguageState) -> str:
    if one.of is None:
        return autonym(one.language)
    if one.translated >= one.of:
        return gettext("%(language)s: all", language=autonym(one.language))
    return gettext(
        "%(language)s: %(translated)s of %(of)s",
        language=autonym(one.language),
        translated=one.translated,
        of=one.of,
    )


def _hook(one: HookState) -> tuple[str, str, str]:
    return one.name, str(one.kind), one.summary
