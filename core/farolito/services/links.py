"""Links: the addresses that open a form at a place.

open_link(work, place_slug: str, link_slug: str) -> LinkView     # NotFound; one SQL statement
out_of_use(work, place_slug, link_slug, form) -> LinkView | None # to a form that is not published any more
of_place(work, place_slug: str) -> tuple[LinkView, ...]          # every link of a place, for staff; NotFound
add(work, place_id, slug, form_name) -> None                     # unless there is one of this slug; LinkRefused
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.base import table_of
from farolito.db.models import Link
from farolito.db.queries import forms as form_queries
from farolito.db.queries import places as queries
from farolito.db.queries import upsert
from farolito.domain.demands import unmet_by_link
from farolito.domain.languages import LANGUAGES
from farolito.domain.translations import offered_languages
from farolito.errors import LinkRefused, NotFound
from farolito.services import forms
from farolito.services.places import by_slug, findable, path_of, place_of, row_of, settings_from
from farolito.services.plugins.reach import offers
from farolito.services.promises import promises_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from farolito.domain.definitions import Form, TranslationState
    from farolito.domain.views import PlaceView
    from farolito.services.places import PlaceSettings
    from farolito.services.work import Work

PSEUDO = ("en-XA", "ar-XB")

MOST_USED = 3
"""Languages whose buttons come first, as a place says; the others follow by their own names."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with the version of its form that is published now.

    ``languages`` are those that families are offered, in the order of their buttons; ``states`` says how far
    the translation of every language of the form is. ``refused`` says why a form that demands something is closed
    here, whoever opened it. ``plugin_off``: it is closed because the plugin that it came with is off here.
    """

    place: PlaceView
    place_settings: PlaceSettings
    slug: str
    open: bool
    form: Form
    languages: tuple[str, ...]
    states: Mapping[str, TranslationState]
    refused: tuple[str, ...] = ()
    plugin_off: bool = False


def open_link(work: Work, place_slug: str, link_slug: str) -> LinkView:
    """The link at an address. Raises :class:`NotFound` when there is none or its form is not published."""
    findable(place_slug, link_slug)
    for row in work.peek(
        queries.LINK_WITH_FORM, {"place_slug": place_slug, "link_slug": link_slug}
    ):
        return _view(work, row)
    raise NotFound("There is no such page.")


def out_of_use(work: Work, place_slug: str, link_slug: str, form: Form) -> LinkView | None:
    """A link to a form that is not published any more, closed; None when the place has no such link to it."""
    row = row_of(work, place_slug)
    place, settings = place_of(row), settings_from(row.place_settings)
    for one in work.peek(queries.LINKS_AT, {"of_place": place.id}):
        if (one.slug, one.form_name) == (link_slug, form.name):
            states = {tag: translation.state for tag, translation in form.translations.items()}
            languages = languages_of(work, form, settings)
            return LinkView(
                place,
                settings,
                link_slug,
                open=False,
                form=form,
                languages=languages,
                states=states,
            )
    return None


def of_place(work: Work, place_slug: str) -> tuple[LinkView, ...]:
    """The links of a place whose form is published. Raises :class:`NotFound` when there is no such place."""
    by_slug(work, place_slug)
    rows = work.peek(queries.LINKS_OF_PLACE, {"place_slug": place_slug})
    return tuple(_view(work, row) for row in rows)


def add(work: Work, place_id: str, slug: str, form_name: str) -> None:
    """An open link to a form, unless the place has one of this slug.

    Raises :class:`LinkRefused` with every reason when the form demands what the place, or a link, can not give.
    """
    places = work.peek(queries.PLACE_BY_ID, {"place_id": place_id})
    for version in work.peek(form_queries.PUBLISHED, {"form_name": form_name}):
        form = work.library.read(version.hash, version.definition)
        for place in places:
            if reasons := _reasons(form, place):
                raise LinkRefused(list(reasons))
    work.connection.execute(
        upsert.insert(work.connection, table_of(Link))
        .values(place_id=place_id, slug=slug, form_name=form_name, open=True, created_at=work.now())
        .on_conflict_do_nothing()
    )


def languages_of(work: Work, form: Form, settings: PlaceSettings) -> tuple[str, ...]:
    """The languages that families are offered: the form is ready in them for this place, and so are our pages.

    The place's first three, then by their own names (research: ux.md F1), whatever order the form has them in.
    """
    ready = offered_languages(form, settings.languages)
    offered = [tag for tag in LANGUAGES if tag in ready and tag in work.settings.languages]
    first = [tag for tag in settings.first_languages if tag in offered][:MOST_USED]
    pseudo = PSEUDO if work.settings.pseudo_locales else ()
    return (*first, *(tag for tag in offered if tag not in first), *pseudo)


def _reasons(form: Form, place: Row[Any]) -> tuple[str, ...]:
    """Why this place may not offer the form. A link to it is closed, whatever was said when it was made."""
    promises = settings_from(place.place_settings).promises
    return tuple(unmet_by_link(form, promises, promises_page(place.place_slug)))


def _view(work: Work, row: Row[Any]) -> LinkView:
    form = forms.version(work, row.hash)
    settings = settings_from(row.place_settings)
    reasons = _reasons(form, row)
    offered = offers(work, row.form_source, path_of(row))
    return LinkView(
        place=place_of(row),
        place_settings=settings,
        slug=row.link_slug,
        open=row.link_open and offered and not reasons,
        refused=reasons,
        plugin_off=not offered,
        form=form,
        languages=languages_of(work, form, settings),
        states={tag: translation.state for tag, translation in form.translations.items()},
    )
