"""Words that come back from translators: where they go, and how far each text is afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from farolito.domain.translatable import Merged, Sheet, Unit, merged, progress, sheet_of
from farolito.domain.translations import states_of_texts, texts_of, translation_states
from tests.shipped import in_english_and_spanish

FORMS = sorted((Path(__file__).parents[2] / "forms").glob("needs-assessment/*-*.json"))
TEXT = (FORMS[0].parent / "quick-check-in.json").read_text(encoding="utf-8")


def sheet(text: str = TEXT, language: str = "es") -> Sheet:
    return sheet_of(json.loads(text), language)


def with_unit(of: Sheet, key: str, **more: Any) -> Sheet:
    return replace(
        of, units=tuple(replace(one, **more) if one.key == key else one for one in of.units)
    )


def state(text: str, key: str, language: str = "es") -> str:
    return states_of_texts(json.loads(text), language)[key]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_text_of_a_form_has_a_key_of_its_own(path: Path) -> None:
    keys = [one.key for one in texts_of(json.loads(path.read_text(encoding="utf-8")))]
    assert len(set(keys)) == len(keys)
    assert "title" in keys
    assert any(key.startswith("questions/") for key in keys)


def test_a_key_stays_when_the_text_moves() -> None:
    document = json.loads(TEXT)
    before = {one.key for one in texts_of(document)}
    document["sections"].reverse()
    for section in document["sections"]:
        section["pages"].reverse()
    assert {one.key for one in texts_of(document)} == before


def test_a_sheet_that_comes_back_unchanged_changes_not_a_letter() -> None:
    stamped = merged(TEXT, sheet()).text
    assert merged(stamped, sheet(stamped)) == Merged(stamped)


def test_words_go_where_they_belong_and_the_rest_stays_letter_for_letter() -> None:
    found = merged(TEXT, with_unit(sheet(), "title", words="¿Cómo “ayudamos”?"))
    assert found.changed == ("title",)
    document = json.loads(found.text)
    assert document["title"]["es"] == "¿Cómo “ayudamos”?"
    document["title"]["es"] = json.loads(TEXT)["title"]["es"]
    assert {**document, "translations": {}} == {**json.loads(TEXT), "translations": {}}
    unlike = [a for a, b in zip(found.text.splitlines(), TEXT.splitlines(), strict=False) if a != b]
    assert len(unlike) == 1


def test_one_text_may_be_reviewed_while_the_others_are_drafts() -> None:
    text = merged(TEXT, with_unit(sheet(), "title", state="reviewed")).text
    assert state(text, "title") == "reviewed"
    assert state(text, "thanks") == "draft"
    assert translation_states(json.loads(text))["es"].state == "draft"
    assert progress(sheet(text).units) == {"draft": len(sheet().units) - 1, "reviewed": 1}


def test_a_changed_source_word_makes_its_own_text_stale_and_no_other() -> None:
    text = merged(TEXT, sheet()).text
    document = json.loads(text)
    document["title"]["en"] += "!"
    changed = json.dumps(document)
    assert state(changed, "title") == "stale"
    assert state(changed, "thanks") == "draft"
    assert translation_states(document)["es"].state == "stale"


def test_a_translation_of_other_source_words_is_taken_over_as_stale_and_named() -> None:
    found = merged(TEXT, with_unit(sheet(), "title", source="Old words", words="Palabras"))
    assert found.outdated == ("title",)
    assert state(found.text, "title") == "stale"
    assert json.loads(found.text)["title"]["es"] == "Palabras"


def test_a_text_that_the_form_does_not_have_is_named_and_left_out() -> None:
    more = replace(sheet(), units=(*sheet().units, Unit("nowhere", "x", "y", "draft")))
    found = merged(TEXT, more)
    assert found.unknown == ("nowhere",)
    assert "nowhere" not in found.text


def test_a_new_language_is_added_and_is_missing_until_every_text_is_there() -> None:
    two = json.dumps(in_english_and_spanish(TEXT), ensure_ascii=False)
    korean = sheet(two, "ko")
    assert progress(korean.units) == {"missing": len(korean.units)}
    half = with_unit(korean, "title", words="무엇이 필요하세요?", state="reviewed")
    text = merged(two, half).text
    assert json.loads(text)["languages"] == ["en", "es", "ko"]
    assert translation_states(json.loads(text))["ko"].state == "missing"
    assert state(text, "title", "ko") == "reviewed"
    whole = replace(
        korean, units=tuple(replace(one, words="가", state="reviewed") for one in korean.units)
    )
    assert translation_states(json.loads(merged(two, whole).text))["ko"].state == "reviewed"


def test_a_text_in_many_languages_has_a_line_for_each() -> None:
    changed = merged(TEXT, with_unit(sheet(), "title", words="Otra cosa")).text
    assert '  "title": {\n    "en": "Quick check-in",\n    "es": "Otra cosa",\n' in changed
    assert len(changed.splitlines()) == len(TEXT.splitlines())
    two = json.dumps(in_english_and_spanish(TEXT), ensure_ascii=False)
    assert (
        '{"en": "Quick check-in", "es": "Otra cosa"}'
        in merged(two, with_unit(sheet(two), "title", words="Otra cosa")).text
    )


def test_words_that_changed_without_a_state_are_a_draft() -> None:
    reviewed = merged(
        TEXT,
        replace(sheet(), units=tuple(replace(one, state="reviewed") for one in sheet().units)),
    ).text
    found = merged(reviewed, with_unit(sheet(reviewed), "title", words="Otro", state="stale"))
    assert state(found.text, "title") == "draft"
    assert state(found.text, "thanks") == "reviewed"
