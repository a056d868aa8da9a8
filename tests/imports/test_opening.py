"""What a file is, and what its zip directory says before anything in it is unpacked."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from typing import Any

import pytest

from farolito.domain.carrying import NotCarried
from farolito.imports.opening import imported, source_of
from farolito.imports.xlsform.preflight import MIB, MOST_UNPACKED, SMALL, checked_zip
from tests.imports.test_hostile import GOOD

ZEROS = b"0" * (SMALL - 1)
UNUSUAL = "packed in an unusual way"


def zipped(*parts: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", how) as archive:
        warnings.simplefilter("ignore")  # the same name twice is the point
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part, how)
    return data.getvalue()


def locked() -> bytes:
    """As a program leaves it that asks for a password: bit 0 of the flags."""
    data = bytearray(zipped(("a.xml", b"a")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    return bytes(data)


def is_refused(data: bytes, said: str) -> None:
    with pytest.raises(NotCarried, match=said):
        checked_zip(data)


def test_many_small_parts_are_together_too_much() -> None:
    number = MOST_UNPACKED // len(ZEROS)
    parts = [(f"{one}.xml", ZEROS) for one in range(number + 1)]
    checked_zip(zipped(*parts[:number]))
    is_refused(zipped(*parts), "unpack to far more")


def test_a_large_part_is_packed_no_more_than_sheets_are() -> None:
    checked_zip(
        zipped(("small.xml", ZEROS), ("stored.xml", b"0" * MIB * 2), how=zipfile.ZIP_STORED)
    )
    is_refused(zipped(("large.xml", b"0" * MIB * 2)), "unpack to far more")


def test_a_locked_file_is_refused() -> None:
    is_refused(locked(), "locked with a password")


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_no_sheet_has_is_refused(how: int) -> None:
    is_refused(zipped(("a.xml", b"a"), how=how), UNUSUAL)


def test_two_parts_of_one_name_are_refused() -> None:
    is_refused(zipped(("a.xml", b"a"), ("a.xml", b"b")), UNUSUAL)


@pytest.mark.parametrize("name", ["/etc/a.xml", "../a.xml", "x/../../a.xml", "x\\a.xml"])
def test_a_part_that_would_leave_its_folder_is_refused(name: str) -> None:
    is_refused(zipped((name, b"a")), UNUSUAL)


def test_two_dots_inside_a_name_are_fine() -> None:
    checked_zip(zipped(("x/a..xml", b"a")))


@pytest.mark.parametrize(
    ("document", "source"),
    [
        ({"resourceType": "Questionnaire"}, "fhir"),
        ({"sections": []}, "farolito"),
        ({"pages": []}, "surveyjs"),
        ({"elements": []}, "surveyjs"),
    ],
)
def test_a_file_is_known_by_what_is_in_it(document: dict[str, Any], source: str) -> None:
    assert source_of(json.dumps(document).encode(), ".json") == source


@pytest.mark.parametrize("text", [b"[]", b"{}", b"7"])
def test_of_what_nobody_can_tell_it_has_to_be_said(text: bytes) -> None:
    with pytest.raises(NotCarried, match="Say it with --from"):
        source_of(text, ".json")


def test_what_is_said_counts_more_than_what_is_seen() -> None:
    survey = json.dumps({"elements": [{"type": "text", "name": "a", "title": "A"}]}).encode()
    assert imported(survey, "form.json").document["sections"]
    with pytest.raises(NotCarried, match="An XLSForm ends in"):
        imported(survey, "form.json", "xlsform")


def test_a_spreadsheet_under_another_ending_is_not_guessed_at() -> None:
    with pytest.raises(NotCarried, match="An XLSForm ends in"):
        imported(GOOD, "form.json", "xlsform")
