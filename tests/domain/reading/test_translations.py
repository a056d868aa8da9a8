"""How far each language of a form is, and writing it down."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form, trusted_form
from farolito.domain.stamping import stamped
from farolito.domain.translations import offered_languages, source_fingerprint, texts_of


@pytest.fixture
def bilingual(draft: Any) -> dict[str, Any]:
    """A document in English, Spanish and Korean."""

    def translate(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("en"), str):
                part.update(es=f"{part['en']} (es)", ko=f"{part['en']} (ko)")
            for below in list(part.values()):
                translate(below)
        elif isinstance(part, list):
            for below in part:
                translate(below)

    translate(draft.whole)
    draft.whole["languages"] = ["en", "es", "ko"]
    document: dict[str, Any] = draft.whole
    return document


def states(document: dict[str, Any]) -> dict[str, str]:
    read = read_form(json.dumps(document), question_types=CORE_QUESTION_TYPES)
    assert not isinstance(read, list), "\n".join(map(str, read))
    assert read.translations == trusted_form(document).translations
    return {tag: translation.state for tag, translation in read.translations.items()}


def translated(document: dict[str, Any], **said: dict[str, str]) -> dict[str, Any]:
    return {**document, "translations": said}


def test_the_first_language_is_the_source_and_the_others_are_drafts_until_somebody_says_more(
    bilingual: dict[str, Any],
) -> None:
    assert states(bilingual) == {"en": "source", "es": "draft", "ko": "draft"}


def test_a_translation_of_the_words_that_are_there_keeps_its_state(
    bilingual: dict[str, Any],
) -> None:
    now = source_fingerprint(bilingual)
    said = translated(bilingual, es={"state": "reviewed", "of": now}, ko={"state": "machine"})
    assert states(said) == {"en": "source", "es": "reviewed", "ko": "machine"}


def test_a_translation_of_other_words_is_stale(bilingual: dict[str, Any]) -> None:
    said = translated(bilingual, es={"state": "reviewed", "of": source_fingerprint(bilingual)})
    changed = deepcopy(said)
    changed["sections"][0]["pages"][0]["questions"][0]["label"]["en"] = "Other words"
    assert states(said)["es"] == "reviewed"
    assert states(changed)["es"] == "stale"


def test_the_fingerprint_changes_with_source_words_and_nothing_else(
    bilingual: dict[str, Any],
) -> None:
    before = source_fingerprint(bilingual)
    other = deepcopy(bilingual)
    other["title"]["es"] = "Otras palabras"
    other["minutes"] = 9
    assert source_fingerprint(other) == before
    other["needs"][0]["next_steps"][0]["detail"] = {"en": "More", "es": "Más", "ko": "더"}
    assert source_fingerprint(other) != before


def test_the_fingerprint_has_the_words_that_only_a_type_knows(bilingual: dict[str, Any]) -> None:
    question = bilingual["sections"][2]["pages"][0]["questions"][0]
    question.update(
        type="drawing", pens=[{"name": "r", "label": {"en": "Red"}}], legend={"en": "a"}
    )
    before = source_fingerprint(bilingual)
    question["legend"]["en"] = "b"
    assert source_fingerprint(bilingual) != before


def test_a_place_offers_what_its_policy_allows(bilingual: dict[str, Any]) -> None:
    now = source_fingerprint(bilingual)
    said = translated(
        bilingual, es={"state": "reviewed", "of": now}, ko={"state": "draft", "of": now}
    )
    assert offered_languages(trusted_form(said), "reviewed") == ("en", "es")
    assert offered_languages(trusted_form(said), "draft") == ("en", "es", "ko")


@pytest.mark.parametrize(
    "ko", [{"state": "machine"}, {"state": "missing"}, {"state": "draft", "of": "0" * 32}]
)
def test_what_nobody_has_read_is_never_offered(
    bilingual: dict[str, Any], ko: dict[str, str]
) -> None:
    form = trusted_form(translated(bilingual, es={"state": "draft"}, ko=ko))
    assert offered_languages(form, "draft") == ("en", "es")


def test_stamping_notes_the_source_words_and_leaves_the_rest_alone(
    bilingual: dict[str, Any],
) -> None:
    text = json.dumps(translated(bilingual, es={"state": "draft"}), ensure_ascii=False, indent=1)
    done = stamped(text)
    before, after = text.split('"translations"'), done.split('"translations"')
    assert after[0] == before[0]
    document = json.loads(done)
    marks = " ".join(one.mark("en") for one in texts_of(bilingual))
    assert document["translations"]["ko"] == {"state": "draft", "draft_of": marks}
    assert {**document, "translations": {}} == translated(bilingual)


def test_stamping_a_form_that_says_nothing_of_its_translations_adds_it(
    bilingual: dict[str, Any],
) -> None:
    done = json.loads(stamped(json.dumps(bilingual)))
    assert done.pop("translations").keys() == {"es", "ko"}
    assert done == bilingual


def test_stamping_twice_changes_nothing(bilingual: dict[str, Any]) -> None:
    once = stamped(json.dumps(bilingual, ensure_ascii=False))
    assert stamped(once) == once


def test_a_stale_review_is_a_draft_again_unless_somebody_has_read_it(
    bilingual: dict[str, Any],
) -> None:
    text = json.dumps(translated(bilingual, es={"state": "reviewed", "of": "0" * 32}))
    assert states(json.loads(stamped(text)))["es"] == "draft"
    assert states(json.loads(stamped(text, ["es"])))["es"] == "reviewed"


def test_a_missing_translation_is_not_stamped(bilingual: dict[str, Any]) -> None:
    text = json.dumps(translated(bilingual, es={"state": "missing"}))
    assert json.loads(stamped(text))["translations"]["es"] == {"state": "missing"}
