"""Reading JSON as if it were sent by an enemy."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain import json_text
from farolito.domain.json_text import MOST_BYTES, read_json
from farolito.domain.located import UNREADABLE


def faults_of(text: str | bytes) -> list[str]:
    return [str(fault) for fault in read_json(text).told()]


def value_of(text: str | bytes) -> Any:
    located = read_json(text)
    assert located.told() == []
    return located.value


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(1 - 10**15, 10**15 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc é/~", max_size=4), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_it_reads_what_the_standard_library_writes(
    value: Any, indent: int | None, ascii_only: bool
) -> None:
    assert value_of(json.dumps(value, indent=indent, ensure_ascii=ascii_only)) == value


@settings(deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_it_never_raises(text: str | bytes) -> None:
    located = read_json(text)
    assert located.value is not UNREADABLE or located.told()


@settings(deadline=None)
@given(st.text('{}[],:"\\u019eE+-. \ntfn', max_size=40))
def test_it_never_accepts_what_the_standard_library_refuses(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        assert read_json(text).told()


@settings(deadline=None)
@given(
    st.builds(json.dumps, VALUES, indent=st.sampled_from([None, 1]), ensure_ascii=st.booleans())
    | st.text('{}[],:"\\u019eE+-. \ntfn', max_size=40)
)
def test_what_is_read_quickly_is_what_is_read_slowly(text: str) -> None:
    quick = json_text._quickly(text)
    slow = json_text._Reader(text).read()
    assert quick is UNREADABLE or repr(quick) == repr(slow.value)
    assert quick is UNREADABLE or not slow.told()


def test_a_text_in_which_nothing_is_wrong_is_read_quickly() -> None:
    text = '{"a": [1, -2.5e3, true, null], "é/~": {"b": "one\\n\\"two\\""}}\r\n'
    assert json_text._quickly(text) == json.loads(text)


def test_it_knows_the_line_and_column_of_every_value() -> None:
    located = read_json('{\n  "a": [1,\n    {"b/c": "x"}],\n  "é~": 2\n}')
    places = {
        pointer: located.where(pointer) for pointer in ("", "/a", "/a/1", "/a/1/b~1c", "/é~0")
    }
    assert places == {"": (1, 1), "/a": (2, 3), "/a/1": (3, 5), "/a/1/b~1c": (3, 6), "/é~0": (4, 3)}


def test_what_is_not_there_is_placed_where_it_should_be() -> None:
    assert read_json('{\n"a": {}\n}').where("/a/missing/deeper") == (2, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "a": 2}', "the key “a” is here a second time"),
        ("[NaN]", "“NaN” is not a JSON value"),
        ("[-Infinity]", "“-Infinity” is not a JSON value"),
        ("[True]", "did you mean “true”?"),
        ("[1e999]", "this number is too long"),
        ("[1234567890123456]", "this number is too long"),
        ("[" + "9" * 10_000 + "]", "this number is too long"),
        ('["\\ud800"]', "the character U+D800 is not allowed"),
        ('["\ud800"]', "the character U+D800 is not allowed"),
        ('["\\u0000"]', "the character U+0000 is not allowed"),
        ('["\x00"]', "the character U+0000 is not allowed"),
        ('["\x1b[2J"]', "the character U+001B is not allowed"),
        ('{"a\\u0007": 1}', "the character U+0007 is not allowed"),
        ('["\ufffe"]', "the character U+FFFE is not allowed"),
        ("[1, 2,]", "a comma stands before ]"),
        ('{"a": 1,}', "a comma stands before }"),
        ("[1 2]", "something is missing here"),
        ('{"a" 1}', "the key has no value"),
        ("{a: 1}", "found “a”"),
        ("{'a': 1}", "single quotation marks"),
        ("[“a”]", "curly quotation marks"),
        ("[1] // two", "more text after the end"),
        ("[ // one\n1]", "a comment, which JSON does not have"),
        ('["a\nb"]', "not closed on its line"),
        ('["\\x41"]', "a backslash that means nothing"),
        ("[01]", "cannot be read"),
        ("[1", "the text ends too early"),
        ("", "the text ends too early"),
        ("[" * 33 + "]" * 33, "nested too deep"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("[" + "1," * 200_000 + "1]", "too many values"),
        ("[" + " " * MOST_BYTES + "]", "too long"),
        ('["' + "é" * (MOST_BYTES // 2) + '"]', "too long"),
        (b'["\xff"]', "not UTF-8"),
        ("[1]".encode("utf-16"), "not UTF-8"),
    ],
)
def test_hostile_and_mistaken_texts_are_faults(text: str | bytes, said: str) -> None:
    assert any(said in fault for fault in faults_of(text))


def test_faults_that_can_be_stepped_over_are_all_named() -> None:
    text = '{\n"a": NaN,\n"b": "\\u0000",\n"a": 99999999999999999999,\n"c": [1,]\n}'
    lines = [fault.line for fault in read_json(text).told()]
    assert lines == [2, 3, 4, 4, 5]


def test_more_faults_than_anyone_reads_are_only_counted() -> None:
    *named, last = faults_of("[" + ",".join(["NaN"] * 1_000) + "]")
    assert len(named) == 100
    assert last == "There are 900 more faults than are shown."


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert value_of(b'\xef\xbb\xbf{\r\n"a": "\\ud83d\\ude00"\r\n}') == {"a": "\U0001f600"}


@pytest.mark.parametrize("number", ["0." + "1" * 29, "1e999", "-1e999", "1" * 16, "-" + "9" * 16])
def test_a_number_that_no_double_holds_or_nobody_reads_is_refused(number: str) -> None:
    assert value_of("0." + "1" * 28) == pytest.approx(1 / 9)
    assert value_of("-" + "9" * 15) == -999_999_999_999_999
    [fault] = faults_of(number)
    assert "this number is too long" in fault
