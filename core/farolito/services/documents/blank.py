"""A form to fill in with a pen: which link of a place it belongs to, and what is on the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.documents import BlankForm
from farolito.errors import NotFound
from farolito.services import forms, links
from farolito.services.documents import contents
from farolito.services.documents.printing import laid_out
from farolito.services.documents.unprintable import is_sensitive

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.services.work import Work


def link_of(work: Work, place_slug: str, form_name: str, language: str) -> LinkView:
    """The link of a form that is offered in a language at a place. Raises :class:`NotFound`."""
    for link in links.of_place(work, place_slug):
        if link.form.name == form_name and language in link.languages:
            return link
    raise NotFound("This place does not have this form in this language.")


def document(
    work: Work,
    link: LinkView,
    language: str,
    *,
    large_print: bool = False,
    second: str = "",
    sheet: str = "",
) -> tuple[BlankForm, str]:
    """What is on the sheet, and the title of its PDF. ``sheet``: the number that it is known by, where it has one."""
    blank = BlankForm(
        form=link.form,
        language=language,
        place_name=link.place.name,
        place_slug=link.place.slug,
        date=work.today(),
        form_version=link.form.hash,
        second_language=second or None,
        contact=contents.contact(link.place_settings),
        address="" if is_sensitive(link.form) else contents.address(work, link.place, link.slug),
        large_print=large_print,
        sheet=sheet,
    )
    title = contents.title_of(work, link.form, language, sensitive=is_sensitive(link.form))
    return blank, title


def page_of(
    work: Work,
    place_slug: str,
    form_name: str,
    version: str,
    language: str,
    second: str,
    sheet: str,
) -> tuple[str, str]:
    """The finished page of a numbered sheet of a version of a form, and its title. Raises :class:`NotFound`."""
    link = replace(
        link_of(work, place_slug, form_name, language), form=forms.version(work, version)
    )
    blank, title = document(work, link, language, second=second, sheet=sheet)
    return laid_out(work, "blank_form", blank)[1], title
