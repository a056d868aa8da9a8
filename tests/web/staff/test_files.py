"""Photos and files on staff pages: seen by whoever may read the response, recorded, and on the staff copy."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from farolito.domain.access import NOBODY
from farolito.domain.drafts import Draft
from farolito.services import links, responses, sessions, uploads
from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables
from tests.web.staff.form import AGREED, CONSENT, both, document, section
from tests.web.staff.test_who_may import is_hidden
from tests.web_support.pictures import PDF, phone_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School

ROOM = {"name": "room", "type": "photo", "label": both("The room", "El cuarto")}
LEASE = {"name": "lease", "type": "file", "label": both("Your lease", "Su contrato")}


def opened(school: School, **more: Any) -> str:
    """The address of a response with a photo and a PDF."""
    school.open_form(document("papers", section("start", CONSENT, {**ROOM, **more}, LEASE)))
    with school.works.open(NOBODY) as work:
        session = sessions.start_family(work)
        link = links.open_link(work, "lincoln", "papers")
        handle = responses.start(work, link, "es", session.id)
        held: dict[str, Any] = {"agree": AGREED}
        for name, data, media in (
            ("room", phone_photo(), "image/jpeg"),
            ("lease", PDF, "application/pdf"),
        ):
            prepared = uploads.prepared(data, "lease.pdf", (media,), named=name == "lease")
            assert not isinstance(prepared, str)
            held[name] = [responses.attach(work, handle, prepared)]
        handle = responses.save(work, handle, Draft(held))
        assert not isinstance(responses.submit(work, handle), list)
    return f"/staff/lincoln/responses/{handle.response_id}"


def files_in(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'"(/staff/[^"]+/files/[0-9a-f]{32})"', text)))


def test_staff_see_the_photo_and_save_the_file_and_each_reading_is_recorded(
    school: School,
) -> None:
    address = opened(school)
    client = school.staff("coordinator")
    photo, lease = files_in(client.get(address).text)
    shown, saved = client.get(photo), client.get(lease)
    assert (shown.mimetype, saved.mimetype) == ("image/jpeg", "application/pdf")
    assert shown.headers["Content-Disposition"].startswith("inline; ")
    assert saved.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''lease.pdf" in saved.headers["Content-Disposition"]
    assert saved.data == PDF
    assert len(client.get(f"{photo}?size=small").data) <= len(shown.data)
    for reply in (shown, saved):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Cache-Control"] == "no-store"
        assert "sandbox" in reply.headers["Content-Security-Policy"]
    seen = school.rows("SELECT target FROM audit WHERE action = 'file.read' ORDER BY number")
    response = address.rpartition("/")[2]
    wanted = [f"response/{response}/1/{one.rpartition('/')[2]}" for one in (photo, lease, photo)]
    assert [row[0] for row in seen] == wanted


def test_who_may_not_read_the_response_finds_no_file_either(school: School) -> None:
    address = opened(school)
    files = files_in(school.staff("coordinator").get(address).text)
    for client in (school.staff("counselor"), school.staff("coordinator", place="grant")):
        assert all(is_hidden(client, one) for one in files)
    assert school.visitor().get(files[0]).status_code in (302, 303)
    assert not school.rows("SELECT 1 FROM audit WHERE action = 'file.read'")


def test_a_file_of_another_response_or_of_no_response_is_not_found(school: School) -> None:
    address = opened(school)
    client = school.staff("coordinator")
    photo = files_in(client.get(address).text)[0]
    other = school.send()
    assert is_hidden(client, f"{other}/files/{photo.rpartition('/')[2]}")
    assert is_hidden(client, f"{address}/files/{'0' * 32}")


def test_a_question_for_other_roles_hides_its_photo_too(school: School) -> None:
    address = opened(school, audience_view=["counselor"])
    coordinator = school.staff("coordinator")
    [lease] = files_in(coordinator.get(address).text)
    assert school.rows("SELECT count(*) FROM attachment") == [(2,)]
    for (file_id,) in school.rows("SELECT id FROM attachment"):
        hidden = not lease.endswith(file_id)
        assert is_hidden(coordinator, f"{address}/files/{file_id}") == hidden


@pytest.fixture
def printing(make_school: Callable[..., School]) -> School:
    return make_school(make_hooks(Printables))


def test_the_staff_copy_shows_the_photo_and_names_the_file(printing: School) -> None:

    address = opened(printing)
    reply = printing.staff("coordinator").get(f"{address}/staff-copy.pdf")
    assert reply.mimetype == "application/pdf", reply.text
    pages = PdfReader(BytesIO(reply.data))
    images = [image for one in pages.pages for image in one.images]
    assert len(images) == 1
    assert "lease.pdf" in "".join(one.extract_text() for one in pages.pages)


def test_the_family_copy_says_only_how_many_there_are(printing: School) -> None:

    address = opened(printing)
    reply = printing.staff("coordinator").get(f"{address}/family-copy.pdf")
    pages = PdfReader(BytesIO(reply.data))
    text = "".join(one.extract_text() for one in pages.pages)
    assert "lease.pdf" not in text
    assert not [image for one in pages.pages for image in one.images]
